#!/bin/sh
# Sets up what is missing, then runs the kiosk: ./start.sh --demo
set -eu
root=$(dirname "$(readlink -f "$0")")
. "$root/assets/service/set-up.sh"
ready run || set_up run
exec "$venv/bin/python" -P -m kiosk "$@"
