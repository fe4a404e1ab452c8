#!/usr/bin/env python3
"""Checks the two states and the expected list without make.py.

--pdf compares the PDFs with the text too (pdftotext).
"""
import collections, difflib, json, re, subprocess, sys, zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

HERE = Path(__file__).resolve().parent
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
faults = 0


def fail(*a):
    global faults
    faults += 1
    print("FAULT", *a)


def blocks(md):
    """Paragraphs, headings and rows without Markdown marks."""
    out = []
    for l in md.split("\n"):
        if l.strip() and not set(l) <= set("|-"):
            out.append(" | ".join(c.strip() for c in l.strip("|").split("|")) if l.startswith("|") else l.lstrip("# ").replace("**", ""))
    return out


def docx_blocks(path):
    body = ET.fromstring(zipfile.ZipFile(path).read("word/document.xml"))[0]
    text = lambda e: "".join(t.text or "" for t in e.iter(W + "t"))
    out = []
    for e in body:
        if e.tag == W + "p":
            out.append(text(e))
        elif e.tag == W + "tbl":
            out += [" | ".join(text(c) for c in r.iter(W + "tc")) for r in e.iter(W + "tr")]
    return out


def ops(a, b):
    return [o for o in difflib.SequenceMatcher(None, a, b, autojunk=False).get_opcodes() if o[0] != "equal"]


one, two = ((HERE / f"state{n}.md").read_text("utf-8") for n in (1, 2))
exp = json.loads((HERE / "expected.json").read_text("utf-8"))
asked = json.loads((HERE / "asked.json").read_text("utf-8"))
b1, b2 = blocks(one), blocks(two)
for n, b in ((1, b1), (2, b2)):
    if docx_blocks(HERE / f"state{n}.docx") != b:
        fail("docx differs from md", n)
join1, join2 = "¶".join(b1), "¶".join(b2)
strip = lambda p: " | ".join(c.strip() for c in p.strip("|").split("|")) if p.startswith("|") else p

# fragments
for e in exp:
    if e["class"] == "moved":
        if b1.count(e["first"]) != 1 or b2.count(e["second"]) != 1:
            fail("moved", e["id"])
        i, j = b1.index(e["first"]), b2.index(e["second"])
        if not b1[i - 1].startswith(e["first_after"][:10]) or not b2[j - 1].startswith(e["second_after"][:10]):
            fail("neighbour", e["id"])
        continue
    for b, j, f in ((b1, join1, e["first_place"]), (b2, join2, e["second_place"])):
        f = strip(f)
        n = sum(x == f or x.startswith(f) and f[0] == "【" for x in b) if e["kind"] == "heading" else j.count(f)
        if n != 1:
            fail("place", e["id"], f, n)
    if (e["class"] == "missed") != (e["first"] == e["second"]):
        fail("class", e["id"])
    if e["class"] == "done" and e["second"] != e["asked"] or e["class"] == "wrong" and e["second"] in (e["asked"], e["first"]):
        fail("class", e["id"])

# asked: from stands once in its place; done as asked gives what the class says
byid = {e["id"]: e for e in exp}
for a in asked:
    if a["place"].count(a["from"]) != 1 or not a["from"] or a["from"] == a["to"]:
        fail("asked", a)
    want = strip(a["place"].replace(a["from"], a["to"]))
    got = strip(byid[a["id"]]["second_place"])
    if (byid[a["id"]]["class"] == "done") != (want == got or a["where"] == "text" and want in got):
        fail("asked against second", a["id"], want, got)
if {a["id"] for a in asked} != {e["id"] for e in exp if "asked" in e}:
    fail("asked ids")

# every difference belongs to an expected change, and every change shows
m1 = {e["first"] for e in exp if e["class"] == "moved"}
m2 = {e["second"] for e in exp if e["class"] == "moved"}
t1, t2 = "¶".join(x for x in b1 if x not in m1), "¶".join(x for x in b2 if x not in m2)
spans = []
for e in exp:
    if e["class"] in ("moved", "missed"):
        continue
    for side, t, f in ((0, t1, strip(e["first_place"])), (1, t2, strip(e["second_place"]))):
        if e["kind"] == "heading":
            f = "¶" + f
        if f in t:
            spans.append((side, t.index(f), t.index(f) + len(f), e["id"]))
hit = set()
for _, i1, i2, j1, j2 in ops(t1, t2):
    ids = {x for s, a, b, x in spans if s == 0 and a <= i1 and i2 <= b} & {x for s, a, b, x in spans if s == 1 and a <= j1 and j2 <= b}
    if not ids:
        fail("difference not expected", t1[i1 - 8:i2 + 8], "->", t2[j1 - 8:j2 + 8])
    hit |= ids
inside = {e["id"] for e in exp if e["class"] not in ("moved", "missed") and any(strip(e["first_place"]) in x for x in m1)}
for e in exp:
    if e["class"] not in ("moved", "missed") and e["id"] not in hit | inside:
        fail("change does not show", e["id"])

if "--pdf" in sys.argv:
    lines = []
    for n, b in ((1, b1), (2, b2)):
        raw = subprocess.run(["pdftotext", "-layout", str(HERE / f"state{n}.pdf"), "-"], capture_output=True, text=True).stdout
        pages = raw.split("\f")[:-1]
        body = []
        for k, p in enumerate(pages, 1):
            ls = [l for l in p.split("\n") if l.strip()]
            if ls[0].strip() != "白沙县年鉴（2024）" or ls[-1].strip() != str(k):
                fail("running head or folio", n, k, ls[0], ls[-1])
            body += ls[1:-1]
        lines.append({re.sub(r"\s", "", l) for l in body})
        got, want = (re.sub(r"[\s|]", "", x) for x in ("".join(body), "".join(b)))
        bad = sum(max(o[2] - o[1], o[4] - o[3]) for o in ops(got, want))
        print(f"state{n}.pdf", len(pages), "pages", len(body), "lines,", bad, "characters differ of", len(want))
        if bad > len(want) * 0.003:
            fail("pdf text", n, bad)
    print("lines alike", len(lines[0] & lines[1]), "of", len(lines[0]))
print(collections.Counter((e["class"]) for e in exp), collections.Counter(e["kind"] for e in exp), len(join1), "characters")
sys.exit(bool(faults))
