//! Blocks to readings: markup taken out, paragraphs joined where a page or column break split them.

use kanwu_text::han;
use std::borrow::Cow;

use kanwu_text::{MarkupKind, ReadingSpan, SourceSpan};
use rustc_hash::FxHashMap;

use crate::ending::{End, end_of};
use crate::entry_marks::{Mark, marked};
use crate::levels::is_sequenced;
use crate::lines::Line;
use crate::markup::{kept, plain};
use crate::table::spec_words as words;
use crate::{Block, BlockId, BlockKind, Entry, Piece, Reading, ReadingId, StructureWords, Zone};

/// No paragraph runs over more pages than this.
const PARTS: usize = 32;

/// Which blocks each reading is made of.
pub(crate) struct Chains {
    /// Blocks, reading after reading.
    parts: Vec<usize>,
    /// By reading: where its blocks end in `parts`.
    ends: Vec<usize>,
}

impl Chains {
    /// The blocks of each reading, in order of reading.
    fn iter(&self) -> impl Iterator<Item = &[usize]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(from, to)| &self.parts[from..*to])
    }
}

/// Finds out which blocks go on in which, and notes in each block the reading that will hold its text.
/// `unmarked` says by source whether titles look like any other line.
pub(crate) fn chains(lines: &[Line<'_>], blocks: &mut [Block], unmarked: &[bool]) -> Chains {
    let mut chains =
        Chains { parts: Vec::with_capacity(blocks.len()), ends: Vec::with_capacity(blocks.len()) };
    for i in 0..blocks.len() {
        if blocks[i].reading.is_some() || !has_text(blocks[i].kind) {
            continue;
        }
        let id = ReadingId(chains.ends.len() as u32);
        let first = chains.parts.len();
        chains.parts.push(i);
        if joins(blocks[i].kind) {
            while chains.parts.len() - first < PARTS
                && let Some(next) = continuation(lines, blocks, &chains.parts[first..], unmarked)
            {
                chains.parts.push(next);
            }
        }
        for part in &chains.parts[first..] {
            blocks[*part].reading = Some(id);
        }
        chains.ends.push(chains.parts.len());
    }
    chains
}

/// Builds the readings.
pub(crate) fn build<'m>(lines: &[Line<'m>], blocks: &[Block], chains: &Chains) -> Vec<Reading<'m>> {
    let mut ranges = Vec::new();
    chains.iter().map(|chain| reading(lines, blocks, chain, &mut ranges)).collect()
}

/// An entry's title that a page break cut in two is taken whole from its reading.
pub(crate) fn complete_titles(lines: &[Line<'_>], blocks: &[Block], chains: &Chains, entries: &mut [Entry]) {
    let mut ranges = Vec::new();
    let by_block: FxHashMap<usize, &[usize]> =
        chains.iter().filter(|chain| chain.len() > 1).map(|chain| (chain[0], chain)).collect();
    for entry in entries {
        let Some(chain) = by_block.get(&entry.block.index()) else { continue };
        let reading = reading(lines, blocks, chain, &mut ranges);
        let title = reading.head.of_text(&reading.text).strip_prefix('【').and_then(|t| t.strip_suffix('】'));
        if let Some(title) = title.filter(|t| t.len() > entry.title.len()) {
            entry.title = title.to_owned();
        }
    }
}

fn has_text(kind: BlockKind) -> bool {
    !matches!(
        kind,
        BlockKind::Divider | BlockKind::Break | BlockKind::Comment | BlockKind::Literal | BlockKind::Image
    )
}

fn joins(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::EntryHead)
}

fn reading<'m>(
    lines: &[Line<'m>],
    blocks: &[Block],
    chain: &[usize],
    ranges: &mut Vec<std::ops::Range<usize>>,
) -> Reading<'m> {
    let first = chain[0];
    let mut text: Cow<'m, str> = Cow::Borrowed("");
    let mut pieces = Vec::new();
    let mut joins = Vec::new();
    let mut literal = Vec::new();
    for (n, part) in chain.iter().enumerate() {
        let line = &lines[*part];
        kept(line, ranges);
        if n > 0 {
            joins.push(text.len() as u32);
        }
        pieces.reserve(ranges.len());
        let shown = line.marks.iter().filter(|mark| mark.kind == MarkupKind::Literal);
        let mut shown = shown.map(|mark| mark.span).peekable();
        for range in ranges.iter() {
            pieces.push(Piece {
                at: text.len() as u32,
                len: range.len() as u32,
                source: line.at.source,
                start: line.at.span.start + range.start as u32,
            });
            let own = SourceSpan::of(range.clone()).shift(line.at.span.start);
            let at = text.len() as u32;
            while let Some(mark) = shown.next_if(|mark| mark.start < own.end) {
                let place = |to: u32| to.clamp(own.start, own.end) - own.start + at;
                literal.push(ReadingSpan::new(place(mark.start), place(mark.end)));
            }
            let stretch = &line.text[range.clone()];
            if text.is_empty() {
                text = Cow::Borrowed(stretch);
            } else {
                text.to_mut().push_str(stretch);
            }
        }
    }
    let head = head(&text, lines[first].text, blocks[first].kind);
    Reading {
        text,
        pieces,
        zone: blocks[first].zone,
        kind: blocks[first].kind,
        block: BlockId(first as u32),
        joins,
        head,
        literal,
    }
}

