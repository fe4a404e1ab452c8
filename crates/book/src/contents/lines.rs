//! Lines of the contents pages cut into cells: a title, its leader, its page.

use kanwu_text::han;
use std::ops::Range;

use kanwu_text::Location;

use super::habit::{Habit, after_page, has_leader, left_page};
use super::{Leader, TitleStyle};
use crate::words::is_one;
use crate::{StructureWords, squeeze};

/// One printed title, or part of one, with what stands beside it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cell<'m> {
    /// The title's text, markup and leader taken off.
    pub title: &'m str,
    /// Its place.
    pub at: Location,
    /// How it is set.
    pub style: TitleStyle,
    /// Its leader.
    pub leader: Leader,
    /// The leader's place.
    pub leader_at: Option<Location>,
    /// Its page.
    pub page: Option<(u32, Location)>,
    /// 0-based index of its field in the row.
    pub field: usize,
    /// 0-based column of the page.
    pub column: u8,
    /// Whether it stands in a block of two or more columns.
    pub narrow: bool,
    /// Whether its block begins with it: a blank line or a heading stands before its row.
    pub opens_block: bool,
    /// Columns of blanks before its line.
    pub indent: u16,
}

impl Cell<'_> {
    /// Whether it names a 类目: a heading or bold, without a page.
    pub fn names_category(&self) -> bool {
        self.page.is_none() && self.style != TitleStyle::Plain
    }
}

/// One line.
#[derive(Clone, Debug)]
pub(super) struct Row<'m> {
    /// Its cells, left to right.
    pub cells: Vec<Cell<'m>>,
    /// Whether tabs or pipes part its cells.
    pub tabular: bool,
    /// Whether a page stands alone in a field.
    pub lone_page: bool,
    /// Whether a blank line stands before it.
    pub gap: bool,
    /// A page that stands before the title it belongs to.
    pending: Option<(u32, Location)>,
}

/// Whether a line plainly ends with a page: figures after a tab or a leader. Says nothing of other forms.
pub(super) fn ends_with_page(text: &str) -> bool {
    let head = text.trim_end_matches(|c: char| c.is_ascii_digit());
    head.len() < text.len()
        && (head.ends_with('\t') || leader_at_end(head).is_some())
        && head.trim_start().len() > 2
}

/// Cuts one line; `None` where it holds nothing of the contents: rules, comments, pictures, folios.
pub(super) fn row<'m>(text: &'m str, at: Location, gap: bool, habit: Habit) -> Option<Row<'m>> {
    if is_furniture(text) {
        return None;
    }
    let heading = heading_level(text);
    let mut line = Line { text, at, heading, habit, loose: true };
    let mut row = Row { cells: Vec::new(), tabular: false, lone_page: false, gap, pending: None };
    let piped = text.starts_with('|');
    let mark = if piped { b'|' } else { b'\t' };
    row.tabular = heading == 0 && memchr::memchr(mark, text.as_bytes()).is_some();
    line.loose = !row.tabular || text.split(char::from(mark)).all(holds_own_page);
    let mut start = if piped { 1 } else { opening(text) };
    let end = if piped { text.trim_end_matches('|').len().max(start) } else { text.len() };
    let cuts = memchr::memchr_iter(mark, &text.as_bytes()[start..end]);
    let from = start;
    for (field, cut) in cuts.map(|i| from + i).chain([end]).enumerate() {
        line.push_field(start..cut, field, &mut row);
        start = cut + 1;
    }
    let header = row.tabular && row.cells.len() > 1 && row.cells.iter().any(|cell| heads_pages(cell));
    (!row.cells.is_empty() && !header).then_some(row)
}

/// 页码 and the like over the pages of a contents table.
fn heads_pages(cell: &Cell<'_>) -> bool {
    cell.page.is_none() && is_one(StructureWords::get().page_heads, &squeeze(cell.title))
}

/// A line being cut.
struct Line<'m> {
    text: &'m str,
    at: Location,
    /// Level of the heading that it is; 0 where it is none.
    heading: u8,
    /// How the contents set their pages.
    habit: Habit,
    /// Whether a page may stand after nothing but a blank.
    loose: bool,
}

