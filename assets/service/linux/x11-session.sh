#!/bin/sh
# The whole X11 session: no window manager, no screen saver, no keys of the server, one program.
set -eu
root=$(dirname "$(readlink -f "$0")")/../../..
xset s off s noblank -dpms
# Ctrl+Alt+F2, Ctrl+Alt+Backspace and their like are nothing any more.
setxkbmap -option srvrkeys:none
exec "$root/assets/service/current.sh" run --supervised
