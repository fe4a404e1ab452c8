#!/usr/bin/env python3
"""Checks the books: fragments, differences to the twin, and its own reckoning on both.

The reckoning uses no marks of the source. It must be silent on the twin, and in the
book may speak only in lines that a plant changes. --list shows values for the eye.
"""
import collections, datetime, json, re, sys
from decimal import Decimal as D
from pathlib import Path

HERE = Path(__file__).resolve().parent
YEAR = {"city": 2023, "hospital": 2022}
faults = []
N = r"(\d+(?:\.\d+)?)"


def fail(*a):
    faults.append(a)
    print("FAULT", *a)


def reckon(text, year):
    """(line number, what) of what does not add up."""
    out, lines, month = [], text.split("\n"), 1
    han = {c: i + 1 for i, c in enumerate("一二三四五六七八九")} | {"十": 10, "十一": 11, "十二": 12}
    table = []
    for i, l in enumerate(lines):
        m = re.match(r"## (\d+|[一二三四五六七八九十]+)月$", l)
        if m:
            month = int(m.group(1)) if m.group(1).isdigit() else han[m.group(1)]
        # weekdays
        for m in re.finditer(r"(?:(\d{4})年)?(?:(\d+)月)?(\d+)日[，（(\s]{0,2}(?:星期|周)([一二三四五六日])", l):
            d = datetime.date(int(m.group(1) or year), int(m.group(2) or month), int(m.group(3)))
            if "一二三四五六日"[d.weekday()] != m.group(4):
                out.append((i, m.group()))
        # from, to, difference
        for m in re.finditer(rf"(?:由|从)[^，。；]{{0,6}}?{N}\D{{1,3}}(?:增加到|增至|升至|减少到|提高到|上升到|缩短至|缩短到)\D{{0,2}}{N}[^，。；\d]{{1,3}}，(?:净?增加|净增|减少|提高|上升|缩短){N}(?!%)", l):
            a, b, d = map(D, m.groups())
            if abs(b - a) != d and not l[m.end():].startswith("%"):
                out.append((i, m.group()))
        for m in re.finditer(rf"由{N}\D{{1,3}}(?:增加到|增至|升至){N}\D{{1,3}}，(?:增长|增幅){N}%", l):
            a, b, p = map(D, m.groups())
            if abs((b - a) / a * 100 - p) > D("0.06"):
                out.append((i, m.group()))
        # X，上年(为)Y，增长Z%
        for m in re.finditer(rf"{N}[^，\d]{{1,3}}，(?:上年为?|是2021年){N}[^，\d]{{1,3}}，增长{N}%", l):
            b, a, p = map(D, m.groups())
            if abs((b - a) / a * 100 - p) > D("0.06"):
                out.append((i, m.group()))
        # N个：a、b、c
        for m in re.finditer(r"(\d+)(?:个科室|项|个部门)：([^。；，]+?)[。，；]", l):
            n = m.group(2).count("、") + 1 if "、" in m.group(2) else m.group(2).count("“")
            if "一是" not in m.group(2) and n != int(m.group(1)):
                out.append((i, m.group()))
        # portions in percent that should be 100
        for m in re.finditer(rf"占{N}%，[^。；]*?占{N}%，[^。；]*?占{N}%", l):
            if abs(sum(map(D, m.groups())) - 100) > D("0.1"):
                out.append((i, m.group()))
        # ages and anniversaries with both years at hand
        for m in re.finditer(r"(\d{4})年(?:(\d+)月)?[^。；\d]{0,4}(?:生|出生)[^。]*?(\d{4})年(?:(\d+)月)?[^。]*?(\d+)岁(?!（虚岁)", l):
            y0, m0, y1, m1, n = [int(x) if x else 0 for x in m.groups()]
            age = y1 - y0 - (1 if m1 and m0 and m1 < m0 else 0)
            if n != age:
                out.append((i, m.group()))
        # tables
        if l.startswith("|"):
            table.append((i, [c.strip() for c in l.strip("|").split("|")]))
        elif table:
            out += grid(table)
            table = []
    # document numbers
    seen = collections.defaultdict(set)
    where = collections.defaultdict(list)
    for i, l in enumerate(lines):
        for m in re.finditer(r"《([^《》]+)》（(\w+〔\d{4}〕\d+号)）", l):
            seen[m.group(2)].add(re.sub("^中共清河区委|^清河区", "", m.group(1)))
            where[m.group(2)].append(i)
        m = re.match(r"\| (\w+〔\d{4}〕\d+号) \| (\S+)", l)
        if m:
            seen[m.group(1)].add(re.sub("^清河区", "", m.group(2)))
            where[m.group(1)].append(i)
    for k, v in seen.items():
        if len(v) > 1:
            out += [(i, (k, v)) for i in where[k]]
    titles = collections.defaultdict(set)
    for k, v in seen.items():
        for t in v:
            titles[t].add(k)
    for t, v in titles.items():
        if len(v) > 1:
            out += [(i, (t, v)) for k in v for i in where[k]]
    # posts of the list of leaders
    posts = collections.defaultdict(set)
    names = {}
    for i, l in enumerate(lines):
        m = re.match(r"\| (\S+) \| ([一-龥]{2,3})(?:（女）)? \| (\d{4}\.\d\d—\S*) \|", l)
        if m and not m.group(1).startswith("副"):
            names.setdefault(m.group(1), m.group(2))
    for i, l in enumerate(lines):
        for post, who in names.items():
            for m in re.finditer(rf"(?<![代副原一-龥]){post}([一-龥]{{2,3}})", l):
                t = m.group(1)
                if post != "区长" and post in l and len(t) == 3 and not t.startswith(who) and t[:1] in "冯曹范贺卢江谭侯文苏陆沈陈刘吴马钱":
                    out.append((i, (post, who, t)))
    # figures, tables, pages
    figs = set(re.findall(r"^图(\d+)　", text, re.M))
    tabs = set(re.findall(r"^表(\d+)　", text, re.M))
    last = max(int(x) for x in re.findall(r"^\S[^\t\n]*\t(\d+)$", text, re.M))
    for i, l in enumerate(lines):
        for m in re.finditer(r"见(图|表|第)(\d+)", l):
            ok = m.group(2) in figs if m.group(1) == "图" else m.group(2) in tabs if m.group(1) == "表" else int(m.group(2)) <= last
            if not ok:
                out.append((i, m.group()))
    return out


