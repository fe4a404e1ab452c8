//! 条目: empty ones, text before the first, titles with pause marks, titles that stand twice.

use std::collections::BTreeMap;

use kanwu_plugin::book::{BlockKind, Entry, EntryForm, EntryId, SectionId, StructureWords, Zone};
use kanwu_plugin::tally::tally;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};

use crate::ordinal::ordinal;

pub(crate) const EMPTY: Rule = Rule::book("entry-without-text", empty);
pub(crate) const LOOSE: Rule = Rule::book("text-without-entry", loose);
pub(crate) const MARKS: Rule = Rule::book("entry-title-mark", marks);
pub(crate) const TWICE: Rule = Rule::book("entry-title-twice", twice);
pub(crate) const OVERVIEW: Rule = Rule::book("section-without-overview", overview);
pub(crate) const HOLLOW: Rule = Rule::book("section-empty", hollow);
pub(crate) const LONG: Rule = Rule::book("entry-title-long", long);

fn empty(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for entry in book.entries.iter().filter(|e| e.form != EntryForm::Bare) {
        let Some(head) = book.block(entry.block) else { continue };
        let line = book.text(head.at);
        let Some(close) = line.find('】') else { continue };
        if !line[close + '】'.len_utf8()..].trim_matches(['*', ' ', '　']).is_empty() {
            continue;
        }
        let next = book.blocks[entry.block.index() + 1..]
            .iter()
            .find(|b| !matches!(b.kind, BlockKind::Comment | BlockKind::Break));
        let ends = next.is_none_or(|b| {
            matches!(b.kind, BlockKind::EntryHead)
                || matches!(b.kind, BlockKind::Heading { .. }) && (b.entry != head.entry)
        });
        // A title over other entries: the contents name it too, so it is a heading of its own.
        let over = next.is_some_and(|b| b.kind == BlockKind::EntryHead) && entry.form == EntryForm::Heading;
        if ends && !over {
            let finding =
                Finding::new(Place::Source(entry.at), Confidence::Likely).arg("title", entry.title.as_str());
            cx.push(finding);
        }
    }
}

/// Text right under the heading of a 分目, in a book whose 分目 are made of entries.
fn loose(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let counts = counts(&book.entries);
    let with = counts.len();
    let prose = |id: usize| {
        book.sections[id].category.and_then(|c| book.categories.get(c.index())).map(|c| c.zone)
            == Some(Zone::Prose)
    };
    let all = (0..book.sections.len()).filter(|i| prose(*i)).count();
    if with < 5 || with * 10 < all * 7 {
        return;
    }
    for (i, section) in book.sections.iter().enumerate().filter(|(i, _)| prose(*i)) {
        let first = book.blocks[section.block.index() + 1..].iter().find(|b| {
            !matches!(
                b.kind,
                BlockKind::Comment
                    | BlockKind::Break
                    | BlockKind::Image
                    | BlockKind::Caption
                    | BlockKind::Divider
            )
        });
        let Some(first) = first.filter(|b| b.kind == BlockKind::Paragraph && b.zone == Zone::Prose) else {
            continue;
        };
        if first.section != Some(SectionId(i as u32)) || first.entry.is_some() {
            continue;
        }
        let text = book.text(first.at);
        if !text.contains('。') || text.starts_with("**") || ordinal(text).is_some() {
            continue;
        }
        let own = Some(SectionId(i as u32));
        if book.entries.iter().any(|e| e.section == own && e.form == EntryForm::Bare) {
            continue;
        }
        // Before entries it may be an introduction to all of them.
        let entries = book.entries.iter().any(|e| e.section == own);
        let sure = if entries { Confidence::Guess } else { Confidence::Likely };
        let mut at = first.at;
        at.span.end = at.span.start + text.char_indices().nth(4).map_or(text.len(), |(n, _)| n) as u32;
        cx.push(Finding::new(Place::Source(at), sure).arg("section", section.title.as_str()));
    }
}

fn counts(entries: &[Entry]) -> BTreeMap<u32, usize> {
    tally(entries.iter().filter_map(|e| e.section).map(|section| section.0))
}

