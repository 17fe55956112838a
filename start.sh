#!/bin/sh
# Sets up what is missing, then runs the kiosk: ./start.sh --demo
set -eu
root=$(dirname "$(readlink -f "$0")")
# After an update another version is at work.
[ ! -h "$root/switch/current" ] || exec "$root/assets/service/current.sh" "$@"
[ ! -e "$root/.complete" ] || exec "$root/.venv/bin/python" -P -m kiosk "$@"
. "$root/assets/service/set-up.sh"
ready run || set_up run
exec "$venv/bin/python" -P -m kiosk "$@"