/// Whether a field is blank or ends with a page of its own: 农业 1.
fn holds_own_page(field: &str) -> bool {
    let field = field.trim_matches([' ', '　', '*']);
    let head = field.trim_end_matches(|c| digit(c).is_some());
    field.is_empty()
        || head.len() < field.len() && head.ends_with(char::is_whitespace) && !head.trim().is_empty()
}

impl<'m> Line<'m> {
    /// A field may hold several titles, each with its page.
    fn push_field(&self, mut rest: Range<usize>, field: usize, row: &mut Row<'m>) {
        if self.habit.left
            && let Some(page) = left_page(self.text[rest.clone()].trim_start())
        {
            let blanks = self.text[rest.clone()].len() - self.text[rest.clone()].trim_start().len();
            let from = rest.start + blanks;
            row.pending = Some((page.value, self.at.part(from..from + page.end)));
            rest.start = from + page.title;
        }
        while let Some(n) = split_after_page(&self.text[rest.clone()], self.habit) {
            self.push_piece(rest.start..rest.start + n, field, row);
            rest.start += n;
        }
        self.push_piece(rest, field, row);
    }

    fn push_piece(&self, range: Range<usize>, field: usize, row: &mut Row<'m>) {
        let place = |r: &Range<usize>| self.at.part(r.clone());
        let (bold, whole) = unwrap_marks(self.text, range);
        let whole = after_field_code(self.text, whole);
        if whole.is_empty() {
            return;
        }
        let parts = Parts::of(self.text, whole, self.loose, self.habit);
        let (inner_bold, title) = unwrap_marks(self.text, before_field_code(self.text, parts.title));
        let title = unwrap_entry_marks(self.text, title);
        let page = parts.page.map(|(n, r)| (n, place(&r)));
        if title.is_empty() {
            let Some(page) = page else { return };
            row.lone_page = true;
            if self.habit.left {
                row.pending = Some(page);
                return;
            }
            let owner = row.cells.last_mut().filter(|c| c.page.is_none() && c.field + 1 == field);
            if let Some(owner) = owner {
                owner.page = Some(page);
                if let Some((kind, r)) = parts.leader {
                    owner.leader = kind;
                    owner.leader_at = Some(place(&r));
                }
            }
            return;
        }
        let style = match (self.heading, bold || inner_bold) {
            (0, false) => TitleStyle::Plain,
            (0, true) => TitleStyle::Bold,
            (level, _) => TitleStyle::Heading(level),
        };
        row.cells.push(Cell {
            title: &self.text[title.clone()],
            at: place(&title),
            style,
            leader: parts.leader.as_ref().map_or(Leader::None, |(kind, _)| *kind),
            leader_at: parts.leader.map(|(_, r)| place(&r)),
            page: page.or(row.pending.take()),
            field,
            column: 0,
            narrow: false,
            opens_block: false,
            indent: 0,
        });
    }
}

struct Parts {
    title: Range<usize>,
    leader: Option<(Leader, Range<usize>)>,
    page: Option<(u32, Range<usize>)>,
}

impl Parts {
    /// `loose`: a page may stand after nothing but a blank.
    fn of(line: &str, whole: Range<usize>, loose: bool, habit: Habit) -> Parts {
        let text = &line[whole.clone()];
        let before_page = page_start(text, habit);
        let (head, page) = match before_page {
            Some(Page { from, digits, value, sure }) => {
                let head = &text[..from];
                let led = head.is_empty() || leader_at_end(head).is_some();
                let spaced = loose && head.ends_with(char::is_whitespace);
                let span = whole.start + digits.start..whole.start + digits.end;
                if led || spaced || sure { (head, Some((value, span))) } else { (text, None) }
            }
            None => (text, None),
        };
        let leader = leader_at_end(head);
        let end = leader.as_ref().map_or(head.len(), |(_, r)| r.start);
        Parts {
            title: whole.start..whole.start + head[..end].trim_end().len(),
            leader: leader.map(|(kind, r)| (kind, whole.start + r.start..whole.start + r.end)),
            page,
        }
    }
}

/// A page number at the end of a text.
struct Page {
    /// Bytes before it and its marks.
    from: usize,
    /// Its digits.
    digits: Range<usize>,
    /// Its value.
    value: u32,
    /// Whether its marks alone say that it is a page.
    sure: bool,
}

