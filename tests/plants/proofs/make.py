#!/usr/bin/env python3
"""Makes three proofs of one book with two programs, and expected.json.

  clean, faults (40 planted faults), contents60 (60 wrong pages in the contents)
  each as NAME-typst.pdf and NAME-lo.pdf (LibreOffice)

Lines and pages are broken here, so that it is known what stands where; both programs only
set what is told them. The text is that of ../collate/source.md.
Needs: typst, fonttools, pypinyin, pikepdf (pip), soffice, WenQuanYi Zen Hei.  Options: typst, lo (default: both)
"""
import base64, json, random, re, struct, subprocess, sys, tempfile, zlib
from collections import Counter
from pathlib import Path
from xml.sax.saxutils import escape

from fontTools.ttLib import TTFont
from pypinyin import lazy_pinyin

HERE = Path(__file__).resolve().parent
FONT = subprocess.run(["fc-match", "-f", "%{file}", "WenQuanYi Zen Hei"], capture_output=True, text=True).stdout
_f = TTFont(FONT, fontNumber=0, lazy=True)
CMAP, HMTX, UPM = _f.getBestCmap(), _f["hmtx"], _f["head"].unitsPerEm

PW, PH = 482.0, 680.0          # page, points
EM = 10.5
COLS, LEAD, NL = 34, 17.0, 31  # characters a line, line, lines a page
X0, Y0 = (PW - COLS * EM) / 2, 84.0
NOSTART = set("，。、；：？！”’）》〉】〕％%‰℃～—…·")
NOEND = set("“‘（《〈【〔")
TITLE, YEAR, EDITOR = "白沙县年鉴", "2024", "白沙县地方志编纂委员会"
CHIEF, PRESS, CITY = "林书远", "海岳出版社", "白石"
DIVIDED = {"政治", "经济", "镇（乡）概况"}
LEFT_OUT = {"综合管理", "法治", "人物", "建设与生态"}
TWO = {"政治", "社会事业"}
PICTURES = {"【河流】": ("图1", "白沙溪（左）与黄泥河（右）"), "【港口建设】": ("图2", "白沙港二期码头（左）和集装箱堆场（右）"),
            "【矿产】": ("图3", "南山采石遗址（左）、花岗石标本（右）")}
OFFICES = ("县委办 县府办 统计局 财政局 水利局 教育局 渔业局 审计局 交通局 气象站 档案馆 文化馆 图书馆 博物馆 发展改革局 "
           "市场监管局 自然资源局 生态环境局 农业农村局 卫生健康局 住房建设局 应急管理局 民政局 司法局 公安局 科技局 商务局 "
           "港口集团 渔业协会 县供销社 电力公司 邮政公司 医疗保障局 总工会 团县委 妇联 科协 侨联 工商联").split()


def width(s):
    return sum(HMTX[CMAP[ord(c)]][0] / UPM for c in s)


# ---------- the book ----------

def book():
    """Blocks of the text, without its planted changes."""
    src = (HERE.parent / "collate" / "source.md").read_text("utf-8")
    mark = re.compile(r"\{[cwfpsjthn]([udwm]):([^{}]*)\}")

    def right(m):
        t = m.group(2).split("→")
        return (t[0] if m.group(1) == "u" else t[-1]).replace("¶", "\n\n")
    src = mark.sub(right, src)
    src = re.sub(r"\{v\d+>\}\n|\{v\d+\}", "", src)
    out, rows = [], []
    for l in src.split("\n") + [""]:
        if l.startswith("|"):
            if not set(l) <= set("|-"):
                rows.append([c.strip() for c in l.strip("|").split("|")])
            continue
        if rows:
            out[-1] = ("table", out[-1][1], rows)
            rows = []
        if l.startswith("# "):
            out.append(("h1", l[2:]))
        elif l.startswith("## "):
            out.append(("h2", l[3:]))
        elif l.strip():
            out.append(("para", l.replace("**", "").replace("】 ", "】　")))
            m = re.match(r"【.*?】", out[-1][1])
            if m and m.group() in PICTURES:
                out.append(("pictures",) + PICTURES[m.group()])
    rnd = random.Random(3)
    a, b = "上 下 前 后 东 西 南 北 新 古".split(), "坑 埔 寮 洋 厝 湾 林 溪".split()
    names = [x + y + "村" for x in a for y in b]
    rnd.shuffle(names)
    vill = [["村名", "户数", "人口（人）", "耕地（公顷）", "集体收入（万元）"]]
    for n in names[:44]:
        h = rnd.randint(160, 980)
        vill.append([n, str(h), str(int(h * 3.3)), str(rnd.randint(12, 160)), f"{rnd.randint(80, 960) / 10:.1f}"])
    school = [["校名", "班级", "学生（人）", "教师（人）"]]
    for n in names[44:80] + ["县城一小", "县城二小"]:
        c = rnd.randint(6, 36)
        school.append([n.replace("村", "小学"), str(c), str(c * 38), str(c * 2 + 5)])
    tail = [("h2", "村和学校一览"), ("table", "表5　2023年白沙县部分村基本情况", vill),
            ("table", "表6　2023年白沙县部分小学基本情况", school)]
    end = next(i for i, x in enumerate(out) if x == ("h2", "编后记"))
    return out[1:end] + tail + out[end:]


