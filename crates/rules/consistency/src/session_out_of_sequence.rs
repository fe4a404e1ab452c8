//! 第十四届……第十五届……第十七届……第十七届: one of several sessions, told in order, that is out of it.

use kanwu_plugin::context::sentence_start;
use kanwu_plugin::reading::Item;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Place, Rule, Span, Trigger, Triggers};
use rust_decimal::prelude::ToPrimitive;

use crate::card::session_out_of_sequence as card;
use crate::table::reckoning::ORDERED;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Ordinal]), check);

/// So many make a sequence.
const ENOUGH: usize = 4;

/// No sequence is longer.
const MOST: usize = 24;

/// Bytes between two of a sequence.
const APART: u32 = 240;

/// The trigger is the first of the sequence.
fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(first) = trigger else { return };
    let paragraph = cx.paragraph();
    let ordinal = |i: usize| match paragraph.items.get(i) {
        Some(Item::Ordinal(ordinal)) => {
            let word = ordinal.classifier.map(|word| paragraph.of(word))?;
            let number = ordinal.number.value.to_i64()?;
            ORDERED.contains(&word).then_some((number, word, ordinal.span))
        }
        _ => None,
    };
    let Some((_, kind, opens)) = ordinal(first) else { return };
    let start = sentence_start(paragraph, opens.start);
    let same = |i: usize| ordinal(i).filter(|(_, word, span)| *word == kind && span.start >= start);
    let earlier = (first.saturating_sub(MOST)..first).rev().any(|i| same(i).is_some());
    if earlier {
        return;
    }
    let mut told: Vec<(i64, Span)> = Vec::new();
    for i in first..(first + 2 * MOST).min(paragraph.items.len()) {
        let Some((number, _, span)) = same(i) else { continue };
        if sentence_start(paragraph, span.start) != start
            || told.last().is_some_and(|(_, last)| span.start - last.end > APART)
        {
            break;
        }
        told.push((number, span));
    }
    if told.len() < ENOUGH {
        return;
    }
    let Some((base, _)) = told.first() else { return };
    let base = *base;
    let wrong: Vec<usize> =
        (0..told.len()).filter(|n| told.get(*n).is_some_and(|t| t.0 != base + *n as i64)).collect();
    // Each is told once, in order: only then one that differs is a slip.
    let [at] = wrong.as_slice() else { return };
    let Some((_, span)) = told.get(*at).copied() else { return };
    let mut finding = Finding::likely(span)
        .arg(card::args::FOUND, paragraph.of(span))
        .arg(card::args::WANT, base + *at as i64);
    if let Some((_, before)) = at.checked_sub(1).and_then(|n| told.get(n)) {
        finding = finding.labelled(Place::Here(*before), card::labels::BEFORE);
    }
    cx.push(finding);
}
