#!/bin/sh
# The commands of a locked-down kiosk, on its service's data and under its account: sudo walkin doctor
set -eu
export WALKIN_DATA=/var/lib/walkin/data
export WALKIN_CONFIG=/var/lib/walkin/settings/walkin.toml
export XDG_RUNTIME_DIR=/run/walkin
export PULSE_SERVER=unix:/run/walkin-sound/native
case ${1-} in
    update) exec /opt/walkin/start.sh "$@" ;; # versions are root's
esac
umask 077
exec runuser -u walkin -- /opt/walkin/start.sh "$@"
