#!/usr/bin/env python3
"""Plants a hundred changes of ten kinds in a book, sets it anew at another width, and scores `kanwu collate`.

    python3 tests/proofs/collate.py KANWU [SEED]

The two states are proofs set by typst (`pip install typst`). Fifty changes nobody asked for; fifty were asked for in a
filled form, of which some were done, some missed and some done wrongly. Every change must be told in its class, and
nothing that was not planted may be told. Exit code 1 where that fails.
"""

import collections
import csv
import json
import os
import random
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from make import Block, typst

PLACES = "青石镇 柳林乡 东坪街道 石门村 河口社区 南岭林场 西渡乡 白塔镇 双桥村 沙河口村".split()
WORK = "春季造林 道路养护 河道清淤 义务教育 产业帮扶 防汛演练 文物普查 垃圾分类 农机推广 病虫害防治".split()
DONE = "开展 组织 推进 实施 完成 部署".split()
KINDS = ["character", "put in", "lost", "figure", "mark", "sentence in", "sentence out", "entry out", "entry in", "entry moved"]


def sentence(rng):
    place, work, done = rng.choice(PLACES), rng.choice(WORK), rng.choice(DONE)
    return rng.choice([
        f"{place}{done}{work}，投入资金{rng.randint(10, 900)}.{rng.randint(1, 9)}万元，比上年增长{rng.randint(2, 40)}%。",
        f"{rng.randint(1, 12)}月{rng.randint(1, 28)}日，{place}召开{work}工作会议，{rng.randint(20, 400)}人参加。",
        f"至年底，{place}有{work}示范点{rng.randint(2, 60)}个、工作人员{rng.randint(5, 900)}人。",
        f"区政府在{place}{done}{work}，惠及群众{rng.randint(10, 4000)}户，培训人员{rng.randint(10, 900)}人次。",
    ])


def book(rng):
    """Entries of a yearbook, each with the headings above it, its title and its sentences."""
    entries = []
    for i in range(420):
        head = [(1, "农业 工业 商业 教育 卫生 社会生活".split()[i // 70])] if i % 70 == 0 else []
        head += [(2, f"{i // 14 + 1}片工作")] if i % 14 == 0 else []
        entries.append([head, f"{rng.choice(PLACES)}{rng.choice(WORK)}{i}号项目", [sentence(rng) for _ in range(rng.randint(3, 7))]])
    return entries


def blocks(entries):
    out = [Block("heading", "清河年鉴", 1), Block("text", "2023"), Block("contents", "目　录")]
    for head, title, sentences in entries:
        for level, text in head:
            out.append(Block("heading", text, level))
        out.append(Block("text", f"【{title}】 {''.join(sentences)}"))
    return out


def proof(entries, path, width, size):
    import typst as compiler
    text = typst(blocks(entries), "columns").replace("width: 420pt", f"width: {width}pt").replace("size: 9pt", f"size: {size}pt")
    with open(path + ".typ", "w", encoding="utf-8") as file:
        file.write(text)
    compiler.compile(path + ".typ", output=path)


def edit(kind, text, rng):
    """What stands at a place of a sentence, what is wanted there, and what else may come of it."""
    if kind == "figure":
        at = next(i for i, c in enumerate(text) if c.isdigit())
        to = next(i for i in range(at, len(text)) if not text[i].isdigit())
        return at, to, str(int(text[at:to]) + 7), str(int(text[at:to]) + 8)
    if kind == "mark":
        at = text.index("，") if "，" in text else text.index("、")
        return at, at + 1, "；", "："
    at = rng.randint(2, len(text) - 4)
    while text[at].isascii() or text[at - 1].isascii() or text[at + 1].isascii() or text[at] in "，。、" or text[at] == text[at - 1]:
        at = rng.randint(2, len(text) - 4)
    return {"character": (at, at + 1, "另", "别"), "put in": (at, at, "亦", "也"), "lost": (at, at + 1, "", "某")}[kind]


def main():
    kanwu, seed = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 21
    rng = random.Random(seed)
    old = book(rng)
    new = [[head, title, list(sentences)] for head, title, sentences in old]
    expected, rows, planted = collections.Counter(), [], []
    # None that opens a section, whose headings would go with it.
    places = [i for i in range(1, 410, 3) if i % 14][:100]
    rng.shuffle(places)
    gone, come, moved = [], [], []
    for n, kind in enumerate(KINDS * 5):
        at = places[n]
        sentences = new[at][2]
        planted.append((kind, at))
        expected["unasked"] += 1
        if kind == "sentence in":
            sentences.insert(1, "此项工作由区档案馆另行登记造册。")
        elif kind == "sentence out":
            del sentences[1]
        elif kind == "entry out":
            gone.append(at)
        elif kind == "entry in":
            come.append(at)
        elif kind == "entry moved":
            moved.append(at)
        else:
            start, end, want, _ = edit(kind, sentences[0], rng)
            sentences[0] = sentences[0][:start] + want + sentences[0][end:]
    fates = ["done", "done", "missed", "missed", "wrong"]
    for n in range(50):
        at, kind, fate = places[50 + n], KINDS[:5][n % 5], fates[n // 5 % 5]
        text = old[at][2][0]
        start, end, want, other = edit(kind, text, rng)
        put = {"done": want, "missed": text[start:end], "wrong": other}[fate]
        new[at][2][0] = text[:start] + put + text[end:]
        expected[fate] += 1
        planted.append((fate + " " + kind, at))
        head = f"【{old[at][1]}】 "
        wish = want or f"删去“{text[start:end]}”"
        rows.append(["", f"{head}{text[:start]}⟦{text[start:end]}⟧{text[end:]}", wish, "改", "编辑甲"])
    final = []
    for i, entry in enumerate(new):
        if i in gone:
            continue
        if i in moved:
            continue
        final.append(entry)
        if i in come:
            final.append([[], f"资料编印{i}", ["区地方志办公室另行编印资料一册，分送各有关单位查阅。", "全书共三编十二章。"]])
        if i - 9 in moved:
            final.append(new[i - 9])
    with tempfile.TemporaryDirectory() as home:
        one, two, form = (os.path.join(home, name) for name in ("one.pdf", "two.pdf", "form.csv"))
        proof(old, one, 420, 9)
        proof(final, two, 500, 10)
        with open(form, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["页", "原文", "建议改为", "责编答复", "答复人"], *rows])
        said = subprocess.run([kanwu, "collate", "--isolated", one, two, "--asked", form, "--output-format", "json"],
                              capture_output=True, text=True)
        if said.returncode == 2 or not said.stdout:
            sys.exit(said.stderr)
        told = json.loads(said.stdout)
    # The contents change with the entries; they stand on pages without folios.
    real = [row for row in told["rows"] if row["old"]["page"] or row["new"]["page"]]
    found = collections.Counter(row["class"] for row in real)
    print("planted", dict(expected), "told", dict(found), "requests", told["requests"], told["notes"])
    wrong = {name: (expected[name], found[name]) for name in expected if expected[name] != found[name]}
    extra = set(found) - set(expected) - {"page"}
    for row in real:
        if row["class"] in wrong or row["class"] in extra:
            print(row["class"], row["kind"], repr(row["old"]["text"][:40]), "->", repr(row["new"]["text"][:40]), row["new"]["place"],
                  row.get("request", {}).get("want"))
    sys.exit(1 if wrong or extra else 0)


if __name__ == "__main__":
    main()
