#!/usr/bin/env python3
"""Makes NAME.md (with contradictions), NAME-clean.md (without) and NAME.json from NAME.src.md.

Marks in the source:
  <bad//good>      bad in the book, good in the twin
  «id:text»        a place of the plant id (letters: kind, figure: pattern)
  {x=text}         a value of that plant
  %% id test | what is wrong        test: Python over the values; False = judged by reading
  %% nmN kind | why                 a near miss, in both books
  @TOC@, @P:title@                  contents, page of a heading
"""
import datetime, json, re, sys
from decimal import Decimal
from pathlib import Path

HERE = Path(__file__).resolve().parent
BOOKS = ["city", "hospital"]
KINDS = {
    "val": "one fact, two values", "per": "two posts or two names", "evt": "one event, two dates",
    "tot": "totals of rows, columns and parts", "dif": "from-to difference", "gro": "growth",
    "pts": "percentage points", "shr": "share", "cap": "per head, density", "bal": "balance",
    "cnt": "count of listed things", "age": "age", "ann": "anniversary", "dur": "duration",
    "rnk": "rank", "wkd": "weekday", "ord": "order of dates", "chr": "chronicle against entry",
    "doc": "document number", "ses": "session or ordinal", "ref": "cross reference",
    "nam": "name in two forms",
}
ALT = re.compile(r"<([^<>]*?)//([^<>]*?)>")
HAN = {c: i for i, c in enumerate("零一二三四五六七八九")}


def cn(s):
    """A Chinese number below 100."""
    s = str(s)
    if "十" in s:
        a, b = s.split("十")
        return (HAN[a] if a else 1) * 10 + (HAN[b] if b else 0)
    return HAN[s]


def wd(y, m, d):
    return "星期" + "一二三四五六日"[datetime.date(y, m, d).weekday()]


def value(s):
    return Decimal(s) if re.fullmatch(r"-?\d+(\.\d+)?", s) else s


def pick(text, side):
    while True:
        new = ALT.sub(lambda m: m.group(side + 1), text)
        if new == text:
            return text
        text = new


def contents(lines):
    """Headings with pages: a 类目 begins a page, 900 characters fill one."""
    page, room, out, body = 1, 0, [], False
    for l in lines:
        if l == "@TOC@":
            body = True
            continue
        if not body:
            continue
        m = re.match(r"(#+) (.*)", l)
        if m and len(m.group(1)) == 1 and room:
            page, room = page + 1, 0
        if m:
            out.append((len(m.group(1)), m.group(2), page))
        room += len(l)
        while room > 450:
            page, room = page + 1, room - 450
    return out


def build(src, side):
    lines, notes = [], {}
    for l in src.split("\n"):
        m = re.match(r"%% (\w+) (.*?) \| (.*)", l)
        if m:
            assert m.group(1) not in notes, m.group(1)
            notes[m.group(1)] = (m.group(2), m.group(3))
        else:
            assert not l.startswith("%%"), l
            lines.append(pick(l, side))
    places, values = {}, {}

    def take(m):
        pid, inner = m.group(1), m.group(2)

        def val(v):
            values.setdefault(pid, {})[v.group(1)] = value(v.group(2))
            return v.group(2)
        text = re.sub(r"\{(\w)=([^{}]*)\}", val, inner)
        places.setdefault(pid, []).append(text)
        return text
    lines = [re.sub(r"«(\w+):([^«»]*)»", take, l) for l in lines]
    toc = contents(lines)
    out = []
    for l in lines:
        if l == "@TOC@":
            out.append("# 目录\n")
            out += [("\n" if lv == 1 else "") + t + "\t" + str(p) + ("\n" if lv == 1 else "") for lv, t, p in toc if lv < 3]
        else:
            out.append(l)
    pages = {t: str(p) for _, t, p in toc}
    fill = lambda t: re.sub(r"@P:(.*?)@", lambda m: pages[m.group(1)], t)
    text = re.sub(r"\n{3,}", "\n\n", fill("\n".join(out)))
    places = {k: [fill(x) for x in v] for k, v in places.items()}
    assert not re.search(r"[<>«»{}@]|//|%%", text), re.findall(r".{9}(?:[<>«»{}@]|//|%%).{9}", text)
    return text, places, values, notes, pages


def test(expr, vals):
    """True, False, or None when judged by reading."""
    if expr == "False":
        return None
    return bool(eval(expr, {"Decimal": Decimal, "cn": cn, "wd": wd, "round": round, "int": int}, vals))


def make(name):
    src = (HERE / f"{name}.src.md").read_text("utf-8")
    bad, places, vals, notes, _ = build(src, 0)
    good, gplaces, gvals, _, _ = build(src, 1)
    plants, near = [], []
    for pid, (expr, what) in sorted(notes.items(), key=lambda x: (x[0][:3], int(re.sub(r"\D", "", x[0])))):
        if pid.startswith("nm"):
            near.append({"id": pid, "kind": expr, "text": places[pid][0], "why": what})
            continue
        try:
            b, g = test(expr, vals.get(pid, {})), test(expr, gvals.get(pid, {}))
        except Exception as e:
            sys.exit(f"{name} {pid} {e}: {vals.get(pid)} {gvals.get(pid)}")
        if b is True or g is False:
            sys.exit(f"{name} {pid}: book {b}, twin {g}: {vals.get(pid)} {gvals.get(pid)}")
        plants.append({"id": pid, "kind": KINDS[pid[:3]], "pattern": int(pid[3:]), "wrong": what,
                       "checked": "by reading" if b is None else "by reckoning",
                       "places": places[pid], "twin": gplaces.get(pid, [])})
    assert set(places) == set(notes), set(places) ^ set(notes)
    head = {"book": f"{name}.md", "twin": f"{name}-clean.md", "kinds": KINDS}
    (HERE / f"{name}.md").write_text(bad, "utf-8")
    (HERE / f"{name}-clean.md").write_text(good, "utf-8")
    (HERE / f"{name}.json").write_text(
        json.dumps({**head, "plants": plants, "near_misses": near}, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(name, len(plants), "plants", len(near), "near misses", bad.count("\n"), "lines",
          sum("一" <= c <= "龥" for c in bad), "Han")


if __name__ == "__main__":
    for n in BOOKS:
        if (HERE / f"{n}.src.md").exists():
            make(n)
