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
check "format" "$python" -m ruff format --check --quiet .
check "lint" "$python" -m ruff check --quiet .
check "types" "$python" -m mypy
check "import rules" "$venv/bin/lint-imports"
check "packages" "$python" -m tests.audit
say "== tests"
[ -z "$failed" ] || say "Not in order:${failed#,} (see above)."
code=0
# One test file after another on each core.
"$python" -m pytest -q -n auto --dist loadfile || code=$?
[ -z "$failed" ] || exit 1
exit $code
