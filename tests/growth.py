#!/usr/bin/env python3
"""Holds the cost of a check to the size of the text.

Counts the instructions of the whole program under valgrind, one thread, all rules, on texts of one pattern at 8, 16
and 32 KB, and on whole books at a size and at twice that size. What the program costs on an empty file is taken
off. A doubling of the text may cost 2.3 times as much; where it costs more, the test names the rule and fails.

    tests/growth.py [--sample] [PROGRAM] [NAME...]

`--sample` takes a few patterns and no books, for every day. NAMEs are patterns or books to be looked at alone.
"""

import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

LIMIT = 2.3
SIZES = [8_000, 16_000, 32_000]
ROOT = Path(__file__).resolve().parent.parent
NAMES = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
NOTHING = "字\n"
HAN = "一二三四五六七八九十"

# Each is repeated without an end of line; {n} counts, {h} counts in three characters, so that no two are alike. Were {h}
# shorter at first, a text of twice the size would have more than twice as many names that differ in one character.
RUNS = {
    "straight-quotes": '"',
    "straight-quoted-words": '"清河"',
    "straight-single-quoted-words": "'清河'，",
    "corner-quoted-words": "「清河」，",
    "angle-quoted-words": "<<清河>>，",
    "opening-quotes": "“",
    "closing-quotes": "”",
    "quotes-in-turn": "“‘",
    "opening-brackets": "（",
    "brackets-with-words": "（区政府",
    "title-marks": "《",
    "titles": "《清河区第{n}号办法》",
    "entry-marks": "【",
    "half-width-commas": "清河,",
    "enumeration-commas": "清河、",
    "enumeration-of-names": "{h}河、",
    "commas": "，",
    "colons": "题{n}：",
    "digit-colons": "1：",
    "stops": "。",
    "dots": ".",
    "ellipses": "…",
    "dashes": "—",
    "hyphens": "-",
    "tildes": "1～2",
    "digits": "1",
    "han-digits": "一",
    "long-numbers": "1,",
    "percent-ranges": "10～15%",
    "quantities": "产值{n}.5亿元，",
    "growth-sentences": "全区产值{n}亿元，同比增长{n}.1%。",
    "shares": "甲类占{n}%，",
    "men-and-women": "共{n}人，其中男1人、女{n}人；",
    "days": "2022年{n}月1日，",
    "years": "2022年",
    "ordinals": "第{n}，",
    "han-ordinals": "一是",
    "people": "区长{h}小明、",
    "offices": "清河区{h}局",
    "short-names": "清河区人民政府（以下简称“政府{n}”）",
    "laws": "《中华人民共和国{h}法》",
    "blanks-in-words": "建 设",
    "blanks": " ",
    "wide-blanks": "　",
    "traditional-in-names": "王{h}國、",
    "letters": "a",
    "letters-and-han": "A中",
    "units": "5km/h，",
    "formulas": "$x_{{{n}}}$",
    "stars": "*",
    "bold-words": "**清**",
    "underscores": "_",
    "backticks": "`",
    "square-brackets": "[",
    "links": "[清](a)",
    "less-than": "<",
    "comments": "<!-- {n} -->",
    "comments-unclosed": "<!--",
    "table-tags": "<td>1</td>",
    "table-tags-unclosed": "<table><tr><td>",
    "superscripts": "<sup>2</sup>",
    "entities": "&amp;",
    "backslashes": "\\",
    "pipes": "|",
    "links-of-web": "www.qinghe{n}.gov.cn ",
    "document-numbers": "清政发〔2022〕{n}号、",
    "verbs": "推进建设，加强管理，",
    "clauses": "以项目为抓手，在清河区中，由区政府",
    "and-so-on": "等",
    "formula-words": "中国特色社会主义",
    "characters-lost": "中国特色社主义，",
    "sentences-twice": "全区召开工作会议研究部署全年工作。",
}

