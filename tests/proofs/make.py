#!/usr/bin/env python3
"""Makes proofs of the sample book in three designs, from one source.

    python3 tests/proofs/make.py [OUT [BOOK.md]]

- `columns.pdf`: typst, two columns, tables between rules, folios at the outer edge.
- `heads.pdf`: typst, one column, running heads (book on even pages, 类目 on odd ones), footnotes.
- `writer.pdf`: LibreOffice, one column, header and centred folios.
- `vertical.pdf`: typst, a page set downwards, every character placed by itself, figures side by side.

Each needs its program (`pip install typst`, `soffice`) and a font with Chinese characters; what is missing is
said aloud and left out. The contents carry the real pages: the book is set twice.
"""

import html
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
BOOK = os.path.join(HERE, "..", "..", "samples", "clean", "青石镇年鉴2023.md")
FONT = "WenQuanYi Zen Hei"


class Block:
    """A paragraph, heading, table or line of the contents."""

    def __init__(self, kind, text="", level=0, rows=None):
        self.kind, self.text, self.level, self.rows = kind, text, level, rows or []


def read(path):
    """The blocks of a book in Markdown. The contents are made anew, so those of the book are only marked."""
    blocks, rows, contents, level = [], [], False, 0

    def end_table():
        if rows:
            blocks.append(Block("table", rows=[row.split("\t") for row in rows]))
            rows.clear()

    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if "\t" in line and not contents:
            rows.append(line)
            continue
        if not line.strip() or line.startswith("<!--"):
            end_table() if line.strip() or not rows else None
            if not rows and line.startswith("<!--") and "page:" not in line:
                contents = False
            continue
        end_table()
        heading = re.match(r"(#+) (.*)", line)
        if heading and heading[2].replace("　", "") == "目录":
            blocks.append(Block("contents", heading[2]))
            contents, level = True, len(heading[1])
            continue
        if contents and heading and len(heading[1]) < level:
            contents = False
        if contents:
            continue
        if heading:
            blocks.append(Block("heading", heading[2], len(heading[1])))
        elif line.startswith("- "):
            blocks.append(Block("line", line[2:]))
        else:
            blocks.append(Block("text", line.replace("**", "")))
    end_table()
    return blocks


def parts(blocks):
    """Front matter before the contents, and the body behind them."""
    at = next(i for i, block in enumerate(blocks) if block.kind == "contents")
    return blocks[:at], blocks[at], blocks[at + 1:]


# text set downwards

VERTICAL = [
    "清河区位于省境北部，全区面积一千二百平方千米，辖八个镇、四个乡和三个街道。",
    "全区种植玉米三十公顷，总产量四百二十吨，比上年增长百分之五。青石镇新建温室46栋，带动农户三百二十户。"
    "农技人员下乡指导，全年培训农民一千二百人次，发放技术资料三千份。",
    "全年清理渠道三条，检修农机四十台，维修泵站两座，解决了六百户群众的饮水问题。",
]


def vertical():
    out = [f"#set page(width: 420pt, height: 595pt, margin: 0pt)\n#set text(font: \"{FONT}\", size: 10.5pt, "
           "top-edge: \"baseline\", bottom-edge: \"baseline\")\n"
           "#let at(x, y, body) = place(top + left, dx: x * 1pt, dy: y * 1pt, body)"]
    left, long = 360, 40
    for text in VERTICAL:
        cells = ["", ""] + re.findall(r"\d+|\D", text)
        for start in range(0, len(cells), long):
            for row, cell in enumerate(cells[start:start + long]):
                if cell:
                    out.append(f"#at({left}, {60 + row * 11.2:.2f}, \"{cell}\")")
            left -= 18
    out.append("#at(200, 570, \"12\")")
    return "\n".join(out)


# typst

def escape(text):
    return re.sub(r"([\\#$*_`<>@\[\]~/=+-])", r"\\\1", text)


def typst_table(rows):
    cells = "".join(f"[{escape(cell)}], " for row in rows for cell in row)
    wide = len(rows[0])
    return (f"#table(columns: {wide}, stroke: none, align: center, inset: 3pt,\n"
            f"table.hline(), {cells[:len(''.join(f'[{escape(c)}], ' for c in rows[0]))]} table.hline(stroke: 0.5pt),\n"
            f"{cells[len(''.join(f'[{escape(c)}], ' for c in rows[0])):]} table.hline())\n\n")


