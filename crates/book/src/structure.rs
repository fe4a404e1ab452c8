//! Lines to blocks: what each line is, and the 类目, 分目 and 条目 it stands in.

use std::borrow::Cow;

use kanwu_text::{Format, Location, Manuscript, Span};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::document::reprinted;
use crate::front::Front;
use crate::lines::{Line, Shape};
use crate::markup::{kept, plain};
use crate::words::{has_one, is_one};
use crate::{
    Block, BlockId, BlockKind, Category, CategoryId, Contents, Entry, EntryForm, EntryId, Level, Section,
    SectionId, StructureWords, Zone, contents, normal, squeeze,
};

/// What the lines turned out to be.
#[derive(Debug, Default)]
pub(crate) struct Structure {
    pub blocks: Vec<Block>,
    pub categories: Vec<Category>,
    pub sections: Vec<Section>,
    pub entries: Vec<Entry>,
}

/// Builds the blocks and the tree of the body.
pub(crate) fn build(
    manuscript: &Manuscript,
    lines: &[Line<'_>],
    front: &Front,
    contents: &Contents,
) -> Structure {
    let words = StructureWords::get();
    let kinds = kinds(manuscript, lines, front, contents, words);
    let levels = levels(lines, &kinds, front, contents, words);
    let reprinted = reprinted(lines, &kinds);
    let mut s = Structure { blocks: Vec::with_capacity(lines.len()), ..Structure::default() };
    let mut at = Cursor::default();
    for (i, line) in lines.iter().enumerate() {
        let block = BlockId(i as u32);
        let kind = kinds[i];
        if i >= front.body {
            match levels.get(&i) {
                Some(Level::Category) => s.open_category(line, block, &mut at, words),
                Some(Level::Section) => s.open_section(line, block, &mut at, words),
                Some(Level::Entry) => s.open_entry(line, block, EntryForm::Bare, &mut at),
                None if opens_entry(line) => s.open_entry(line, block, entry_form(line), &mut at),
                None => {}
            }
        }
        let zone = if front.contents.contains(&i) {
            Zone::Contents
        } else if i < front.body {
            if matches!(kind, BlockKind::Heading { .. }) { Zone::Heading } else { Zone::FrontMatter }
        } else {
            let whole = at.category.is_none() && reprinted.get(line.at.source.index()) == Some(&true);
            zone_of(kind, if whole { Zone::Verbatim } else { at.zone })
        };
        s.blocks.push(Block {
            kind,
            at: line.at,
            zone,
            category: at.category,
            section: at.section,
            entry: at.entry,
            reading: None,
        });
    }
    s
}

#[derive(Default)]
struct Cursor {
    category: Option<CategoryId>,
    section: Option<SectionId>,
    entry: Option<EntryId>,
    zone: Zone,
}

impl Structure {
    fn open_category(&mut self, line: &Line<'_>, block: BlockId, at: &mut Cursor, words: &StructureWords) {
        let (title, place) = title_of(line);
        let folded = squeeze(&title);
        at.zone = if is_one(words.verbatim_categories, &folded) {
            Zone::Verbatim
        } else if is_one(words.chronicles, &folded) {
            Zone::Chronicle
        } else if has_one(words.names, &folded) {
            Zone::Names
        } else {
            Zone::Prose
        };
        at.category = Some(CategoryId(self.categories.len() as u32));
        at.section = None;
        at.entry = None;
        self.categories.push(Category { title, at: place, block, zone: at.zone });
    }

    fn open_section(&mut self, line: &Line<'_>, block: BlockId, at: &mut Cursor, words: &StructureWords) {
        let (title, place) = title_of(line);
        let folded = squeeze(&title);
        let own = at.category.and_then(|c| self.categories.get(c.index())).map_or(Zone::Prose, |c| c.zone);
        at.zone = if has_one(words.names, &folded) {
            Zone::Names
        } else if has_one(words.verbatim_sections, &folded) {
            Zone::Verbatim
        } else {
            own
        };
        at.section = Some(SectionId(self.sections.len() as u32));
        at.entry = None;
        self.sections.push(Section { title, at: place, block, category: at.category });
    }

    fn open_entry(&mut self, line: &Line<'_>, block: BlockId, form: EntryForm, at: &mut Cursor) {
        let (title, place) = if form == EntryForm::Bare { title_of(line) } else { entry_title(line) };
        at.entry = Some(EntryId(self.entries.len() as u32));
        self.entries.push(Entry {
            title,
            at: place,
            block,
            form,
            category: at.category,
            section: at.section,
        });
    }
}

/// What each line is.
fn kinds(
    manuscript: &Manuscript,
    lines: &[Line<'_>],
    front: &Front,
    contents: &Contents,
    words: &StructureWords,
) -> Vec<BlockKind> {
    let titles = unmarked_titles(contents);
    let mut kinds: Vec<BlockKind> = lines
        .iter()
        .enumerate()
        .map(|(i, line)| match line.shape {
            _ if front.contents.contains(&i) => BlockKind::ContentsLine,
            Shape::Heading(level) => BlockKind::Heading { level },
            Shape::Break => BlockKind::Break,
            Shape::Comment => BlockKind::Comment,
            Shape::Image => BlockKind::Image,
            Shape::Row => BlockKind::TableRow,
            Shape::Item => BlockKind::ListItem,
            Shape::EntryHead => BlockKind::EntryHead,
            Shape::Text if i >= front.body && is_unmarked_heading(manuscript, line, &titles) => {
                BlockKind::Heading { level: 0 }
            }
            Shape::Text => BlockKind::Paragraph,
        })
        .collect();
    mark_tables(lines, &mut kinds, words);
    mark_captions(lines, &mut kinds, front, words);
    mark_signatures(lines, &mut kinds, front, words);
    mark_dividers(lines, &mut kinds, front, contents);
    mark_names(lines, &mut kinds, front, words);
    kinds
}

/// Squeezed titles of the contents above the 条目, for sources whose headings carry no marks.
fn unmarked_titles(contents: &Contents) -> FxHashSet<String> {
    contents.entries.iter().filter(|e| e.level != Level::Entry).map(|e| normal(&e.title)).collect()
}

fn is_unmarked_heading(manuscript: &Manuscript, line: &Line<'_>, titles: &FxHashSet<String>) -> bool {
    let plain_source = manuscript.source(line.at.source).is_some_and(|s| s.format == Format::Plain);
    plain_source && line.text.len() <= 90 && titles.contains(&normal(line.text))
}

fn mark_tables(lines: &[Line<'_>], kinds: &mut [BlockKind], words: &StructureWords) {
    for i in 0..kinds.len() {
        if kinds[i] != BlockKind::Paragraph && !matches!(kinds[i], BlockKind::Heading { .. }) {
            continue;
        }
        let after = kinds.get(i + 1) == Some(&BlockKind::TableRow);
        let before = i > 0
            && matches!(kinds[i - 1], BlockKind::TableRow | BlockKind::TableContinued | BlockKind::TableNote);
        if !after && !before && lines[i].text.len() > 40 {
            continue;
        }
        let text = plain(lines[i].text);
        if is_one(words.continued, &squeeze(&text)) {
            kinds[i] = BlockKind::TableContinued;
        } else if kinds[i] != BlockKind::Paragraph {
            continue;
        } else if before && words.table_notes.iter().any(|n| text.starts_with(n)) {
            kinds[i] = BlockKind::TableNote;
        } else if after && text.chars().count() <= 60 && end_of(&text) != End::Closed {
            kinds[i] = BlockKind::TableTitle;
        }
    }
}

fn mark_captions(lines: &[Line<'_>], kinds: &mut [BlockKind], front: &Front, words: &StructureWords) {
    for i in front.body..kinds.len() {
        if kinds[i] != BlockKind::Paragraph {
            continue;
        }
        let near_image =
            i > 0 && kinds[i - 1] == BlockKind::Image || kinds.get(i + 1) == Some(&BlockKind::Image);
        let gap = lines[i].blanks >= 2;
        if !near_image && !gap && !lines[i].text.contains('摄') {
            continue;
        }
        let text = plain(lines[i].text);
        if signed(&text).is_some() {
            continue;
        }
        let opens = words.caption_openers.iter().any(|o| text.starts_with(o));
        let credited = text.ends_with("摄）") || text.ends_with("摄)") || text.ends_with(" 摄");
        let short = text.chars().count() <= 45;
        let bare = end_of(&text) == End::Open && !text.contains(['。', '；', '，']);
        let prose_before = i > 0 && !matches!(kinds[i - 1], BlockKind::Heading { .. } | BlockKind::TableRow);
        if (short && bare && (near_image || gap && prose_before) && !words.is_names(&text, 4))
            || (opens && near_image)
            || (credited && text.chars().count() <= 120)
        {
            kinds[i] = BlockKind::Caption;
        }
    }
}

fn mark_signatures(lines: &[Line<'_>], kinds: &mut [BlockKind], front: &Front, words: &StructureWords) {
    for i in front.body..kinds.len() {
        if kinds[i] != BlockKind::Paragraph || lines[i].text.len() > 60 {
            continue;
        }
        let ends_here = kinds[i + 1..]
            .iter()
            .find(|k| {
                !matches!(k, BlockKind::Image | BlockKind::Break | BlockKind::Comment | BlockKind::Caption)
            })
            .is_none_or(|k| matches!(k, BlockKind::Heading { .. }));
        let text = plain(lines[i].text);
        let inner = text.trim_matches(['（', '）', '(', ')']);
        let named = signed(inner);
        let bare_name = named.is_none() && inner.len() == text.len() && words.is_names(&text, 4);
        let bracketed = inner.len() < text.len() && words.is_names(inner, 4);
        if named.is_some_and(|n| words.is_names(n, 6)) || bracketed || (bare_name && ends_here) {
            kinds[i] = BlockKind::Signature;
        }
    }
}

/// What stands behind the label of a signature.
fn signed(text: &str) -> Option<&str> {
    let labels = ["撰稿：", "撰稿人：", "供稿：", "撰稿:", "供稿:", "撰稿人:"];
    labels.iter().find_map(|label| text.strip_prefix(label))
}

/// Divider pages 篇章页: the same short words after two or more headings of 类目.
fn mark_dividers(lines: &[Line<'_>], kinds: &mut [BlockKind], front: &Front, contents: &Contents) {
    let categories: FxHashSet<String> =
        contents.entries.iter().filter(|e| e.level == Level::Category).map(|e| normal(&e.title)).collect();
    let mut seen: FxHashMap<String, Vec<(usize, usize)>> = FxHashMap::default();
    for i in front.body..kinds.len() {
        let BlockKind::Heading { level } = kinds[i] else { continue };
        if level > 1 && !categories.contains(&normal(&plain(lines[i].text))) {
            continue;
        }
        let run = kinds[i + 1..]
            .iter()
            .zip(&lines[i + 1..])
            .take_while(|(kind, line)| is_divider_word(**kind, line.text))
            .count();
        if run >= 2 {
            let words: String = lines[i + 1..=i + run].iter().map(|l| squeeze(l.text)).collect();
            seen.entry(words).or_default().push((i + 1, i + run));
        }
    }
    for places in seen.into_values().filter(|p| p.len() >= 2) {
        for (from, to) in places {
            kinds[from..=to].fill(BlockKind::Divider);
        }
    }
}

fn is_divider_word(kind: BlockKind, text: &str) -> bool {
    matches!(kind, BlockKind::Paragraph | BlockKind::Signature | BlockKind::Caption)
        && text.chars().count() <= 10
        && text.chars().all(|c| crate::words::is_han(c) || c.is_whitespace())
}

/// Lines of name lists: those under a heading that says so, and lines that are nothing but names.
fn mark_names(lines: &[Line<'_>], kinds: &mut [BlockKind], front: &Front, words: &StructureWords) {
    let mut depth: Option<u8> = None;
    for i in front.body..kinds.len() {
        match kinds[i] {
            BlockKind::Heading { level } => {
                if depth.is_some_and(|d| level > d) {
                    continue;
                }
                let title = squeeze(&plain(lines[i].text));
                depth = (title.chars().count() <= 30 && has_one(words.names, &title)).then_some(level);
            }
            BlockKind::Paragraph | BlockKind::ListItem if depth.is_some() => {
                let text = plain(lines[i].text);
                if end_of(&text) != End::Closed && text.chars().count() <= 80 {
                    kinds[i] = BlockKind::NameLine;
                }
            }
            BlockKind::EntryHead => depth = None,
            _ => {}
        }
    }
}

/// Level of each heading line that opens a 类目, 分目 or 条目.
fn levels(
    lines: &[Line<'_>],
    kinds: &[BlockKind],
    front: &Front,
    contents: &Contents,
    words: &StructureWords,
) -> FxHashMap<usize, Level> {
    let headings: Vec<(usize, u8, Cow<'_, str>)> = (front.body..lines.len())
        .filter_map(|i| match kinds[i] {
            BlockKind::Heading { level } if !opens_entry(&lines[i]) => Some((i, level, plain(lines[i].text))),
            _ => None,
        })
        .collect();
    let list: Vec<(u8, &str)> = headings.iter().map(|(_, level, title)| (*level, title.as_ref())).collect();
    let by_contents = if contents.entries.is_empty() {
        vec![None; list.len()]
    } else {
        contents::classify(contents, &list)
    };
    let top = top_level(&list);
    let mut out = FxHashMap::default();
    let mut verbatim = false;
    for ((line, level, title), found) in headings.iter().zip(by_contents) {
        let folded = squeeze(title);
        let fallback = match level.checked_sub(top) {
            // With contents at hand, a heading of the top level that they don't know is a document's own.
            Some(0) if contents.entries.is_empty() || is_one(words.verbatim_categories, &folded) => {
                Some(Level::Category)
            }
            Some(1) if !is_sequenced(title) && (!verbatim || contents.entries.is_empty()) => {
                Some(Level::Section)
            }
            _ => None,
        };
        let level = found.or(fallback);
        if level == Some(Level::Category) {
            verbatim = is_one(words.verbatim_categories, &folded);
        }
        if let Some(level) = level {
            out.insert(*line, level);
        }
    }
    out
}

/// The heading level of the 类目: the smallest, unless that is one title over all the others.
fn top_level(headings: &[(u8, &str)]) -> u8 {
    let least = headings.iter().map(|(l, _)| *l).min().unwrap_or(1);
    let tops = headings.iter().filter(|(l, _)| *l == least).count();
    let first_is_top = headings.first().is_some_and(|(l, _)| *l == least);
    if tops == 1 && first_is_top && headings.iter().filter(|(l, _)| *l == least + 1).count() >= 2 {
        least + 1
    } else {
        least
    }
}

/// （一）, 一、, 1. and the like at the start of a heading.
pub(crate) fn is_sequenced(title: &str) -> bool {
    let title = title.trim_start();
    let body = title.trim_start_matches(['（', '(']);
    let bracketed = body.len() < title.len();
    let digits = body.chars().take_while(|c| "一二三四五六七八九十0123456789".contains(*c)).count();
    let next = body.chars().nth(digits);
    digits > 0
        && match next {
            Some('）' | ')') => bracketed,
            Some('、' | '.' | '．') => true,
            _ => false,
        }
}

fn zone_of(kind: BlockKind, zone: Zone) -> Zone {
    match kind {
        BlockKind::Heading { .. } => Zone::Heading,
        BlockKind::TableRow | BlockKind::TableTitle | BlockKind::TableContinued | BlockKind::TableNote => {
            Zone::Table
        }
        BlockKind::Caption => Zone::Caption,
        BlockKind::Signature | BlockKind::NameLine => Zone::Names,
        BlockKind::Paragraph | BlockKind::EntryHead if zone == Zone::Names => Zone::Prose,
        _ => zone,
    }
}

fn title_of(line: &Line<'_>) -> (String, Location) {
    let mut ranges = Vec::new();
    kept(line.text, &mut ranges);
    let title = ranges.iter().map(|r| &line.text[r.clone()]).collect();
    let from = ranges.first().map_or(0, |r| r.start);
    let to = ranges.last().map_or(line.text.len(), |r| r.end);
    (title, inside(line, from, to))
}

fn inside(line: &Line<'_>, from: usize, to: usize) -> Location {
    let start = line.at.span.start;
    Location::new(line.at.source, Span::new(start + from as u32, start + to as u32))
}

/// A line that opens an entry with 【】.
fn opens_entry(line: &Line<'_>) -> bool {
    match line.shape {
        Shape::EntryHead => true,
        Shape::Heading(_) => line.text.trim_start_matches(['#', ' ', '*']).starts_with('【'),
        _ => false,
    }
}

fn entry_title(line: &Line<'_>) -> (String, Location) {
    let Some(open) = line.text.find('【') else { return title_of(line) };
    let from = open + '【'.len_utf8();
    let to = line.text[from..].find('】').map_or(line.text.len(), |n| from + n);
    let title = line.text[from..to].replace("**", "").trim().to_owned();
    (title, inside(line, from, to))
}

fn entry_form(line: &Line<'_>) -> EntryForm {
    let text = line.text;
    if matches!(line.shape, Shape::Heading(_)) {
        return EntryForm::Heading;
    }
    let Some(lens) = text.find('【') else { return EntryForm::Bare };
    let lead = &text[..lens];
    let stars = |s: &str| s.matches("**").count();
    if stars(lead) == 0 && stars(text) == 0 {
        return EntryForm::Plain;
    }
    let Some(close) = text.find('】') else {
        return if stars(lead) == 1 { EntryForm::BrokenBold } else { EntryForm::Plain };
    };
    let inner = &text[lens..close];
    let tail = &text[close + '】'.len_utf8()..];
    match (lead, stars(inner)) {
        ("**", 0) if tail.starts_with("**") => EntryForm::Bold,
        ("**", 0) if tail.contains("**") => EntryForm::WideBold,
        ("", 0) => EntryForm::Plain,
        _ => EntryForm::BrokenBold,
    }
}

/// Headings of the body that carry no 【】: block, place and title, and level.
pub(crate) fn headings(
    lines: &[Line<'_>],
    blocks: &[Block],
    body: usize,
) -> Vec<(BlockId, Location, u8, String)> {
    (body..lines.len())
        .filter_map(|i| match blocks[i].kind {
            BlockKind::Heading { level } if !opens_entry(&lines[i]) => {
                let (title, at) = title_of(&lines[i]);
                Some((BlockId(i as u32), at, level, title))
            }
            _ => None,
        })
        .collect()
}

/// How a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// With a mark that ends a sentence or announces a list.
    Closed,
    /// Without a mark.
    Open,
    /// With a mark after which a sentence must go on.
    Hanging,
}

/// How a paragraph's text ends.
pub(crate) fn end_of(text: &str) -> End {
    let text = text.trim_end();
    let mut back = text.chars().rev();
    match back.next() {
        Some('。' | '？' | '！' | '…' | '；' | '：' | '?' | '!' | ':' | ';') => End::Closed,
        Some('，' | '、' | '（' | '“' | '《' | '〈' | '‘' | '【' | '(' | ',' | '—' | '～') => {
            End::Hanging
        }
        Some('”' | '’' | '）' | '》' | '】' | ')') => {
            let before = back.find(|c| !matches!(c, '”' | '’' | '）' | '》'));
            if matches!(before, Some('。' | '？' | '！' | '…')) { End::Closed } else { End::Open }
        }
        Some('.') if !text.chars().rev().nth(1).is_some_and(|c| c.is_ascii_digit()) => End::Closed,
        _ => End::Open,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends() {
        assert_eq!(end_of("完成。"), End::Closed);
        assert_eq!(end_of("他说：“完成。”"), End::Closed);
        assert_eq!(end_of("印发《条例》"), End::Open);
        assert_eq!(end_of("全年，"), End::Hanging);
    }

    #[test]
    fn sequenced_headings() {
        assert!(is_sequenced("（一）总体要求"));
        assert!(is_sequenced("一、地形"));
        assert!(is_sequenced("(二) 科学"));
        assert!(!is_sequenced("三农工作"));
        assert!(!is_sequenced("2022年工作回顾"));
    }
}