/// 点号 at the end of a title or inside it; inside “ ” and 《 》 they belong to a name.
fn marks(cx: &mut BookContext<'_>) {
    for entry in &cx.book.entries {
        let title = entry.title.trim();
        if entry.form == EntryForm::Bare {
            continue;
        }
        let last = title.chars().next_back().filter(|c| "。，；：、".contains(*c));
        let mut depth = 0;
        let inner = title.chars().find(|c| {
            match c {
                '“' | '《' | '（' | '(' => depth += 1,
                '”' | '》' | '）' | ')' => depth -= 1,
                _ => {}
            }
            depth <= 0 && "。，；,;".contains(*c)
        });
        let (mark, sure, variant) = match (last, inner) {
            (Some(mark), _) => (mark, Confidence::Certain, "end"),
            (None, Some(mark)) => (mark, Confidence::Guess, ""),
            _ => continue,
        };
        let finding = Finding::new(Place::Source(entry.at), sure)
            .variant(variant)
            .arg("title", title)
            .arg("found", mark.to_string());
        cx.push(finding);
    }
}

fn twice(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let mut seen: BTreeMap<(u32, &str), EntryId> = BTreeMap::new();
    for (i, entry) in book.entries.iter().enumerate() {
        let Some(section) = entry.section else { continue };
        let title = entry.title.as_str();
        let Some(first) = seen.get(&(section.0, title)) else {
            seen.insert((section.0, title), EntryId(i as u32));
            continue;
        };
        let name = book.sections.get(section.index()).map_or("", |s| s.title.as_str());
        let mut finding = Finding::new(Place::Source(entry.at), Confidence::Likely)
            .arg("title", title)
            .arg("section", name);
        if let Some(first) = book.entries.get(first.index()) {
            finding = finding.related(Place::Source(first.at), "已见这里", "stands here already");
        }
        cx.push(finding);
    }
}

/// A 分目 whose first entry is no 概况, where those of nearly all others are.
fn overview(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let words = StructureWords::get().overviews;
    let mut first: BTreeMap<u32, &Entry> = BTreeMap::new();
    for entry in &book.entries {
        if let Some(section) = entry.section {
            first.entry(section.0).or_insert(entry);
        }
    }
    let opens = |e: &&Entry| words.contains(&e.title.trim());
    let with = first.values().filter(|e| opens(e)).count();
    let counts = counts(&book.entries);
    if with < 5 || with * 10 < first.len() * 6 {
        return;
    }
    for (id, entry) in first.iter().filter(|(_, e)| !opens(e)) {
        let Some(section) = book.sections.get(*id as usize) else { continue };
        let choice = ["选介", "会议", "决定", "决议", "名录", "事迹", "企业", "项目", "报告"]
            .iter()
            .any(|w| section.title.contains(w));
        if choice || counts.get(id).is_none_or(|n| *n < 3) {
            continue;
        }
        let finding = Finding::new(Place::Source(section.at), Confidence::Guess)
            .arg("section", section.title.as_str())
            .arg("count", with.to_string())
            .related(Place::Source(entry.at), "首条是这条", "its first entry");
        cx.push(finding);
    }
}

/// A 分目 with nothing under its heading.
fn hollow(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for (i, section) in book.sections.iter().enumerate() {
        let next = book.blocks[section.block.index() + 1..]
            .iter()
            .find(|b| !matches!(b.kind, BlockKind::Comment | BlockKind::Break));
        let own = SectionId(i as u32);
        if next.is_none_or(|b| b.section != Some(own)) {
            let finding = Finding::new(Place::Source(section.at), Confidence::Guess)
                .arg("section", section.title.as_str());
            cx.push(finding);
        }
    }
}

/// Characters that a title may have before it is called long.
const LIMIT: usize = 18;

fn long(cx: &mut BookContext<'_>) {
    for entry in cx.book.entries.iter().filter(|e| e.form != EntryForm::Bare) {
        let length = entry.title.chars().filter(|c| !c.is_whitespace()).count();
        // Names of documents and bodies can't be cut.
        if length > LIMIT && !entry.title.contains(['《', '会']) {
            let finding = Finding::new(Place::Source(entry.at), Confidence::Guess)
                .arg("title", entry.title.as_str())
                .arg("length", length.to_string());
            cx.push(finding);
        }
    }
}