def typst(blocks, design):
    front, contents, body = parts(blocks)
    two = design == "columns"
    title = front[0].text
    head = f"""
#set document(title: "{title}", date: none)
#set text(font: "{FONT}", size: 9pt, lang: "zh", region: "cn")
#set page(width: 420pt, height: 595pt, margin: (x: 48pt, top: 62pt, bottom: 56pt))
#set par(justify: true, leading: 0.7em, spacing: 0.7em, first-line-indent: (amount: 2em, all: true))
#let category = state("category", "")
#let flush(body) = par(first-line-indent: 0em, body)
#let folio = context {{
  let n = counter(page).get().first()
  if calc.odd(n) {{ align(right, str(n)) }} else {{ align(left, str(n)) }}
}}
"""
    if design == "heads":
        head += f"""
#let running = context {{
  let page-now = here().page()
  let n = counter(page).get().first()
  let all = query(<category>).filter(it => it.location().page() <= page-now)
  let name = if all.len() > 0 {{ all.last().value }} else {{ "" }}
  set text(size: 8pt)
  if calc.odd(n) {{ align(right, name) }} else {{ align(left, "{title}2023") }}
  v(-6pt)
  line(length: 100%, stroke: 0.4pt)
}}
"""
    out = [head]
    for block in front:
        if block.kind == "heading" and block.level == 1 and "编辑" not in block.text:
            out.append(f"#v(120pt)\n#align(center, text(size: 30pt)[{escape(block.text)}])\n")
        elif block.kind == "heading":
            out.append(f"#pagebreak()\n#align(center, text(size: 16pt)[{escape(block.text)}])\n#v(8pt)\n")
        elif block.kind == "text" and block.text[:1] in "一二三四五六七八九十":
            out.append(escape(block.text) + "\n\n")
        elif block.kind == "line":
            out.append(f"#flush[{escape(block.text)}]\n\n")
        else:
            out.append(f"#align(center)[{escape(block.text)}]\n\n")
    out.append("#pagebreak()\n")
    out.append(f"#align(center, text(size: 16pt)[{escape(contents.text)}])\n#v(6pt)\n")
    out.append("""
#context {
  set par(first-line-indent: 0em)
  for it in query(<listed>) {
    let page = counter(page).at(it.location()).first()
    [#h(it.value.at(1) * 1em)#it.value.at(0) #box(width: 1fr, repeat[.]) #page\\ ]
  }
}
#pagebreak()
""")
    out.append("#counter(page).update(1)\n")
    header = "running" if design == "heads" else "none"
    columns = "2" if two else "1"
    out.append(f"#set page(columns: {columns}, header: {header}, footer: folio)\n")
    if two:
        out.append("#set columns(gutter: 18pt)\n")
    first, notes = True, 0
    for block in body:
        text = escape(block.text)
        listed = block.text.replace('"', "'")
        if block.kind == "heading" and block.level == 1:
            out.append("" if first else "#pagebreak()\n")
            first = False
            out.append(f'#metadata("{listed}") <category>\n')
            place = "#place(top + center, scope: \"parent\", float: true)" if two else "#align(center)"
            out.append(f'{place}[#text(size: 20pt)[{text}] #metadata(("{listed}", 0)) <listed> #v(8pt)]\n\n')
        elif block.kind == "heading":
            size = 14 if block.level == 2 else 11
            mark = f'#metadata(("{listed}", 1)) <listed>' if block.level == 2 else ""
            out.append(f"#block(sticky: true, above: 12pt, below: 8pt, width: 100%)"
                       f"[#align(center, text(size: {size}pt)[{text}]) {mark}]\n")
        elif block.kind == "table":
            out.append(f"#align(center)[#text(size: 7.5pt)[{typst_table(block.rows)}]]\n")
        elif block.text.endswith("表") and len(block.text) < 40:
            out.append(f"#align(center, text(size: 8pt)[{text}])\n")
        elif block.text.startswith("（") and len(block.text) < 16:
            out.append(f"#align(right)[{text}]\n\n")
        elif block.text.startswith(("——", "青石镇党委书记")):
            out.append(f"#align(center)[{text}]\n\n")
        else:
            entry = re.match(r"【(.*?)】", block.text)
            if entry:
                out.append(f'#metadata(("{entry[1]}", 2)) <listed>\n')
            if design == "heads" and entry and notes < 2 and "。" in text:
                notes += 1
                note = ["由镇农业服务中心提供。", "按户籍统计。"][notes - 1]
                text = text.replace("。", f"#footnote[{note}]。", 1)
            out.append(text + "\n\n")
    return "\n".join(out)