/// 【…】 at the start of an entry, or a bold run-in head that ends with a full stop.
fn head(text: &str, raw: &str, kind: BlockKind) -> ReadingSpan {
    if kind == BlockKind::EntryHead && !text.starts_with('【') {
        let Some(found) = marked(raw) else { return ReadingSpan::empty(0) };
        let stars = if raw.starts_with("**") { 2 } else { 0 };
        let end = match found.mark {
            Mark::Bold => found.to - stars,
            Mark::Slanted => found.to - 1,
            _ => found.end - stars,
        };
        return ReadingSpan::of(0..if text.is_char_boundary(end) { end } else { 0 });
    }
    if kind == BlockKind::EntryHead {
        let end = text.find('】').map_or(0, |n| n + '】'.len_utf8());
        return ReadingSpan::of(0..end);
    }
    let bold = raw.strip_prefix("**").and_then(|r| r.split_once("**")).map(|(b, _)| b);
    match bold {
        Some(bold) if bold.ends_with('。') && text.starts_with(bold) => ReadingSpan::of(0..bold.len()),
        _ => ReadingSpan::empty(0),
    }
}

/// The block in which the paragraph `chain` goes on after a page or column break.
fn continuation(lines: &[Line<'_>], blocks: &[Block], chain: &[usize], unmarked: &[bool]) -> Option<usize> {
    let last = *chain.last()?;
    let next = next_text(blocks, last)?;
    let (a, b) = (&lines[last], &lines[next]);
    if blocks[next].kind != BlockKind::Paragraph
        || blocks[next].reading.is_some()
        || a.at.source != b.at.source
        || blocks[next].zone == Zone::Contents
        || opens_paragraph(b.text, blocks[next].zone)
        || is_footnote(b)
    {
        return None;
    }
    let end = end_of(&plain(a));
    let unclosed = unclosed(lines, chain);
    if end == End::Closed && !unclosed.is_some_and(|close| closes_first(b.text, close)) {
        return None;
    }
    if is_title_line(a.text) || ends_with_term(a.text) || is_greeting(b.text) {
        return None;
    }
    // A title over several lines ends where its marks are closed.
    let titled = chain.len() > 1 && end == End::Open && unclosed.is_none();
    if titled && is_long_title(chain.iter().map(|part| lines[*part].text)) {
        return None;
    }
    // A dated entry that breaks off is a loss, and the next date opens another.
    if chain.first().is_some_and(|first| opens_chronicle(lines[*first].text)) && opens_chronicle(b.text) {
        return None;
    }
    if end == End::Open && unclosed.is_none() && (is_marked_title(a.text) || are_list_lines(a.text, b.text)) {
        return None;
    }
    if chain.len() == 1 && end == End::Open && unclosed.is_none() {
        let unmarked = unmarked.get(a.at.source.index()).copied().unwrap_or_default();
        if is_numbered_title(a.text) || (unmarked && (is_phrase(a.text) || is_address(b.text))) {
            return None;
        }
    }
    let long = runs_on(a.text, blocks[last].zone) || chain.len() > 1;
    let firm = end == End::Hanging || unclosed.is_some_and(|close| b.text.contains(close));
    // A line without an end mark may be a title or a signature: it goes on only where what follows
    // is a sentence that ends, now or in a further part.
    let settles = end_of(&plain(b)) != End::Open
        || next_text(blocks, next).is_some_and(|after| {
            blocks[after].kind == BlockKind::Paragraph
                && !opens_paragraph(lines[after].text, blocks[after].zone)
        });
    ((firm && (long || end == End::Hanging)) || (long && settles)).then_some(next)
}

/// The next block that holds running text: pictures, captions, comments, breaks and notes between are skipped.
fn next_text(blocks: &[Block], from: usize) -> Option<usize> {
    (from + 1..blocks.len()).find(|i| {
        !matches!(
            blocks[*i].kind,
            BlockKind::Image
                | BlockKind::Caption
                | BlockKind::Comment
                | BlockKind::Break
                | BlockKind::Footnote
                | BlockKind::RunningHead
        )
    })
}

/// `[^1]: 甲`, whose label is no text.
fn is_footnote(line: &Line<'_>) -> bool {
    line.text.starts_with("[^")
        && line.marks.first().is_some_and(|mark| mark.span.start == line.at.span.start)
}

/// A line that is bold from end to end, or a subtitle.
fn is_title_line(text: &str) -> bool {
    let inner = text.strip_prefix("**").and_then(|t| t.strip_suffix("**"));
    text.starts_with("——")
        || is_labelled(text) && !text.contains(['。', '；']) && text.chars().count() <= 40
        || inner.is_some_and(|t| !t.contains("**"))
}

/// 院长　王小平（2018.03—2020.06）: a line of a list of posts, with a term of office at its end.
fn ends_with_term(text: &str) -> bool {
    let term = text.strip_suffix('）').and_then(|t| t.rsplit_once('（')).map(|(_, term)| term);
    let part = |c: char| c.is_ascii_digit() || c.is_whitespace() || words::TERM.contains(&c);
    term.is_some_and(|t| t.contains(['—', '－', '-', '～', han::TO]) && t.chars().all(part))
        && !text.contains('。')
}

/// 一、过去一年工作回顾; （二）调整结构，发展县域经济: a title with a number, longer than a clause no more.
fn is_numbered_title(text: &str) -> bool {
    is_sequenced(text) && !text.contains(['。', '；']) && text.chars().count() <= 30
}

/// 【2022年清河区领导名录】 on a line of its own.
fn is_marked_title(text: &str) -> bool {
    text.strip_prefix('【').is_some_and(|rest| rest.find('】') == rest.len().checked_sub('】'.len_utf8()))
}

/// Two lines of a list, of posts, honours or documents: both are short, end without a mark and hold no stop.
fn are_list_lines(a: &str, b: &str) -> bool {
    let line = |text: &str| !text.contains(['。', '；']) && text.chars().count() <= LIST_LINE;
    // What begins with a mark goes on with what stands before it.
    line(a) && line(b) && !b.starts_with(GOES_ON) && end_of(b.trim_end()) == End::Open
}

/// Marks that open no line.
const GOES_ON: [char; 10] = ['，', '、', '；', '：', '。', '？', '！', '）', '”', '》'];

/// A line of a list has no more characters.
const LIST_LINE: usize = 80;

/// A line that no comma or stop divides: a title, an office, a date, a document number.
fn is_phrase(text: &str) -> bool {
    !text.contains(['，', '。', '；', ',', ';'])
}

/// 各位代表：, 各省人民政府，各直属机构：
fn is_address(text: &str) -> bool {
    text.trim_end().ends_with(['：', ':']) && !text.contains('。') && text.chars().count() <= 60
}

/// 各级医疗机构、民营医院：, 同志们：: those to whom a text is addressed, on a line of their own.
fn is_greeting(text: &str) -> bool {
    let words = StructureWords::get();
    let opens = text.starts_with('各') || words.document_addresses.iter().any(|a| text.starts_with(a));
    opens && is_address(text) && text.chars().count() <= 40
}

/// Lines that are one numbered title: no stop in them, and not many characters.
fn is_long_title<'a>(mut parts: impl Iterator<Item = &'a str>) -> bool {
    let Some(first) = parts.next().filter(|first| is_sequenced(first) && !first.contains(['。', '；']))
    else {
        return false;
    };
    let mut count = first.chars().count();
    for part in parts {
        if part.contains(['。', '；']) {
            return false;
        }
        count += part.chars().count();
    }
    count <= 60
}

