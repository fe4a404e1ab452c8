//! One document whose title stands in two ways.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use kanwu_plugin::book::{ReadingId, normal_chars};
use kanwu_plugin::context::{ends_any, has_any};
use kanwu_plugin::index::Fragments;
use kanwu_plugin::index::names::{Slip, slip};
use kanwu_plugin::{
    BookContext, Confidence, Fact, FactValue, Finding, LocalContext, Rule, Span, TokenKind as K, Trigger,
    Triggers, Zone,
};

use crate::card::document_title_variant as card;
use crate::name_changes::{Change, changes, pairs_alike};
use crate::table::place_levels::PLACE_ENDS;
use crate::table::titles::{FIGURES, OTHER_DOCUMENT, QUALIFIERS, SISTERS, SMALL};

/// See the card.
pub const RULE: Rule =
    Rule::survey(card::NAME, Triggers::kinds(&[K::LeftTitle, K::LeftInnerTitle]), collect, judge);

/// Titles that are compared, in characters: shorter ones are short forms.
const LENGTH: RangeInclusive<usize> = 8..=100;

/// Two titles of one document begin or end with so many characters in common.
const COMMON: usize = 5;

/// Titles that everyone cites; other places of the book are not needed to doubt a title that is nearly one.
const KNOWN: &str = include_str!("../../../../rules/tables/document-titles.txt");

/// Facts: a title in a heading or in the contents.
const HEADING: &str = "heading";

/// Facts: a title anywhere else.
const TEXT: &str = "text";

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let Some(pair) = cx.pairing.opened_by(i).filter(|p| !p.mismatched) else { return };
    let (Some(open), Some(close)) = (cx.tokens.get(i), cx.tokens.get(pair.close as usize)) else { return };
    let inner = Span::new(open.span.end, close.span.start);
    if inner.len() as usize > LENGTH.end() * 4 || (inner.len() as usize) < LENGTH.start() * 3 {
        return;
    }
    let heading = matches!(cx.zone(), Zone::Heading | Zone::Contents) || cx.reading.head.has(inner.start);
    let key = compared(cx.of(inner));
    cx.fact(
        if heading { HEADING } else { TEXT },
        key,
        FactValue::None,
        Span::new(open.span.start, close.span.end),
    );
}

/// A title without what differs by the habits of typing: widths, kinds of quotation marks and dashes.
fn compared(title: &str) -> String {
    let fold = |c: char| match c {
        '“' | '”' | '‘' | '’' | '\'' => '"',
        '<' | '《' => '〈',
        '>' | '》' => '〉',
        '-' | '–' | '～' | '─' => '—',
        c => c,
    };
    let mut out = String::with_capacity(title.len());
    out.extend(normal_chars(title).map(fold));
    out
}

/// A title, and where it stands.
struct Title<'f> {
    chars: Vec<char>,
    facts: Vec<&'f Fact>,
    /// As it is cited everywhere.
    known: Option<&'static str>,
}