def with_typst(text, design, out):
    try:
        import typst as compiler
    except ImportError:
        print(f"{design}.pdf: left out, typst is not installed (pip install typst)")
        return
    path = os.path.join(out, f"{design}.typ")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    compiler.compile(path, output=os.path.join(out, f"{design}.pdf"))
    os.remove(path)
    print(f"{design}.pdf")


# LibreOffice

STYLES = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:font-face-decls><style:font-face style:name="F" svg:font-family="'{FONT}'"/></office:font-face-decls>
<office:styles>
<style:default-style style:family="paragraph"><style:text-properties style:font-name="F" style:font-name-asian="F"
 fo:font-size="10.5pt" style:font-size-asian="10.5pt" fo:language="zh" fo:country="CN" style:language-asian="zh" style:country-asian="CN"/></style:default-style>
<style:style style:name="Body" style:family="paragraph"><style:paragraph-properties fo:text-indent="21pt" fo:text-align="justify"
 fo:line-height="16pt" fo:orphans="2" fo:widows="2"/></style:style>
<style:style style:name="Flat" style:family="paragraph"><style:paragraph-properties fo:line-height="16pt"/></style:style>
<style:style style:name="Right" style:family="paragraph"><style:paragraph-properties fo:text-align="end" fo:line-height="16pt"/></style:style>
<style:style style:name="Centre" style:family="paragraph"><style:paragraph-properties fo:text-align="center" fo:line-height="16pt"/></style:style>
<style:style style:name="Title" style:family="paragraph"><style:paragraph-properties fo:text-align="center" fo:margin-top="100pt"/>
 <style:text-properties fo:font-size="30pt" style:font-size-asian="30pt"/></style:style>
<style:style style:name="H1" style:family="paragraph"><style:paragraph-properties fo:text-align="center" fo:break-before="page"
 fo:margin-bottom="10pt" fo:keep-with-next="always"/><style:text-properties fo:font-size="20pt" style:font-size-asian="20pt"/></style:style>
<style:style style:name="H2" style:family="paragraph"><style:paragraph-properties fo:text-align="center" fo:margin-top="8pt"
 fo:margin-bottom="6pt" fo:keep-with-next="always"/><style:text-properties fo:font-size="15pt" style:font-size-asian="15pt"/></style:style>
<style:style style:name="H3" style:family="paragraph"><style:paragraph-properties fo:text-align="center" fo:margin-top="4pt"
 fo:margin-bottom="4pt" fo:keep-with-next="always"/><style:text-properties fo:font-size="12pt" style:font-size-asian="12pt"/></style:style>
<style:style style:name="Cell" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/>
 <style:text-properties fo:font-size="9pt" style:font-size-asian="9pt"/></style:style>
<style:style style:name="List" style:family="paragraph"><style:paragraph-properties fo:line-height="16pt"><style:tab-stops>
 <style:tab-stop style:position="354pt" style:type="right" style:leader-style="dotted" style:leader-text="."/></style:tab-stops></style:paragraph-properties></style:style>
</office:styles>
<office:automatic-styles>
<style:style style:name="Box" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000" fo:padding="2pt"/></style:style>
<style:style style:name="Start" style:family="paragraph" style:parent-style-name="H1" style:master-page-name="Body"><style:paragraph-properties style:page-number="1"/></style:style>
<style:page-layout style:name="P"><style:page-layout-properties fo:page-width="450pt" fo:page-height="640pt" fo:margin-top="40pt"
 fo:margin-bottom="36pt" fo:margin-left="48pt" fo:margin-right="48pt"/>
 <style:header-style><style:header-footer-properties fo:min-height="24pt" fo:margin-bottom="10pt"/></style:header-style>
 <style:footer-style><style:header-footer-properties fo:min-height="24pt" fo:margin-top="10pt"/></style:footer-style></style:page-layout>
<style:page-layout style:name="Q"><style:page-layout-properties fo:page-width="450pt" fo:page-height="640pt" fo:margin-top="40pt"
 fo:margin-bottom="36pt" fo:margin-left="48pt" fo:margin-right="48pt"/></style:page-layout>
