#!/usr/bin/env bash
# Makes the site in target/site and looks at it: every link within it leads somewhere, and the search finds Chinese words.
# The desk page is put in as the playground where `cargo xtask desk` has made it.
set -eu
cd "$(dirname "$0")/.."
tools=target/site-tools
if [ ! -x "$tools/bin/mkdocs" ]; then
    python3 -m venv "$tools"
    "$tools/bin/pip" install --quiet mkdocs-material==9.8.2 jieba==0.42.1 'setuptools<81'
fi
NO_MKDOCS_2_WARNING=1 "$tools/bin/mkdocs" build --strict --quiet
python3 site/check.py target/site
if command -v node > /dev/null; then
    # What an editor looks for, and a page that must be among what is found first.
    node site/search.mjs target/site 顿号=rules/pun.html 目录页码=rules/toc.html 龙芯=index.html 误报=faq.zh-CN.html \
        核红=guide.zh-CN.html 区划名称=guide.zh-CN.html
else
    echo "SKIPPED: node is not installed; the search is not tried"
fi
