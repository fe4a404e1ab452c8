#!/usr/bin/env bash
# Makes a .deb of a built program: packaging/deb/build.sh PROGRAM FOLDER [TARGET]
# A program for another machine can't be run here; KANWU_HERE names one that can, for the manual page and completions.
set -eu
project=$(cd "$(dirname "$0")/../.." && pwd)
program=$(realpath "$1")
mkdir -p "$2"
out=$(realpath "$2")
here=$(realpath "${KANWU_HERE:-$1}")
cd "$project"
laid=target/packaging
mkdir -p "$laid"
cp "$program" "$laid/kanwu"
"$here" man > "$laid/kanwu.1"
"$here" completions bash > "$laid/kanwu.bash"
"$here" completions zsh > "$laid/_kanwu"
"$here" completions fish > "$laid/kanwu.fish"
cargo deb --no-build --no-strip ${3:+--target "$3"} --output "$out/"