# Each is repeated as lines of their own.
LINES = {
    "paragraphs": "清河区第{n}次会议在青石镇召开，研究部署全年工作。\n\n",
    "same-paragraphs": "清河区会议在青石镇召开，研究部署全年各项重点工作，讨论并通过了工作报告。\n\n",
    "headings": "## 第{n}节 工业\n\n内容。\n\n",
    "same-headings": "## 工业\n\n内容。\n\n",
    "empty-headings": "## 分目{h}\n\n",
    "entries": "**【清河{h}会】** 区委召开会议，研究工作。\n\n",
    "same-entries": "**【会议】** 区委召开会议，研究工作。\n\n",
    "entries-broken": "**【清河{h}会** 区委召开会议。\n\n",
    "contents": "清河第{n}镇…………{n}\n",
    "rows": "| {n} | 甲 | 1.{n} |\n",
    "tags-of-tables": "<table><tr><td>{n}</td></tr></table>\n",
    "chronicle": "{n}日 区委召开会议。\n\n",
    "numbered": "{n}.内容；\n\n",
    "bracketed-numbers": "（一）内容；\n\n",
    "numbered-titles": "第{n}条 内容。\n\n",
    "footnotes": "[^{n}]: 注\n\n",
    "pictures": "![图{n}](x.png)\n\n",
    "captions": "图{n} 清河风光\n\n",
    "table-titles": "表{n} 清河区人口\n\n",
    "page-marks": "<!-- page: {n} -->\n清河区的会议在\n\n",
    "suppressions": "<!-- kanwu-ignore half-width-mark: 理由 -->你,好\n",
    "fences": "```\n",
    "quotes-of-markdown": "> ",
    "bullets": "- 清河区{h}局\n",
    "short-lines": "{h}\n",
    "unended-lines": "全区开展第{n}次专项检查工作并取得\n\n",
    "signatures": "（{h}小明）\n\n",
    "ends-of-lines": "\n",
}

SAMPLED = ["straight-quotes", "blanks-in-words", "comments-unclosed", "titles", "growth-sentences", "entries", "rows"]


def han(n):
    """A number as characters, so that words differ without figures."""
    out = ""
    while True:
        out = NAMES[n % len(NAMES)] + out
        n //= len(NAMES)
        if n == 0:
            return out


def repeated(unit, size):
    """With a paragraph before it, as in the text of which the cost is taken off: some units are no text at all."""
    out, length, n = [NOTHING + "\n"], 0, 1
    while length < size:
        text = unit.format(n=n, h=han(n).rjust(3, NAMES[0]))
        out.append(text)
        length += len(text.encode())
        n += 1
    return "".join(out)


