#!/usr/bin/env bash
# The samples, checked by the WebAssembly module under Node, give the same bytes as the program; corrections, forms and
# answers go the way that they go in the page. Says aloud where it is
# skipped. Run from anywhere; KANWU names the program, else it is built; MODULE names a module that is built already.
set -eu
cd "$(dirname "$0")/../.."

skip() {
    echo "SKIPPED: tests/wasm: $1"
    exit 0
}

command -v node > /dev/null || skip "Node is not installed"
target=wasm32-unknown-unknown
module=${MODULE:-target/$target/release/kanwu_web.wasm}
if [ -z "${MODULE:-}" ]; then
    if [ -d "$(rustc --print sysroot)/lib/rustlib/$target" ]; then
        # What it finds does not hang on how well it is compiled.
        cargo build --quiet --release --target "$target" --package kanwu-web --config 'profile.release.lto="off"' \
            --config profile.release.codegen-units=16 --config profile.release.opt-level=1
    elif [ -f "$module" ]; then
        echo "tests/wasm: the target $target is not installed; running the module that is there" >&2
    else
        skip "the target $target is not installed (rustup target add $target)"
    fi
fi
kanwu=${KANWU:-}
if [ -z "$kanwu" ]; then
    cargo build --quiet --package kanwu
    kanwu=target/debug/kanwu
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for file in samples/*.md samples/clean/*.md; do
    "$kanwu" check --isolated --output-format json "$file" > "$work/native.json" || [ $? -eq 1 ]
    node tests/wasm/check.mjs "$module" "$file" "$file" > "$work/wasm.json"
    cmp "$work/native.json" "$work/wasm.json"
    echo "tests/wasm: $file: $(wc -c < "$work/wasm.json") bytes, the same"
done
node tests/wasm/desk.mjs "$module" samples/清河年鉴2023.md tests/fixtures/docx/libreoffice.docx
