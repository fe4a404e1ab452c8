//! What each line is: a heading, a table's title, a caption, a signature, a name in a list …

use kanwu_text::{Format, Manuscript};
use rustc_hash::{FxHashMap, FxHashSet};

use crate::divider_pages;
use crate::ending::{End, end_of};
use crate::front::Front;
use crate::lines::{Line, Shape};
use crate::markup::plain;
use crate::table::spec_words::{CREDIT, SIGNATURE};
use crate::unmarked_heads::before_entries;
use crate::words::{has_one, is_one};
use crate::{BlockKind, Contents, Level, StructureWords, normal, numbered, squeeze};

/// What each line is.
pub(crate) fn kinds(
    manuscript: &Manuscript,
    lines: &[Line<'_>],
    front: &Front,
    contents: &Contents,
    words: &StructureWords,
) -> Vec<BlockKind> {
    let titles = unmarked_titles(contents);
    let marked: FxHashSet<usize> = lines
        .iter()
        .skip(front.body)
        .filter(|line| matches!(line.shape, Shape::Heading(_)))
        .map(|line| line.at.source.index())
        .collect();
    let mut kinds: Vec<BlockKind> = lines
        .iter()
        .enumerate()
        .map(|(i, line)| match line.shape {
            Shape::Footnote => BlockKind::Footnote,
            Shape::RunningHead => BlockKind::RunningHead,
            _ if front.contents.contains(&i) => BlockKind::ContentsLine,
            Shape::Heading(level) => BlockKind::Heading { level },
            Shape::Break => BlockKind::Break,
            Shape::Comment => BlockKind::Comment,
            Shape::Image => BlockKind::Image,
            Shape::Row => BlockKind::TableRow,
            Shape::Item => BlockKind::ListItem,
            Shape::Literal => BlockKind::Literal,
            Shape::EntryHead => BlockKind::EntryHead,
            Shape::Text if i >= front.body && is_unmarked_heading(manuscript, line, &titles, &marked) => {
                BlockKind::Heading { level: 0 }
            }
            Shape::Text => BlockKind::Paragraph,
        })
        .collect();
    if !contents.entries.is_empty() {
        for i in before_entries(lines, front.body, |source| !marked.contains(&source)) {
            if kinds[i] == BlockKind::Paragraph {
                kinds[i] = BlockKind::Heading { level: 0 };
            }
        }
    }
    mark_tables(lines, &mut kinds, words);
    mark_captions(lines, &mut kinds, front, words);
    mark_signatures(lines, &mut kinds, front, words);
    mark_dividers(lines, &mut kinds, front, contents);
    divider_pages::mark(manuscript, lines, &mut kinds, front.body, contents);
    mark_names(lines, &mut kinds, front, words);
    kinds
}

/// Titles of the contents, for sources whose headings carry no marks.
fn unmarked_titles(contents: &Contents) -> FxHashSet<String> {
    let whole = contents.entries.iter().map(|e| normal(&e.title));
    // 第二章　学堂 may be the third chapter in the body.
    let named = contents.entries.iter().filter_map(|e| numbered(&e.title)).map(|(_, name)| normal(name));
    whole.chain(named).filter(|title| title.chars().nth(1).is_some()).collect()
}

/// A line that the contents name, in a source whose headings carry no marks. `marked` holds the sources with some.
fn is_unmarked_heading(
    manuscript: &Manuscript,
    line: &Line<'_>,
    titles: &FxHashSet<String>,
    marked: &FxHashSet<usize>,
) -> bool {
    let plain_source = !marked.contains(&line.at.source.index())
        || manuscript.source(line.at.source).is_some_and(|s| s.format == Format::Plain);
    let named = || numbered(line.text).is_some_and(|(_, name)| titles.contains(&normal(name)));
    plain_source && line.text.len() <= 90 && (titles.contains(&normal(line.text)) || named())
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
        let text = plain(&lines[i]);
        if is_continued(&squeeze(&text), words) {
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

/// 续表, 续表3, 续表1-2
fn is_continued(title: &str, words: &StructureWords) -> bool {
    let head = title.trim_end_matches(|c: char| c.is_ascii_digit() || "-－—–.".contains(c));
    // 表2（续）
    let numbered = || {
        let number = words.continued.iter().find_map(|mark| title.strip_suffix(mark))?.strip_prefix('表')?;
        Some(!number.is_empty() && number.chars().all(|c| c.is_ascii_digit() || "-－—–".contains(c)))
    };
    is_one(words.continued, title) || is_one(words.continued, head) || numbered() == Some(true)
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
        let text = plain(&lines[i]);
        if signed(&text).is_some() {
            continue;
        }
        let opens = words.caption_openers.iter().any(|o| text.starts_with(o));
        let credited = CREDIT.iter().any(|end| text.ends_with(end));
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
                !matches!(
                    k,
                    BlockKind::Image
                        | BlockKind::Break
                        | BlockKind::Comment
                        | BlockKind::Literal
                        | BlockKind::Caption
                )
            })
            .is_none_or(|k| matches!(k, BlockKind::Heading { .. }));
        let text = plain(&lines[i]);
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
    SIGNATURE.iter().find_map(|label| text.strip_prefix(label))
}

/// Divider pages 篇章页: the same short words after two or more headings of 类目.
fn mark_dividers(lines: &[Line<'_>], kinds: &mut [BlockKind], front: &Front, contents: &Contents) {
    let categories: FxHashSet<String> =
        contents.entries.iter().filter(|e| e.level == Level::Category).map(|e| normal(&e.title)).collect();
    let mut seen: FxHashMap<String, Vec<(usize, usize)>> = FxHashMap::default();
    for i in front.body..kinds.len() {
        let BlockKind::Heading { level } = kinds[i] else { continue };
        if level > 1 && !categories.contains(&normal(&plain(&lines[i]))) {
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
                let title = squeeze(&plain(&lines[i]));
                depth = (title.chars().count() <= 30 && has_one(words.names, &title)).then_some(level);
            }
            BlockKind::Paragraph | BlockKind::ListItem if depth.is_some() => {
                let text = plain(&lines[i]);
                if end_of(&text) != End::Closed && text.chars().count() <= 80 {
                    kinds[i] = BlockKind::NameLine;
                }
            }
            BlockKind::EntryHead => depth = None,
            _ => {}
        }
    }
}