/// 图3　…, 表2-1 …: the title of a figure or a table, with its number and a blank.
fn is_labelled(text: &str) -> bool {
    let Some(rest) = words::LABELLED.iter().find_map(|kind| text.strip_prefix(kind)) else { return false };
    let end = rest.trim_start_matches(|c: char| c.is_ascii_digit() || "-－—–".contains(c));
    end.len() < rest.len() && end.starts_with([' ', '　', '：', '\t'])
}

/// A line that reads as running text, not as a title.
fn runs_on(text: &str, zone: Zone) -> bool {
    let count = text.chars().count();
    let pointed = text.contains(['，', '。', '；', '、', '】', '：', ' ']);
    match zone {
        Zone::FrontMatter => count >= 40,
        Zone::Verbatim => count >= 30 || (count >= 10 && pointed),
        _ => count >= 16 || (count >= 10 && pointed),
    }
}

/// A line that opens a paragraph of its own, whatever stands before it.
fn opens_paragraph(text: &str, zone: Zone) -> bool {
    let words = StructureWords::get();
    text.starts_with("**")
        || text.starts_with(['【', '①', '—', '※', '●', '■', '◆'])
        || is_sequenced(text)
        || is_labelled(text)
        || words.table_notes.iter().any(|n| text.starts_with(n))
        || words.caption_openers.iter().any(|n| text.starts_with(n))
        || is_article(text)
        || (zone == Zone::Chronicle && opens_chronicle(text))
}

