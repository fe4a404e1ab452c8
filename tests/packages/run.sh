#!/usr/bin/env bash
# The packages that can be made on this machine: each is made, installed in a place of its own and run on the sample, and
# must say what the program itself says. Told is how long a newcomer waits from the installation to the report.
#   tests/packages/run.sh [PROGRAM [PROFILE]]
# takes the program that is built and the profile it was built with. What is missing is skipped aloud.
set -eu
project=$(cd "$(dirname "$0")/../.." && pwd)
program=$(realpath "${1:-$project/target/release/kanwu}")
profile=${2:-release}
cd "$project"
target=$(rustc -vV | sed -n 's/^host: //p')
work=$(mktemp -d)
registry=
trap '[ -z "$registry" ] || kill "$registry"; rm -rf "$work"' EXIT
passed=0
skipped=0
skip() { echo "SKIPPED: $1" && skipped=$((skipped + 1)); }
now() { echo $(($(date +%s%N) / 1000000)); }

cp samples/清河年鉴2023.md "$work/书稿.md"
(cd "$work" && "$program" check 书稿.md --isolated --output-format json > expected.json) || [ $? -eq 1 ]
# try NAME START PROGRAM: the report of an installed program; START is when its installation began.
try() {
    (cd "$work" && "$3" check 书稿.md --isolated --output-format json --output html="$1.html" > "$1.json") || [ $? -eq 1 ]
    took=$(($(now) - $2))
    cmp "$work/expected.json" "$work/$1.json"
    grep -q '清河' "$work/$1.html"
    echo "$1: from the installation to the report $took ms"
    if [ "$took" -gt 60000 ]; then
        echo "FAILED: $1 takes more than a minute"
        exit 1
    fi
    passed=$((passed + 1))
}

if command -v maturin > /dev/null; then
    (cd packaging/python && maturin build --quiet --profile "$profile" --out "$work/wheel")
    start=$(now)
    python3 -m venv "$work/python"
    "$work/python/bin/pip" install --quiet --no-index --find-links "$work/wheel" kanwu
    try pip "$start" "$work/python/bin/kanwu"
    if command -v uvx > /dev/null; then
        printf '#!/bin/sh\nexec uvx --quiet --offline --no-index --find-links "%s" kanwu "$@"\n' "$work/wheel" > "$work/uvx"
        chmod +x "$work/uvx"
        UV_CACHE_DIR=$work/uv try uvx "$(now)" "$work/uvx"
    else
        skip "uvx is not installed"
    fi
    if command -v pre-commit > /dev/null; then
        tests/pre-commit.sh "$work"/wheel/*.whl
        passed=$((passed + 1))
    else
        skip "pre-commit is not installed"
    fi
else
    skip "maturin is not installed: no wheel, and no hook with it"
fi

if command -v npm > /dev/null; then
    node packaging/npm/make.mjs "$work/npm" "$target=$program"
    for folder in "$work"/npm/*/; do
        (cd "$folder" && npm pack --silent --pack-destination "$work/npm" > /dev/null)
    done
    node tests/packages/registry.mjs "$work/npm" > "$work/address" &
    registry=$!
    while [ ! -s "$work/address" ]; do sleep 0.1; done
    start=$(now)
    npm install --silent --global --no-audit --no-fund --cache "$work/cache" --prefix "$work/node" \
        --registry "$(cat "$work/address")" kanwu
    try npm "$start" "$work/node/bin/kanwu"
    code=0
    "$work/node/bin/kanwu" check "$work/nothing.md" > /dev/null 2>&1 || code=$?
    [ $code -eq 2 ]
else
    skip "npm is not installed"
fi

if cargo deb --version > /dev/null 2>&1 && command -v dpkg > /dev/null; then
    packaging/deb/build.sh "$program" "$work/deb" > /dev/null
    root=$work/root
    mkdir -p "$root"/var/lib/dpkg/{info,updates,triggers}
    touch "$root/var/lib/dpkg/status" "$root/var/lib/dpkg/available"
    start=$(now)
    # The libraries that it needs are those of this machine.
    dpkg --root="$root" --force-depends --force-not-root --log="$work/log" --install "$work"/deb/*.deb > /dev/null 2>&1
    try deb "$start" "$root/usr/bin/kanwu"
    [ -s "$root/usr/share/bash-completion/completions/kanwu" ]
    man --local-file "$root/usr/share/man/man1/kanwu.1.gz" > /dev/null 2>&1 || zcat "$root/usr/share/man/man1/kanwu.1.gz" | grep -q '^.TH'
else
    skip "cargo-deb or dpkg is not installed"
fi
echo "packages: $passed passed, 0 failed, $skipped skipped"
