//! “杏林启航”人才计划 in one place, “杏林起航”人才计划 in another: quoted names that differ in one character.

use std::collections::BTreeSet;

use kanwu_plugin::book::ReadingId;
use kanwu_plugin::context::{ends_any, head, near_end, starts_any};
use kanwu_plugin::index::names::one_apart;
use kanwu_plugin::{
    Book, BookContext, Confidence, Fact, Finding, LocalContext, Rule, Span, TokenKind, Trigger, Triggers,
};

use crate::card::quoted_name_one_apart as card;
use crate::table::name_forms::{HONOURED, HONOURS, TELLING_APART};

/// See the card.
pub const RULE: Rule = Rule::survey(card::NAME, Triggers::kinds(&[TokenKind::RightDouble]), collect, judge);

/// A name has so many characters.
const NAME: std::ops::RangeInclusive<usize> = 4..=16;

/// So many tell by themselves what is named.
const LONG: usize = 8;

/// So many behind a shorter name say what it is the name of.
const THING: usize = 4;

/// What is named alike more often is a series of names.
const MOST: usize = 40;

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let Some(close) = cx.tokens.get(i).map(|token| token.span) else { return };
    let Some((_, name)) = near_end(cx.before(close.start)).rsplit_once('“') else { return };
    let is_han = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
    let count = name.chars().count();
    if !NAME.contains(&count) || !name.chars().all(is_han) {
        return;
    }
    let behind = head(cx.after(close.end), THING);
    let thing = behind.chars().count() == THING && behind.chars().all(is_han);
    let span = Span::new(close.start - name.len() as u32, close.start);
    // Names of honours are many, and some differ in one character.
    let led = near_end(cx.before(span.start)).trim_end_matches('“');
    let honour = ends_any(led, HONOURED) || starts_any(behind, HONOURS);
    let group = if honour { HONOUR } else { NAMED };
    if count >= LONG {
        // Of two names that differ in one character, one half is the same.
        let half = head(name, count / 2);
        let rest = name.get(half.len()..).unwrap_or_default();
        cx.fact(group, format!("{count}“{half}"), name, span);
        cx.fact(group, format!("{count}{rest}”"), name, span);
    } else if thing {
        cx.fact(group, format!("{count}{behind}"), name, span);
    }
}

/// Facts: names of honours, and others.
const HONOUR: &str = "honour";
const NAMED: &str = "named";

/// Pairs of names, by index, that differ in one character, whether or not it is easily taken for another.
fn near(names: &[Vec<char>]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for (b, other) in names.iter().enumerate() {
        for (a, name) in names.iter().enumerate().take(b) {
            let apart = name.iter().zip(other).filter(|(x, y)| x != y).count();
            if apart == 1 && name.len() == other.len() {
                out.push((a, b));
            }
        }
    }
    out
}

/// Whether two names stand in one 分目, and neither as an honour.
fn one_matter(book: &Book<'_>, one: &[&Fact], other: &[&Fact]) -> bool {
    let section = |fact: &&Fact| {
        let reading = book.reading(fact.reading)?;
        book.block(reading.block)?.section
    };
    let plain = one.iter().chain(other).all(|fact| fact.group == NAMED);
    plain && one.iter().any(|a| section(a).is_some() && other.iter().any(|b| section(a) == section(b)))
}

/// The text between two places of one paragraph.
fn text_between<'b>(book: &'b Book<'_>, a: &Fact, b: &Fact) -> &'b str {
    let (from, to) = (a.span.end.min(b.span.end), a.span.start.max(b.span.start));
    book.reading(a.reading).and_then(|r| r.text.get(from as usize..to as usize)).unwrap_or_default()
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    let mut told: BTreeSet<(ReadingId, u32)> = BTreeSet::new();
    for facts in Fact::by_key(facts).into_values() {
        let mut named: Vec<(&str, Vec<&Fact>)> = Vec::new();
        for fact in facts {
            match named.iter().position(|(name, _)| *name == fact.value.as_str()) {
                Some(at) => named[at].1.push(fact),
                None if named.len() < MOST => named.push((fact.value.as_str(), vec![fact])),
                None => {}
            }
        }
        let letters: Vec<Vec<char>> = named.iter().map(|(name, _)| name.chars().collect()).collect();
        let alike = one_apart(&letters);
        for (a, b) in near(&letters) {
            let (Some(one), Some(two)) = (named.get(a), named.get(b)) else { continue };
            if !alike.contains(&(a, b)) && !one_matter(cx.book, &one.1, &two.1) {
                continue;
            }
            let other = one.0.chars().zip(two.0.chars()).find(|(x, y)| x != y);
            // 东片区 and 西片区, 第一 and 第二 are two things.
            let apart = other.is_none_or(|(x, y)| TELLING_APART.contains(&x) && TELLING_APART.contains(&y));
            if apart || one.0.chars().count() != two.0.chars().count() {
                continue;
            }
            // The rarer, or the later, is the one to ask about.
            let (odd, known) = if one.1.len() < two.1.len() { (one, two) } else { (two, one) };
            let (Some(odd), Some(known)) = (odd.1.first(), known.1.first()) else { continue };
            // In one paragraph two names are two things, unless they are long and stand in two sentences.
            let between = || text_between(cx.book, odd, known);
            if odd.reading == known.reading
                && (letters.get(a).is_none_or(|name| name.len() < LONG) || !between().contains('。'))
            {
                continue;
            }
            if !told.insert((odd.reading, odd.span.start)) {
                continue;
            }
            let finding = Finding::new(odd.place(), Confidence::Likely)
                .arg(card::args::FOUND, odd.value.as_str())
                .arg(card::args::OTHER, known.value.as_str())
                .labelled_facts(&[*known], card::labels::OTHER);
            cx.push(finding);
        }
    }
}
