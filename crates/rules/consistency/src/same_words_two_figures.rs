//! One statement with two figures: figures of one thing and one time that have the same digits in another order.

use kanwu_plugin::context::tail;
use kanwu_plugin::index::facts::{Observation, Origin};
use kanwu_plugin::{BookContext, Confidence, Finding, Rule};

use crate::card::same_words_two_figures as card;
use crate::one_thing::in_prose;
use crate::told_at::told_at;

/// See the card.
pub const RULE: Rule = Rule::index(card::NAME, judge);

/// Of figures with the same digits so many are compared with each other.
const MOST: usize = 48;

/// Characters of the words before a figure that the message shows.
const WORDS: usize = 24;

fn judge(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let mut findings = Vec::new();
    for group in cx.index.facts().alike_in_digits() {
        let prose: Vec<&Observation> =
            group.into_iter().filter(|o| matches!(o.origin, Origin::Prose { .. })).take(MOST).collect();
        let mut told: Vec<&Observation> = Vec::new();
        for (i, second) in prose.iter().enumerate() {
            let differs = |first: &&&Observation| {
                first.figure.value != second.figure.value
                    && !first.agrees(second)
                    && !(first.verbatim && second.verbatim)
                    && in_prose(book, first, second, first.significant().max(second.significant()))
            };
            let Some(first) = prose.get(..i).unwrap_or_default().iter().find(differs) else { continue };
            // One thing told in many places is asked about once.
            if told.iter().any(|at| at.figure.value == second.figure.value) {
                continue;
            }
            told.push(second);
            let finding = Finding::new(told_at(second), Confidence::Likely)
                .arg(card::args::WORDS, tail(second.before(book).trim(), WORDS))
                .arg(card::args::FOUND, second.printed(book))
                .arg(card::args::OTHER, first.printed(book))
                .labelled(told_at(first), card::labels::OTHER);
            findings.push(finding);
        }
    }
    findings.into_iter().for_each(|finding| cx.push(finding));
}
