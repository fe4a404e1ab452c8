#!/usr/bin/env bash
# The language server in editors as people run them: Neovim without a screen, and the extension for VS Code under a
# stand-in for its editor. Takes the program to run; each editor that is missing is skipped aloud.
set -eu
project=$(cd "$(dirname "$0")/../.." && pwd)
program=$(realpath "${1:-$project/target/release/kanwu}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if command -v nvim > /dev/null && nvim --headless +'exe has("nvim-0.11") ? "quit" : "cquit"' 2> /dev/null; then
    printf '# 综合\n\n清河区有学校15所,学生3600人。\n' > "$work/书 稿.md"
    KANWU_PROGRAM=$program KANWU_MANUSCRIPT="$work/书 稿.md" HOME=$work XDG_CONFIG_HOME=$work XDG_STATE_HOME=$work \
        timeout 120 nvim --headless --clean -n -u "$project/tests/editors/neovim.lua"
    grep -q '15所，学生' "$work/书 稿.md"
    echo "Neovim: findings shown, a fix applied"
else
    echo "SKIPPED: Neovim 0.11 or later is not installed"
fi

cd "$project/editors/vscode"
if command -v npm > /dev/null && npm install --no-package-lock --no-audit --no-fund --silent; then
    KANWU_PROGRAM=$program npm test --silent
    npm run --silent package
else
    echo "SKIPPED: what the extension for VS Code is made with can't be installed"
fi
