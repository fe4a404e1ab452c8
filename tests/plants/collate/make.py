#!/usr/bin/env python3
"""Makes two states of one book (.md, .docx, and .pdf with --pdf), asked.json and expected.json.

Marks in source.md, {KC:first→second} or {KC:first→second→asked}:
  K  c character, w word, f figure, p mark, s sentence, j paragraph split or joined,
     t table cell, h heading, n name
  C  u nobody asked, d asked and done, w asked and done wrong; m asked and not done: {Km:first→asked}
  ¶  a paragraph break
  {v1}paragraph   moved to the line {v1>}
"""
import io, json, re, subprocess, sys, zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
KINDS = {"c": "character", "w": "word", "f": "figure", "p": "mark", "s": "sentence", "j": "split or join",
         "t": "table cell", "h": "heading", "n": "name", "v": "paragraph moved"}
CLASSES = {"u": "unasked", "d": "done", "w": "wrong", "m": "missed"}
MARK = re.compile(r"\{([cwfpsjthn])([udwm]):([^{}]*)\}")


def read():
    """Blocks (lines that are not empty), with the marks; and where moved ones go."""
    lines = [l for l in (HERE / "source.md").read_text("utf-8").split("\n") if l.strip()]
    first, second, moved = [], [], {}
    for l in lines:
        m = re.match(r"\{v(\d+)\}(.*)", l)
        if m:
            moved[m.group(1)] = m.group(2)
    for l in lines:
        if m := re.match(r"\{v(\d+)>\}", l):
            second.append(moved[m.group(1)])
        elif m := re.match(r"\{v(\d+)\}(.*)", l):
            first.append(m.group(2))
        else:
            first.append(l)
            second.append(l)
    return first, second, moved


def parts(m):
    """(first, second, asked or None) of a mark."""
    t = m.group(3).split("→")
    c = m.group(2)
    return {"u": lambda: (t[0], t[1], None), "d": lambda: (t[0], t[1], t[1]), "w": lambda: tuple(t),
            "m": lambda: (t[0], t[0], t[1])}[c]()


def render(blocks, side):
    """Markdown of one state, and of each mark the place in it: (block, offset) -> (start, end)."""
    text, at, prev = "", {}, ""
    for b in blocks:
        if text:
            text += "\n" if prev.startswith("|") and b.startswith("|") else "\n\n"
        pos = 0
        for m in MARK.finditer(b):
            text += b[pos:m.start()]
            s = len(text)
            text += parts(m)[side].replace("¶", "\n\n")
            at[b, m.start()] = (s, len(text))
            pos = m.end()
        text += b[pos:]
        prev = b
    return text + "\n", at


def segment(text, s, e):
    """Bounds of the run without Markdown marks around s..e; breaks inside s..e may stay."""
    a = max([0] + [text.rfind(x, 0, s) + len(x) for x in ("\n", "**", "| ", "# ") if text.rfind(x, 0, s) >= 0])
    b = min([text.find(x, e) for x in ("\n", "**", " |") if text.find(x, e) >= 0])
    return a, b


def fragment(text, s, e, least=3):
    """The shortest run around s..e that stands once, with `least` characters on each side."""
    a, b = segment(text, s, e)
    if text[s:e].startswith("\n") or s == e and text[s - 1] == "\n":
        a2 = text.rfind("\n", 0, max(s - 1, 0)) + 1
        a = min(a, s, max(a2, text.rfind("**", 0, s) + 2))
    k = least
    while True:
        x, y = max(a, s - k), min(b, e + k)
        if text.count(text[x:y]) == 1 or (x == a and y == b):
            return x, y
        k += 1


def place(text, s, e, kind):
    if kind == "h":
        a = text.rfind("\n", 0, s) + 1
        b = text.find("\n", s)
        line = text[a:b]
        if line.startswith("#"):
            return line.lstrip("# ")
        return line[:line.index("】") + 1].strip("*")
    if kind == "t":
        return text[text.rfind("\n", 0, s) + 1:text.find("\n", s)]
    x, y = fragment(text, s, e)
    return text[x:y].replace("\n\n", "¶")


def narrow(text, s, e, frag, old, new):
    """from and to that are not empty and stand once in the fragment."""
    f, t, k = old, new, 0
    pos = frag.find(old) if old else None
    if pos is None:
        x, _ = fragment(text, s, e)
        pos = len(text[x:s].replace("\n\n", "¶"))
    a, b = pos, pos + len(old)
    while not f or not t or frag.count(f) != 1:
        if a > 0:
            a -= 1
        elif b < len(frag):
            b += 1
        else:
            break
        f = frag[a:b]
        t = frag[a:pos] + new + frag[pos + len(old):b]
    return f, t


