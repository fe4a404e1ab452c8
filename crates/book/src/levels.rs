//! Which headings open a 类目, 分目 or 条目: as the contents say, else by their own levels.

use std::borrow::Cow;

use kanwu_text::han;
use rustc_hash::FxHashMap;

use crate::front::Front;
use crate::heads::opens_entry;
use crate::lines::Line;
use crate::markup::plain;
use crate::structure::is_chronicle;
use crate::table::spec_words::DECIMAL_UNIT;
use crate::unmarked_heads::depths;
use crate::words::is_one;
use crate::{BlockKind, Contents, Level, StructureWords, contents, squeeze};

/// Level of each heading line that opens a 类目, 分目 or 条目.
pub(crate) fn levels(
    lines: &[Line<'_>],
    kinds: &[BlockKind],
    front: &Front,
    contents: &Contents,
    words: &StructureWords,
) -> FxHashMap<usize, Level> {
    let depths = depths(lines, kinds, front.body, contents);
    let headings: Vec<(usize, u8, Cow<'_, str>)> = (front.body..lines.len())
        .filter_map(|i| match kinds[i] {
            BlockKind::Heading { level } if !opens_entry(&lines[i]) => {
                Some((i, depths.get(&i).copied().unwrap_or(level), plain(&lines[i])))
            }
            _ => None,
        })
        .collect();
    let list: Vec<(u8, &str)> = headings.iter().map(|(_, level, title)| (*level, title.as_ref())).collect();
    let holds: Vec<bool> = headings.iter().map(|(i, ..)| holds_entries(lines, kinds, *i)).collect();
    // Contents that show no level leave it to the body.
    let shown = contents.entries.iter().any(|e| e.level == Level::Category);
    let by_contents =
        if shown { contents::classify(contents, &list, &holds) } else { vec![None; list.len()] };
    let entries_listed = shown && contents.entries.iter().any(|e| e.level == Level::Entry);
    // A chronicle alone: its title is its 类目, and the months stand below it.
    let chronicle = list.first().is_some_and(|(_, title)| is_chronicle(words, &squeeze(title)));
    let least = list.iter().map(|(level, _)| *level).min().unwrap_or(1);
    // One title over all others is that of the book, unless the contents list it as a 类目.
    let lone_listed = || {
        let mut tops = list.iter().zip(&by_contents).filter(|((level, _), _)| *level == least);
        tops.all(|(_, found)| *found == Some(Level::Category))
    };
    let top = if chronicle || shown && lone_listed() { least } else { top_level(&list) };
    let bare = bare_entries(lines, kinds, &list, top, front);
    let mut out = FxHashMap::default();
    let mut verbatim = false;
    // The level of the headings that the contents list as 类目, where all have one.
    let listed_at = |level: u8| {
        let mut listed =
            headings.iter().zip(&by_contents).filter(|(_, found)| **found == Some(Level::Category));
        listed.clone().nth(1).is_some() && listed.all(|((_, own, _), _)| *own == level)
    };
    let top_listed = listed_at(top);
    // Whether a 分目 with entries stands right below a heading.
    let bears: Vec<bool> = (0..headings.len())
        .map(|n| match headings.get(n + 1) {
            Some((line, level, _)) => *line == headings[n].0 + 1 && *level == top + 1 && holds[n + 1],
            None => false,
        })
        .collect();
    for (n, (((line, level, title), found), holds)) in
        headings.iter().zip(by_contents.iter().copied()).zip(holds.iter().copied()).enumerate()
    {
        let folded = squeeze(title);
        let fallback = match level.checked_sub(top) {
            // With contents at hand, a heading of the top level that they don't know is a document's own.
            Some(0) if !shown || is_one(words.verbatim_categories, &folded) => Some(Level::Category),
            // The contents lack it: all 类目 have its level, and what stands below it is built as theirs.
            Some(0) if top_listed && bears[n] && !is_sequenced(title) => Some(Level::Category),
            Some(1) if (holds || !is_sequenced(title)) && (!verbatim || !shown) => Some(Level::Section),
            // A heading with entries right below it is a 分目, on whatever level it was put.
            Some(_) if holds && !shown && !verbatim && !is_sequenced(title) => Some(Level::Section),
            Some(2) if bare && !entries_listed && !verbatim && !is_sequenced(title) => Some(Level::Entry),
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

/// Whether a marked entry stands right below a heading.
fn holds_entries(lines: &[Line<'_>], kinds: &[BlockKind], heading: usize) -> bool {
    let mut below = (heading + 1..lines.len())
        .filter(|i| !matches!(kinds[*i], BlockKind::Comment | BlockKind::Break | BlockKind::Image));
    below.next().is_some_and(|i| opens_entry(&lines[i]))
}

/// So many headings of the third level make a book whose entries are set as headings.
const BARE_ENTRIES: usize = 4;

/// Whether the entries are headings of the third level, each with text: nothing else marks any.
fn bare_entries(
    lines: &[Line<'_>],
    kinds: &[BlockKind],
    headings: &[(u8, &str)],
    top: u8,
    front: &Front,
) -> bool {
    let third = headings.iter().filter(|(level, title)| *level == top + 2 && !is_sequenced(title)).count();
    let second = headings.iter().filter(|(level, _)| *level == top + 1).count();
    third >= BARE_ENTRIES
        && second >= 2
        && !(front.body..lines.len()).any(|i| kinds[i] == BlockKind::EntryHead)
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
#[inline]
pub(crate) fn is_sequenced(title: &str) -> bool {
    let title = title.trim_start();
    let body = title.trim_start_matches(['（', '(']);
    let bracketed = body.len() < title.len();
    let digits = body.chars().take_while(|c| is_figure(*c)).count();
    let next = body.chars().nth(digits);
    digits > 0
        && match next {
            Some('）' | ')') => bracketed,
            Some('、') => true,
            Some(mark @ ('.' | '．')) => !is_decimal(&body[digits_len(body)..][mark.len_utf8()..]),
            _ => false,
        }
}

/// Whether a character may stand in the number of a heading.
fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || han::is_figure(c)
}

/// Bytes of the figures that a text begins with.
fn digits_len(text: &str) -> usize {
    text.find(|c: char| !is_figure(c)).unwrap_or(text.len())
}

/// Whether the figures behind a point are those of a quantity: 8亿元 of 4.8亿元. 1.1　总则 is numbered.
fn is_decimal(rest: &str) -> bool {
    let unit = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    unit.len() < rest.len() && unit.starts_with(|c: char| DECIMAL_UNIT.contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequenced_headings() {
        assert!(is_sequenced("（一）总体要求"));
        assert!(is_sequenced("一、地形"));
        assert!(is_sequenced("(二) 科学"));
        assert!(is_sequenced("1.1　总则"));
        assert!(!is_sequenced("4.8亿元，路基宽12米"));
        assert!(!is_sequenced("三农工作"));
        assert!(!is_sequenced("2022年工作回顾"));
    }
}
