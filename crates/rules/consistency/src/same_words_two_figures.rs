//! One statement with two figures: figures of one thing and one time that have the same digits in another order.

use std::collections::BTreeMap;

use kanwu_plugin::book::Book;
use kanwu_plugin::context::{ends_any, has_any, tail};
use kanwu_plugin::index::facts::{Observation, Origin, Qualifier, plain};
use kanwu_plugin::{BookContext, Confidence, Finding, Rule};

use crate::card::same_words_two_figures as card;
use crate::one_thing::in_prose;
use crate::table::fact_words::{GENERIC, WHOLE};
use crate::table::stocks::STOCKS;
use crate::told_at::told_at;

/// See the card.
pub const RULE: Rule = Rule::facts(card::NAME, judge);

/// Of figures with the same digits so many are compared with each other.
const MOST: usize = 48;

/// A name of so many characters tells what a figure of the whole place is of.
const NAME: usize = 4;

/// Figures of so many digits are compared where they are near.
const DIGITS: u8 = 3;

/// They are near within so many parts of a hundred.
const NEAR: u32 = 5;

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
            findings.push(asked(book, first, second));
        }
    }
    near_values(cx, &mut findings);
    findings.into_iter().for_each(|finding| cx.push(finding));
}

/// Asks about the second of two figures of one thing.
fn asked(book: &Book<'_>, first: &Observation, second: &Observation) -> Finding {
    Finding::new(told_at(second), Confidence::Likely)
        .arg(card::args::WORDS, tail(second.before(book).trim(), WORDS))
        .arg(card::args::FOUND, second.printed(book))
        .arg(card::args::OTHER, first.printed(book))
        .labelled(told_at(first), card::labels::OTHER)
}

/// Figures of the whole place under one name, near each other: 全县粮食总产量21.8万吨 and 21.3万吨. Each group is asked about
/// once.
fn near_values(cx: &BookContext<'_>, findings: &mut Vec<Finding>) {
    let book = cx.book;
    let mut groups: BTreeMap<(&str, String), Vec<&Observation>> = BTreeMap::new();
    for told in cx.index.facts().all() {
        let before = told.before(book);
        let telling = told.qualifier == Qualifier::Actual
            && told.significant() >= DIGITS
            && has_any(before, WHOLE)
            && told.after(book).trim().is_empty();
        if telling {
            groups.entry((told.unit, plain(before))).or_default().push(told);
        }
    }
    for ((_, name), group) in groups {
        if name.chars().count() < NAME || ends_any(&name, GENERIC) || group.len() > MOST {
            continue;
        }
        // Where both years are known, 一事两数 has compared them.
        let compared = ends_any(&name, STOCKS);
        let pair = group.iter().enumerate().find_map(|(i, second)| {
            let differs = |first: &&&Observation| {
                let reprinted = first.verbatim && second.verbatim;
                let looked_at = compared && first.period == second.period;
                let near = first.is_within(second, NEAR) && !first.agrees(second);
                near && !reprinted
                    && !looked_at
                    && first.digits() != second.digits()
                    && in_prose(book, first, second, DIGITS)
            };
            group.get(..i)?.iter().find(differs).map(|first| (*first, *second))
        });
        let Some((first, second)) = pair else { continue };
        findings.push(asked(book, first, second));
    }
}