def grid(table):
    out, head = [], table[0][1]
    rows = [(i, r) for i, r in table if not set("".join(r)) <= set("-")][1:]
    num = lambda s: D(s) if re.fullmatch(r"-?\d+(\.\d+)?", s) else None
    for j, h in enumerate(head):
        tot = [(i, num(r[j])) for i, r in rows if r[0] in ("合计", "总计")]
        if tot and j and "%" not in h:
            s = sum(num(r[j]) or 0 for _, r in rows if r[0] not in ("合计", "总计"))
            if s != tot[0][1]:
                out.append((tot[0][0], (h, s, tot[0][1])))
        if "合计" in h:
            for i, r in rows:
                if num(r[j - 1]) + num(r[j - 2]) != num(r[j]):
                    out.append((i, r))
        if h.startswith("增减"):
            for i, r in rows:
                if num(r[j - 2]) - num(r[j - 1]) != num(r[j]):
                    out.append((i, r))
        if h.startswith("增长"):
            for i, r in rows:
                b, a, p = num(r[j - 2]), num(r[j - 1]), num(r[j])
                if abs((b - a) / a * 100 - p) > D("0.06"):
                    out.append((i, r))
    return out


for name, year in YEAR.items():
    d = json.loads((HERE / f"{name}.json").read_text("utf-8"))
    book, twin = ((HERE / x).read_text("utf-8") for x in (d["book"], d["twin"]))
    kinds = collections.Counter(p["kind"] for p in d["plants"])
    if set(kinds.values()) != {4} or len(kinds) < 20:
        fail(name, "kinds", kinds)
    for p in d["plants"]:
        for side, t, frs in (("book", book, p["places"]), ("twin", twin, p["twin"])):
            for f in frs:
                if t.count(f) != 1:
                    fail(name, p["id"], side, f, t.count(f))
        if p["places"] == p["twin"]:
            fail(name, p["id"], "not changed")
    for n in d["near_misses"]:
        if book.count(n["text"]) != 1 or twin.count(n["text"]) != 1:
            fail(name, n["id"], n["text"])
    # the twin differs in planted lines only
    a, b = book.split("\n"), twin.split("\n")
    if len(a) != len(b):
        fail(name, "lines", len(a), len(b))
    planted = {i for i, l in enumerate(a) for p in d["plants"] for f in p["places"] if f in l}
    for i, (x, y) in enumerate(zip(a, b)):
        if x != y and i not in planted:
            fail(name, i + 1, "changed without a plant", x)
    # contents against headings
    for t in (book, twin):
        toc = re.findall(r"^(\S[^\t\n]*)\t(\d+)$", t, re.M)
        body = [h for h in re.findall(r"^##? (.*)$", t, re.M)]
        body = body[body.index("目录") + 1:]
        pages = [int(p) for _, p in toc]
        if [x for x, _ in toc] != body or pages != sorted(pages):
            fail(name, "contents", set(body) ^ {x for x, _ in toc})
    for i, what in reckon(twin, year):
        fail(name, "twin", i + 1, what)
    hits = reckon(book, year)
    for i, what in hits:
        if i not in planted:
            fail(name, "book", i + 1, what)
    print(name, len(d["plants"]), "plants;", len(hits), "found again by reckoning in the book,", len(reckon(twin, year)), "in the twin")
    if "--list" in sys.argv:
        seen = collections.defaultdict(dict)
        for i, l in enumerate(b):
            for m in re.finditer(rf"([一-龥]{{2,12}}?)[为达是至到]?{N}(万人次|[一-龥%]{{1,2}})", l):
                seen[(m.group(1)[-3:], m.group(3)[0])].setdefault(m.group(2), []).append(i + 1)
        for k, v in sorted(seen.items()):
            if len(v) > 1:
                print(" ", k, dict(v))
sys.exit(1 if faults else 0)
