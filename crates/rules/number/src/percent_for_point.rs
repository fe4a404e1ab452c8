//! 破案率上升7.8%: a difference of rates in per cent, for 7.8个百分点.

use kanwu_plugin::context::ends_any;
use kanwu_plugin::reading::Item;
use kanwu_plugin::text::han;
use kanwu_plugin::{
    Confidence, Finding, ItemFlag, LocalContext, Paragraph, Place, Rule, Span, Trigger, Triggers,
};
use rust_decimal::Decimal;

use crate::card::percent_for_point as card;
use crate::change::{after_mark, is_change, rises};
use crate::table::{change_words, rate_words};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Percent]), check);

/// What is to be written for `%`.
const POINTS: &str = "个百分点";

/// A change as large as this, or one that takes more bytes, is seldom a difference of rates.
const LARGE: i64 = 60;
const LONG: usize = 7;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let Some(quantity) = paragraph.quantity(i).filter(|q| q.unit_key() == "percent") else { return };
    if quantity.unit.is_none() || quantity.range.is_some() {
        return;
    }
    // 3.5%个百分点 is another's.
    if paragraph.after(quantity.span.end).starts_with(POINTS) {
        return;
    }
    let before = paragraph.before(quantity.span.start).trim_end().trim_end_matches(han::PERFECT);
    let Some(compared) = change_words::RATE_CHANGE.iter().find_map(|w| before.strip_suffix(w)) else {
        return;
    };
    if is_difference(paragraph, i) {
        report(cx, i, Confidence::Likely);
        return;
    }
    let name = before_value(cx, i, without_comparison(compared.trim_end()));
    if !ends_any(name, rate_words::RATE_END) {
        return;
    }
    let doubtful = ends_any(name, rate_words::COUNT_LIKE)
        || paragraph.of(quantity.span).len() > LONG
        || quantity.number.value >= Decimal::from(LARGE);
    let confidence = if doubtful { Confidence::Guess } else { Confidence::Likely };
    report(cx, i, confidence);
}

fn report(cx: &mut LocalContext<'_>, i: usize, confidence: Confidence) {
    let paragraph = cx.paragraph();
    let Some(quantity) = paragraph.quantity(i) else { return };
    let Some(unit) = quantity.unit.as_ref() else { return };
    let span = Span::new(quantity.number.span.start, unit.span.end);
    let finding = Finding::new(Place::Here(span), confidence)
        .arg(card::args::FOUND, paragraph.of(span))
        .arg(card::args::WANT, format!("{}{POINTS}", paragraph.of(quantity.number.span)))
        .fix(unit.span, POINTS);
    cx.push(finding);
}

/// `text` without 同比, 比上年 and the like at its end.
fn without_comparison(text: &str) -> &str {
    let mut text = text;
    while let Some(rest) = change_words::RATE_AGAINST.iter().find_map(|w| text.strip_suffix(w)) {
        text = rest.trim_end();
    }
    text
}

/// 破案率48.4%，同比上升7.8%: the name of the rate stands before its value. `text` where no value stands between.
fn before_value<'t>(cx: &LocalContext<'t>, i: usize, text: &'t str) -> &'t str {
    let paragraph = cx.paragraph();
    let stated = text.strip_suffix('，').map(str::trim_end);
    let previous = i.checked_sub(1).and_then(|at| paragraph.items.get(at));
    match (stated, previous) {
        (Some(clause), Some(Item::Quantity(value)))
            if value.span.end as usize == clause.len() && value.unit_key() == "percent" =>
        {
            let before = paragraph.before(value.span.start).trim_end();
            before.trim_end_matches(change_words::BEFORE_LEVEL).trim_end()
        }
        _ => text,
    }
}

/// 由52.1%升至55.4%，提高3.3%: whether the quantity is the difference of the two rates before it.
fn is_difference(paragraph: &Paragraph<'_>, i: usize) -> bool {
    let rate = |at: usize| paragraph.quantity(at).filter(|q| q.unit_key() == "percent");
    let Some(to_at) = paragraph.item_before(i) else { return false };
    let Some(from_at) = paragraph.item_before(to_at) else { return false };
    let (Some(from), Some(to), Some(change)) = (rate(from_at), rate(to_at), rate(i)) else { return false };
    let difference = to.number.value.checked_sub(from.number.value).map(|d| d.abs());
    is_change(paragraph, from, to)
        && rises(after_mark(paragraph.between(to_at, i))).is_some()
        && difference == Some(change.number.value)
}
