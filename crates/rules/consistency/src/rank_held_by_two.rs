//! 青石镇工业总产值居全区第一位, 东湖街道工业总产值居全区第一位: one rank that two hold.

use std::collections::BTreeMap;

use kanwu_plugin::context::has_any;
use kanwu_plugin::index::facts::{Observation, RANK};
use kanwu_plugin::{BookContext, Confidence, Finding, Rule};

use crate::card::rank_held_by_two as card;
use crate::rank::ranked;
use crate::table::fact_words::{SHARED_RANKS, WHOLE};
use crate::told_at::told_at;

/// See the card.
pub const RULE: Rule = Rule::facts(card::NAME, judge);

/// What is ranked is told in so many characters.
const ENOUGH: usize = 3;

/// A rank that more hold is one of classes.
const MOST: usize = 4;

/// Who holds a rank, and the fact that tells it.
type Holder<'b> = (&'b str, &'b Observation);

fn judge(cx: &mut BookContext<'_>) {
    let book = cx.book;
    // By scope, indicator and rank.
    let mut groups: BTreeMap<(&str, String, String), Vec<Holder<'_>>> = BTreeMap::new();
    for fact in cx.index.facts().all().iter().filter(|fact| fact.unit == RANK) {
        let Some(told) = ranked(book, fact) else { continue };
        let Some(body) = told.body else { continue };
        let shared = has_any(told.sentence, SHARED_RANKS);
        let Some((_, indicator)) = told.subject.split_once(body) else { continue };
        if !shared && indicator.chars().count() >= ENOUGH && !has_any(body, WHOLE) {
            let key = (told.scope, indicator.to_owned(), fact.figure.value.to_string());
            groups.entry(key).or_default().push((body, fact));
        }
    }
    let mut findings = Vec::new();
    for ((scope, indicator, _), group) in groups {
        if group.len() > MOST {
            continue;
        }
        let pair = group.iter().enumerate().find_map(|(i, (body, second))| {
            let other = group.get(..i)?.iter().find(|(other, first)| {
                !other.ends_with(body) && !body.ends_with(other) && first.period.meets(second.period)
            })?;
            Some((*other, (*body, *second)))
        });
        let Some(((holder, first), (body, second))) = pair else { continue };
        let finding = Finding::new(told_at(second), Confidence::Likely)
            .arg(card::args::SUBJECT, indicator.as_str())
            .arg(card::args::RANK, format!("{scope}{}", second.printed(book)))
            .arg(card::args::FOUND, body)
            .arg(card::args::OTHER, holder)
            .labelled(told_at(first), card::labels::OTHER);
        findings.push(finding);
    }
    findings.into_iter().for_each(|finding| cx.push(finding));
}