/// The book's titles, and those that everyone cites.
fn titles(facts: &[Fact]) -> Vec<Title<'_>> {
    let known = KNOWN.lines().filter(|line| !line.starts_with('#'));
    let mut known: BTreeMap<String, &'static str> = known.map(|line| (compared(line), line)).collect();
    let cited =
        Fact::by_key(facts).into_iter().map(|(key, facts)| (key.to_owned(), facts, known.remove(key)));
    let mut titles: Vec<(String, Vec<&Fact>, Option<&'static str>)> = cited.collect();
    titles.extend(known.into_iter().map(|(key, line)| (key, Vec::new(), Some(line))));
    let chars = |key: &str| key.chars().collect::<Vec<char>>();
    titles
        .into_iter()
        .map(|(key, facts, known)| Title { chars: chars(&key), facts, known })
        .filter(|t| LENGTH.contains(&t.chars.len()))
        .collect()
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    if facts.is_empty() {
        return;
    }
    let titles = titles(facts);
    let mut variants: BTreeMap<usize, (&Title<'_>, &Title<'_>)> = BTreeMap::new();
    let chars: Vec<&[char]> = titles.iter().map(|t| t.chars.as_slice()).collect();
    let fragments = Fragments::new(chars.clone());
    for (n, m) in alike(&chars) {
        let (Some(a), Some(b)) = (titles.get(n), titles.get(m)) else { continue };
        let Some(change) = one_document(a, b) else { continue };
        let changed = !change.from.is_empty() && !change.to.is_empty();
        // How many titles have the same words there.
        let kin = |t: &Title<'_>, word: &str| {
            if changed { fragments.titles_with(around(t, &change, word)) } else { 0 }
        };
        let rank = |t: &Title<'_>, word: &str| (standing(t), kin(t, word), last(t));
        let behind = rank(a, &change.from) < rank(b, &change.to);
        let (place, lesser, greater) = if behind { (n, a, b) } else { (m, b, a) };
        let best = variants.entry(place).or_insert((lesser, greater));
        if standing(greater) > standing(best.1) {
            *best = (lesser, greater);
        }
    }
    for (lesser, greater) in variants.values() {
        report(cx, lesser, greater);
    }
}

