"""The linters that kanwu is set beside: how each is installed and run, and how its findings are read."""

import difflib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLACE = ROOT / "target/peers"
NODE = PLACE / "node_modules/.bin"
PYTHON = PLACE / "python"
MEASURE = str(Path(__file__).with_name("measure.py"))
PACKAGES = ["rumdl==0.3.0", "typos==1.52.0"]
TEXTLINT = {"rules": {"zh-half-and-full-width-bracket": True, "ja-space-between-half-and-full-width": True}}


def install():
    """Installs what can be had into target/peers; says aloud what can't."""
    PLACE.mkdir(parents=True, exist_ok=True)
    manifest = Path(__file__).with_name("package.json")
    there = PLACE / "package.json"
    if not there.exists() or there.read_bytes() != manifest.read_bytes() or not NODE.exists():
        shutil.copyfile(manifest, there)
        quiet = ["--no-audit", "--no-fund", "--no-package-lock", "--silent"]
        if subprocess.run(["npm", "install", *quiet], cwd=PLACE).returncode != 0:
            print("SKIPPED: the linters of npm can't be installed", file=sys.stderr)
    (PLACE / ".textlintrc.json").write_text(json.dumps(TEXTLINT))
    if not (PYTHON / "bin/typos").exists():
        subprocess.run([sys.executable, "-m", "venv", PYTHON], check=True)
        if subprocess.run([PYTHON / "bin/pip", "install", "--quiet", *PACKAGES]).returncode != 0:
            print("SKIPPED: rumdl and typos can't be installed", file=sys.stderr)


class Peer:
    """A program that reads the texts of the folder it is run in."""

    def __init__(self, name, about, command, read):
        self.name, self.about, self.command = name, about, command
        # Reads findings out of what it prints: file, rule, message.
        self.read = read

    def is_there(self):
        return shutil.which(self.command[0]) is not None

    def run(self, folder, out, limit):
        """Seconds on the clock, seconds of CPU, bytes of memory; `None` where it takes longer than the limit."""
        command = [sys.executable, "-I", "-S", MEASURE, str(int(limit)), str(out), *self.command]
        said = subprocess.run(command, cwd=folder, env={**os.environ, "LC_ALL": "C.UTF-8"}, capture_output=True, text=True)
        return tuple(float(part) for part in said.stdout.split()) or None


def _json(text):
    # What a program says besides stands before or after its JSON.
    starts = [at for at in (text.find("{"), text.find("[")) if at >= 0]
    return json.JSONDecoder().raw_decode(text[min(starts) :])[0] if starts else []


def _kanwu(text):
    return [(one["path"], one["code"], one["message"]) for one in _json(text)["diagnostics"]]


def _autocorrect(text):
    """It reports whole lines; what differs between a line and its correction are the findings."""
    found = []
    for one in _json(text).get("messages", []):
        for line in one["lines"]:
            old, new = line["old"], line["new"]
            changes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
            found += [
                (one["filepath"], what, (old[a:b], new[c:d])) for what, a, b, c, d in changes if what != "equal"
            ]
    return found


def _zhlint(text):
    return [(path, said, "") for path, said in re.findall(r"^(\S+\.md):\d+:\d+ - (.*)$", text, re.MULTILINE)]


def _textlint(text):
    return [(one["filePath"], said["ruleId"], said["message"]) for one in _json(text) for said in one["messages"]]


def _lint_md(text):
    found, path = [], ""
    for line in text.splitlines():
        if re.match(r"/.*\.md$", line):
            path = line
        elif said := re.match(r" +\d+:\d+ +(?:error|warning) +(.*)", line):
            found.append((path, said.group(1), ""))
    return found


def _rumdl(text):
    return [(one["file"], one["rule"], one["message"]) for one in _json(text)]


def _typos(text):
    lines = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    return [(one["path"], one["typo"], "") for one in lines if one["type"] == "typo"]


def peers(program):
    """kanwu first, then the others."""
    textlint = [str(NODE / "textlint"), "--config", str(PLACE / ".textlintrc.json"), "--format", "json", "**/*.md"]
    npm = "**/*.md"
    return [
        Peer("kanwu", "全部规则，连同试行的", [program, "check", ".", "--isolated", "--preview", "--output-format", "json"], _kanwu),
        Peer("AutoCorrect", "autocorrect-node 2.14.0", [str(NODE / "autocorrect"), "--lint", "--format", "json", "."], _autocorrect),
        Peer("zhlint", "0.8.2", [str(NODE / "zhlint"), npm], _zhlint),
        Peer("textlint", "15.8.0，中文括号、中西文间隔两条规则", textlint, _textlint),
        Peer("lint-md", "@lint-md/cli 2.2.4", [str(NODE / "lint-md"), npm], _lint_md),
        Peer("rumdl", "0.3.0", [str(PYTHON / "bin/rumdl"), "check", "--no-cache", "--output-format", "json", "."], _rumdl),
        Peer("typos", "1.52.0", [str(PYTHON / "bin/typos"), "--format", "json", "."], _typos),
        Peer("wc -m", "只数字数", ["sh", "-c", "find . -name '*.md' -print0 | xargs -0 wc -m"], lambda _: []),
    ]
