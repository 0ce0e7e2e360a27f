#!/bin/sh
# tools/environment.sh PYTHON LOCK MARK [MARK…]: fill .venv from a hash-locked list, then touch the marks.
set -eu
python=$1 lock=$2
shift 2

say() { printf 'onewindow: %s\n' "$*" >&2; }

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    say "Python 3.11 or newer is needed; '$python' is not. Try: make PYTHON=python3.12 …"
    exit 1
fi

if [ ! -x .venv/bin/python ] || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
            say "installing python3-venv"
            apt-get update -qq </dev/null && apt-get install -y -qq python3-venv </dev/null >/dev/null
        else
            say "Python's venv is missing: apt install python3-venv, then try again."
            exit 1
        fi
    fi
    say "making .venv"
    "$python" -m venv --clear .venv
fi

say "installing $lock"
if .venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements-uv.lock </dev/null; then
    .venv/bin/uv pip install -q --python .venv/bin/python --require-hashes --compile-bytecode -r "$lock" </dev/null
else
    say "uv is not to be had; pip installs the same list, more slowly"
    .venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes -r "$lock" </dev/null
fi
touch "$@"
