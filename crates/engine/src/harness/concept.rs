//! Examples of single concepts: each `bad` must be found by the card exactly where it is marked; each `good` must be
//! silent.

use kanwu_card::{Card, mark};

use super::Failure;
use super::pattern::{lacking, places};
use crate::Registry;

/// Checks the examples of a card's concepts; `registry` holds the card.
pub(super) fn check(registry: &Registry, card: &Card) -> Vec<Failure> {
    let mut out = Vec::new();
    for (i, concept) in card.concept.iter().enumerate() {
        let mut fail = |text: &str, problem: String| {
            let problem = format!("concept {}: {problem}", i + 1);
            out.push(Failure { rule: card.name.clone(), text: text.to_owned(), problem });
        };
        for bad in &concept.bad {
            let marked = mark(&bad.text);
            let found = places(registry, card, bad, &marked.text);
            if let Some(name) = lacking(registry, card, bad, &marked.text) {
                fail(&bad.text, format!("the message has no value for `{name}`"));
            }
            if found != marked.main {
                let of = |(from, to): &(usize, usize)| marked.text.get(*from..*to);
                let texts: Vec<&str> = found.iter().filter_map(of).collect();
                fail(&bad.text, format!("found {texts:?} {found:?}, marked are {:?}", marked.main));
            }
        }
        for good in &concept.good {
            let found = places(registry, card, good, &good.text);
            if let Some((from, to)) = found.first() {
                fail(&good.text, format!("found at `{}`", good.text.get(*from..*to).unwrap_or_default()));
            }
        }
    }
    out
}