def copies(count):
    """The sample yearbook again and again, each time with other figures and names."""
    text = (ROOT / "samples/清河年鉴2023.md").read_text(encoding="utf-8")
    cut = text.find("\n# ", len(text) // 8)
    head, body = text[:cut], text[cut:]
    out = [head]
    for n in range(count):
        turn = lambda m: str(int(m.group()) + n) if m.group()[0] != "0" and len(m.group()) < 6 else m.group()
        out.append(re.sub(r"(?<![\d.])\d+(?![\d.年月日])", turn, body).replace("清河", han(n + 30) + "河"))
    return "".join(out)


def torn(count):
    """Lines as they come out of a PDF, with blanks between characters."""
    lines = (f"区{han(n)} 政 府召 开 {han(n * 7)}会 议，研 究{han(n * 3)} 工 作。\n\n" for n in range(count))
    return "## 政务\n\n" + "".join(lines)


def near_titles(count):
    lines = (f"印发《{han(n // 30 + 600)}镇{han(n % 30)}河道治理管理办法》。\n\n" for n in range(count))
    return "## 政务\n\n" + "".join(lines)


def entries(count):
    contents = "".join(f"清河{han(n)}会议…………{n // 5 + 1}\n\n" for n in range(count) if n % 3)
    body = "".join(f"**【清河{han(n)}会议】** 区委召开会议，研究工作。\n\n" for n in range(count))
    return f"# 目录\n\n# 政务\n\n## 会议\n\n{contents}\n# 政务\n\n## 会议\n\n{body}"


def rows(count):
    lines = "".join(f"| {n + 1} | {han(n)}镇 | {n * 3 + 1} | {n * 7 % 1000}.5 |\n" for n in range(count))
    return f"# 附录\n\n表1 各镇人口\n\n| 序号 | 镇 | 人口 | 比例 |\n|---|---|---|---|\n{lines}"


def contents_lines(count):
    contents = "".join(f"清河{han(n)}工业概况…………{n // 5 + 1}\n\n" for n in range(count))
    body = "".join(f"### 清河{han(n * 7 % count)}工业概况\n\n内容{n}。\n\n" for n in range(count))
    return f"# 目录\n\n# 工业\n\n{contents}\n# 工业\n\n{body}"


def one_title(count):
    contents = "".join(f"**概况**…………{n // 5 + 1}\n\n" for n in range(count))
    body = "".join(f"### 概况\n\n内容{n}。\n\n" for n in range(count))
    return f"# 目录\n\n# 工业\n\n{contents}\n# 工业\n\n{body}"


def strange_contents(count):
    contents = "".join(f"清河{han(n)}工业概况…………{n // 5 + 1}\n\n" for n in range(count))
    body = "".join(f"### 青石{han(n)}农村建设\n\n内容{n}。\n\n" for n in range(count))
    return f"# 目录\n\n# 工业\n\n{contents}\n# 工业\n\n{body}"


def doubtful_names(count):
    lines = (f"区长王{han(n)}國、陈{han(n * 3)}東、李{han(n * 7)}龍出席。\n\n" for n in range(count))
    return "## 政务\n\n" + "".join(lines)


def offices(count):
    lines = (f"清河区{han(n)}水利局与{han(n * 7 % 997)}机械有限公司签约，产值{n}亿元。\n\n" for n in range(count))
    return "## 政务\n\n" + "".join(lines)


def sections(count):
    body = "".join(f"## 清河{han(n)}工作\n\n概述{n}。\n\n**【会议】** 区委召开会议。\n\n" for n in range(count))
    return f"# 政务\n\n{body}"


def package(body):
    """A Word document with this body."""
    namespace = "http://schemas.openxmlformats.org/"
    types = f"{namespace}package/2006/content-types"
    relations = f"{namespace}package/2006/relationships"
    office = f"{namespace}officeDocument/2006/relationships/officeDocument"
    words = f"{namespace}wordprocessingml/2006/main"
    xml = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{types}">{xml}<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="a" Type="{office}" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{words}"><w:body>{body}</w:body></w:document>',
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return made.getvalue()


class Annotated(bytes):
    """A document that is annotated, not only checked."""


def one_run(count):
    return package(f"<w:p><w:r><w:t>{'清河区修路,长5里。' * count}</w:t></w:r></w:p>")


def many_runs(count):
    return package(f"<w:p>{'<w:r><w:t>清河区修路,长5里。</w:t></w:r>' * count}</w:p>")


def many_paragraphs(count):
    return package("<w:p><w:r><w:t>清河区修路,长5里。</w:t></w:r></w:p>" * count)


def annotated(make):
    return lambda count: Annotated(make(count))


# The book is made at this size and at half of it.
BOOKS = {
    "document-of-one-run": (one_run, 20_000),
    "document-of-many-runs": (many_runs, 20_000),
    "document-of-paragraphs": (many_paragraphs, 20_000),
    "annotated-document-of-one-run": (annotated(one_run), 10_000),
    "annotated-document-of-many-runs": (annotated(many_runs), 10_000),
    "annotated-document-of-paragraphs": (annotated(many_paragraphs), 10_000),
    "sample-copied": (copies, 128),
    "blanks-between-characters": (torn, 20_000),
    "near-equal-titles": (near_titles, 20_000),
    "entries-and-contents": (entries, 50_000),
    "rows-of-a-table": (rows, 20_000),
    "contents-and-headings": (contents_lines, 20_000),
    "one-title-everywhere": (one_title, 20_000),
    "contents-of-another-book": (strange_contents, 20_000),
    "doubtful-names": (doubtful_names, 20_000),
    "offices-and-firms": (offices, 20_000),
    "sections": (sections, 10_000),
}


class Program:
    def __init__(self, path, folder):
        self.path, self.folder = Path(path).resolve(), Path(folder)
        self.base = {}

    def count(self, text, rules=()):
        """Instructions of a check of `text`, less those of a check of nothing."""
        rules = tuple(rules)
        if rules not in self.base:
            self.base[rules] = self.raw(NOTHING, rules)
        return self.raw(text, rules) - self.base[rules]

    def raw(self, text, rules):
        name = "p.docx" if isinstance(text, bytes) else "p.md"
        (self.folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
        select = [word for rule in rules for word in ("--select", rule)]
        command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", str(self.path)]
        if isinstance(text, Annotated):
            command += ["annotate", "--isolated", "--overwrite", "-o", "out.docx"]
        else:
            command += ["check", "--isolated", "--preview", "--show", "info", "--output-format", "json"]
        env = dict(os.environ, RAYON_NUM_THREADS="1")
        run = subprocess.run(
            command + select + [name],
            cwd=self.folder,
            env=env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
        )
        said = run.stderr.decode("utf-8", "replace")
        found = re.search(r"Collected\s*:\s*(\d+)", said)
        if run.returncode not in (0, 1) or not found:
            sys.exit(f"the program failed under valgrind:\n{said}")
        return int(found.group(1))

    def growth(self, texts, rules=()):
        """By how much each text costs more than the one before it."""
        counts = [max(self.count(text, rules), 1) for text in texts]
        return [after / before for before, after in zip(counts, counts[1:])], counts

    def rules(self):
        listed = subprocess.run([self.path, "rules"], capture_output=True, check=True, cwd=self.folder)
        return sorted(set(re.findall(r"\b[A-Z]{3}\d{3}\b", listed.stdout.decode("utf-8"))))

    def culprits(self, texts):
        """The rules that grow, by halves."""
        (steps, counts), last = self.growth(texts, ["CFG001"]), texts[-2:]
        if max(steps) > LIMIT and counts[-1] > 1_000_000:
            return ["no rule: reading, the book or the engine"]
        heaps, found = [self.rules()], []
        while heaps and len(found) < 4:
            heap = heaps.pop()
            steps, _ = self.growth(last, heap)
            if max(steps) <= LIMIT:
                continue
            if len(heap) == 1:
                found += heap
            else:
                half = len(heap) // 2
                heaps += [heap[:half], heap[half:]]
        return found or ["no rule alone"]


def texts_of(name):
    if name in BOOKS:
        make, count = BOOKS[name]
        return [make(count // 2), make(count)]
    unit = RUNS.get(name) or LINES[name]
    return [repeated(unit, size) for size in SIZES]


def main():
    args = sys.argv[1:]
    sample = "--sample" in args
    args = [arg for arg in args if arg != "--sample"]
    known = {**RUNS, **LINES, **BOOKS}
    path = next((arg for arg in args if arg not in known), ROOT / "target/release/kanwu")
    chosen = [arg for arg in args if arg in known] or (SAMPLED if sample else list(known))
    if not shutil.which("valgrind"):
        print("SKIPPED: growth of cost can't be counted, valgrind is not installed")
        return
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        program = Program(path, folder)
        for name in chosen:
            texts = texts_of(name)
            steps, counts = program.growth(texts)
            grows = max(steps) > LIMIT
            told = " ".join(f"{step:.2f}" for step in steps)
            print(f"{name:28} {told:12} {counts[-1] / 1e6:9.1f} million", flush=True)
            if grows:
                failed.append(name)
                print(f"    grows: {', '.join(program.culprits(texts))}", flush=True)
    print(f"{len(chosen)} texts, {len(failed)} that cost more than {LIMIT} times as much when doubled")
    sys.exit(1 if failed else 0)


main()
