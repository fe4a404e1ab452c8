//! Levels as far as the contents show them, and columns printed out of place put right.

use super::{ContentsEntry, Level, TitleStyle};
use crate::squeeze;
use crate::table::spec_words::UNNUMBERED;
use kanwu_text::han;

/// A column has at least so many entries.
const SHORTEST_COLUMN: usize = 3;

/// Sets each entry's level by how it is set.
pub(super) fn set(entries: &mut [ContentsEntry]) {
    let mut depths: Vec<u8> = entries.iter().filter_map(|e| e.style.depth()).collect();
    depths.sort_unstable();
    depths.dedup();
    let opens = |e: &ContentsEntry| e.page.is_none() && e.style != TitleStyle::Plain;
    let pageless = entries.iter().any(opens);
    let paged = entries.iter().filter(|e| e.page.is_some()).count() * 2 > entries.len();
    let bold = |paged: bool| {
        let bold = entries.iter().filter(move |e| e.style == TitleStyle::Bold && e.page.is_some() == paged);
        bold.count()
    };
    // One bold title without a page, not the first, has lost it.
    let one_lost = bold(false) == 1 && bold(true) > 1 && entries.first().is_some_and(|e| e.page.is_some());
    let bold_opens = bold(false) > 0 && !one_lost;
    let top = depths.first().copied();
    // One alone that stands among the others has lost its page.
    let bare = entries.iter().filter(|e| e.page.is_none()).count();
    let opens_bare = bare > 1 || entries.first().is_some_and(|e| e.page.is_none());
    // 农业, and below it 农业 again with its page: a 类目 and its first 分目.
    let doubled: Vec<bool> = (0..entries.len())
        .map(|i| {
            let (own, next) = (&entries[i], entries.get(i + 1));
            own.page.is_none()
                && next.is_some_and(|next| next.page.is_some() && squeeze(&next.title) == squeeze(&own.title))
        })
        .collect();
    for (entry, doubled) in entries.iter_mut().zip(doubled) {
        entry.level = match entry.style {
            TitleStyle::Heading(depth) if Some(depth) == top => Level::Category,
            TitleStyle::Heading(_) => Level::Section,
            TitleStyle::Bold if !paged => {
                if top.is_some() {
                    Level::Section
                } else {
                    Level::Category
                }
            }
            TitleStyle::Bold if entry.page.is_none() => Level::Category,
            TitleStyle::Bold if top.is_some() || bold_opens => Level::Section,
            TitleStyle::Bold => Level::Category,
            TitleStyle::Plain if paged && doubled => Level::Category,
            // Where nothing else opens a 类目, a line without a page does.
            TitleStyle::Plain
                if paged && !pageless && top.is_none() && entry.page.is_none() && opens_bare =>
            {
                Level::Category
            }
            TitleStyle::Plain => Level::Entry,
        };
    }
}

/// Sets levels by what the titles themselves show, where all are set alike: by indents, or by numbers (第一章, 第一节).
pub(super) fn set_by_form(entries: &mut [ContentsEntry]) {
    if entries.iter().any(|e| e.style != TitleStyle::Plain) {
        return;
    }
    let ranks = by_indent(entries).or_else(|| by_number(entries));
    let Some(ranks) = ranks else { return };
    for (entry, rank) in entries.iter_mut().zip(ranks) {
        entry.level = match rank {
            0 => Level::Category,
            1 => Level::Section,
            _ => Level::Entry,
        };
    }
}

/// The rank of each entry by its indent, where there are two to four indents and none leaves one out going down.
fn by_indent(entries: &[ContentsEntry]) -> Option<Vec<usize>> {
    let mut indents: Vec<u16> = entries.iter().map(|e| e.indent).collect();
    indents.sort_unstable();
    indents.dedup();
    let known = (2..=4).contains(&indents.len()) && entries.iter().all(|e| e.column == 0);
    let ranks: Vec<usize> = entries.iter().filter_map(|e| indents.binary_search(&e.indent).ok()).collect();
    let steps = ranks.first() == Some(&0) && ranks.windows(2).all(|w| w[1] <= w[0] + 1);
    let tops = ranks.iter().filter(|r| **r == 0).count();
    (known && steps && tops >= 2 && tops * 2 <= ranks.len() && ranks.len() == entries.len()).then_some(ranks)
}

/// Units of numbered titles, from the highest.
const UNITS: [&str; 4] = ["卷编部", "篇", "章", "节"];