# ---------- lines and pages ----------

class Page:
    def __init__(self, kind, folio=None, head=None):
        self.kind, self.folio, self.head = kind, folio, head
        self.print_folio = folio
        self.text, self.rules, self.pics = [], [], []   # (x, baseline, size, tracking, string)

    def put(self, x, y, size, s, w=None):
        """One string; with w it is spaced to that width."""
        tr = (w - width(s) * size) / max(len(s) - 1, 1) if w else 0.0
        self.text.append((round(x, 2), round(y, 2), size, round(tr, 3), s))

    def centre(self, y, size, s, x=0.0, w=PW):
        self.put(x + (w - width(s) * size) / 2, y, size, s)


class Layout:
    def __init__(self, variant):
        self.variant, self.bad = variant, variant == "faults"
        self.pages, self.faults, self.places = [], [], []  # places: (level, title, folio, column, page index)
        self.heading_of = {}
        self.quota = {"start": 3, "end": 3, "figure": 1, "year": 1, "decimal": 1,
                      "heading": 3, "single-head": 1, "single-foot": 1, "dash": 1, "dots": 1, "table": 2, "pictures": 2}
        self.folio, self.head, self.cols = 0, None, 1
        self.page = self.first = None
        self.top = 4
        self.spoiled = Counter()
        self.extra = False

    # pages
    def new_page(self, kind="text"):
        if self.bad and self.head == "镇（乡）概况" and kind == "text" and not self.extra and self.page and self.page.kind == "text" and self.page.head == self.head:
            self.extra = True
            self.pages.append(Page("stray"))
            self.fault("page outside the count", len(self.pages) - 1, "", f"第{self.folio}页与第{self.folio + 1}页之间多出一张空白页，页码、目录都未计入")
            self.spoiled[len(self.pages) - 1] += 1
        self.folio += 1
        self.page = Page(kind, self.folio, self.head if kind == "text" else None)
        if kind != "text":
            self.page.print_folio = None
        self.pages.append(self.page)
        self.col, self.line = 0, 0

    def new_col(self):
        if self.col + 1 < self.cols:
            self.col, self.line = self.col + 1, self.top if self.page is self.first else 0
        else:
            self.new_page()

    def left(self):
        return NL - self.line

    @property
    def chars(self):
        return COLS if self.cols == 1 else 16

    def x(self):
        return X0 + self.col * 18 * EM

    def fault(self, kind, page, fragment, what, **more):
        p = self.pages[page]
        self.faults.append({"kind": kind, "page": page + 1, "folio": p.folio, "fragment": fragment, "what": what, **more})
        self.spoiled[page] += 1

    def spend(self, kind):
        """May a fault of this kind stand on this page?"""
        i = len(self.pages) - 1
        if not self.bad or not self.quota.get(kind) or self.spoiled[i] >= (3 if kind == "pictures" else 2):
            return False
        self.quota[kind] -= 1
        return True

    # lines
    def legal(self, s, k):
        a, b = s[k - 1], s[k]
        if b in NOSTART or a in NOEND:
            return False
        if re.match(r"[\d.,]", a) and re.match(r"[\d.,%]", b):
            return False
        return not (a.isascii() and a.isalnum() and b.isascii() and b.isalnum())

    def illegal_kind(self, s, k):
        a, b = s[k - 1], s[k]
        if a == b == "—":
            return "dash"
        if a == b == "…":
            return "dots"
        if b in "，。、；：”》）" and a not in NOEND:
            return "start"
        if a in "“《（":
            return "end"
        if (a.isdigit() or a == ".") and (b.isdigit() or b == "."):
            i, j = k, k
            while i and re.match(r"[\d.]", s[i - 1]):
                i -= 1
            while j < len(s) and re.match(r"[\d.]", s[j]):
                j += 1
            t = s[i:j]
            if "." in t:
                return "decimal"
            return "year" if len(t) == 4 and s[j:j + 1] == "年" else "figure" if len(t) > 2 else None
        return None

    def break_(self, s, w, indent, more=0.0, ask=None):
        """Lines of a paragraph: (string, indent, last). ask(kind, line) allows a break that is not allowed."""
        out, i = [], 0
        while i < len(s):
            room = (w if out else w - indent) + more
            k, used = i, 0.0
            while k < len(s) and used + width(s[k]) <= room + 1e-6:
                used += width(s[k])
                k += 1
            if k < len(s):
                raw = k
                while k > i + 1 and not self.legal(s, k):
                    k -= 1
                if k != raw:
                    kind = self.illegal_kind(s, raw)
                    if kind and ask and ask(kind, len(out), s[i:raw], s[raw:raw + 12]):
                        k = raw
            out.append((s[i:k], 0 if out else indent, k >= len(s)))
            i = k
        return out

    def short(self, l):
        return len(l[0].rstrip("。；，")) <= 1

    def paragraph(self, s, indent=2, fit=None):
        w = self.chars
        hits = []

        def ask(kind, n, before, after):
            page = len(self.pages) - 1
            if n >= self.left() or fit and fit != kind or not fit and kind in ("dash", "dots"):
                return False
            if fit:
                self.quota[kind] -= 1
            if fit or self.spend(kind):
                self.spoiled[page] += 1
                hits.append((kind, page, self.col, before, after))
                return True
            return False
        lines = self.break_(s, w, indent, ask=ask)
        if self.short(lines[-1]) and not fit and not hits and self.left() in (len(lines), len(lines) - 1):
            lines = self.break_(s, w, indent, more=1.0)
        for n, (t, ind, last) in enumerate(lines):
            if not self.left():
                self.new_col()
            y = Y0 + self.line * LEAD
            if n == 0 and t.startswith("【"):
                self.mark(3, t[1:t.index("】")])
            full = (w - ind) * EM
            self.page.put(self.x() + ind * EM, y, EM, t, None if last else full)
            self.line += 1
        names = {"start": ("mark at the start of a line", "行首出现后置标点"), "end": ("opening mark at the end of a line", "行末出现前置标点"),
                 "figure": ("figure broken", "数字断行"), "year": ("year broken", "年份断行"), "decimal": ("decimal broken", "小数断行"),
                 "dash": ("half a dash", "破折号断行"), "dots": ("half an ellipsis", "省略号断行")}
        for kind, page, col, before, after in hits:
            self.fault(names[kind][0], page, after[:8], names[kind][1], column=col + 1, line_before=before[-8:])
        return lines

    def mark(self, level, title):
        self.places.append((level, title, self.page.folio, "ab"[self.col] if self.cols == 2 else "", len(self.pages) - 1))

    # planted paragraphs
    def need(self, s):
        return len(self.break_(s, self.chars, 2))

    def filler(self, lines=None, last=None, want=None):
        """A list of offices of so many lines whose last line has so many characters (without the mark)."""
        base = "本分目资料经编辑部三次核对，数字以年报为准。个别数字因四舍五入与分项之和略有出入，不作机械调整。"
        more = "遇有部门数字与统计部门不一致的，采用统计部门数字，并向供稿单位说明。地名、机构名、人名按事件发生时的名称记述，首次出现用全称。"
        heads = [b + h for b in ("", base, base + more, base + more + "供稿截止时间为2024年4月，逾期补送的资料收入下卷。插图由县文化馆、县融媒体中心提供，作者姓名不另署。")
                 for h in ("供稿单位有", "本分目供稿单位有", "以上资料供稿单位有", "本页资料的供稿单位有")]
        if lines:
            heads = [h for h in heads if self.need(h) <= lines]
        for h in heads:
            for n in range(1, len(OFFICES)):
                for sh in range(0, 12):
                    names = OFFICES[sh:sh + n]
                    if want:
                        s = h + "、".join(names) + want
                        got = []
                        ls = self.break_(s, self.chars, 2, ask=lambda k, i, b, a: got.append(k) or k == self.want)
                        if got == [self.want] and len(ls) < self.left():
                            return s
                        continue
                    s = h + "、".join(names) + "。"
                    ls = self.break_(s, self.chars, 2)
                    if len(ls) == lines and (last is None or len(ls[-1][0]) == last + 1):
                        if last is not None or len(ls[-1][0]) > 4:
                            return s
        return None

    def plant(self, nxt):
        """Before a block: paragraphs that bring a fault about."""
        if not self.bad or self.page.kind != "text" or self.cols == 2 and self.col == 0:
            return
        i, r = len(self.pages) - 1, self.left()
        if self.spoiled[i] > 2:
            return
        if nxt[0] == "h2" and 3 <= r <= 14 and self.quota["heading"] and self.line:
            s = self.filler(lines=r - 2)
            if s:
                self.paragraph(s, fit="heading")
                self.quota["heading"] -= 1
                self.force = True
        elif nxt[0] == "para" and self.cols == 1 and self.line > 6 and self.head in ("镇（乡）概况", "县情概貌", "经济") and 2 <= r <= 10:
            for kind, n in (("single-head", r + 1), ("single-foot", r)):
                if self.quota[kind]:
                    s = self.filler(lines=n, last=1)
                    if s:
                        self.quota[kind] -= 1
                        ls = self.paragraph(s, fit=kind)
                        head = kind == "single-head"
                        self.fault("single character at the head of a page" if head else "single character at the foot of a page",
                                   len(self.pages) - 1, ls[-1][0], "页首一行只有一字" if head else "页末一行只有一字")
                        self.spoiled[i] += 1
                        return
        elif nxt[0] == "para" and self.cols == 1 and nxt[1].startswith("【") and 6 <= self.line <= 22 and self.head in ("镇（乡）概况", "经济", "县情概貌"):
            for kind, want in (("year", "等，资料截至2023年12月底。"), ("end", "等《白沙县年鉴》供稿单位。"), ("dash", "等——排名不分先后，由编辑部核对。"), ("dots", "……其余从略，名单存编辑部备查。")):
                if self.quota[kind] and (kind in ("dash", "dots") or self.head == "镇（乡）概况"):
                    self.want = kind
                    s = self.filler(want=want)
                    if s:
                        self.paragraph(s, fit=kind)
                    return

    # blocks
    def h2(self, t):
        forced = getattr(self, "force", False)
        self.force = False
        need = 2 if self.line else 1
        if self.left() < need + (0 if forced else 2):
            self.new_col()
        elif self.line:
            self.line += 1
        self.page.centre(Y0 + self.line * LEAD, 12, t, self.x(), self.chars * EM)
        self.mark(2, t)
        self.line += 1
        if forced:
            self.fault("heading alone at the foot", len(self.pages) - 1, t, "背题：标题独处页末")
            assert not self.left()

    def table(self, title, rows):
        w = self.chars * EM
        size = 9
        nat = [max(width(r[j]) for r in rows) for j in range(len(rows[0]))]
        unit = w / sum(n + 1 for n in nat)
        xs = [sum(n + 1 for n in nat[:j]) * unit for j in range(len(nat))]
        heads = [l[0] for l in self.break_(title, self.chars - 1, 0)]
        long = len(rows) > 25
        if not long and self.left() < len(rows) + len(heads) + 1 or long and self.left() < 12:
            self.new_col()
        if self.line:
            self.line += 1

        def line(r):
            y = Y0 + self.line * LEAD
            for j, c in enumerate(r):
                cw = (nat[j] + 1) * unit
                self.page.put(self.x() + xs[j] + (cw - width(c) * size) / 2, y, size, c)
            self.line += 1

        def rule(half=False):
            y = Y0 + self.line * LEAD - 12
            self.page.rules.append((self.x(), y, self.x() + w, y))
        for h in heads:
            self.page.centre(Y0 + self.line * LEAD, size + 0.5, h, self.x(), w)
            self.line += 1
        rule()
        line(rows[0])
        rule()
        for k, r in enumerate(rows[1:]):
            if not self.left():
                rule()
                self.new_col()
                if self.bad and self.quota["table"]:
                    self.quota["table"] -= 1
                    self.fault("table cut without 续表", len(self.pages) - 1, r[0], f"{title[:2]}跨页，接排部分无“续表”", table=title)
                else:
                    self.page.centre(Y0, size + 0.5, "续" + title[:2], self.x(), w)
                    self.line += 1
                rule()
                line(rows[0])
                rule()
            line(r)
        rule()
        if self.left():
            self.line += 1

    def pictures(self, no, caption):
        if self.left() < 9:
            self.new_col()
        w = (self.chars * EM - 12) / 2
        y = Y0 + self.line * LEAD
        for k in (0, 1):
            self.page.pics.append((self.x() + k * (w + 12), y, w, 6 * LEAD))
        self.line += 7
        if self.spend("pictures"):
            self.fault("pictures without caption", len(self.pages) - 1, "", "一组图片无图片说明", picture=no)
        else:
            self.page.centre(Y0 + self.line * LEAD, 9, f"{no}　{caption}", self.x(), self.chars * EM)
        self.line += 1
        if self.left():
            self.line += 1

    def chapter(self, name, blocks):
        if name in DIVIDED:
            if self.folio % 2:
                self.new_page("blank")
            self.new_page("divider")
            self.page.centre(PH / 2 - 40, 30, name)
            self.cols, self.head = 1, name
            self.mark(1, name)
            self.new_page("blank")
        self.head, self.cols = name, 2 if name in TWO else 1
        self.new_page()
        if name not in DIVIDED:
            self.mark(1, name)
        self.page.centre(Y0 + LEAD, 16, name)
        self.line, self.first = self.top, self.page
        for b in blocks:
            self.plant(b)
            if b[0] == "h2":
                self.h2(b[1])
            elif b[0] == "para":
                self.paragraph(b[1])
            elif b[0] == "table":
                self.table(b[1], b[2])
            else:
                self.pictures(b[1], b[2])


