# Set-up shared by start.sh and test.sh; they set `root` and read this file.
#
# ready KIND     true when nothing is to be done for KIND (run or dev); starts no Python
# set_up KIND    installs what is missing, or stops with the exit codes of the README
#
# A set-up leaves one stamp a kind inside .venv: what was installed, with which Python, where.
# .venv/.unfinished stands there while packages are changing, so a set-up that was cut off is seen.

venv="$root/.venv"
packages="$root/assets/service/debian-packages.txt"

say() { printf '%s\n' "$*" >&2; }

stop() {
    code=$1
    shift
    say "$*"
    exit "$code"
}

lock_of() {
    case $1 in
        run) printf %s "$root/requirements.lock" ;;
        dev) printf %s "$root/requirements-dev.lock" ;;
    esac
}

place() { printf '|%s|%s' "$(readlink -f "$venv/bin/python")" "$root"; }

stamp() {
    printf '%s%s' "$(cat "$(lock_of "$1")" "$root/pyproject.toml" "$packages" | cksum)" "$(place)"
}

stamped() {
    [ -r "$venv/.ready-$1" ] && [ -x "$venv/bin/python" ] && [ ! -e "$venv/.unfinished" ] || return 1
    IFS= read -r have <"$venv/.ready-$1" || return 1
    [ "$have" = "$(stamp "$1")" ]
}

ready() {
    # The linker's cache changes whenever a system library comes or goes; who may not write here, as
    # the kiosk's own account, has nothing to set up then either.
    { [ ! /etc/ld.so.cache -nt "$venv/.ready-$1" ] || [ ! -w "$root" ]; } && stamped "$1"
}

# -- system libraries -----------------------------------------------------------------------------

fits='import sys, venv; sys.exit(sys.version_info < (3, 11))'

find_python() {
    for name in python3.13 python3.12 python3.11 python3; do
        command -v "$name" >/dev/null 2>&1 || continue
        "$name" -c "$fits" 2>/dev/null || continue
        # Debian keeps ensurepip in python3-venv; uv can do without.
        if command -v uv >/dev/null 2>&1 || "$name" -c 'import ensurepip' 2>/dev/null; then
            python=$name
            return 0
        fi
    done
    return 1
}

found() {
    case $1 in
        python) find_python ;;
        *.so.*)
            case $libraries in
                "") return 0 ;; # not a glibc system: Qt itself will say
                *"	$1 ("*) return 0 ;;
                *) return 1 ;;
            esac
            ;;
        *) command -v "$1" >/dev/null 2>&1 ;;
    esac
}

missing() {
    libraries=$(PATH="$PATH:/usr/sbin:/sbin" ldconfig -p 2>/dev/null || true)
    while read -r tier package probe; do
        case " $* " in
            *" $tier "*) found "$probe" || printf ' %s' "$package" ;;
        esac
    done <"$packages"
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    else
        sudo -n env DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

may_install() {
    command -v apt-get >/dev/null 2>&1 || return 1
    [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null
}

apt() {
    as_root apt-get -qq -o DPkg::Lock::Timeout=120 "$@" >&2 </dev/null 9<&-
}

apt_install() {
    say "Installing system libraries:$*"
    # shellcheck disable=SC2086
    set -- $*
    apt install -y --no-install-recommends "$@" 2>/dev/null && return 0
    apt update || say "The list of Debian packages could not be brought up to date."
    apt install -y --no-install-recommends "$@" && return 0
    for package in "$@"; do # one name unknown to this Debian must not keep the others away
        apt install -y --no-install-recommends "$package" || true
    done
}

system_libraries() {
    tiers="needed wanted"
    [ "$1" = run ] || tiers="$tiers test"
    lacking=$(missing $tiers)
    [ -n "$lacking" ] || return 0
    if may_install; then
        apt_install "$lacking"
        lacking=$(missing $tiers)
        [ -n "$lacking" ] || return 0
    fi
    say "System packages are missing. Install them with:"
    say "    sudo apt-get update && sudo apt-get install -y$lacking"
    [ -z "$(missing needed)" ] || stop 69 "The kiosk cannot run without them; then start this again."
    say "The kiosk runs without them, but not everything works (walkin doctor tells)."
}

# -- Python packages ------------------------------------------------------------------------------

# A half-changed, moved or broken environment is made anew: its files cannot be trusted.
set_aside() {
    if [ -e "$venv" ]; then
        keep=yes
        [ ! -e "$venv/.unfinished" ] || keep=no
        "$venv/bin/python" -c "$fits" 2>/dev/null || keep=no
        for kind in run dev; do
            [ -r "$venv/.ready-$kind" ] || continue
            IFS= read -r have <"$venv/.ready-$kind" || keep=no
            case $have in *"$(place)") ;; *) keep=no ;; esac
        done
        if [ $keep = no ]; then
            say "The last set-up did not end, or Python or the folder has changed: starting afresh."
            mv "$venv" "$venv.old.$$"
        fi
    fi
    rm -rf "$venv".old.*
}

install_with_uv() {
    command -v uv >/dev/null 2>&1 || return 1
    [ -x "$venv/bin/python" ] || uv venv -q --allow-existing --seed --python "$python" "$venv" || return 1
    uv pip install -q --python "$venv/bin/python" --require-hashes -r "$1" &&
        uv pip install -q --python "$venv/bin/python" --no-build-isolation --no-deps -e "$root"
}

install_with_pip() {
    quiet=-q
    [ ! -t 2 ] || quiet= # at a terminal pip shows how far it is
    if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
        "$python" -m venv "$venv" || return 1
    fi
    "$venv/bin/python" -m pip install $quiet --disable-pip-version-check \
        --only-binary :all: --require-hashes -r "$1" &&
        "$venv/bin/python" -m pip install -q --disable-pip-version-check \
            --no-build-isolation --no-deps -e "$root"
}

python_packages() {
    stamped "$1" && return 0
    set_aside
    find_python || stop 69 "Python 3.11 or newer is needed, with its venv module; there is none here."
    [ -e "$venv" ] || say "Installing Python packages into .venv (once; about 150 MB to fetch) ..."
    mkdir -p "$venv" && : >"$venv/.unfinished" || stop 73 "Cannot write to $venv."
    rm -f "$venv"/.ready-*
    lock=$(lock_of "$1")
    { install_with_uv "$lock" || install_with_pip "$lock"; } >&2 ||
        stop 75 "The Python packages could not be installed: the lines above say why. Look at the \
network and the free disk space (900 MB are needed), then start this again."
}

# Qt says best itself which system library it misses.
qt_starts() {
    trouble=$("$venv/bin/python" -c 'import PySide6.QtQuick' 2>&1) && return 0
    say "$(printf '%s\n' "$trouble" | tail -n 1)"
    stop 69 "Qt does not start; the line above names the library that is missing on this system."
}

set_up() {
    [ -w "$root" ] || stop 73 "Cannot write to $root, where the set-up belongs."
    if command -v flock >/dev/null 2>&1; then
        exec 9<"$packages"
        flock -n 9 || { say "Another set-up is at work here; waiting for it." && flock 9; }
    fi
    system_libraries "$1"
    python_packages "$1"
    qt_starts
    stamp=$(stamp "$1")
    printf '%s\n' "$stamp" >"$venv/.ready-$1"
    if [ "$1" = dev ]; then # the dev lock holds everything of the other
        stamp run >"$venv/.ready-run" && echo >>"$venv/.ready-run"
    fi
    rm -f "$venv/.unfinished"
    if command -v flock >/dev/null 2>&1; then exec 9<&-; fi
}
