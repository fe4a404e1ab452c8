//! Examples of single patterns: each `bad` must be found by its pattern alone, and by its card exactly where it is
//! marked; each `good` must be silent for the whole card.

use kanwu_card::{Card, Example, Pattern, mark};

use super::{ExampleFault, Failure, Stage, apply, diagnose};
use crate::Registry;

/// Checks the examples of a card's patterns; `registry` holds the card.
pub(super) fn check(registry: &Registry, card: &Card) -> Vec<Failure> {
    let mut out = Vec::new();
    for pattern in &card.pattern {
        let mut fail = |example: &Example, fault: ExampleFault| {
            out.push(Failure { rule: card.name.clone(), text: example.text.clone(), fault });
        };
        if pattern.bad.is_empty() && pattern.good.is_empty() {
            continue;
        }
        let Some(alone) = Registry::of_one(alone(card, pattern)) else { continue };
        for bad in &pattern.bad {
            let marked = mark(&bad.text);
            let alone = places(&alone, card, bad, &marked.text);
            let found = places(registry, card, bad, &marked.text);
            // By its pattern alone, and by the card.
            let faults =
                [&alone, &found].map(|found| ExampleFault::of_places(&marked.text, found, &marked.main));
            if let Some(fault) = faults.into_iter().flatten().next() {
                fail(bad, fault);
            }
            if let Some(name) = lacking(registry, card, bad, &marked.text) {
                fail(bad, ExampleFault::NoValue(name));
            }
            if let Some(fixed) = fixed(pattern, bad) {
                let got = apply(registry, &card.name, &marked.text, Stage::of(bad));
                if got != fixed {
                    fail(bad, ExampleFault::Fixed { got, want: fixed.clone() });
                }
                if !places(registry, card, bad, &fixed).is_empty() {
                    fail(bad, ExampleFault::FoundAgain(fixed));
                }
            }
        }
        for good in &pattern.good {
            let found = places(registry, card, good, &good.text);
            if let Some((from, to)) = found.first() {
                let text = good.text.get(*from..*to).unwrap_or_default();
                fail(good, ExampleFault::Accused(text.to_owned()));
            }
        }
    }
    out
}

/// Where the card finds something in `text`, which stands where the example does.
pub(super) fn places(registry: &Registry, card: &Card, example: &Example, text: &str) -> Vec<(usize, usize)> {
    let found = diagnose(registry, &card.name, text, Stage::of(example));
    found.iter().map(|hit| (hit.at.start, hit.at.end)).collect()
}

/// A name that the message of a finding asks for in vain.
pub(super) fn lacking(registry: &Registry, card: &Card, example: &Example, text: &str) -> Option<String> {
    let found = diagnose(registry, &card.name, text, Stage::of(example));
    found.into_iter().find_map(|hit| hit.lacking)
}

/// The card with one pattern only.
fn alone(card: &Card, pattern: &Pattern) -> Card {
    let (replace, confused, wrong) = Default::default();
    Card { pattern: vec![pattern.clone()], replace, confused, wrong, ..card.clone() }
}

/// The example corrected: as it says itself, or with what the pattern writes for each mark.
fn fixed(pattern: &Pattern, bad: &Example) -> Option<String> {
    let marked = mark(&bad.text);
    let mut out = marked.text;
    for (from, to) in marked.main.iter().rev() {
        let Some(right) = pattern.right_form(out.get(*from..*to).unwrap_or_default()) else {
            return bad.fixed.clone();
        };
        out.replace_range(*from..*to, &right);
    }
    Some(out)
}