/// The page number at the end of `text`.
fn page_start(text: &str, habit: Habit) -> Option<Page> {
    let bare = text.trim_end_matches([')', '）']).trim_end();
    let bracketed = bare.len() < text.len();
    // 第12页, 12页
    let counted = bare.strip_suffix(han::PAGE).map(str::trim_end);
    let bare = counted.unwrap_or(bare);
    let head = bare.trim_end_matches(|c| digit(c).is_some());
    let digits = head.len()..bare.len();
    let count = bare[digits.clone()].chars().count();
    if !(1..=4).contains(&count) {
        return None;
    }
    let value = bare[digits.clone()].chars().filter_map(digit).fold(0, |n, d| n * 10 + d);
    let mut from = head.len();
    let mut sure = false;
    if counted.is_some()
        && let Some(ordinal) = head.trim_end().strip_suffix(han::ORDINAL)
    {
        from = ordinal.len();
        sure = true;
    }
    // P12, p.12
    if let Some(lettered) = text[..from].trim_end_matches(['.', ' ']).strip_suffix(['P', 'p'])
        && !lettered.ends_with(|c: char| c.is_ascii_alphanumeric())
    {
        from = lettered.len();
        sure = true;
    }
    let head = &text[..from];
    if bracketed {
        from = head.trim_end().strip_suffix(['(', '（'])?.len();
        sure |= habit.brackets;
    } else if let Some(slashed) = head.trim_end().strip_suffix(['/', '／']) {
        // A blank stands for the mark, so that `题名/12` counts as parted.
        from = slashed.len();
        sure = habit.slash;
        if !sure && !slashed.ends_with(char::is_whitespace) && leader_at_end(slashed).is_none() {
            return None;
        }
    } else if habit.dash {
        let dashed = head.trim_end().trim_end_matches(['—', '―']);
        if dashed.len() < head.trim_end().len() {
            from = dashed.len();
            sure = true;
        }
    }
    Some(Page { from, digits, value, sure })
}

pub(super) fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(c as u32 - '0' as u32),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

/// The leader at the end of `text`: three or more dots, with blanks among and after them.
fn leader_at_end(text: &str) -> Option<(Leader, Range<usize>)> {
    let end = text.trim_end().len();
    let mut dots = 0;
    let mut kind = None;
    let mut start = end;
    for (i, c) in text[..end].char_indices().rev() {
        let Some((this, weight)) = Leader::of(c) else {
            if c.is_whitespace() {
                continue;
            }
            // \..... is how converters keep Markdown from taking a dot for something else.
            if c == '\\' && start == i + 1 {
                start = i;
                continue;
            }
            break;
        };
        dots += weight;
        start = i;
        kind = Some(match kind {
            Some(k) if k != this => Leader::Mixed,
            _ => this,
        });
    }
    (dots >= 3).then_some(kind?).map(|k| (k, start..end))
}

/// Where, inside a field that holds more than one entry, the first one's page ends.
fn split_after_page(field: &str, habit: Habit) -> Option<usize> {
    if habit.several
        && let Some(end) = after_page(field)
    {
        return Some(end);
    }
    if !has_leader(field) {
        return None;
    }
    let mut dots = 0;
    let mut digits = 0;
    for (i, c) in field.char_indices() {
        if let Some((_, weight)) = Leader::of(c) {
            dots = if digits > 0 { weight } else { dots + weight };
            digits = 0;
        } else if dots >= 3 && digit(c).is_some() {
            digits += 1;
        } else if c.is_whitespace() {
            if digits > 0
                && field[i..]
                    .trim_start()
                    .chars()
                    .next()
                    .is_some_and(|c| digit(c).is_none() && c != '<' && c != '*')
            {
                return Some(i);
            }
        } else {
            dots = 0;
            digits = 0;
        }
    }
    None
}

