//! Examples of single concepts: each `bad` must be found by the card exactly where it is marked; each `good` must be
//! silent.

use kanwu_card::{Card, mark};

use super::pattern::{lacking, places};
use super::{ExampleFault, Failure};
use crate::Registry;

/// Checks the examples of a card's concepts; `registry` holds the card.
pub(super) fn check(registry: &Registry, card: &Card) -> Vec<Failure> {
    let mut out = Vec::new();
    for concept in &card.concept {
        let mut fail = |text: &str, fault: ExampleFault| {
            out.push(Failure { rule: card.name.clone(), text: text.to_owned(), fault });
        };
        for bad in &concept.bad {
            let marked = mark(&bad.text);
            let found = places(registry, card, bad, &marked.text);
            if let Some(name) = lacking(registry, card, bad, &marked.text) {
                fail(&bad.text, ExampleFault::NoValue(name));
            }
            if let Some(fault) = ExampleFault::of_places(&marked.text, &found, &marked.main) {
                fail(&bad.text, fault);
            }
        }
        for good in &concept.good {
            let found = places(registry, card, good, &good.text);
            if let Some((from, to)) = found.first() {
                let text = good.text.get(*from..*to).unwrap_or_default();
                fail(&good.text, ExampleFault::Accused(text.to_owned()));
            }
        }
    }
    out
}
