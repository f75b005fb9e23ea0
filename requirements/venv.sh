#!/bin/sh
# Makes .venv, or brings it up to date. Called by the Makefile:
#
#     requirements/venv.sh base     what building a site needs, and Diglot itself
#     requirements/venv.sh test     what checking Diglot needs on top of that
#
# Everything comes from the locked requirements, each file proved by its hash.
set -eu
cd "$(dirname "$0")/.."
venv=.venv

say() { printf '%s\n' "$*" >&2; }

is_python_311() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 python; do
        if is_python_311 "$name"; then
            echo "$name"
            return
        fi
    done
    here=$(python3 --version 2>/dev/null) || here=missing
    say "Diglot needs Python 3.11 or newer, and 'python3' here is ${here:-too old}."
    say "Install one, or name it: make PYTHON=/path/to/python3.12 ..."
    exit 1
}

# Debian and Ubuntu package Python in parts; the one that makes virtual environments is often missing.
has_venv() { "$1" -c 'import ensurepip, venv' 2>/dev/null; }

need_venv() {
    has_venv "$1" && return
    package="python$("$1" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv"
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "This Python cannot make a virtual environment: installing Debian's $package ..."
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends "$package"; } >/dev/null || true
        has_venv "$1" && return
    fi
    say "This Python cannot make a virtual environment: its 'ensurepip' is missing."
    say "On Debian or Ubuntu: sudo apt-get install $package"
    exit 1
}

# A .venv is bound to its folder and to its interpreter; where either is gone, a new one is made.
is_sound() {
    [ "$(cat "$venv/.made-in" 2>/dev/null)" = "$PWD" ] && is_python_311 "$venv/bin/python"
}

install() {
    "$venv/bin/python" -m pip install -qq --disable-pip-version-check --require-hashes \
        --requirement "requirements/$1.txt"
}

if ! is_sound; then
    python=$(find_python)
    need_venv "$python"
    say "Making .venv with $("$python" --version) ..."
    rm -rf "$venv"
    "$python" -m venv "$venv"
    printf '%s\n' "$PWD" >"$venv/.made-in"
fi

say "Installing requirements/$1.txt ..."
install "$1"
if [ "$1" = base ]; then
    "$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-index --no-deps \
        --no-build-isolation --editable .
fi
touch "$venv/.stamp-$1"
