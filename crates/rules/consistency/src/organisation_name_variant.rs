//! One organisation whose name stands in two ways.

mod company;
mod office;

use std::collections::BTreeSet;

use kanwu_plugin::book::ReadingId;
use kanwu_plugin::index::names::{self, NameKind};
use kanwu_plugin::{BookContext, Confidence, Fact, Finding, Place, Rule, Span};

use crate::card::organisation_name_variant as card;
use crate::rare_form::{self, Said};

/// See the card.
pub const RULE: Rule = Rule::names(card::NAME, judge);

fn judge(cx: &mut BookContext<'_>) {
    let names = cx.index.names();
    let of = |kind: NameKind| names.mentions().iter().filter(move |mention| mention.kind == kind);
    let companies: Vec<Fact> = of(NameKind::Firm).filter_map(|m| company::fact(names, m)).collect();
    let offices: Vec<Fact> = of(NameKind::Body).filter_map(|m| office::fact(cx.book, m)).collect();
    let companies = company::judge(&companies.iter().collect::<Vec<_>>());
    let offices = office::judge(&offices.iter().collect::<Vec<_>>());
    // Where a name ends that is asked about already.
    let mut told: BTreeSet<(ReadingId, u32)> = BTreeSet::new();
    for pair in companies.iter().chain(&offices) {
        told.extend(pair.found.facts.iter().map(|(fact, span)| (fact.reading, span.end)));
        report(cx, pair);
    }
    for pair in names.pairs().iter().filter(|pair| pair.doubtful && is_organisation(pair)) {
        for (reading, span) in &pair.odd.places {
            if told.insert((*reading, span.end)) {
                report_near(cx, pair, *reading, *span);
            }
        }
    }
}

fn is_organisation(pair: &names::Pair) -> bool {
    matches!(pair.kind, NameKind::Firm | NameKind::Body)
}

fn report_near(cx: &mut BookContext<'_>, pair: &names::Pair, reading: ReadingId, span: Span) {
    let said = Said {
        found: card::args::FOUND,
        known: card::args::WANT,
        count: card::args::COUNT,
        place: card::labels::OTHER_NAME,
        settled: card::variants::SETTLED,
    };
    rare_form::report(cx, pair, Place::Reading(reading, span), said);
}

/// A name, and the places where it stands.
#[derive(Clone, Debug)]
struct Name<'f> {
    chars: Vec<char>,
    facts: Vec<(&'f Fact, Span)>,
}

impl Name<'_> {
    fn text(&self) -> String {
        self.chars.iter().collect()
    }

    /// Whether both stand in one paragraph.
    fn together(&self, other: &Name<'_>) -> bool {
        self.within(other, 0)
    }

    /// Whether both stand in one paragraph or in rows near each other, where they are kept apart on purpose.
    fn beside(&self, other: &Name<'_>) -> bool {
        self.within(other, 3)
    }

    /// Whether the two stand somewhere no more than so many paragraphs apart. Facts are in order.
    fn within(&self, other: &Name<'_>, apart: u32) -> bool {
        let near = |(f, _): &(&Fact, Span)| {
            let from = other.facts.partition_point(|(g, _)| g.reading.0 + apart < f.reading.0);
            other.facts.get(from).is_some_and(|(g, _)| g.reading.0 <= f.reading.0 + apart)
        };
        self.facts.iter().any(near)
    }

    /// Where the name stands nearest to a paragraph; of two places the first.
    fn nearest(&self, reading: ReadingId) -> Option<&(&Fact, Span)> {
        let next = self.facts.partition_point(|(f, _)| f.reading < reading);
        let before = next.checked_sub(1).and_then(|i| self.facts.get(i)).map(|(f, _)| f.reading);
        let before = before.map(|last| self.facts.partition_point(|(f, _)| f.reading < last));
        let places = before.into_iter().chain([next]).filter_map(|i| self.facts.get(i));
        places.min_by_key(|(f, _)| f.reading.0.abs_diff(reading.0))
    }
}

/// A name to be asked about, and the name that stands elsewhere.
struct Pair<'f> {
    found: Name<'f>,
    want: Name<'f>,
}

fn report(cx: &mut BookContext<'_>, pair: &Pair<'_>) {
    for (fact, span) in &pair.found.facts {
        let Some((other, there)) = pair.want.nearest(fact.reading) else { continue };
        let finding = Finding::new(Place::Reading(fact.reading, *span), Confidence::Likely)
            .arg(card::args::FOUND, pair.found.text())
            .arg(card::args::WANT, pair.want.text())
            .arg(card::args::COUNT, pair.want.facts.len())
            .labelled(Place::Reading(other.reading, *there), card::labels::OTHER_NAME);
        cx.push(finding);
    }
}
