//! Headings of one series on different levels.

use std::collections::BTreeMap;

use kanwu_plugin::book::{Block, BlockKind, Book, CategoryId, EntryForm, EntryId, SectionId, Zone};
use kanwu_plugin::tally::tally;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Reads, Rule};

use crate::card::heading_level as card;
use crate::ordinal::{Series, ordinal};

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

/// Of so few marked entries, two against one tell their level; of more, one or two are slips.
const FEW_ENTRIES: usize = 6;

/// How a heading is set: so many `#`, or bold (0), or not at all.
type Form = u8;
const PLAIN: Form = 9;

/// 类目, 分目 and the way of writing within which ordinals are compared where one document leaves it open.
type Scope = (Option<CategoryId>, Option<SectionId>, Series);

/// 类目, 分目 and 条目 of a line.
type Standing = (Option<CategoryId>, Option<SectionId>, Option<EntryId>);

#[derive(Clone, Copy)]
struct Head<'b> {
    block: &'b Block,
    form: Form,
}

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let series = ordinal_series(book);
    let mut usual: BTreeMap<Scope, BTreeMap<Form, usize>> = BTreeMap::new();
    for (scope, heads) in &series {
        for head in heads {
            *usual.entry(*scope).or_default().entry(head.form).or_default() += 1;
        }
    }
    for (scope, heads) in &series {
        judge(cx, heads, 0, usual.get(scope));
    }
    for heads in false_headings(book) {
        judge(cx, &heads, 2, None);
    }
    let level = |id: kanwu_plugin::book::BlockId| {
        let block = book.block(id)?;
        Some(Head { block, form: depth(block.kind)? })
    };
    let sections: Vec<Head<'_>> = book.sections.iter().filter_map(|s| level(s.block)).collect();
    judge(cx, &sections, 4, None);
    let categories: Vec<Head<'_>> = book.categories.iter().filter_map(|c| level(c.block)).collect();
    judge(cx, &categories, 4, None);
    for heads in named_alike(book) {
        judge(cx, &heads, 2, None);
    }
    let marked = book.entries.iter().filter(|entry| entry.form == EntryForm::Heading);
    let marked: Vec<Head<'_>> = marked.filter_map(|entry| level(entry.block)).collect();
    judge(cx, &marked, if marked.len() > FEW_ENTRIES { 8 } else { 2 }, None);
    raised_section(cx);
}

fn depth(kind: BlockKind) -> Option<u8> {
    match kind {
        BlockKind::Heading { level } if level > 0 => Some(level),
        _ => None,
    }
}

/// Reports those that differ from the form of most, which at least `times` as many must share as have any
/// other. Where no form has most, `usual` decides.
fn judge(cx: &mut BookContext<'_>, heads: &[Head<'_>], times: usize, usual: Option<&BTreeMap<Form, usize>>) {
    let counts = tally(heads.iter().map(|head| head.form));
    if counts.len() < 2 {
        return;
    }
    let first = |counts: &BTreeMap<Form, usize>| {
        counts.iter().map(|(f, n)| (*f, *n)).max_by_key(|(f, n)| (*n, *f > 0, u8::MAX - f))
    };
    let Some((mut want, most)) = first(&counts) else { return };
    if most * 2 <= heads.len()
        && let Some((wider, _)) = usual.and_then(first).filter(|(f, _)| counts.contains_key(f))
    {
        want = wider;
    }
    if most < (heads.len() - most) * times {
        return;
    }
    let Some(sibling) = heads.iter().find(|h| h.form == want) else { return };
    for head in heads.iter().filter(|h| h.form != want) {
        let line = cx.book.text(head.block.at);
        let len = line.find(|c| !"#* ".contains(c)).unwrap_or(0);
        let len = len + line[len..].chars().next().map_or(0, char::len_utf8);
        let at = head.block.at.part(0..len);
        let (title, other) = (bare(line), bare(cx.book.text(sibling.block.at)));
        let finding = Finding::new(Place::Source(at), Confidence::Certain)
            .arg(card::args::TITLE, title)
            .arg(card::args::FOUND, name(head.form))
            .arg(card::args::WANT, name(want))
            .arg(card::args::SIBLING, other)
            .labelled(Place::Source(sibling.block.at), card::labels::SIBLING);
        cx.push(finding);
    }
}

fn bare(line: &str) -> String {
    let text = line.trim_start_matches(['#', '*', ' ']).trim_end_matches(['*', ' ']);
    let short: String = text.chars().take(16).collect();
    if short.len() < text.len() { format!("{short}…") } else { short }
}

fn name(form: Form) -> String {
    match form {
        0 => "**加粗**".to_owned(),
        PLAIN => "正文".to_owned(),
        n => "#".repeat(usize::from(n)),
    }
}

/// So many 类目 must have 分目 before the only one without is doubted.
const WITH_SECTIONS: usize = 3;