def tables(text):
    """Of every offset inside a table: its title."""
    out, title = [], ""
    pos = 0
    for l in text.split("\n"):
        if re.match(r"表\d+　", l):
            title = l
        if l.startswith("|"):
            out.append((pos, pos + len(l), title))
        pos += len(l) + 1
    return out


def docx(md, path, size):
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt
    d = Document()
    sec = d.sections[0]
    sec.page_width, sec.page_height = Mm(size[0]), Mm(size[1])
    sec.left_margin = sec.right_margin = Mm(size[2])
    for n in ("Normal", "Heading 1", "Heading 2"):
        st = d.styles[n]
        st.font.name = "宋体" if n == "Normal" else "黑体"
        st.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), st.font.name)
    d.styles["Normal"].font.size = Pt(size[3])
    head = sec.header.paragraphs[0]
    head.text = "白沙县年鉴（2024）"
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot = sec.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind, txt in (("begin", None), (None, "PAGE"), ("end", None)):
        r = foot.add_run()._r
        el = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            el.set(qn("w:fldCharType"), kind)
        else:
            el.text = txt
        r.append(el)
    lines = md.split("\n")
    i = 0
    while i < len(lines):
        l = lines[i]
        if l.startswith("#"):
            n = len(l) - len(l.lstrip("#"))
            d.add_heading(l.lstrip("# "), n)
        elif l.startswith("|"):
            rows = []
            while lines[i].startswith("|"):
                if not set(lines[i]) <= set("|-"):
                    rows.append([c.strip() for c in lines[i].strip("|").split("|")])
                i += 1
            t = d.add_table(len(rows), len(rows[0]), style="Table Grid")
            for a, r in enumerate(rows):
                for b, c in enumerate(r):
                    t.cell(a, b).text = c
            continue
        elif l:
            p = d.add_paragraph()
            p.paragraph_format.first_line_indent = Pt(2 * size[3])
            p.paragraph_format.space_after = Pt(0)
            for k, run in enumerate(re.split(r"\*\*", l)):
                if run:
                    p.add_run(run).bold = bool(k % 2)
        i += 1
    d.core_properties.author = ""
    d.core_properties.comments = ""
    buf = io.BytesIO()
    d.save(buf)
    with zipfile.ZipFile(buf) as a, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for n in a.namelist():
            if "thumbnail" in n:
                continue
            data = a.read(n)
            if n == "_rels/.rels":
                data = re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", data)
            z.writestr(zipfile.ZipInfo(n, (2024, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


def main():
    b1, b2, moved = read()
    one, at1 = render(b1, 0)
    two, at2 = render(b2, 1)
    expected, asked = [], []
    marks = sorted(at1, key=lambda m: at1[m][0])
    tab = tables(one)
    for n, raw in enumerate(marks, 1):
        m = MARK.match(*raw)
        k, c = m.group(1), m.group(2)
        old, new, want = parts(m)
        (s1, e1), (s2, e2) = at1[raw], at2[raw]
        p1, p2 = place(one, s1, e1, k), place(two, s2, e2, k)
        rec = {"id": n, "kind": KINDS[k], "class": CLASSES[c], "first": old, "second": new,
               "first_place": p1, "second_place": p2}
        if k == "t":
            rec["table"] = next(t for a, b, t in tab if a <= s1 <= b)
        if want is not None:
            f, t = narrow(one, s1, e1, p1, old, want)
            asked.append({"id": n, "where": {"h": "heading", "t": "table"}.get(k, "text"), "place": p1, "from": f, "to": t})
            if k == "t":
                asked[-1]["table"] = rec["table"]
            rec["asked"] = want
        expected.append(rec)
    clean = lambda b, side: MARK.sub(lambda m: parts(m)[side].replace("¶", "\n\n"), b)
    near = lambda bl, b, side, step: clean(bl[bl.index(b) + step], side).split("\n\n")[-1].replace("**", "").lstrip("# ")[:20]
    for k, b in sorted(moved.items(), key=lambda x: int(x[0])):
        expected.append({"id": len(expected) + 1, "kind": KINDS["v"], "class": "moved",
                         "first": clean(b, 0).replace("**", ""), "second": clean(b, 1).replace("**", ""),
                         "first_after": near(b1, b, 0, -1), "second_after": near(b2, b, 1, -1)})
    for name, t, size in (("state1", one, (170, 240, 20, 10.5)), ("state2", two, (185, 260, 18, 10))):
        (HERE / f"{name}.md").write_text(t, "utf-8")
        docx(t, HERE / f"{name}.docx", size)
        if "--pdf" in sys.argv:
            subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(HERE), str(HERE / f"{name}.docx")],
                           check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    dump = lambda n, x: (HERE / n).write_text(json.dumps(x, ensure_ascii=False, indent=1) + "\n", "utf-8")
    dump("asked.json", asked)
    dump("expected.json", expected)
    print(len(expected), "expected,", len(asked), "asked,", len(one), "characters")


if __name__ == "__main__":
    main()
