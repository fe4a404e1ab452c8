//! A title that stands on another level in the contents than in the body, by its indent.

use std::collections::BTreeMap;

use kanwu_plugin::book::{BlockKind, Book, ContentsEntry, ContentsMatch, TitleStyle};
use kanwu_plugin::{BookContext, Confidence, Finding, Location, Place, Rule};

use crate::card::contents_level_wrong as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

/// Fewer entries show no levels.
const FEWEST: usize = 4;

/// Marked entries stand below all headings.
const ENTRY: u8 = 7;

fn check(cx: &mut BookContext<'_>) {
    let entries = &cx.book.contents.entries;
    let plain = |e: &ContentsEntry| e.style == TitleStyle::Plain && e.column == 0 && !e.displaced;
    if entries.len() < FEWEST || !entries.iter().all(plain) {
        return;
    }
    let placed: Vec<(&ContentsEntry, u8, Location)> = entries
        .iter()
        .filter(|e| e.exact)
        .filter_map(|e| depth(cx.book, e.body).map(|(depth, at)| (e, depth, at)))
        .collect();
    let Some(usual) = usual(&placed) else { return };
    let odd: Vec<_> = placed.iter().filter(|(e, depth, _)| usual.get(depth) != Some(&e.indent)).collect();
    if odd.is_empty() || odd.len() * 5 > placed.len() && odd.len() > 1 {
        return;
    }
    for (entry, _, at) in odd {
        // An indent that no level has says nothing.
        if !usual.values().any(|indent| *indent == entry.indent) {
            continue;
        }
        let finding = Finding::new(Place::Source(entry.place()), Confidence::Likely)
            .arg(card::args::TITLE, entry.title.as_str())
            .labelled(Place::Source(*at), card::labels::BODY);
        cx.push(finding);
    }
}

/// How deep a title stands in the body, and where.
fn depth(book: &Book<'_>, found: ContentsMatch) -> Option<(u8, Location)> {
    let block = match found {
        ContentsMatch::None => return None,
        ContentsMatch::Category(id) => book.categories.get(id.index())?.block,
        ContentsMatch::Section(id) => book.sections.get(id.index())?.block,
        ContentsMatch::Entry(id) => book.entries.get(id.index())?.block,
        ContentsMatch::Block(id) => id,
    };
    let block = book.block(block)?;
    let depth = match (block.kind, found) {
        (BlockKind::EntryHead, _) => ENTRY,
        (BlockKind::Heading { level }, _) if level > 0 => level,
        (_, ContentsMatch::Category(_)) => 1,
        (_, ContentsMatch::Section(_)) => 2,
        _ => return None,
    };
    Some((depth, block.at))
}

/// The indent that most titles of each depth have; `None` where the indents do not grow with the depths.
fn usual(placed: &[(&ContentsEntry, u8, Location)]) -> Option<BTreeMap<u8, u16>> {
    let mut counts: BTreeMap<u8, BTreeMap<u16, usize>> = BTreeMap::new();
    for (entry, depth, _) in placed {
        *counts.entry(*depth).or_default().entry(entry.indent).or_default() += 1;
    }
    let most = |counts: &BTreeMap<u16, usize>| {
        counts.iter().max_by_key(|(indent, n)| (**n, std::cmp::Reverse(**indent))).map(|(indent, _)| *indent)
    };
    let usual: BTreeMap<u8, u16> = counts.iter().filter_map(|(depth, c)| Some((*depth, most(c)?))).collect();
    let indents: Vec<u16> = usual.values().copied().collect();
    (indents.len() >= 2 && indents.windows(2).all(|w| w[0] < w[1])).then_some(usual)
}
