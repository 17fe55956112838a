#!/bin/sh
# Starts the version that is at work: current.sh run --supervised (README, Updates).
#
# It is the one of the first version and stays when others come: whatever is wrong with a new one,
# after three starts without a proof the version before is back. See kiosk/updating/house.py.
set -eu
house=$(readlink -f "$(dirname "$(readlink -f "$0")")/../..")
case $house in */versions/*) house=${house%/versions/*} ;; esac
switch=$house/switch

# Only the house itself and whole versions in it: the kiosk's account may write these links.
place() { # NAME
    to=$(readlink "$switch/$1" 2>/dev/null) || to=..
    found=$house/versions/${to#../versions/}
    case $to in
        ../versions/*/* | ../versions/.*) ;;
        ../versions/*)
            if [ -e "$found/.complete" ] && [ ! -h "$found" ]; then
                printf %s "$found"
                return
            fi
            ;;
    esac
    printf %s "$house"
}

go_back() {
    cp "$switch/trial" "$switch/.back.new" && mv "$switch/.back.new" "$switch/back" &&
        ln -sfn "$(readlink "$switch/before")" "$switch/.current.new" &&
        mv -T "$switch/.current.new" "$switch/current" &&
        rm -f "$switch/trial" "$switch/tries"
}

program=$(place current)
case " $* " in
    *" --supervised "*)
        if [ -e "$switch/trial" ] && [ "$(cat "$switch/trial")" = "${program##*/}" ]; then
            { printf . >>"$switch/tries"; } 2>/dev/null || true
            if [ "$(wc -c 2>/dev/null <"$switch/tries")" -gt 3 ] 2>/dev/null; then
                printf 'Version %s does not start: the one before is back.\n' "${program##*/}" >&2
                program=$(place before)
                go_back || true # written or not
            fi
        fi
        ;;
esac
# By its own name: what runs keeps its files when the link changes.
exec "$program/.venv/bin/python" -P -m kiosk "$@"
