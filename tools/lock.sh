#!/bin/sh
# tools/lock.sh [--upgrade]: pyproject.toml -> requirements*.lock, with hashes and without a host's name.
set -eu
compile() { .venv/bin/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-index-url "$@"; }
compile "$@" pyproject.toml -o requirements.lock
compile "$@" pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
sed -n 's/^\(uv==[^ ]*\).*/\1/p' requirements-uv.lock | compile - -o requirements-uv.lock
if grep -nE '://|--(extra-)?index-url|--find-links' requirements*.lock; then
    echo "onewindow: a lock names a host" >&2
    exit 1
fi
