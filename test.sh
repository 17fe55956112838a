#!/bin/sh
# Every check and every test; with arguments only pytest on those: ./test.sh tests/core -k card
set -eu
root=$(dirname "$(readlink -f "$0")")
. "$root/assets/service/set-up.sh"
ready dev || set_up dev
python="$venv/bin/python"
cd "$root"
[ $# = 0 ] || exec "$python" -m pytest "$@"

failed=
check() {
    name=$1
    shift
    say "== $name"
    "$@" >&2 || failed="$failed, $name"
}
checks() {
    check "format" "$python" -m ruff format --check --quiet .
    check "lint" "$python" -m ruff check --quiet .
    check "types" "$python" -m mypy
    check "import rules" "$venv/bin/lint-imports"
    check "packages" "$python" -m tests.audit
    [ -z "$failed" ] || say "Not in order:${failed#,} (see above)."
    [ -z "$failed" ]
}
said=$(mktemp)
trap 'rm -f "$said"' EXIT
checks >"$said" 2>&1 &
checking=$!
say "== tests"
code=0
# One test file after another; one more at a time than there are cores, for many wait for a window.
"$python" -m pytest -q -n $(($(nproc) + 1)) --dist loadfile || code=$?
wait $checking || code=1
cat "$said" >&2
exit $code