/// A 分目 that was set as a 类目: entries stand right below it, while all others hold 分目. Contents would tell.
fn raised_section(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let opened = |id: usize| book.sections.iter().find(|s| s.category.is_some_and(|c| c.index() == id));
    let prose = |id: &usize| book.categories[*id].zone == Zone::Prose;
    let all: Vec<usize> = (0..book.categories.len()).filter(prose).collect();
    let (with, without): (Vec<usize>, Vec<usize>) = all.into_iter().partition(|id| opened(*id).is_some());
    let ([odd], true) = (without.as_slice(), with.len() >= WITH_SECTIONS) else { return };
    let inner = with.iter().any(|id| id > odd) && with.iter().any(|id| id < odd);
    if !book.contents.entries.is_empty() || !inner {
        return;
    }
    let category = &book.categories[*odd];
    let below = book.blocks.get(category.block.index() + 1).is_some_and(|b| b.kind == BlockKind::EntryHead);
    let Some(section) = with.iter().rev().filter(|id| *id < odd).find_map(|id| opened(*id)) else { return };
    let listed = book.spec.categories.iter().any(|c| c.value == category.title);
    let (Some(head), Some(usual)) = (book.block(category.block), book.block(section.block)) else { return };
    let (Some(form), Some(want)) = (depth(head.kind), depth(usual.kind)) else { return };
    if !below || listed || form >= want {
        return;
    }
    let line = book.text(head.at);
    let len = line.find(|c| !"#* ".contains(c)).unwrap_or(0);
    let len = len + line[len..].chars().next().map_or(0, char::len_utf8);
    let at = head.at.part(0..len);
    let finding = Finding::new(Place::Source(at), Confidence::Likely)
        .arg(card::args::TITLE, bare(line))
        .arg(card::args::FOUND, name(form))
        .arg(card::args::WANT, name(want))
        .arg(card::args::SIBLING, bare(book.text(usual.at)))
        .labelled(Place::Source(usual.at), card::labels::SIBLING);
    cx.push(finding);
}

/// Lines with ordinals, gathered by the document they stand in and the way the ordinal is written.
fn ordinal_series<'b>(book: &'b Book<'_>) -> Vec<(Scope, Vec<Head<'b>>)> {
    let mut out = Vec::new();
    let scoped = |place: Option<Standing>, open: BTreeMap<Series, Vec<Head<'b>>>| {
        let (category, section, _) = place.unwrap_or_default();
        open.into_iter().map(move |(series, heads)| ((category, section, series), heads))
    };
    let mut open: BTreeMap<Series, Vec<Head<'b>>> = BTreeMap::new();
    let mut place: Option<Standing> = None;
    let mut last = 0;
    for block in &book.blocks {
        let depth = depth(block.kind);
        if depth.is_none() && !matches!(block.kind, BlockKind::Paragraph | BlockKind::NameLine) {
            continue;
        }
        let line = book.text(block.at);
        if depth.is_none() && !line.starts_with("**") {
            continue;
        }
        let here = (block.category, block.section, block.entry);
        let found = ordinal(line);
        let restart = found.is_some_and(|o| o.series == Series::Han && o.value <= last && o.value == 1);
        if place != Some(here) || restart || (depth == Some(1) && found.is_none()) {
            out.extend(scoped(place, std::mem::take(&mut open)));
            place = Some(here);
            last = 0;
        }
        let Some(found) = found.filter(|o| matches!(o.series, Series::Han | Series::BracketedHan)) else {
            continue;
        };
        // A paragraph whose first words are bold is a run-in head, not a heading.
        if depth.is_none() && !line.trim_end().ends_with("**") {
            continue;
        }
        if found.series == Series::Han {
            last = found.value;
        }
        open.entry(found.series).or_default().push(Head { block, form: depth.unwrap_or(0) });
    }
    out.extend(scoped(place, open));
    out
}

/// Items 1. 2. 3. of one list, of which some became headings.
fn false_headings<'b>(book: &'b Book<'_>) -> Vec<Vec<Head<'b>>> {
    let mut out: Vec<Vec<Head<'b>>> = Vec::new();
    let mut last = None;
    for block in &book.blocks {
        let form = match block.kind {
            BlockKind::Paragraph => PLAIN,
            kind => match depth(kind) {
                Some(depth) => depth,
                None => continue,
            },
        };
        let Some(found) = ordinal(book.text(block.at)).filter(|o| o.series == Series::Arabic) else {
            if form != PLAIN {
                last = None;
            }
            continue;
        };
        let head = Head { block, form };
        match (out.last_mut(), last) {
            (Some(series), Some(before)) if found.value == before + 1 => series.push(head),
            _ => out.push(vec![head]),
        }
        last = Some(found.value);
    }
    // Where most are headings the list is one of headings.
    let plain = |heads: &[Head<'_>]| heads.iter().filter(|h| h.form == PLAIN).count();
    out.retain(|heads| plain(heads) * 2 > heads.len());
    out
}

/// Headings below the 分目 of one section whose titles end alike, as 名单 does.
fn named_alike<'b>(book: &'b Book<'_>) -> Vec<Vec<Head<'b>>> {
    let mut out: BTreeMap<(u32, String), Vec<Head<'b>>> = BTreeMap::new();
    for block in book.blocks.iter().filter(|b| b.zone == Zone::Heading && b.entry.is_none()) {
        let (Some(form), Some(section)) = (depth(block.kind), block.section) else { continue };
        let line = book.text(block.at);
        if book.sections.get(section.index()).is_some_and(|s| s.at.span.start >= block.at.span.start)
            || ordinal(line).is_some()
            || line.contains('【')
        {
            continue;
        }
        let title = line.split(['（', '(']).next().unwrap_or(line).trim_end();
        let from = title.char_indices().rev().nth(1).map_or(0, |(i, _)| i);
        out.entry((section.0, title[from..].to_owned())).or_default().push(Head { block, form });
    }
    // The last two characters alone say little of a few headings.
    out.into_values().filter(|heads| heads.len() >= 5).map(|heads| heads.to_vec()).collect()
}