def chapters(blocks):
    out = []
    for b in blocks:
        if b[0] == "h1":
            out.append((b[1], []))
        else:
            out[-1][1].append(b)
    return out


def isbn(bad=False):
    s = "978759990137"
    c = (10 - sum(int(d) * (3 if i % 2 else 1) for i, d in enumerate(s)) % 10) % 10
    return f"978-7-5999-0137-{(c + 4) % 10 if bad else c}"


def dotted(title, page, w, indent):
    """title, leaders, page: as one string of about that width (ems)."""
    n = int((w - indent - width(title) - width(page) - 0.4) / width("…"))
    return title + "…" * max(n, 2) + page


def contents(lay, variant):
    """Pages of the contents, and what is wrong in them."""
    wrong, entries = [], []
    for k, (lv, t, folio, _, _) in enumerate(lay.places):
        entries.append([lv, t, folio, t, folio])
    rnd = random.Random(11)
    if variant == "contents60":
        last = lay.places[-1][2]
        for k in sorted(rnd.sample(range(len(entries)), 60)):
            e = entries[k]
            real = e[2]
            swap = int(str(real)[::-1]) if real > 9 else real
            cand = [real + 1, real - 1, real + 2, real - 3, real + 10, swap]
            e[4] = next(c for c in rnd.sample(cand, 6) + [real + 1] if c > 0 and c != real and c <= last + 12)
    if variant == "faults":
        three = [e for e in entries if e[0] == 3]
        a, b, c = three[9], three[40], three[63]
        a[4] = a[2] + 3
        b[4] = b[2] - 2
        c[3] = c[1].replace(c[1][-2:], {"宣传工作": "报道", "档案": "档安"}.get(c[1], c[1][-1] + c[1][-2]))
    pages, per, rows = [], 2 * NL - 8, []
    for e in entries:
        if e[0] == 1 and rows and len(rows) % NL:
            rows.append(None)
        rows.append(e)
    i = 0
    while i < len(rows):
        p = Page("contents")
        p.head = None
        first = not pages
        if first:
            p.centre(Y0 + LEAD, 16, "目　录")
        for col in (0, 1):
            for line in range(4 if first else 0, NL):
                if i >= len(rows):
                    break
                r = rows[i]
                i += 1
                if r is None:
                    continue
                lv, t, real, shown, page = r
                ind = lv - 1
                s = dotted(shown, str(page), 16, ind)
                x = X0 + col * 18 * EM
                p.put(x + ind * EM, Y0 + line * LEAD, EM, s, (16 - ind) * EM)
                if t != shown or real != page:
                    wrong.append((len(pages), shown, page, t, real, lv, col + 1, line + 1))
        pages.append(p)
    return pages, wrong


