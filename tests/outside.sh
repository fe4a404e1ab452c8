#!/usr/bin/env bash
# The example of a program with a rule crate of its own, copied out of this tree, builds and checks the sample.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -R "$root/examples/outside/." "$copy"
sed -i "s|\"../..|\"$root|" "$copy/Cargo.toml"
cd "$copy"
cargo build --quiet --offline --target-dir "$root/target/outside" || cargo build --quiet --target-dir "$root/target/outside"
"$root/target/outside/debug/kanwu-outside" rules | grep -q QHE001
