#!/usr/bin/env python3
"""kanwu beside other linters, on the sample books once, ten and a hundred times over; writes docs/benchmarks.md.

    python3 bench/peers.py [--program target/release/kanwu] [--write]

The copies differ in their figures, so that nothing is read twice alike. Programs take turns, so that a busy machine slows
all alike. A program that would take longer than the limit on a larger size is left out there.
"""

import argparse
import datetime
import os
import platform
import random
import re
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).with_name("peers")))
from peers import ROOT, install, peers  # noqa: E402

SIZES = [1, 10, 100]
LIMIT = 60.0
BOOKS = ["samples/清河年鉴2023.md", "samples/clean/青石镇年鉴2023.md"]


def varied(text, seed):
    """The text with other figures of the same length; a figure that stands twice is the same in both places.

    Years, pages and small numbers stay, so that contents and dates hold as they did.
    """
    chance = random.Random(seed)
    others = {}

    def other(match):
        figure = match.group()
        if figure[:2] in ("19", "20") and len(figure) == 4:
            return figure
        if figure not in others:
            others[figure] = figure[0] + "".join(c if c == "." else str(chance.randrange(10)) for c in figure[1:])
        return others[figure]

    return re.sub(r"\d{4,}(?:\.\d+)?|\d+\.\d+", other, text) if seed else text


def lay(folder, times):
    """Lays the books out; bytes and characters of all."""
    size = characters = 0
    for copy in range(times):
        for book in BOOKS:
            text = varied((ROOT / book).read_text(encoding="utf-8"), copy)
            (folder / f"{copy:03}-{Path(book).name}").write_text(text, encoding="utf-8")
            size += len(text.encode())
            characters += len(text)
    return size, characters


def middle(values):
    return statistics.median(values)


def measure(all_peers, rounds, work):
    """For each size: bytes, characters, and for each peer its findings and its runs."""
    told, slow = [], {}
    for times in SIZES:
        folder = Path(work, f"x{times}")
        folder.mkdir()
        size, characters = lay(folder, times)
        runs = {one.name: [] for one in all_peers}
        findings = {}
        for turn in range(rounds + 1):
            for one in all_peers:
                if slow.get(one.name, 0) * times > LIMIT:
                    continue
                out = Path(work, "out")
                ran = one.run(folder, out, 4 * LIMIT)
                if ran is None:
                    slow[one.name] = LIMIT
                    continue
                if turn == 0:
                    # The first run warms up, and its findings are counted.
                    findings[one.name] = len(one.read(out.read_text(encoding="utf-8", errors="replace")))
                    slow[one.name] = ran[0] / times
                else:
                    runs[one.name].append(ran)
            print(f"×{times}: round {turn} of {rounds}", file=sys.stderr)
        told.append((times, size, characters, findings, runs))
    return told


def page(all_peers, told, rounds):
    """The document."""
    lines = [
        "# 速度",
        "",
        "由`python3 bench/peers.py --write`生成：在同一台机器上轮流运行各个程序，比用时、CPU、内存和报出的处数。",
        "Made by `python3 bench/peers.py --write`: programs in turn on one machine.",
        "",
        f"- 书稿：`samples`里的两部小年鉴，一份、十份、一百份，每份数字不同；一份{told[0][2]:,}字、{told[0][1]:,}字节。",
        f"- 每个程序先跑一遍不计，再跑{rounds}遍，取中位数；“差”是各遍CPU的（最大−最小）÷中位数。",
        "- `wc -m`只数字数，是读一遍文字的下限。用Node写的程序，用时里有Node自己的启动。",
        f"- 单次会超过{LIMIT:.0f}秒的，记“—”。各程序查的东西不同，处数不能直接相比：间隔、标点宽度以外的差错，其他程序不查"
        "（[准确率](accuracy.md)）。",
        f"- 机器：{os.cpu_count()}核，{platform.system()} {platform.machine()}，{datetime.date.today()}。",
        "",
    ]
    for times, size, characters, findings, runs in told:
        lines += [
            f"## ×{times}：{characters:,}字，{size / 1e6:.2f}MB",
            "",
            "| 程序 | 用时 ms | CPU ms | 差 | 内存 MB | 报出 |",
            "|---|---:|---:|---:|---:|---:|",
        ]
        for one in all_peers:
            ran = runs[one.name]
            if not ran:
                lines.append(f"| {one.name} | — | — | — | — | — |")
                continue
            wall, cpu, memory = ([run[i] for run in ran] for i in range(3))
            spread = (max(cpu) - min(cpu)) / middle(cpu)
            count = "" if one.name == "wc -m" else f"{findings[one.name]:,}"
            lines.append(
                f"| {one.name} | {middle(wall) * 1000:,.1f} | {middle(cpu) * 1000:,.1f} | {spread:.0%} "
                f"| {middle(memory) / 1e6:,.0f} | {count} |"
            )
        lines.append("")
        ours, theirs = runs["kanwu"], runs["AutoCorrect"]
        if ours and theirs:
            share = middle([a[1] / b[1] for a, b in zip(ours, theirs)])
            lines += [f"同一轮里，kanwu的CPU是AutoCorrect的{share:.2f}倍（各轮之比的中位数）。", ""]
    first, last = told[0], told[-1]
    if first[4]["kanwu"] and last[4]["kanwu"]:
        grown = middle([run[2] for run in last[4]["kanwu"]]) - middle([run[2] for run in first[4]["kanwu"]])
        more = last[1] - first[1]
        lines += [
            "## 内存",
            "",
            f"从×{first[0]}到×{last[0]}，书稿多{more / 1e6:.1f}MB，kanwu的内存多{grown / 1e6:.1f}MB，是书稿的{grown / more:.1f}倍。",
            "",
        ]
    lines += ["## 程序", "", "| 程序 | 版本、设置 |", "|---|---|"]
    lines += [f"| {one.name} | {one.about} |" for one in all_peers]
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / "target/release/kanwu"))
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md; else print it")
    asked = parser.parse_args()
    install()
    all_peers = peers(str(Path(asked.program).resolve()))
    for one in [one for one in all_peers if not one.is_there()]:
        print(f"SKIPPED: {one.name} is not there", file=sys.stderr)
    all_peers = [one for one in all_peers if one.is_there()]
    with tempfile.TemporaryDirectory() as work:
        told = page(all_peers, measure(all_peers, asked.rounds, work), asked.rounds)
    if asked.write:
        (ROOT / "docs/benchmarks.md").write_text(told, encoding="utf-8")
    else:
        print(told)


main()
