//! What the body has and the contents lack, and the other way round.

use std::collections::BTreeSet;

use kanwu_plugin::book::{BlockKind, Book, ContentsMatch, EntryForm, EntryId, SectionId, Zone, normal};
use kanwu_plugin::{BookContext, Confidence, Finding, Location, Place, Rule};

pub(crate) const BODY: Rule = Rule::book("contents-entry-missing", body);
pub(crate) const CONTENTS: Rule = Rule::book("contents-entry-unknown", contents);
pub(crate) const ORDER: Rule = Rule::book("contents-order", order);

/// What each entry of the contents stands for. One that has not been found in its place may stand
/// elsewhere, in another order: an only title of the body that nothing else stands for.
fn bodies(book: &Book<'_>) -> Vec<ContentsMatch> {
    let mut bodies: Vec<ContentsMatch> = book.contents.entries.iter().map(|e| e.body).collect();
    if !bodies.contains(&ContentsMatch::None) {
        return bodies;
    }
    let known = known(&bodies);
    let mut free: Vec<(String, ContentsMatch)> = Vec::new();
    for (i, section) in
        book.sections.iter().enumerate().filter(|(i, _)| !known.sections.contains(&(*i as u32)))
    {
        free.push((normal(&section.title), ContentsMatch::Section(SectionId(i as u32))));
    }
    for (i, entry) in book.entries.iter().enumerate().filter(|(i, _)| !known.entries.contains(&(*i as u32))) {
        free.push((normal(&entry.title), ContentsMatch::Entry(EntryId(i as u32))));
    }
    for (entry, body) in book.contents.entries.iter().zip(&mut bodies) {
        if *body != ContentsMatch::None {
            continue;
        }
        let title = normal(&entry.title);
        let mut same = free.iter().filter(|(t, _)| *t == title);
        if let (Some((_, found)), None) = (same.next(), same.next()) {
            *body = *found;
        }
    }
    bodies
}

struct Known {
    categories: BTreeSet<u32>,
    sections: BTreeSet<u32>,
    entries: BTreeSet<u32>,
}

fn known(bodies: &[ContentsMatch]) -> Known {
    let mut known =
        Known { categories: BTreeSet::new(), sections: BTreeSet::new(), entries: BTreeSet::new() };
    for body in bodies {
        match body {
            ContentsMatch::Category(id) => known.categories.insert(id.0),
            ContentsMatch::Section(id) => known.sections.insert(id.0),
            ContentsMatch::Entry(id) => known.entries.insert(id.0),
            ContentsMatch::Block(_) | ContentsMatch::None => false,
        };
    }
    known
}

