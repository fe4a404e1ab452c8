//! A title that stands on another level in the contents than in the body, by its indent or its type.

use std::collections::BTreeMap;

use kanwu_plugin::book::{BlockKind, Book, ContentsEntry, ContentsMatch, TitleStyle};
use kanwu_plugin::{BookContext, Confidence, Finding, Location, Place, Reads, Rule};

use crate::card::contents_level_wrong as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

/// Fewer entries show no levels.
const FEWEST: usize = 4;

/// More titles of another type are the way of the contents.
const MOST_ODD_TYPES: usize = 2;

/// Marked entries stand below all headings.
const ENTRY: u8 = 7;

/// How a title is set: the blanks before it, and its type.
type Setting = (u16, Type);

/// The type of a title; what stands higher comes first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Type {
    Bold,
    Plain,
}

fn check(cx: &mut BookContext<'_>) {
    let entries = &cx.book.contents.entries;
    let one_column = |e: &ContentsEntry| e.column == 0 && !e.displaced;
    if entries.len() < FEWEST || !entries.iter().all(one_column) {
        return;
    }
    // Headings of the markup show their level by themselves.
    let placed: Vec<(&ContentsEntry, Setting, u8, Location)> = entries
        .iter()
        .filter_map(|e| setting(e).map(|setting| (e, setting)))
        .filter(|(e, _)| e.exact)
        .filter_map(|(e, setting)| depth(cx.book, e.body).map(|(depth, at)| (e, setting, depth, at)))
        .collect();
    let Some(usual) = usual(&placed) else { return };
    let odd: Vec<_> =
        placed.iter().filter(|(_, setting, depth, _)| usual.get(depth) != Some(setting)).collect();
    // Of contents that mix their types without order nothing can be said.
    let types = odd.iter().any(|(_, setting, depth, _)| usual.get(depth).is_none_or(|u| u.1 != setting.1));
    let most = if types { MOST_ODD_TYPES } else { placed.len() / 5 };
    if odd.is_empty() || odd.len() > most.max(1) {
        return;
    }
    // Where the 类目 are headings of the markup, another type is the fault of another rule.
    let headed = entries.iter().any(|entry| setting(entry).is_none());
    for (entry, setting, depth, at) in odd {
        if headed && usual.get(depth).is_some_and(|other| other.1 != setting.1) {
            continue;
        }
        // A setting that no level has says nothing.
        if !usual.values().any(|other| other == setting) {
            continue;
        }
        let finding = Finding::new(Place::Source(entry.place()), Confidence::Likely)
            .arg(card::args::TITLE, entry.title.as_str())
            .labelled(Place::Source(*at), card::labels::BODY);
        cx.push(finding);
    }
}

fn setting(entry: &ContentsEntry) -> Option<Setting> {
    let set = match entry.style {
        TitleStyle::Bold => Type::Bold,
        TitleStyle::Plain => Type::Plain,
        TitleStyle::Heading(_) => return None,
    };
    Some((entry.indent, set))
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

/// The setting that most titles of each depth have; `None` where settings do not follow the depths.
fn usual(placed: &[(&ContentsEntry, Setting, u8, Location)]) -> Option<BTreeMap<u8, Setting>> {
    let mut counts: BTreeMap<u8, BTreeMap<Setting, usize>> = BTreeMap::new();
    for (_, setting, depth, _) in placed {
        *counts.entry(*depth).or_default().entry(*setting).or_default() += 1;
    }
    let mut usual: BTreeMap<u8, Setting> = BTreeMap::new();
    let mut above: Option<Setting> = None;
    for (depth, counts) in &counts {
        let all: usize = counts.values().sum();
        // Of settings that are used alike, the one below that of the depth above.
        let deeper = counts.iter().filter(|(setting, _)| above.is_none_or(|above| **setting > above));
        let (setting, count) = deeper.max_by_key(|(setting, n)| (**n, std::cmp::Reverse(**setting)))?;
        if count * 2 < all {
            return None;
        }
        usual.insert(*depth, *setting);
        above = Some(*setting);
    }
    (usual.len() >= 2).then_some(usual)
}