/// Titles that may be of one document, in their order. Figures, in either numerals, are the same in both: another
/// year, number or part is another document.
fn alike(titles: &[&[char]]) -> Vec<(usize, usize)> {
    let mut parts: BTreeMap<Vec<char>, Vec<usize>> = BTreeMap::new();
    for (n, title) in titles.iter().enumerate() {
        parts.entry(numerals(title)).or_default().push(n);
    }
    let mut pairs = Vec::new();
    for part in parts.into_values().filter(|part| part.len() > 1) {
        let chars: Vec<&[char]> = part.iter().filter_map(|n| titles.get(*n).copied()).collect();
        let of = |n: usize| part.get(n).copied();
        let found = pairs_alike(&chars, COMMON, COMMON);
        pairs.extend(found.into_iter().filter_map(|(n, m)| Some((of(n)?, of(m)?))));
    }
    // Words that have changed places may leave neither the beginning nor the end alike.
    let mut turned: BTreeMap<Vec<char>, Vec<usize>> = BTreeMap::new();
    for (n, title) in titles.iter().enumerate() {
        let mut sorted = title.to_vec();
        sorted.sort_unstable();
        turned.entry(sorted).or_default().push(n);
    }
    pairs.extend(turned.into_values().filter_map(|kin| match kin.as_slice() {
        [a, b] => Some((*a, *b)),
        _ => None,
    }));
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The title of lower standing is the one to be asked about: the rarer, which is no heading.
fn standing(title: &Title<'_>) -> (bool, usize, usize) {
    let headings = title.facts.iter().filter(|f| f.group == HEADING).count();
    (title.known.is_some(), headings, title.facts.len())
}

/// Of two that stand equal, more is lost in typing than put in, and the later is the copy.
fn last(title: &Title<'_>) -> (usize, Reverse<Option<(ReadingId, u32)>>) {
    (title.chars.len(), Reverse(title.facts.first().map(|f| (f.reading, f.span.start))))
}

/// What stands in a title where it differs, with the characters next to it.
fn around<'t>(title: &'t Title<'_>, change: &Change, word: &str) -> &'t [char] {
    let from = change.before.saturating_sub(2);
    let to = (change.before + word.chars().count() + 2).min(title.chars.len());
    title.chars.get(from..to).unwrap_or_default()
}

/// Where two titles of one document differ first; `None` where they are titles of two.
fn one_document(a: &Title<'_>, b: &Title<'_>) -> Option<Change> {
    if a.known.is_some() && b.known.is_some() {
        return None;
    }
    // Titles that differ in the order of two words would be many changes.
    if is_turned(&a.chars, &b.chars) {
        let before = a.chars.iter().zip(&b.chars).take_while(|(x, y)| x == y).count();
        return Some(Change { from: String::new(), to: String::new(), before, after: 0 });
    }
    let changes = changes(&a.chars, &b.chars, 3)?;
    if changes.len() > 2 {
        return None;
    }
    let least = a.chars.len().min(b.chars.len());
    let telling: Vec<&Change> = changes.iter().filter(|c| !is_slight(c)).collect();
    let one = match telling.as_slice() {
        [] => true,
        // Two titles of one paragraph that differ in more than a small word are kept apart on purpose.
        [change] => !side_by_side(a, b) && is_slip(change, least),
        _ => false,
    };
    changes.into_iter().next().filter(|_| one)
}

/// Figures, in either numerals.
fn numerals(title: &[char]) -> Vec<char> {
    let is = |c: &char| c.is_ascii_digit() || FIGURES.contains(c);
    title.iter().copied().filter(is).collect()
}

/// Marks and small words.
fn is_slight(change: &Change) -> bool {
    let marks = |s: &str| s.chars().all(|c| !c.is_alphanumeric());
    if marks(&change.from) && marks(&change.to) {
        return true;
    }
    let small = |s: &str| SMALL.contains(&s.trim_matches(|c: char| !c.is_alphanumeric()));
    (change.from.is_empty() && small(&change.to)) || (change.to.is_empty() && small(&change.from))
}

/// Whether two titles have the same words in another order: all characters are the same.
fn is_turned(a: &[char], b: &[char]) -> bool {
    let sorted = |chars: &[char]| {
        let mut chars = chars.to_vec();
        chars.sort_unstable();
        chars
    };
    a.len() == b.len() && a != b && matches!(slip(a, b), Some(Slip::Moved)) && sorted(a) == sorted(b)
}

/// Whether a change within a title of `least` characters is rather a slip than another document.
fn is_slip(change: &Change, least: usize) -> bool {
    let word = if change.from.is_empty() { &change.to } else { &change.from };
    let size = word.chars().count();
    if change.from.is_empty() || change.to.is_empty() {
        // What is lost or put in at the beginning is the place or the office, which many leave out.
        return change.before > 2
            && size * 6 <= least
            && !has_any(word, OTHER_DOCUMENT)
            && !ends_any(word, PLACE_ENDS)
            && !word.chars().any(|c| QUALIFIERS.contains(&c))
            && word.chars().all(char::is_alphanumeric);
    }
    let one = change.from.chars().count() == 1 && change.to.chars().count() == 1;
    let sisters = |s: &str| s.chars().any(|c| SISTERS.contains(&c) || !c.is_alphanumeric());
    // The last word is the kind of document it is.
    one && least >= 12 && change.after >= 2 && !sisters(&change.from) && !sisters(&change.to)
}

fn side_by_side(a: &Title<'_>, b: &Title<'_>) -> bool {
    // Facts are in order.
    let has = |f: &&Fact| {
        let from = b.facts.partition_point(|g| g.reading < f.reading);
        b.facts.get(from).is_some_and(|g| g.reading == f.reading)
    };
    a.facts.iter().any(has)
}

fn report(cx: &mut BookContext<'_>, lesser: &Title<'_>, greater: &Title<'_>) {
    let book = cx.book;
    let text = |f: &Fact| book.reading(f.reading).map(|r| f.span.of_text(&r.text)).unwrap_or_default();
    for fact in &lesser.facts {
        let finding = Finding::new(fact.place(), Confidence::Likely).arg(card::args::FOUND, text(fact));
        cx.push(match greater.facts.first() {
            Some(other) => finding
                .arg(card::args::WANT, text(other))
                .arg(card::args::COUNT, greater.facts.len())
                .labelled(other.place(), card::labels::OTHER_TITLE),
            None => finding
                .variant(card::variants::KNOWN)
                .arg(card::args::WANT, format!("《{}》", greater.known.unwrap_or_default())),
        });
    }
}