</office:automatic-styles>
<office:master-styles>
<style:master-page style:name="Standard" style:page-layout-name="Q"/>
<style:master-page style:name="Body" style:page-layout-name="P">
<style:header><text:p text:style-name="Centre">TITLE</text:p></style:header>
<style:footer><text:p text:style-name="Centre">— <text:page-number text:select-page="current"/> —</text:p></style:footer></style:master-page>
</office:master-styles>
<office:body><office:text>
"""


def writer(blocks, pages):
    """The book as a flat ODT; `pages` are those of the titles, as far as they are known."""
    front, contents, body = parts(blocks)
    out = [STYLES.replace("TITLE", html.escape(front[0].text + "2023"))]
    listed = []

    def paragraph(style, text):
        text = html.escape(text).replace("\t", "<text:tab/>")
        out.append(f'<text:p text:style-name="{style}">{text}</text:p>')

    for block in front:
        if block.kind == "heading":
            title = block.level == 1 and "编辑" not in block.text
            paragraph("Title" if title else "H1", block.text)
        elif block.text[:1] in "一二三四五六七八九十":
            paragraph("Body", block.text)
        else:
            paragraph("Flat" if block.kind == "line" else "Centre", block.text)
    paragraph("H1", contents.text)
    mark = len(out)
    first = True
    for block in body:
        if block.kind == "heading":
            style = "Start" if first else f"H{min(block.level, 3)}"
            first = False
            if block.level < 3:
                listed.append((block.level - 1, block.text))
            paragraph(style, block.text)
        elif block.kind == "table":
            out.append("<table:table>" + f'<table:table-column table:number-columns-repeated="{len(block.rows[0])}"/>')
            for row in block.rows:
                cells = "".join(f'<table:table-cell table:style-name="Box"><text:p text:style-name="Cell">{html.escape(cell)}'
                                f"</text:p></table:table-cell>" for cell in row)
                out.append(f"<table:table-row>{cells}</table:table-row>")
            out.append("</table:table>")
        elif block.text.endswith("表") and len(block.text) < 40 or block.text.startswith(("——", "青石镇党委书记")):
            paragraph("Centre", block.text)
        elif block.text.startswith("（") and len(block.text) < 16:
            paragraph("Right", block.text)
        else:
            entry = re.match(r"【(.*?)】", block.text)
            if entry:
                listed.append((2, entry[1]))
            paragraph("Body", block.text)
    lines = []
    for i, (depth, text) in enumerate(listed):
        page = pages[i] if i < len(pages) else 0
        lines.append(f'<text:p text:style-name="List">{"　" * depth}{html.escape(text)}<text:tab/>{page}</text:p>')
    out[mark:mark] = lines
    out.append("</office:text></office:body></office:document>")
    return "\n".join(out), listed


def real_pages(pdf, listed, last_front):
    """On which page of the body each title stands: looked for in order."""
    texts = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout.split("\f")
    texts = [re.sub(r"\s", "", text) for text in texts]
    pages, page, at = [], last_front, 0
    for depth, text in listed:
        want = re.sub(r"\s", "", f"【{text}】" if depth == 2 else text)
        while page < len(texts):
            here = texts[page].find(want, at)
            if here >= 0:
                at = here + len(want)
                break
            page, at = page + 1, 0
        pages.append(page - last_front + 1)
    return pages


def with_writer(blocks, out):
    if not (shutil.which("soffice") and shutil.which("pdftotext")):
        print("writer.pdf: left out, soffice or pdftotext is not installed")
        return
    path, pages = os.path.join(out, "writer.fodt"), []
    for _ in range(2):
        text, listed = writer(blocks, pages)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        with tempfile.TemporaryDirectory() as home:
            subprocess.run(["soffice", f"-env:UserInstallation=file://{home}", "--headless", "--convert-to", "pdf",
                            "--outdir", out, path], check=True, capture_output=True)
        pdf = os.path.join(out, "writer.pdf")
        whole = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
        front = next(i for i, page in enumerate(whole.split("\f")) if re.search(r"—\s*1\s*—", page))
        pages = real_pages(pdf, listed, front)
    os.remove(path)
    print("writer.pdf")


def main():
    out = sys.argv[1] if len(sys.argv) > 1 else HERE
    blocks = read(sys.argv[2] if len(sys.argv) > 2 else BOOK)
    os.makedirs(out, exist_ok=True)
    with_typst(typst(blocks, "columns"), "columns", out)
    with_typst(typst(blocks, "heads"), "heads", out)
    with_typst(vertical(), "vertical", out)
    with_writer(blocks, out)


if __name__ == "__main__":
    main()
