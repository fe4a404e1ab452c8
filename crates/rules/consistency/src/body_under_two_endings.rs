//! One body under two endings: 市农业综合行政执法支队, 市农业综合行政执法大队.

use std::collections::BTreeMap;

use kanwu_plugin::book::ReadingId;
use kanwu_plugin::index::names::NameKind;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule, Span};

use crate::card::body_under_two_endings as card;
use crate::table::organisations::{ENDINGS, LEVELS_BEFORE, NOT_A_LEVEL};

/// See the card.
pub const RULE: Rule = Rule::names(card::NAME, judge);

/// What a body is named after has so many characters, the level of its place included.
const ENOUGH: usize = 5;

/// So many characters in, the level of a place may stand: 清河市.
const PLACE: usize = 3;

type At = (ReadingId, Span);

fn judge(cx: &mut BookContext<'_>) {
    let names = cx.index.names();
    let mut bodies: BTreeMap<(usize, &str), BTreeMap<&str, Vec<At>>> = BTreeMap::new();
    for mention in names.mentions().iter().filter(|m| m.kind == NameKind::Body && !m.own.is_empty()) {
        let span = Span::new(mention.own.start, mention.run.end);
        let name = of_level(names.text(mention.reading, span));
        let Some((name, (group, ending))) = name.and_then(|name| Some((name, ending_of(name)?))) else {
            continue;
        };
        let Some(stem) = name.strip_suffix(ending).filter(|stem| stem.chars().count() >= ENOUGH) else {
            continue;
        };
        let at = (mention.reading, Span::new(span.end - name.len() as u32, span.end));
        bodies.entry((group, stem)).or_default().entry(ending).or_default().push(at);
    }
    let mut findings = Vec::new();
    for ((_, stem), endings) in bodies {
        let mut forms: Vec<(&str, Vec<At>)> = endings.into_iter().collect();
        let place = |places: &[At]| places.first().map(|(reading, span)| (*reading, span.start));
        forms.sort_by_key(|(_, places)| (places.len(), std::cmp::Reverse(place(places))));
        // Two that stand in one paragraph, or both in several places, are two bodies.
        let [(odd, odd_at), (known, known_at)] = forms.as_slice() else { continue };
        let ([here], Some(there)) = (odd_at.as_slice(), known_at.first()) else { continue };
        if known_at.iter().any(|(reading, _)| *reading == here.0) {
            continue;
        }
        let finding = Finding::new(Place::Reading(here.0, here.1), Confidence::Likely)
            .arg(card::args::FOUND, format!("{stem}{odd}"))
            .arg(card::args::OTHER, format!("{stem}{known}"))
            .labelled(Place::Reading(there.0, there.1), card::labels::OTHER);
        findings.push(((here.0, here.1.start), finding));
    }
    findings.sort_by_key(|(at, _)| *at);
    findings.into_iter().for_each(|(_, finding)| cx.push(finding));
}

/// A name from the level of its place on: 市农业综合行政执法支队 of 清河市农业综合行政执法支队.
fn of_level(name: &str) -> Option<&str> {
    let level = |(at, c): &(usize, char)| {
        LEVELS_BEFORE.contains(c)
            && !NOT_A_LEVEL.iter().any(|word| name.get(*at..).is_some_and(|n| n.starts_with(word)))
    };
    let (at, _) = name.char_indices().take(PLACE + 1).find(level)?;
    name.get(at..)
}

/// The ending of a name that others of its row may stand for, and the number of the row.
fn ending_of(name: &str) -> Option<(usize, &'static str)> {
    let of_row = |(n, row): (usize, &'static crate::table::organisations::EndingsRow)| {
        row.words
            .iter()
            .copied()
            .filter(|word| name.ends_with(word))
            .max_by_key(|word| word.len())
            .map(|word| (n, word))
    };
    ENDINGS.iter().enumerate().find_map(of_row)
}