/// Takes blanks, bold marks and the frame of a link off both ends.
fn unwrap_marks(line: &str, mut range: Range<usize>) -> (bool, Range<usize>) {
    const OPEN: [&str; 4] = ["**", "<b>", "<strong>", "__"];
    const CLOSE: [&str; 4] = ["**", "</b>", "</strong>", "__"];
    let mut bold = false;
    loop {
        let text = &line[range.clone()];
        let start = text.trim_start();
        range.start += text.len() - start.len();
        range.end = range.start + start.trim_end().len();
        let text = &line[range.clone()];
        let edge = |b: Option<&u8>| matches!(b, Some(b'*' | b'<' | b'>' | b'_' | b'[' | b')'));
        if !edge(text.as_bytes().first()) && !edge(text.as_bytes().last()) {
            return (bold, range);
        }
        if let Some(mark) = OPEN.iter().find(|m| text.starts_with(**m)) {
            range.start += mark.len();
            bold = true;
        } else if let Some(mark) = CLOSE.iter().find(|m| text.ends_with(**m)) {
            range.end -= mark.len();
        } else {
            break;
        }
    }
    let text = &line[range.clone()];
    if let Some(close) = text.find("](").filter(|_| text.starts_with('[') && text.ends_with(')')) {
        range = range.start + 1..range.start + close;
    }
    (bold, range)
}

/// A title without the brackets or the sign by which the book marks its entries: 【水稻种植】, ■水稻种植.
fn unwrap_entry_marks(line: &str, range: Range<usize>) -> Range<usize> {
    const PAIRS: [(char, char); 4] = [('【', '】'), ('〔', '〕'), ('［', '］'), ('〖', '〗')];
    let text = &line[range.clone()];
    let pair = PAIRS.iter().find_map(|(open, close)| {
        let inner = text.strip_prefix(*open)?.strip_suffix(*close)?;
        (!inner.contains([*open, *close])).then_some((open.len_utf8(), close.len_utf8()))
    });
    if let Some((open, close)) = pair {
        return range.start + open..range.end - close;
    }
    let rest = text.trim_start_matches(['■', '●', '▲', '★', '◆', '□', '○', '△', '◎', '▪']);
    let bare = rest.trim_start();
    if rest.len() < text.len() && !bare.is_empty() { range.end - bare.len()..range.end } else { range }
}

/// What stands behind the code of a field that a word processor has left in the text: `HYPERLINK \l "_Toc1" 农业`,
/// `TOC \o "1-3" \h 农业`.
fn after_field_code(line: &str, range: Range<usize>) -> Range<usize> {
    let mut text = &line[range.clone()];
    if text.starts_with("TOC \\")
        && let Some(switch) = text.rfind('\\').filter(|at| !text[..*at].contains("HYPERLINK"))
    {
        text = text.get(switch + 2..).unwrap_or_default().trim_start();
    }
    if let Some(code) = text.strip_prefix("HYPERLINK") {
        text = code.splitn(3, '"').nth(2).unwrap_or(code).trim_start();
    }
    // The page's field in a cell of its own.
    if text.starts_with("PAGEREF ")
        && let Some(switch) = text.rfind('\\')
    {
        text = text.get(switch + 2..).unwrap_or_default().trim_start();
    }
    range.end - text.len()..range.end
}

/// What stands before the code `PAGEREF _Toc1 \h` of the page's field.
fn before_field_code(line: &str, range: Range<usize>) -> Range<usize> {
    let text = &line[range.clone()];
    let end = text.find("PAGEREF ").unwrap_or(text.len());
    let title = text[..end].trim_end();
    let title = leader_at_end(title).map_or(title, |(_, leader)| title[..leader.start].trim_end());
    if end == text.len() { range } else { range.start..range.start + title.len() }
}

/// Level of a heading line, 0 where it is none.
pub(super) fn heading_level(text: &str) -> u8 {
    let marks = text.bytes().take_while(|b| *b == b'#').count();
    if (1..=6).contains(&marks) { marks as u8 } else { 0 }
}

/// Bytes of the heading mark or bullet at the start of a line.
fn opening(text: &str) -> usize {
    let level = heading_level(text) as usize;
    if level > 0 {
        return text.len() - text[level..].trim_start().len();
    }
    if matches!(text.as_bytes(), [b'-' | b'*' | b'+', b' ', ..]) { 2 } else { 0 }
}