def index(lay):
    """Entries of the index: title, page with column; sorted by sound."""
    seen, out = {}, []
    for lv, t, folio, col, _ in lay.places:
        if lv == 3 or lv == 2 and re.search(r"[镇乡]$", t):
            seen.setdefault(t, []).append(f"{folio}{col}")
    for t, ps in seen.items():
        if len(ps) == 1:
            out.append([t, ps[0]])
    return sorted(out, key=lambda e: ([x for x in lazy_pinyin(e[0])], e[0]))


def set_index(lay, variant):
    entries = index(lay)
    notes = []
    if variant == "faults":
        letter = lambda e: lazy_pinyin(e[0])[0][0].upper()
        # an entry under the wrong letter's place
        k = next(i for i in range(8, len(entries) - 3) if letter(entries[i]) == letter(entries[i + 1]) == letter(entries[i + 2]) and lazy_pinyin(entries[i][0])[0] != lazy_pinyin(entries[i + 2][0])[0])
        e = entries.pop(k)
        entries.insert(k + 2, e)
        notes.append(("index out of order", e[0], f"“{e[0]}”应排在“{entries[k][0]}”之前（音序）"))
        k = next(i for i in range(30, len(entries)) if entries[i][1][-1].isdigit())
        real = entries[k][1]
        entries[k][1] = str(int(real) + 4)
        notes.append(("index page wrong", entries[k][0], f"实见{real}，索引作{entries[k][1]}"))
        k = next(i for i in range(14, len(entries)) if entries[i][1][-1] in "ab")
        real = entries[k][1]
        entries[k][1] = real[:-1] + ("a" if real[-1] == "b" else "b")
        notes.append(("index column wrong", entries[k][0], f"实见{real}，索引作{entries[k][1]}"))
        k = next(i for i in range(45, len(entries)) if entries[i][1][-1].isdigit())
        entries.insert(k + 1, [entries[k][0], str(int(entries[k][1]) + 2)])
        notes.append(("index heading repeated", entries[k][0], f"“{entries[k][0]}”重出，页码不同"))
    lay.head, lay.cols = "索引", 1
    lay.new_page()
    lay.mark(1, "索引")
    lay.page.centre(Y0 + LEAD, 16, "索　引")
    lay.page.centre(Y0 + 2.6 * LEAD, 9, "按汉语拼音排列，数字为页码，a、b为左、右栏")
    lay.cols, lay.line, start = 2, 4, len(lay.pages) - 1
    last, where = None, {}
    for t, p in entries:
        l = lazy_pinyin(t)[0][0].upper()
        if l != last:
            if lay.left() < 3:
                index_col(lay, start)
            lay.page.centre(Y0 + lay.line * LEAD, EM, l, lay.x(), 16 * EM)
            lay.line += 1
            last = l
        if not lay.left():
            index_col(lay, start)
        lay.page.put(lay.x(), Y0 + lay.line * LEAD, EM, dotted(t, p, 16, 0), 16 * EM)
        where[t] = (len(lay.pages) - 1, lay.col + 1)
        lay.line += 1
    for kind, t, what in notes:
        page, col = where[t]
        lay.fault(kind, page, t, what, column=col)


