#!/usr/bin/env python3
"""Checks the PDFs with pdftotext, without make.py: every fault stands where expected.json says,
the clean proof has none of those that geometry shows, contents60 has 60 wrong lines."""
import json, re, subprocess, sys
from html import unescape
from pathlib import Path

HERE = Path(__file__).resolve().parent
EXP = json.loads((HERE / "expected.json").read_text("utf-8"))
NOSTART, NOEND = "，。、；：？！”’）》〉】〕%‰℃～—…", "“‘（《〈【〔"
faults = 0


def fail(*a):
    global faults
    faults += 1
    print("FAULT", *a)


def read(pdf):
    """Pages, each a list of lines (x, y, end, text); a wide gap parts two lines."""
    out = []
    xml = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, text=True).stdout
    for page in xml.split("<page ")[1:]:
        words = [(float(a), float(b), float(c), float(d), unescape(t)) for a, b, c, d, t in
                 re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>', page)]
        rows = []
        for w in sorted(words, key=lambda w: (w[3] + w[1]) / 2):
            if rows and abs((rows[-1][-1][1] + rows[-1][-1][3]) / 2 - (w[1] + w[3]) / 2) < 3:
                rows[-1].append(w)
            else:
                rows.append([w])
        lines = []
        for r in rows:
            r.sort()
            cur = None
            for x0, y0, x1, _, t in r:
                if cur and x0 - cur[2] < 16:
                    cur[3] += t
                    cur[2] = max(cur[2], x1)
                else:
                    cur = [x0, y0, x1, t]
                    lines.append(cur)
        out.append(lines)
    return out


def toc(pages):
    """Lines of the contents in order of reading."""
    out = []
    for k, p in enumerate(pages):
        if k < 12 and sum("…" * 2 in l[3] for l in p) > 2:
            ls = [l for l in p if "…" in l[3]]
            for l in sorted(ls, key=lambda l: (l[0] > 240, l[1])):
                m = re.match(r"(.*?)…+(\d+)$", l[3])
                out.append((k, m.group(1), int(m.group(2))))
    return out


LEFT = (62.5, 251.5)


def running(p):
    """Lines of running text with the next line of their column."""
    cols = {0: [], 1: []}
    for l in p:
        if 80 < l[1] + 12 < 620:
            for c in (0, 1):
                if LEFT[c] - 1 < l[0] < LEFT[c] + 22:
                    cols[c].append(l)
    for c, ls in cols.items():
        for a, b in zip(ls, ls[1:]):
            full = a[2] > 410 if a[2] > 240 and c == 0 else a[2] > 221 if c == 0 else a[2] > 410
            if full and abs(b[1] - a[1] - 17) < 2.5 and abs(b[0] - LEFT[c]) < 2 and "…" * 4 not in a[3]:
                yield a[3], b[3]


def geometry(pages):
    """Faults of lines: (page, line before, line)."""
    out = []
    for n, p in enumerate(pages, 1):
        for a, b in running(p):
            if b[0] in NOSTART or a[-1] in NOEND or re.search(r"[\d.]$", a) and re.match(r"[\d.]", b):
                out.append((n, a, b))
    return out


LAYOUT = {"running head wrong": "head", "volume in the running head": "head", "page number missing": "folio", "page number doubled": "folio",
          "heading alone at the foot": "foot", "single character at the head of a page": "single", "single character at the foot of a page": "single",
          "page outside the count": "stray", "table cut without 续表": "table", "index page wrong": "index", "index column wrong": "index",
          "index heading repeated": "index", "contents page wrong": "contents", "contents title differs": "contents", "pictures without caption": "caption"}


def layout(pages, exp):
    """Faults of whole pages: {(page, kind)}, from what is printed and where the headings stand."""
    out, first, heads = set(), exp["body_begins"], exp["headings"]
    titles = {h["title"] for h in heads if h["level"] < 3}
    chapter = {h["page"]: h["title"] for h in heads if h["level"] == 1}
    folio, now, shift = 0, None, 0
    known = {h["page"]: h["folio"] for h in heads}
    last = max(n for n, p in enumerate(pages, 1) if p)
    for n, p in enumerate(pages, 1):
        now = chapter.get(n, now)
        if n < first or n > last:
            continue
        folio = n - first + 1 - shift
        if not p:
            # a blank page is design before or behind a divider
            near = [pages[k] for k in (n - 2, n) if 0 <= k < len(pages)]
            if not any(0 < len(q) < 3 for q in near):
                out.add((n, "stray"))
                shift += 1
            continue
        if len(p) < 3:
            continue
        if n in known and known[n] != folio:
            out.add((n, "count"))
        if [l[3] for l in p if l[1] > 620] != [str(folio)]:
            out.add((n, "folio"))
        if "".join(l[3] for l in p if l[1] < 60) != (now if folio % 2 else "白沙县年鉴（2024）"):
            out.add((n, "head"))
        text = [l for l in p if 60 < l[1] < 618]
        for part in ([l for l in text if l[0] < 240], [l for l in text if l[0] >= 240]):
            if part:
                a, b = min(part, key=lambda l: l[1]), max(part, key=lambda l: l[1])
                if b[1] > 570 and b[3] in titles:
                    out.add((n, "foot"))
                if part[0][0] < 66 and any(len(x[3].strip("。；")) < 2 for x in (a, b) if x[1] < 75 or x[1] > 570):
                    out.add((n, "single"))
        if min(text, key=lambda l: l[1])[3] in ("村名", "校名"):
            out.add((n, "table"))
    place = {}
    for h in heads:
        place.setdefault(h["title"], []).append(f"{h['folio']}{h['column']}")
    idx = [(n, *m.groups()) for n, p in enumerate(pages, 1) if n > last - 3 for l in sorted(p, key=lambda l: (l[0] > 240, l[1]))
           if (m := re.match(r"(.*?)…+(\d+[ab]?)$", l[3]))]
    for n, t, x in idx:
        if place.get(t) != [x]:
            out.add((n, "index"))
    if len(idx) < 50:
        out.add((0, "index"))
    for (k, t, x), h in zip(toc(pages), heads):
        if (t, x) != (h["title"], h["folio"]):
            out.add((k + 1, "contents"))
    caps = {m.group(1) for p in pages for l in p if (m := re.match(r"(图\d)", l[3]))}
    for f in exp["faults"]:
        if "picture" in f and f["picture"] not in caps:
            out.add((f["page"], "caption"))
    if len(caps) + sum("picture" in f for f in exp["faults"]) != 3:
        out.add((0, "caption"))
    return out


for prog in ("typst", "lo"):
    docs = {v: read(HERE / f"{v}-{prog}.pdf") for v in EXP if (HERE / f"{v}-{prog}.pdf").exists()}
    if len(docs) < 3:
        print(prog, "PDFs are not there: run make.py")
        continue
    for v, pages in docs.items():
        if len(pages) != EXP[v]["pages"]:
            fail(prog, v, "pages", len(pages))
    clean = docs["clean"]
    # what geometry shows
    for g in geometry(clean):
        fail(prog, "clean", g)
    lines = [f for f in EXP["faults"]["faults"] if "line_before" in f]
    found = geometry(docs["faults"])
    for f in lines:
        hit = [g for g in found if g[0] == f["page"] and g[2].startswith(f["fragment"]) and g[1].endswith(re.sub(r"\s", "", f["line_before"])[-6:])]
        if len(hit) != 1:
            fail(prog, "faults", f["id"], f["kind"], f["line_before"], f["fragment"], hit)
        else:
            found.remove(hit[0])
    for g in found:
        fail(prog, "faults, not expected", g)
    # contents against headings
    heads = EXP["clean"]["headings"]
    t = toc(clean)
    if [(x, n) for _, x, n in t] != [(h["title"], h["folio"]) for h in heads]:
        fail(prog, "contents of clean", len(t), len(heads), set((x, n) for _, x, n in t) ^ set((h["title"], h["folio"]) for h in heads))
    for h in heads:
        page = "".join(l[3] for l in clean[h["page"] - 1])
        want = f"【{h['title']}】" if h["level"] == 3 else h["title"]
        if want not in page and not h["title"] == "索引":
            fail(prog, "heading not on its page", h)
        body = [l for l in clean[h["page"] - 1] if l[1] > 620]
        if body and "".join(l[3] for l in body) != str(h["folio"]):
            fail(prog, "folio", h, body)
    for v in ("clean", "faults"):
        got = layout(docs[v], EXP[v])
        want = {(f["page"], LAYOUT[f["kind"]]) for f in EXP[v]["faults"] if f["kind"] in LAYOUT}
        if got != want:
            fail(prog, v, "layout", got ^ want)
    w = toc(docs["contents60"])
    diff = [(a, b) for a, b in zip(t, w) if a != b]
    want = {(f["page"] - 1, f["fragment"], f["printed"]) for f in EXP["contents60"]["faults"]}
    if len(t) != len(w) or len(diff) != 60 or {b for _, b in diff} - want or any(f["printed"] == f["real"] for f in EXP["contents60"]["faults"]):
        fail(prog, "contents60", len(diff), len(want))
    # the rest of the faults
    bad = docs["faults"]
    tb = toc(bad)
    for f in EXP["faults"]["faults"]:
        p = bad[f["page"] - 1]
        text = "".join(l[3] for l in p)
        frag = re.sub(r"\s", "", f["fragment"])
        k = f["kind"]
        low = [l for l in p if l[1] > 620]
        ls = sorted((l for l in p if 70 < l[1] < 618), key=lambda l: l[1])
        ok = frag in text
        if k == "page number missing":
            ok = not low
        elif k == "page number doubled":
            ok = low[0][3] == frag == "".join(l[3] for l in bad[f["page"] - 2] if l[1] > 620)
        elif k == "page outside the count":
            ok = not p
        elif k.startswith("single character at the head"):
            ok = ls[0][3] == frag and len(frag) == 2
        elif k.startswith("single character at the foot"):
            ok = ls[-1][3] == frag and len(frag) == 2 and ls[-1][1] > 570
        elif k == "heading alone at the foot":
            at = [l for l in ls if l[3] == frag]
            ok = len(at) == 1 and at[0][1] > 570 and not any(l[1] > at[0][1] + 3 and (l[0] < 240) == (at[0][0] < 240) for l in ls)
        elif k == "table cut without 续表":
            ok = "续表" not in text and any(l[3] == frag for l in ls[:12])
        elif k == "pictures without caption":
            ok = f["picture"] + "白" not in text and f["picture"] + "南" not in text
        elif k == "running head wrong":
            ok = any(l[3] == frag and l[1] < 60 for l in p)
        elif k.startswith("contents"):
            ok = (f["page"] - 1, f["fragment"], f["printed"]) in tb
        if not ok:
            fail(prog, f["id"], k, f["page"], frag)
    isbn = re.search(r"ISBN([\d-]{17})", "".join(l[3] for l in clean[3])).group(1).replace("-", "")
    if sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(isbn)) % 10:
        fail(prog, "ISBN of clean", isbn)
    if len(EXP["faults"]["faults"]) != 40:
        fail("not 40 faults")
    print(prog, "checked:", len(lines), "faults of lines by geometry,", len(EXP["faults"]["faults"]), "in all;", len(t), "lines of contents")
sys.exit(bool(faults))
