#!/usr/bin/env bash
# The hooks under the real pre-commit, in a real git repository: first run, failing run, fixing run, and a
# run without network once they are installed. Skipped aloud without pre-commit.
# With a wheel as argument the hooks that install it are tried, and the time from nothing to the first answer is told;
# else those that compile.
set -eu
project=$(cd "$(dirname "$0")/.." && pwd)
if ! command -v pre-commit > /dev/null; then
    echo "SKIPPED: pre-commit is not installed"
    exit 0
fi
if [ $# -gt 0 ]; then
    from=
    PIP_FIND_LINKS=$(dirname "$(realpath "$1")")
    export PIP_FIND_LINKS PIP_NO_CACHE_DIR=1
else
    from=-from-source
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PRE_COMMIT_HOME=$work/home
# What is built is tried, not how fast it is; and most of it is built already.
export CARGO_PROFILE_RELEASE_OPT_LEVEL=0
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$project/target}
mkdir "$work/书稿"
cd "$work/书稿"
git init --quiet
git config user.email editor@example.invalid
git config user.name 编辑
cat > .pre-commit-config.yaml <<EOF
repos:
  - repo: $project
    rev: $(git -C "$project" rev-parse HEAD)
    hooks:
      - id: kanwu$from
      - id: kanwu-fix$from
        stages: [manual]
EOF
start=$(date +%s%N)
pre-commit install --install-hooks
echo '全年粮食产量增长15%～30%。' > '农 业.md'
git add -A
echo "== nothing wrong: the commit is made"
git commit --quiet -m 初稿
took=$((($(date +%s%N) - start) / 1000000))
echo "from nothing to the first answer: $took ms"
echo '全年粮食产量增长15～30%。' > '农 业.md'
git add -A
echo "== a fault: no commit"
if git commit --quiet -m 二稿 2> said; then
    echo "FAILED: a fault was committed"
    exit 1
fi
grep -q range-left-percent-missing said
echo "== the fix"
if pre-commit run "kanwu-fix$from" --hook-stage manual; then
    echo "FAILED: pre-commit must stop where a hook changes files"
    exit 1
fi
grep -q '15%～30%' '农 业.md'
git add -A
echo "== without network"
export CARGO_NET_OFFLINE=true http_proxy=http://127.0.0.1:9 https_proxy=http://127.0.0.1:9
git commit --quiet -m 二稿
git log --oneline
echo "pre-commit: 4 passed, 0 failed"
