//! One organisation whose name stands in two ways.

mod company;
mod office;

use kanwu_plugin::book::ReadingId;
use kanwu_plugin::{
    BookContext, Confidence, Fact, Finding, LocalContext, Place, Rule, Span, Trigger, Triggers,
};

use crate::card::organisation_name_variant as card;

/// See the card.
pub const RULE: Rule = Rule::survey(card::NAME, Triggers::terms(&TERMS), collect, judge);

/// What names of organisations end with.
const TERMS: [&str; 4] = [company::LIMITED, company::LIABILITY, office::BUREAU, office::COMMITTEE];

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(n, span) = trigger else { return };
    match TERMS.get(n) {
        Some(&(company::LIMITED | company::LIABILITY)) => company::collect(cx, span),
        Some(ending) => office::collect(cx, ending, span),
        None => {}
    }
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    let of = |group: &str| facts.iter().filter(|f| f.group == group).collect::<Vec<_>>();
    for pair in company::judge(&of(company::GROUP)).into_iter().chain(office::judge(&of(office::GROUP))) {
        report(cx, &pair);
    }
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