/// 第一条, 第二章
fn is_article(text: &str) -> bool {
    text.strip_prefix(han::ORDINAL).is_some_and(|rest| {
        let number =
            rest.chars().take_while(|c| c.is_ascii_digit() || words::ARTICLE_FIGURE.contains(c)).count();
        number > 0 && rest.chars().nth(number).is_some_and(|c| words::ARTICLE.contains(&c))
    })
}

/// 13日, 7—8日, 同日, 是月, 1月2日 at the head of a line, with a blank after it.
fn opens_chronicle(text: &str) -> bool {
    let Some((head, _)) = text.split_once([' ', '　']) else { return false };
    let head = if head.bytes().all(|b| b.is_ascii_digit()) {
        text.split([' ', '　']).take(2).collect::<String>()
    } else {
        head.to_owned()
    };
    words::CHRONICLE_DAY.contains(&head.as_str())
        || (head.chars().count() <= 14
            && words::CHRONICLE_END.iter().any(|end| head.ends_with(end))
            && head.chars().all(|c| c.is_ascii_digit() || words::CHRONICLE_DATE.contains(&c)))
}

/// Marks nested deeper than this are not looked at, so that time stays linear.
const DEEPEST: usize = 48;

/// The closing mark that the joined text of `chain` still waits for: the innermost of “ 《 （ 【 〈.
fn unclosed(lines: &[Line<'_>], chain: &[usize]) -> Option<char> {
    let mut stack: Vec<char> = Vec::new();
    for part in chain {
        let text = lines[*part].text;
        // The marks begin with three lead bytes that no Han character has.
        for at in memchr::memchr3_iter(0xe2, 0xe3, 0xef, text.as_bytes()) {
            let close = match &text.as_bytes()[at..text.len().min(at + 3)] {
                b"\xe2\x80\x9c" => '”',
                b"\xe3\x80\x8a" => '》',
                b"\xef\xbc\x88" => '）',
                b"\xe3\x80\x90" => '】',
                b"\xe3\x80\x88" => '〉',
                mark => {
                    if let Some(open) =
                        stack.iter().rposition(|s| s.encode_utf8(&mut [0; 4]).as_bytes() == mark)
                    {
                        stack.truncate(open);
                    }
                    continue;
                }
            };
            if stack.len() < DEEPEST {
                stack.push(close);
            }
        }
    }
    stack.pop()
}

/// Whether `close` stands in `text` before any mark that would open it anew.
fn closes_first(text: &str, close: char) -> bool {
    let open = match close {
        '”' => '“',
        '》' => '《',
        '）' => '（',
        '】' => '【',
        _ => '〈',
    };
    text.chars().find(|c| *c == close || *c == open) == Some(close)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_list_are_no_cut_paragraph() {
        assert!(is_marked_title("【2022年清河区领导名录】"));
        assert!(!is_marked_title("【概况】年末全区"));
        assert!(are_list_lines("党委书记　周承砚（女）", "院　长　梁慕云（傈僳族，6月任）"));
        assert!(are_list_lines(
            "《关于强区的意见》（清发〔2022〕6号）",
            "《行动计划》（清办发〔2022〕15号）"
        ));
        assert!(!are_list_lines("全区共有中小学校28所，在校", "学生31450人。"));
        assert!(!are_list_lines("全区共有中小学校28所", "，在校学生31450人"));
    }

    #[test]
    fn chronicle_heads() {
        assert!(opens_chronicle("13日 清河区召开会议"));
        assert!(opens_chronicle("17 日 清河区"));
        assert!(opens_chronicle("7—8日 区妇联"));
        assert!(opens_chronicle("同日 区妇联"));
        assert!(!opens_chronicle("为企业申请 300 万元"));
    }
}