def index_col(lay, start):
    lay.new_col()
    if lay.col == 1 and len(lay.pages) - 1 == start:
        lay.line = 4


def make(variant):
    bad = variant == "faults"
    lay = Layout(variant)
    blocks = book()
    parts = chapters(blocks)
    front = parts[0]
    assert front[0] == "编辑说明"
    # 编辑说明: own page before the contents
    lay.head = None
    lay.new_page()
    note = lay.page
    note.kind = "front"
    note.centre(Y0 + LEAD, 16, "编辑说明")
    lay.line = 4
    quota, lay.bad = lay.quota, False
    for b in front[1]:
        lay.paragraph(b[1])
    lay.bad = bad
    lay.pages, lay.places, lay.folio, lay.page = [], [], 0, None
    parts = [p for p in parts if p[0] not in LEFT_OUT]
    for name, bl in parts[1:]:
        lay.chapter(name, bl)
    set_index(lay, variant)
    toc, wrong = contents(lay, variant)
    if len(toc) % 2 == 0:
        toc.append(Page("blank"))
    for i, p in enumerate(toc):
        if p.kind == "contents":
            p.print_folio = "ⅠⅡⅢⅣⅤⅥ"[i]
    note.folio = note.print_folio = note.head = None
    outer = [Page("cover"), Page("blank"), Page("title"), Page("imprint"), note] + toc
    if len(outer) % 2:
        outer.append(Page("blank"))
    off = len(outer)
    # the faults of pages, heads and folios
    texts = [p for p in lay.pages if p.kind == "text"]
    heads = lambda p: f"{TITLE}（{YEAR}）" if p.folio % 2 == 0 else p.head
    for p in lay.pages:
        p.shown_head = heads(p) if p.kind == "text" else None
    if bad:
        odd = [p for p in texts if p.folio % 2 and p.head != "大事记"]
        order = [n for n, _ in parts[1:]] + ["索引"]
        pick = [odd[2], odd[len(odd) // 2], odd[-3]]
        for p in pick:
            p.shown_head = order[order.index(p.head) - 1]
            lay.fault("running head wrong", lay.pages.index(p), p.shown_head, f"书眉作“{p.shown_head}”，本页属“{p.head}”")
        even = [p for p in texts if p.folio % 2 == 0]
        p = even[len(even) // 2]
        p.shown_head = f"{TITLE}（2023）"
        lay.fault("volume in the running head", lay.pages.index(p), p.shown_head, "书眉卷号2023，封面2024")
        rest = [p for p in texts if p not in pick and p is not even[len(even) // 2] and p.folio > 3]
        for p in (rest[1], rest[len(rest) // 2]):
            p.print_folio = None
            lay.fault("page number missing", lay.pages.index(p), "", f"第{p.folio}页未排页码")
        p = next(p for p in rest[4:] if p.print_folio and any(q.folio == p.folio - 1 and q.print_folio for q in texts))
        p.print_folio = p.folio - 1
        lay.fault("page number doubled", lay.pages.index(p), str(p.print_folio), f"第{p.folio}页页码误作{p.print_folio}，与前页重")
    pages = outer + lay.pages
    if (len(pages) - 2) % 4 and not bad:
        pages += [Page("blank") for _ in range(-(len(pages) - 2) % 4)]
    inner = len(pages) - 2 - (1 if bad else 0)
    if bad:
        pages += [Page("blank") for _ in range(-inner % 4)]
        inner += -inner % 4
    for f in lay.faults:
        f["page"] += off
    # cover, title page, imprint
    c, t, im = outer[0], outer[2], outer[3]
    for i, ch in enumerate(TITLE):
        c.put(30, 120 + i * 18, 12, ch)
    c.put(25, 120 + 6 * 18, 10, "2023" if bad else YEAR)
    for i, ch in enumerate(PRESS):
        c.put(31, 440 + i * 14, 10, ch)
    c.centre(200, 40, TITLE)
    c.centre(260, 28, YEAR)
    c.centre(420, 14, EDITOR + "　编")
    c.centre(600, 14, "海越出版社" if bad else PRESS)
    t.centre(170, 30, TITLE)
    t.centre(220, 20, YEAR)
    t.centre(330, 12, EDITOR + "　编")
    t.centre(360, 12, "主编　" + ("林书元" if bad else CHIEF))
    t.centre(600, 12, PRESS)
    sheets = inner / 16
    code = isbn(bad)
    y = 90
    for s in ("图书在版编目（CIP）数据", f"{TITLE}. {YEAR} / {EDITOR}编；{CHIEF}主编. —— {CITY}：", f"{PRESS}，2024.12", f"ISBN {isbn(bad)}",
              f"Ⅰ. ①白… Ⅱ. ①白… ②林… Ⅲ. ①白沙县－{YEAR}－年鉴 Ⅳ. ①Z525.74", "中国国家版本馆CIP数据核字（2024）第301126号"):
        im.put(X0, y, 9.5, s)
        y += 18
    y = 330
    for k, v in (("书　　名", f"{TITLE}（{YEAR}）"), ("编　　者", EDITOR), ("主　　编", CHIEF), ("责任编辑", "许望"), ("出版发行", PRESS),
                 ("地　　址", "白石市海滨路18号"), ("印　　刷", "白石海潮印刷厂"), ("开　　本", "787毫米×1092毫米　1/16"),
                 ("印　　张", f"{sheets + (3.5 if bad else 0):g}"), ("字　　数", "46千字"), ("版　　次", "2024年12月第1版　2024年12月第1次印刷"),
                 ("书　　号", f"ISBN {isbn(bad)}"), ("定　　价", "68.00元")):
        im.put(X0, y, 9.5, f"{k}　{v}")
        y += 18
    faults = lay.faults
    if bad:
        front_ = [("volume on the spine", 1, "2023", "书脊卷号2023，封面2024"), ("press on the cover", 1, "海越出版社", "封面“海越出版社”，版权页、CIP“海岳出版社”"),
                  ("chief editor on the title page", 3, "林书元", "扉页“林书元”，版权页、CIP“林书远”"),
                  ("ISBN check digit", 4, f"ISBN {code}", f"校验码不合，应为{isbn()[-1]}"),
                  ("sheets against pages", 4, f"{sheets + 3.5:g}", f"正文前后共{inner}页，16开合{sheets:g}印张")]
        faults = [{"kind": k, "page": p, "folio": None, "fragment": f, "what": w} for k, p, f, w in front_] + faults
    toc_at = 6
    listed = []
    for n, shown, page, t, real, lv, col, line in wrong:
        listed.append({"kind": "contents page wrong" if page != real else "contents title differs", "page": toc_at + n, "folio": "ⅠⅡⅢⅣⅤⅥ"[n],
                       "column": col, "line": line, "level": lv, "fragment": shown, "printed": page, "title": t, "real": real,
                       "real_page": next(i for i, p in enumerate(pages, 1) if p.folio == real and i > off),
                       "what": f"“{shown}”目录作第{page}页，正文“{t}”在第{real}页"})
    if bad:
        faults += listed
        faults.sort(key=lambda f: f["page"])
        for i, f in enumerate(faults, 1):
            f_id = {"id": i}
            f_id.update(f)
            faults[i - 1] = f_id
    # heads and folios
    for p in pages:
        if getattr(p, "shown_head", None):
            if p.folio % 2:
                p.put(X0 + COLS * EM - width(p.shown_head) * 9, 50, 9, p.shown_head)
            else:
                p.put(X0, 50, 9, p.shown_head)
            p.rules.append((X0, 56, X0 + COLS * EM, 56))
        if p.print_folio:
            s = str(p.print_folio)
            left = isinstance(p.folio, int) and p.folio % 2 == 0
            x = X0 if left else X0 + COLS * EM - width(s) * 10
            p.put(PW / 2 - width(s) * 5 if p.kind == "contents" else x, 640, 10, s)
    if bad:
        note_ = {k: v for k, v in lay.quota.items() if v}
        if note_:
            print("not planted:", note_)
    return pages, faults, listed, lay, off


# ---------- programs ----------

def png(w=48, h=32, seed=0):
    rows = b"".join(b"\0" + bytes((120 + (x * (3 + seed) + y * 5) % 90) for x in range(w)) for y in range(h))
    chunk = lambda t, d: struct.pack(">I", len(d)) + t + d + struct.pack(">I", zlib.crc32(t + d))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", w, h, 8, 0, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def typst_pdf(pages, path):
    import typst
    q = lambda s: json.dumps(s, ensure_ascii=False)
    out = [f'#set page(width: {PW}pt, height: {PH}pt, margin: 0pt)', '#set document(title: "白沙县年鉴", date: none)',
           '#set text(font: "WenQuanYi Zen Hei", lang: "zh", region: "cn", cjk-latin-spacing: none, top-edge: "baseline", bottom-edge: "baseline", hyphenate: false)',
           "#let t(x, y, s, k, b) = place(top + left, dx: x * 1pt, dy: y * 1pt, text(size: s * 1pt, tracking: k * 1pt, b))",
           "#let r(x, y, w) = place(top + left, dx: x * 1pt, dy: y * 1pt, line(length: w * 1pt, stroke: 0.5pt))",
           '#let i(x, y, w, h, n) = place(top + left, dx: x * 1pt, dy: y * 1pt, image(n, width: w * 1pt, height: h * 1pt, fit: "stretch"))']
    for n, p in enumerate(pages):
        if n:
            out.append("#pagebreak()")
        out.append("#[]")
        out += [f"#t({x}, {y}, {s}, {k}, {q(b)})" for x, y, s, k, b in p.text]
        out += [f"#r({a:.2f}, {b:.2f}, {c - a:.2f})" for a, b, c, _ in p.rules]
        out += [f'#i({a:.2f}, {b:.2f}, {w:.2f}, {h:.2f}, "p{k % 2}.png")' for k, (a, b, w, h) in enumerate(p.pics)]
    with tempfile.TemporaryDirectory() as d:
        for k in (0, 1):
            (Path(d) / f"p{k}.png").write_bytes(png(seed=k))
        (Path(d) / "a.typ").write_text("\n".join(out), "utf-8")
        typst.compile(str(Path(d) / "a.typ"), output=str(path), root=d, font_paths=[str(Path(FONT).parent)], timestamp=0, pdf_tags=False)
    pack(path)


def pack(path):
    """The same objects in fewer bytes, without dates."""
    import pikepdf
    pikepdf.settings.set_flate_compression_level(9)
    with pikepdf.open(path, allow_overwriting_input=True) as p:
        for k in ("/CreationDate", "/ModDate"):
            if k in p.docinfo:
                del p.docinfo[k]
        p.save(path, object_stream_mode=pikepdf.ObjectStreamMode.generate, recompress_flate=True, compress_streams=True,
               deterministic_id=True)


def frames(page):
    """Strings of one column that stand line under line go into one frame."""
    out = []
    for t in page.text:
        x, y, s, k, b = t
        g = out[-1] if out else None
        if g and s == EM == g[0][2] and abs(y - g[-1][1] - LEAD) < 0.01 and abs(x - g[0][0]) < 2.1 * EM:
            g.append(t)
        else:
            out.append([t])
    return out


def lo_pdf(pages, path):
    """A flat text document whose pages hold frames; needs no more than Writer."""
    tst, pst, body, breaks = {}, {}, [], []
    for n, p in enumerate(pages, 1):
        breaks.append(f'<text:p text:style-name="{"B" if n > 1 else "A"}"/>')
        at = f'text:anchor-type="page" text:anchor-page-number="{n}"'
        for g in frames(p):
            x0 = min(t[0] for t in g)
            size = g[0][2]
            w = max(t[0] - x0 + width(t[4]) * size + t[3] * len(t[4]) for t in g) + 40
            lead = LEAD if len(g) > 1 else round(size * 1.6, 1)
            top = g[0][1] - (lead - 0.297 * size)
            ps = []
            for x, y, s, k, b in g:
                sid = tst.setdefault((s, round(k * 72 / 127, 3)), f"T{len(tst)}")  # LibreOffice 7.4 reads it 127/72 times too wide
                pid = pst.setdefault((lead, round(x - x0, 2)), f"P{len(pst)}")
                ps.append(f'<text:p text:style-name="{pid}"><text:span text:style-name="{sid}">{escape(b)}</text:span></text:p>')
            body.append(f'<draw:frame draw:style-name="F" {at} svg:x="{x0}pt" svg:y="{top:.2f}pt" svg:width="{w:.1f}pt" svg:height="{lead * len(g):.1f}pt">'
                        f'<draw:text-box>{"".join(ps)}</draw:text-box></draw:frame>')
        for a, b, c, _ in p.rules:
            body.append(f'<draw:line draw:style-name="L" {at} svg:x1="{a:.2f}pt" svg:y1="{b:.2f}pt" svg:x2="{c:.2f}pt" svg:y2="{b:.2f}pt"/>')
        for k, (a, b, w, h) in enumerate(p.pics):
            body.append(f'<draw:frame draw:style-name="F" {at} svg:x="{a:.2f}pt" svg:y="{b:.2f}pt" svg:width="{w:.2f}pt" svg:height="{h:.2f}pt"><draw:image><office:binary-data>'
                        + base64.b64encode(png(seed=k % 2)).decode() + "</office:binary-data></draw:image></draw:frame>")
    ns = " ".join(f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"' for k, v in
                  (("office", "office"), ("draw", "drawing"), ("text", "text"), ("style", "style"), ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible")))
    font = ('fo:font-family="WenQuanYi Zen Hei" style:font-family-asian="WenQuanYi Zen Hei" fo:language="zh" fo:country="CN" '
            'style:language-asian="zh" style:country-asian="CN" style:letter-kerning="false"')
    tstyle = "".join(f'<style:style style:name="{i}" style:family="text"><style:text-properties fo:font-size="{s}pt" style:font-size-asian="{s}pt" '
                     f'fo:letter-spacing="{k}pt" {font}/></style:style>' for (s, k), i in tst.items())
    pstyle = "".join(f'<style:style style:name="{i}" style:family="paragraph"><style:paragraph-properties fo:margin="0pt" fo:margin-left="{m}pt" fo:line-height="{l}pt" '
                     'fo:text-align="start" style:text-autospace="none" style:punctuation-wrap="simple" style:line-break="normal" fo:orphans="0" fo:widows="0"/></style:style>'
                     for (l, m), i in pst.items())
    place = 'style:wrap="run-through" style:run-through="foreground" style:horizontal-pos="from-left" style:horizontal-rel="page" style:vertical-pos="from-top" style:vertical-rel="page"'
    xml = (f'<?xml version="1.0" encoding="UTF-8"?><office:document {ns} office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text">'
           '<office:automatic-styles>'
           f'<style:page-layout style:name="PL"><style:page-layout-properties fo:page-width="{PW}pt" fo:page-height="{PH}pt" fo:margin="20pt"/></style:page-layout>'
           '<style:style style:name="A" style:family="paragraph" style:master-page-name="Standard"/>'
           '<style:style style:name="B" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style>'
           f'<style:style style:name="F" style:family="graphic"><style:graphic-properties draw:fill="none" draw:stroke="none" fo:background-color="transparent" fo:border="none" fo:padding="0pt" fo:margin="0pt" {place}/></style:style>'
           f'<style:style style:name="L" style:family="graphic"><style:graphic-properties draw:stroke="solid" svg:stroke-width="0.5pt" svg:stroke-color="#000000" {place}/></style:style>'
           + tstyle + pstyle + '</office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="PL"/></office:master-styles>'
           '<office:body><office:text>' + "".join(body) + "".join(breaks) + "</office:text></office:body></office:document>")
    with tempfile.TemporaryDirectory() as d:
        src = Path(d) / "a.fodt"
        src.write_text(xml, "utf-8")
        subprocess.run(["soffice", "--headless", "--convert-to", "pdf", "--outdir", d, str(src)], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        path.write_bytes((Path(d) / "a.pdf").read_bytes())
    pack(path)


def main():
    want = [a for a in sys.argv[1:] if a in ("typst", "lo")] or ["typst", "lo"]
    exp = {}
    for v in ("clean", "faults", "contents60"):
        pages, faults, listed, lay, off = make(v)
        print(v, len(pages), "pages,", len(faults) if v == "faults" else len(listed), "faults")
        exp[v] = {"pdf": [f"{v}-typst.pdf", f"{v}-lo.pdf"], "pages": len(pages),
                  "body_begins": off + 1, "faults": faults if v == "faults" else listed}
        if v != "contents60":
            exp[v]["headings"] = [{"level": l, "title": t, "folio": f, "column": c, "page": i + off + 1} for l, t, f, c, i in lay.places]
        if "typst" in want:
            typst_pdf(pages, HERE / f"{v}-typst.pdf")
        if "lo" in want:
            lo_pdf(pages, HERE / f"{v}-lo.pdf")
    (HERE / "expected.json").write_text(json.dumps(exp, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
