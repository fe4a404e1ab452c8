//! Names of offices and committees of one level.

use std::collections::{BTreeMap, BTreeSet};

use kanwu_rule::{Fact, LocalContext, Span};

use super::{Name, Pair};
use crate::variant::changes;

pub(super) const GROUP: &str = "office";

pub(super) const BUREAU: &str = "局";
pub(super) const COMMITTEE: &str = "委员会";

/// A name has so many characters before its ending, at least and at most.
const LENGTH: std::ops::RangeInclusive<usize> = 4..=16;

/// Words that full names do not lose.
const LINKS: [char; 3] = ['和', '与', '及'];
const AFFAIRS: &str = "事务";
const WORK: &str = "工作";

/// What stands for the place.
const LEVELS: [char; 7] = ['省', '市', '区', '县', '旗', '州', '盟'];

/// Bodies that committees belong to.
const BODIES: [&str; 5] = ["人民代表大会常务委员会", "人大常委会", "常委会", "人大", "政协"];

/// Words with such a character that are no place.
const WORDS: [&str; 16] = [
    "市场", "市政", "市民", "市容", "城市", "都市", "社区", "园区", "小区", "地区", "景区", "林区", "灾区",
    "县域", "区域", "区划",
];

pub(super) fn collect(cx: &mut LocalContext<'_>, ending: &str, span: Span) {
    let before = cx.before(span.start);
    let from = start(before, ending == COMMITTEE);
    let Some(from) = from else { return };
    let name = Span::new(from as u32, span.end);
    let stem = cx.of(Span::new(name.start, span.start)).chars().count();
    if LENGTH.contains(&stem) {
        let whose = before.get(..from).unwrap_or_default();
        let whose = BODIES.iter().find_map(|body| whose.strip_suffix(body)).unwrap_or(whose);
        let level = whose.chars().next_back().filter(|c| LEVELS.contains(c));
        cx.fact(GROUP, cx.of(name), level.map(String::from).unwrap_or_default(), name);
    }
}

/// Where the name begins that goes on to the end of `text`: after the place or the body that the office belongs
/// to; a committee may also open a sentence or an item without either.
fn start(text: &str, committee: bool) -> Option<usize> {
    let mut from = text.len();
    for (at, c) in text.char_indices().rev().take(*LENGTH.end() + 1) {
        if !('\u{3400}'..='\u{9fff}').contains(&c) {
            return committee.then_some(from);
        }
        let body = committee && BODIES.iter().any(|body| text.get(..from).is_some_and(|t| t.ends_with(body)));
        if body || (LEVELS.contains(&c) && !within_word(text, at)) {
            return Some(from);
        }
        from = at;
    }
    (committee && from == 0).then_some(from)
}

/// Whether the character at `at` belongs to a word that only has a place in it.
fn within_word(text: &str, at: usize) -> bool {
    WORDS.iter().any(|word| {
        let inner: Vec<usize> = word.char_indices().map(|(i, _)| i).collect();
        inner.iter().any(|i| {
            at.checked_sub(*i).and_then(|from| text.get(from..)).is_some_and(|t| t.starts_with(word))
        })
    })
}

pub(super) fn judge<'f>(facts: &[&'f Fact]) -> Vec<Pair<'f>> {
    let mut pairs = Vec::new();
    let bureau = |f: &Fact| f.key.ends_with(BUREAU);
    // A bureau's name goes with its level; of a committee the level is often left out.
    for (_, facts) in
        Fact::grouped(facts.iter().copied(), |f| if bureau(f) { f.value.as_str() } else { COMMITTEE })
    {
        let names: Vec<Name<'f>> = Fact::by_key(facts)
            .into_iter()
            .map(|(key, facts)| Name {
                chars: key.chars().collect(),
                facts: facts.into_iter().map(|f| (f, f.span)).collect(),
            })
            .collect();
        let mut found: BTreeMap<usize, usize> = BTreeMap::new();
        for (n, a) in names.iter().enumerate() {
            for (m, b) in names.iter().enumerate() {
                let rarer = a.facts.len() * 2 <= b.facts.len()
                    || (a.facts.len() == 1 && b.facts.len() == 1 && a.chars.len() < b.chars.len());
                if rarer && of_one_level(a, b) && one_office(&a.chars, &b.chars) {
                    found.entry(n).or_insert(m);
                }
            }
        }
        let name = |n: usize| names.get(n).cloned();
        pairs.extend(found.into_iter().filter_map(|(a, b)| Some(Pair { found: name(a)?, want: name(b)? })));
    }
    pairs
}

/// Whether nothing says that two names are those of two levels.
fn of_one_level(a: &Name<'_>, b: &Name<'_>) -> bool {
    let levels = |name: &Name<'_>| name.facts.iter().map(|(f, _)| f.value.clone()).collect::<BTreeSet<_>>();
    let (a, b) = (levels(a), levels(b));
    a.contains("") || b.contains("") || !a.is_disjoint(&b)
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
    let lost = |word: &str| word == AFFAIRS || word == WORK;
    let word = matches!(changes.as_slice(), [c] if c.from.is_empty() && lost(&c.to));
    !changes.is_empty() && (links || word)
}