/// Rules, comments, pictures, and lines of nothing but marks and a folio.
fn is_furniture(text: &str) -> bool {
    let comment = text.starts_with('<') && (text.starts_with("<!--") || text.starts_with("<img"));
    comment
        || text.starts_with("![")
        || text.chars().all(|c| {
            c.is_whitespace() || c.is_ascii_punctuation() || digit(c).is_some() || "—·…－｜".contains(c)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(String, Option<u32>, Leader, TitleStyle)> {
        let at = Location::new(Default::default(), kanwu_text::SourceSpan::of(0..text.len()));
        let row = row(text, at, false, Habit::default());
        row.map_or(Vec::new(), |r| {
            r.cells
                .iter()
                .map(|c| {
                    assert_eq!(c.at.span.of_text(text), c.title);
                    (c.title.to_owned(), c.page.map(|p| p.0), c.leader, c.style)
                })
                .collect()
        })
    }

    fn one(text: &str) -> (String, Option<u32>, Leader, TitleStyle) {
        let cells = cut(text);
        assert_eq!(cells.len(), 1, "{text}");
        cells[0].clone()
    }

    #[test]
    fn one_column() {
        use Leader::*;
        use TitleStyle::*;
        let s = str::to_owned;
        assert_eq!(one("气温·····\t25"), (s("气温"), Some(25), MiddleDots, Plain));
        assert_eq!(one("民政 .....\t180"), (s("民政"), Some(180), Periods, Plain));
        assert_eq!(one("概况\t44"), (s("概况"), Some(44), None, Plain));
        assert_eq!(one("清河炭业 .....147"), (s("清河炭业"), Some(147), Periods, Plain));
        assert_eq!(one("清河炭业……147"), (s("清河炭业"), Some(147), Ellipsis, Plain));
        assert_eq!(one("<b>组织工作</b> .....\t32"), (s("组织工作"), Some(32), Periods, Bold));
        assert_eq!(one("**组织工作 ..... 32**"), (s("组织工作"), Some(32), Periods, Bold));
        assert_eq!(one("概况　　32"), (s("概况"), Some(32), None, Plain));
        assert_eq!(one(r"概况 \..... 32"), (s("概况"), Some(32), Periods, Plain));
        assert_eq!(one("概况　第32页"), (s("概况"), Some(32), None, Plain));
        assert_eq!(one(r"概况 PAGEREF _Toc10 \h 32"), (s("概况"), Some(32), None, Plain));
        assert_eq!(one("HYPERLINK \\l \"_Toc10\" 概况\t32"), (s("概况"), Some(32), None, Plain));
        assert_eq!(one("概况 …… （３２）"), (s("概况"), Some(32), Ellipsis, Plain));
        assert_eq!(one("- [概况](#gk) 3"), (s("概况"), Some(3), None, Plain));
        assert_eq!(one("## 特 载"), (s("特 载"), Option::None, None, Heading(2)));
        assert_eq!(one("## 特载 …… 1"), (s("特载"), Some(1), Ellipsis, Heading(2)));
    }

    #[test]
    fn titles_keep_their_own_dots_and_digits() {
        assert_eq!(one("科技·教育").0, "科技·教育");
        assert_eq!(one("规划（2021—2025年）\t31").0, "规划（2021—2025年）");
        assert_eq!(one("庆祝建校100周年\t31").0, "庆祝建校100周年");
        assert_eq!(
            one("大事记2022"),
            ("大事记2022".to_owned(), Option::None, Leader::None, TitleStyle::Plain)
        );
        assert_eq!(one("班子成员（12人）").0, "班子成员（12人）");
    }

    #[test]
    fn two_columns() {
        let titles = |t: &str| cut(t).into_iter().map(|c| (c.0, c.1)).collect::<Vec<_>>();
        let s = str::to_owned;
        assert_eq!(titles("甲事\t3\t乙事\t40"), [(s("甲事"), Some(3)), (s("乙事"), Some(40))]);
        assert_eq!(titles("\t\t乙事 .....\t40"), [(s("乙事"), Some(40))]);
        assert_eq!(titles("甲事关于\t\t乙事\t40"), [(s("甲事关于"), None), (s("乙事"), Some(40))]);
        assert_eq!(titles("| 甲事 | 3 | 乙事 | 40 |"), [(s("甲事"), Some(3)), (s("乙事"), Some(40))]);
        assert_eq!(titles("甲事……3　　乙事……40"), [(s("甲事"), Some(3)), (s("乙事"), Some(40))]);
        assert_eq!(titles("|---|---|"), []);
        assert_eq!(titles("— 3 —"), []);
    }
}
