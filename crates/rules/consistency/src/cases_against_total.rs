//! Cases taken in and cases closed, kind by kind, against their totals: where one column adds up, the
//! other must.

use kanwu_plugin::context::has_any;
use kanwu_plugin::reading::figure::Figure;
use kanwu_plugin::{
    BookContext, Confidence, Fact, FactValue, Finding, LocalContext, Place, Rule, Span, Trigger, Triggers,
};
use rust_decimal::Decimal;

use crate::card::cases_against_total as card;
use crate::table::cases::{ALL, CASE, CLOSED, TAKEN};

/// See the card.
pub const RULE: Rule = Rule::survey(card::NAME, Triggers::terms(TAKEN), collect, judge);

/// Characters between the word and its number, and between the two numbers.
const NEAR: usize = 14;

/// Facts: a kind of cases.
const PART: &str = "part";

/// Facts: cases of all kinds.
const TOTAL: &str = "total";

/// So many kinds there must be besides the total.
const ENOUGH: usize = 3;

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, word) = trigger else { return };
    let paragraph = cx.paragraph();
    let next = paragraph.items.partition_point(|item| item.span().start < word.end);
    let (Some(taken), Some(closed)) = (paragraph.quantity(next), paragraph.quantity(next + 1)) else {
        return;
    };
    let name = paragraph.of(Span::new(word.end, taken.span.start));
    let link = paragraph.between(next, next + 1);
    let near = |text: &str| text.chars().count() <= NEAR && !text.contains(['。', '；']);
    let plain = near(name) && near(link) && of_a_kind(name) && has_any(link, CLOSED);
    if !plain || !taken.same_unit(closed) || Figure::of(taken).is_none() || Figure::of(closed).is_none() {
        return;
    }
    let value = FactValue::Two(taken.number.value, closed.number.value);
    cx.fact(if has_any(name, ALL) { TOTAL } else { PART }, "", value, taken.span.join(closed.span));
}

/// Whether cases are named by their kind: not 某法庭受理案件30件, which are in the kinds already.
fn of_a_kind(name: &str) -> bool {
    CASE.iter()
        .find_map(|case| name.find(case))
        .is_some_and(|at| !name.get(..at).unwrap_or_default().trim().is_empty())
}

/// The cases of one place.
struct Cases<'f> {
    fact: &'f Fact,
    taken: Decimal,
    closed: Decimal,
}

impl<'f> Cases<'f> {
    fn of(fact: &'f Fact) -> Option<Cases<'f>> {
        match fact.value {
            FactValue::Two(taken, closed) => Some(Cases { fact, taken, closed }),
            _ => None,
        }
    }
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    let section = |fact: &Fact| {
        let reading = cx.book.reading(fact.reading)?;
        cx.book.block(reading.block)?.section
    };
    for (_, facts) in Fact::grouped(facts.iter().filter(|fact| section(fact).is_some()), section) {
        let (totals, parts): (Vec<&Fact>, Vec<&Fact>) = facts.into_iter().partition(|f| f.group == TOTAL);
        let parts: Vec<Cases<'_>> = parts.into_iter().filter_map(Cases::of).collect();
        if let ([total], true) = (totals.as_slice(), parts.len() >= ENOUGH)
            && let Some(total) = Cases::of(total)
        {
            compare(cx, &total, &parts);
        }
    }
}

fn compare(cx: &mut BookContext<'_>, total: &Cases<'_>, parts: &[Cases<'_>]) {
    let taken: Decimal = parts.iter().map(|part| part.taken).sum();
    let closed: Decimal = parts.iter().map(|part| part.closed).sum();
    let (found, want, other) = match (taken == total.taken, closed == total.closed) {
        (true, false) => (total.closed, closed, total.taken),
        (false, true) => (total.taken, taken, total.closed),
        _ => return,
    };
    let facts: Vec<&Fact> = parts.iter().map(|part| part.fact).collect();
    let finding = Finding::new(place_of(cx, total.fact, found), Confidence::Likely)
        .arg(card::args::FOUND, found)
        .arg(card::args::WANT, want)
        .arg(card::args::OTHER, other)
        .labelled_facts(&facts, card::labels::KIND);
    cx.push(finding);
}

/// The place of a number among the words of a fact.
fn place_of(cx: &BookContext<'_>, fact: &Fact, number: Decimal) -> Place {
    let digits = number.to_string();
    let text = cx.book.reading(fact.reading).map_or("", |reading| fact.span.of_text(&reading.text));
    let span = text.find(&digits).map(|at| {
        let from = fact.span.start + at as u32;
        Span::new(from, from + digits.len() as u32)
    });
    Place::Reading(fact.reading, span.unwrap_or(fact.span))
}
