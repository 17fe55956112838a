#!/bin/sh
# Makes this computer a kiosk: account, service, keys, consoles, USB. As root, after ./start.sh has
# set everything up:   assets/service/lock-down.sh [cage|x11]
# DESTDIR=DIR puts the files below DIR and changes nothing else.
set -eu
root=$(readlink -f "$(dirname "$(readlink -f "$0")")/../..")
from="$root/assets/service/linux"
# A newer version's recipes; what they name outlives it.
case $root in */versions/*) root=${root%/versions/*} ;; esac
to=${DESTDIR-}
way=${1-cage}

say() { printf '%s\n' "$*" >&2; }

stop() {
    say "$2"
    exit "$1"
}

case $way in
    cage) unit=walkin.service ;;
    x11) unit=walkin-x11.service ;;
    *) stop 64 "Use: $0 [cage|x11]" ;;
esac
[ -n "$to" ] || [ "$(id -u)" = 0 ] || stop 73 "This needs root: sudo $0 $way"
case $root in
    /home/* | /root/*) stop 78 "Move $root to /opt/walkin first: the service sees no home folders." ;;
esac

put() { # FILE PLACE [RIGHTS]
    mkdir -p "$to$(dirname "$2")"
    sed "s|/opt/walkin|$root|g" "$from/$1" >"$to$2"
    chmod "${3-644}" "$to$2"
    say "$2"
}

fetch() { # PACKAGE...
    DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends "$@" >&2
}

put "$unit" "/etc/systemd/system/$unit"
put walkin-sound.service /etc/systemd/system/walkin-sound.service
put sysusers.conf /usr/lib/sysusers.d/walkin.conf
put tmpfiles.conf /usr/lib/tmpfiles.d/walkin.conf
put sysctl.conf /etc/sysctl.d/90-walkin.conf
put logind.conf /etc/systemd/logind.conf.d/90-walkin.conf
put walkin.sh /usr/local/bin/walkin 755
put 70-walkin-usb.rules /etc/udev/rules.d/70-walkin-usb.rules
if [ "$way" = x11 ]; then
    put 10-walkin.conf /etc/X11/xorg.conf.d/10-walkin.conf
    put Xwrapper.config /etc/X11/Xwrapper.config
fi
[ -z "$to" ] || exit 0

case $way in
    cage) needed="cage seatd xwayland" ;; # Debian's cage ends at once without Xwayland
    x11) needed="xserver-xorg xserver-xorg-legacy xinit x11-xserver-utils x11-xkb-utils" ;;
esac
# shellcheck disable=SC2086
fetch $needed || stop 75 "These packages are needed: $needed"
systemd-sysusers
# Which version is at work is the kiosk's own to say, what stands in it is not.
install -d -m 755 -o walkin -g walkin "$root/switch"
systemd-tmpfiles --create walkin.conf || true
# A read-only system cannot keep what Python compiles.
"$root/.venv/bin/python" -m compileall -q "$root/kiosk" "$root/ui" "$root/db" || true
systemctl restart systemd-sysctl.service || say "A setting of the kernel was refused: journalctl -u systemd-sysctl"
udevadm control --reload || say "The rules for USB hold after the next start of the computer."
systemctl mask ctrl-alt-del.target >&2
systemctl daemon-reload
[ "$way" != cage ] || systemctl enable --now seatd.service
systemctl enable "$unit" >&2
if fetch pulseaudio; then
    systemctl enable walkin-sound.service >&2
    systemctl restart walkin-sound.service || say "The loudspeaker does not start: journalctl -u walkin-sound"
else
    say "Without the package pulseaudio the kiosk is silent."
fi
say "Done. Start it now: systemctl restart $unit   See it: systemctl status $unit, walkin doctor"
