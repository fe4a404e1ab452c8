#!/usr/bin/env bash
# Takes the pictures of the guides in Chromium: the report on the sample, and the desk page where `cargo xtask desk` has
# made it.
#   site/screenshots.sh [PROGRAM]
set -eu
cd "$(dirname "$0")/.."
program=$(realpath "${1:-target/release/kanwu}")
images=$PWD/docs/images
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
picture() { # FILE NAME HEIGHT: the top of a page
    chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --lang=zh-CN --user-data-dir="$work/profile" \
        --window-size="1180,$3" --virtual-time-budget=8000 --screenshot="$images/$2" "file://$1" 2> "$work/said" ||
        { cat "$work/said"; exit 1; }
    echo "wrote docs/images/$2"
}
cp samples/清河年鉴2023.md "$work/清河年鉴2023.md"
(cd "$work" && "$program" check 清河年鉴2023.md --quiet --exit-zero --output html=report.html > /dev/null)
picture "$work/report.html" report.png 700
if [ -f target/desk/kanwu.html ]; then
    picture "$PWD/target/desk/kanwu.html" desk.png 500
    # What is seen only after something was pressed.
    KANWU_PICTURES=$images cargo test --quiet -p kanwu-tests --test browser -- --ignored pictures_of_the_guide
else
    echo "SKIPPED: the desk page; \`cargo xtask desk\` makes it"
fi