/// Titles of the body that the contents lack while their siblings are there.
fn body(cx: &mut BookContext<'_>) {
    let book = cx.book;
    if book.contents.entries.len() < 3 {
        return;
    }
    let bodies = bodies(book);
    let known = known(&bodies);
    let mut found: Vec<(Location, &str, &'static str)> = Vec::new();
    let most = |have: usize, all: usize| all > 1 && have * 3 >= all * 2;
    if most(known.categories.len(), book.categories.len()) {
        let lost =
            book.categories.iter().enumerate().filter(|(i, _)| !known.categories.contains(&(*i as u32)));
        found.extend(lost.map(|(_, c)| (c.at, c.title.as_str(), "类目")));
    }
    if most(known.sections.len(), book.sections.len()) {
        for (i, section) in book.sections.iter().enumerate() {
            // A 类目 may list its documents instead of its parts.
            let siblings = |(n, s): &(usize, &kanwu_plugin::book::Section)| {
                s.category == section.category && known.sections.contains(&(*n as u32))
            };
            if !known.sections.contains(&(i as u32)) && book.sections.iter().enumerate().any(|p| siblings(&p))
            {
                found.push((section.at, section.title.as_str(), "分目"));
            }
        }
    }
    for (i, entry) in book.entries.iter().enumerate() {
        if known.entries.contains(&(i as u32)) || entry.form == EntryForm::Bare {
            continue;
        }
        let verbatim = entry
            .category
            .and_then(|c| book.categories.get(c.index()))
            .is_some_and(|c| c.zone == Zone::Verbatim);
        let siblings: Vec<u32> = (0..book.entries.len() as u32)
            .filter(|n| {
                let other = &book.entries[*n as usize];
                *n != i as u32 && other.section == entry.section && other.category == entry.category
            })
            .collect();
        let listed = siblings.iter().filter(|n| known.entries.contains(n)).count();
        if !verbatim && listed > 0 && listed * 3 >= siblings.len() * 2 {
            found.push((entry.at, entry.title.as_str(), "条目"));
        }
    }
    headings(cx, &bodies);
    for (at, title, level) in found {
        let finding =
            Finding::new(Place::Source(at), Confidence::Certain).arg("title", title).arg("level", level);
        cx.push(finding);
    }
}

/// Headings inside a 分目 that open no entry, where the contents list what else stands in it.
fn headings(cx: &mut BookContext<'_>, bodies: &[ContentsMatch]) {
    let book = cx.book;
    let listed: BTreeSet<u32> = bodies
        .iter()
        .filter_map(|b| match b {
            ContentsMatch::Entry(id) => book.entries.get(id.index())?.section.map(|s| s.0),
            _ => None,
        })
        .collect();
    for (id, block) in book.blocks() {
        let (BlockKind::Heading { level }, Some(section)) = (block.kind, block.section) else { continue };
        let opens = book.sections.get(section.index()).is_some_and(|s| s.block == id)
            || block.entry.and_then(|e| book.entries.get(e.index())).is_some_and(|e| e.block == id)
            || book.categories.iter().any(|c| c.block == id);
        let prose = block
            .category
            .and_then(|c| book.categories.get(c.index()))
            .is_some_and(|c| c.zone == Zone::Prose);
        let line = book.text(block.at);
        let title = line.trim_start_matches(['#', '*', ' ']).trim_end_matches(['*', ' ']);
        // Numbered headings are parts of one text; a short one is a label.
        let own = !title.starts_with(['（', '(', '【']) && !title.contains(['、', '：', ':', '.']);
        let known = bodies.contains(&ContentsMatch::Block(id));
        if opens || known || !prose || !own || level > 3 || title.chars().count() < 8 {
            continue;
        }
        if listed.contains(&section.0) {
            let finding = Finding::new(Place::Source(block.at), Confidence::Likely)
                .arg("title", title)
                .arg("level", "标题");
            cx.push(finding);
        }
    }
}

/// Titles of the contents that nothing in the body answers to, where nearly all others have been found.
fn contents(cx: &mut BookContext<'_>) {
    let entries = &cx.book.contents.entries;
    let lost: Vec<_> = entries
        .iter()
        .zip(bodies(cx.book))
        .filter(|(_, body)| *body == ContentsMatch::None)
        .map(|(e, _)| e)
        .collect();
    if entries.len() < 3 || lost.len() * 5 > entries.len() {
        return;
    }
    let findings: Vec<Finding> = lost
        .into_iter()
        .map(|e| Finding::new(Place::Source(e.place()), Confidence::Certain).arg("title", e.title.as_str()))
        .collect();
    findings.into_iter().for_each(|f| cx.push(f));
}

/// Titles whose order differs from the body's. The fewest that, taken out, leave the rest in order are
/// reported; where two have changed places that is one finding.
fn order(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let placed: Vec<(usize, Location)> =
        bodies(book).into_iter().enumerate().filter_map(|(i, body)| Some((i, place(book, body)?))).collect();
    let keep = rising(&placed.iter().map(|(_, at)| (at.source, at.span.start)).collect::<Vec<_>>());
    let mut findings = Vec::new();
    for (n, (i, at)) in placed.iter().enumerate().filter(|(n, _)| !keep.contains(n)) {
        let entry = &book.contents.entries[*i];
        // One that stands too late follows what the body has after it.
        let before =
            placed[..n].iter().rev().find(|(_, b)| (b.source, b.span.start) > (at.source, at.span.start));
        let after =
            placed[n + 1..].iter().find(|(_, b)| (b.source, b.span.start) < (at.source, at.span.start));
        let Some((other, _)) = before.or(after) else { continue };
        let other = &book.contents.entries[*other];
        let finding = Finding::new(Place::Source(entry.place()), Confidence::Certain)
            .arg("title", entry.title.as_str())
            .arg("before", other.title.as_str())
            .related(Place::Source(*at), "正文在这里", "the body has it here");
        findings.push(finding);
    }
    findings.into_iter().for_each(|f| cx.push(f));
}

pub(crate) fn place(book: &Book<'_>, body: ContentsMatch) -> Option<Location> {
    book.titled(body).map(|(_, at)| at)
}

/// Indexes of a longest rising run.
pub(crate) fn rising<K: PartialOrd + Copy>(keys: &[K]) -> BTreeSet<usize> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; keys.len()];
    for (i, key) in keys.iter().enumerate() {
        let at = tails.partition_point(|t| keys[*t] <= *key);
        before[i] = at.checked_sub(1).map(|n| tails[n]);
        if at == tails.len() {
            tails.push(i);
        } else {
            tails[at] = i;
        }
    }
    let mut keep = BTreeSet::new();
    let mut next = tails.last().copied();
    while let Some(i) = next {
        keep.insert(i);
        next = before[i];
    }
    keep
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rising_run_is_kept() {
        let keep = rising(&[1, 2, 9, 3, 4]);
        assert_eq!(keep.into_iter().collect::<Vec<_>>(), [0, 1, 3, 4]);
    }
}
