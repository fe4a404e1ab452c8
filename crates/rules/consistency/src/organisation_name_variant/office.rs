//! Names of offices and committees of one level.

use std::collections::BTreeSet;

use kanwu_plugin::context::ends_any;
use kanwu_plugin::index::names::Mention;
use kanwu_plugin::{Book, Fact, FactKey, FactValue, Span};

use super::{Name, Pair};
use crate::name_changes::changes;
use crate::table::organisations::{
    COMMITTEE_OWNERS, KEPT, KEPT_CHARS, LEVEL_IN_WORD, LINKS, OWNER_ENDS, STANDING,
};
use crate::table::place_levels::ORGANS;

const BUREAU: &str = "局";
const COMMITTEE: &str = "委员会";

/// A name has so many characters before its ending, at least and at most.
const LENGTH: std::ops::RangeInclusive<usize> = 4..=16;

/// A bureau or a committee, with the level of the place that it belongs to.
pub(super) fn fact(book: &Book<'_>, mention: &Mention) -> Option<Fact> {
    let text: &str = &book.reading(mention.reading)?.text;
    let upto = text.get(..mention.run.end as usize)?;
    let ending = [BUREAU, COMMITTEE].into_iter().find(|ending| upto.ends_with(ending))?;
    let before = upto.strip_suffix(ending)?;
    // 常务委员会 is an office of every congress; its name is short.
    if ends_any(before, STANDING) {
        return None;
    }
    let from = start(before, ending == COMMITTEE)?;
    let stem = before.get(from..)?.chars().count();
    LENGTH.contains(&stem).then(|| {
        let whose = before.get(..from).unwrap_or_default();
        let whose = COMMITTEE_OWNERS.iter().find_map(|body| whose.strip_suffix(body)).unwrap_or(whose);
        let level = whose.chars().next_back().filter(|c| ORGANS.contains(c));
        Fact {
            group: "",
            key: FactKey::Words(upto.get(from..).unwrap_or_default().to_owned()),
            value: FactValue::Level(level),
            reading: mention.reading,
            span: Span::new(from as u32, mention.run.end),
        }
    })
}

/// Where the name begins that goes on to the end of `text`: after the place or the body that the office belongs
/// to; a committee may also open a sentence or an item without either.
fn start(text: &str, committee: bool) -> Option<usize> {
    let mut from = text.len();
    let mut after = ' ';
    let mut chars = text.char_indices().rev().take(*LENGTH.end() + 1).peekable();
    while let Some((at, c)) = chars.next() {
        if !('\u{3400}'..='\u{9fff}').contains(&c) {
            return committee.then_some(from);
        }
        let body = committee
            && OWNER_ENDS.contains(&c)
            && text.get(..from).is_some_and(|t| ends_any(t, COMMITTEE_OWNERS));
        let before = chars.peek().map_or(' ', |(_, c)| *c);
        if body || (ORGANS.contains(&c) && !is_word(before, c, after)) {
            return Some(from);
        }
        (from, after) = (at, c);
    }
    (committee && from == 0).then_some(from)
}

/// Whether a character that may stand for a place belongs to another word: 市场, 城市, 社区.
fn is_word(before: char, c: char, after: char) -> bool {
    LEVEL_IN_WORD
        .iter()
        .any(|row| row.level.starts_with(c) && (row.before.contains(before) || row.after.contains(after)))
}

pub(super) fn judge<'f>(facts: &[&'f Fact]) -> Vec<Pair<'f>> {
    let mut pairs = Vec::new();
    for facts in Fact::grouped(facts.iter().copied(), kin).into_values() {
        if facts.windows(2).all(|w| matches!(w, [a, b] if a.key == b.key)) {
            continue;
        }
        let names: Vec<Name<'f>> = Fact::by_key(facts)
            .into_iter()
            .map(|(key, facts)| Name {
                chars: key.chars().collect(),
                facts: facts.into_iter().map(|f| (f, f.span)).collect(),
            })
            .collect();
        for found in &names {
            let want = names.iter().find(|want| is_rarer(found, want) && is_one(found, want));
            pairs.extend(want.map(|want| Pair { found: found.clone(), want: want.clone() }));
        }
    }
    pairs
}

/// What names of one office have in common: the level of a bureau (of a committee it is often left out), and
/// what is left without the words that may be lost.
fn kin(fact: &Fact) -> (bool, Option<char>, String) {
    let bureau = fact.key.ends_with(BUREAU);
    let rest = fact.key.chars().filter(|c| !LINKS.contains(c) && !KEPT_CHARS.contains(c)).collect();
    (bureau, level(fact).filter(|_| bureau), rest)
}

/// The level of the place that the office of a fact belongs to.
fn level(fact: &Fact) -> Option<char> {
    match fact.value {
        FactValue::Level(level) => level,
        _ => None,
    }
}

fn is_rarer(found: &Name<'_>, want: &Name<'_>) -> bool {
    let (a, b) = (found.facts.len(), want.facts.len());
    a * 2 <= b || (a == 1 && b == 1 && found.chars.len() < want.chars.len())
}

fn is_one(a: &Name<'_>, b: &Name<'_>) -> bool {
    of_one_level(a, b) && one_office(&a.chars, &b.chars)
}

/// Whether two names may belong to one level: none of them is of a level that the other lacks.
fn of_one_level(a: &Name<'_>, b: &Name<'_>) -> bool {
    let levels = |name: &Name<'_>| name.facts.iter().map(|(f, _)| level(f)).collect::<BTreeSet<_>>();
    let (a, b) = (levels(a), levels(b));
    a.contains(&None) || b.contains(&None) || !a.is_disjoint(&b)
}

/// Whether two names differ in a link, in where it stands, or in a word that full names do not lose.
fn one_office(a: &[char], b: &[char]) -> bool {
    let Some(changes) = changes(a, b, 2) else { return false };
    let linked = |word: &str| word.chars().count() == 1 && word.chars().all(|c| LINKS.contains(&c));
    let links = changes.iter().all(|c| {
        (c.from.is_empty() && linked(&c.to))
            || (c.to.is_empty() && linked(&c.from))
            || (linked(&c.from) && linked(&c.to))
    });
    let lost = |word: &str| KEPT.contains(&word);
    let word = matches!(changes.as_slice(), [c] if c.from.is_empty() && lost(&c.to));
    !changes.is_empty() && (links || word)
}
