//! 类目 in the editorial spec in another order than in the book.

use kanwu_plugin::book::normal;
use kanwu_plugin::{BookContext, Confidence, Finding, Location, Place, Reads, Rule};

use crate::card::category_order_differs as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let titles: Vec<String> = book.categories.iter().map(|c| normal(&c.title)).collect();
    let listed = &book.spec.categories;
    let places: Option<Vec<usize>> =
        listed.iter().map(|s| titles.iter().position(|t| *t == normal(&s.value))).collect();
    // Only where all names are those of the book, each once.
    let Some(places) = places.filter(|p| p.len() > 2) else { return };
    let Some(fall) = places.windows(2).position(|w| w[1] < w[0]) else { return };
    let (Some(before), Some(here)) = (listed.get(fall), listed.get(fall + 1)) else { return };
    let (Some(from), Some(to)) = (before.at, here.at) else { return };
    if from.source != to.source {
        return;
    }
    let at = Location::new(from.source, from.span.join(to.span));
    let mut finding = Finding::new(Place::Source(at), Confidence::Likely)
        .arg(card::args::FIRST, before.value.as_str())
        .arg(card::args::SECOND, here.value.as_str());
    if let Some(category) = book.categories.get(places[fall + 1]) {
        finding = finding.labelled(Place::Source(category.at), card::labels::IN_BODY);
    }
    cx.push(finding);
}