/// The rank of each entry by its number, where two units or more are numbered.
fn by_number(entries: &[ContentsEntry]) -> Option<Vec<usize>> {
    let units: Vec<Option<usize>> = entries.iter().map(|e| unit(&e.title)).collect();
    let mut used: Vec<usize> = units.iter().flatten().copied().collect();
    used.sort_unstable();
    used.dedup();
    let numbered = units.iter().flatten().count();
    let tops = units.iter().flatten().filter(|u| Some(*u) == used.first()).count();
    if numbered < 3 || tops < 2 || used.len() < 2 && numbered == entries.len() {
        return None;
    }
    let mut below = 0;
    let ranks = units.iter().map(|unit| match unit.and_then(|u| used.binary_search(&u).ok()) {
        Some(rank) => {
            below = rank + 1;
            rank
        }
        // 概述, 大事记 and 附录 stand unnumbered before and after the numbered parts.
        None => below,
    });
    let whole = |title: &str| UNNUMBERED.contains(&squeeze(title).as_str());
    Some(ranks.zip(entries).map(|(rank, entry)| if whole(&entry.title) { 0 } else { rank }).collect())
}

/// 第一篇, 第十二章: which of the units it counts.
fn unit(title: &str) -> Option<usize> {
    let rest = title.trim_start().strip_prefix(han::ORDINAL)?;
    let end = rest.find(|c: char| !"一二三四五六七八九十百0123456789".contains(c)).filter(|n| *n > 0)?;
    let counted = rest[end..].chars().next()?;
    UNITS.iter().position(|unit| unit.contains(counted))
}

/// Moves a column that stands before its 类目 heading, or before the column that goes before it, to its place.
/// Pages tell: the moved entries go on where the entries after them end.
pub(super) fn reorder(entries: &mut [ContentsEntry]) {
    let mut starts: Vec<usize> =
        (0..entries.len()).filter(|i| entries[*i].level == Level::Category).collect();
    starts.push(entries.len());
    for k in 0..starts.len().saturating_sub(1) {
        let (from, to) = (starts[k] + 1, starts[k + 1]);
        let before = k.checked_sub(1).map(|p| starts[p] + 1);
        if let Some(cut) =
            before.and_then(|b| misplaced_tail(&entries[b..starts[k]], &entries[from..to]).map(|n| b + n))
        {
            let moved = starts[k] - cut;
            entries[cut..to].rotate_left(moved);
            entries[to - moved..to].iter_mut().for_each(|e| e.displaced = true);
            starts[k] = cut;
        } else if let Some(cut) = swapped_columns(&entries[from..to]) {
            entries[from..to].rotate_left(cut);
            entries[to - cut..to].iter_mut().for_each(|e| e.displaced = true);
        }
    }
}

/// Where the tail of `before` begins that belongs after `after`.
fn misplaced_tail(before: &[ContentsEntry], after: &[ContentsEntry]) -> Option<usize> {
    let (first, last) = (first_page(after)?, last_page(after)?);
    let end = last_page(before)?;
    if end <= first || end < last {
        return None;
    }
    let own = before.iter().rposition(|e| e.page.is_some_and(|p| p < last))?;
    let cut = own + 1;
    // Entries without a page go with the ones after them.
    let fits = before[..cut].iter().all(|e| e.page.is_none_or(|p| p <= first));
    (fits && before.len() - cut >= SHORTEST_COLUMN && rises(&before[cut..])).then_some(cut)
}

/// Where the second of two columns begins that stand in the wrong order inside one 类目.
fn swapped_columns(entries: &[ContentsEntry]) -> Option<usize> {
    let mut last = None;
    let mut cut = None;
    for (i, entry) in entries.iter().enumerate() {
        let Some(page) = entry.page else { continue };
        if last.is_some_and(|l| page < l) {
            if cut.is_some() {
                return None;
            }
            cut = Some(i);
        }
        last = Some(page);
    }
    let cut = cut?;
    let (head, tail) = entries.split_at(cut);
    let follows = last_page(tail)? <= first_page(head)? && last_page(tail)? < last_page(head)?;
    (follows && head.len() >= SHORTEST_COLUMN && tail.len() >= SHORTEST_COLUMN).then_some(cut)
}

fn first_page(entries: &[ContentsEntry]) -> Option<u32> {
    entries.iter().find_map(|e| e.page)
}

fn last_page(entries: &[ContentsEntry]) -> Option<u32> {
    entries.iter().rev().find_map(|e| e.page)
}

fn rises(entries: &[ContentsEntry]) -> bool {
    let pages: Vec<u32> = entries.iter().filter_map(|e| e.page).collect();
    pages.windows(2).all(|w| w[0] <= w[1])
}
