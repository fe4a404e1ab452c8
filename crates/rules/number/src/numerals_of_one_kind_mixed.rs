//! 企业八家，其中外资3家: things of one kind counted in Han numerals beside digits.

use kanwu_plugin::context::{ends_any, starts_any};
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::numeral::NumberForm;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::{
    Confidence, Finding, ItemFlag, LocalContext, Paragraph, Place, Rule, Span, Trigger, Triggers,
};
use rust_decimal::Decimal;

use crate::card::numerals_of_one_kind_mixed as card;
use crate::quantity_form::{is_exact, measure_word};
use crate::table::counted_things as words;
use crate::triggered;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Han]), check);

/// Below this Han numerals are common.
const SMALLEST: i64 = 3;

/// A number in digits as near as this, in bytes, is seen together with the one in Han numerals.
const NEAR: u32 = 150;

/// So many items on either side are looked at, so that time stays linear.
const AROUND: usize = 200;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Some(quantity) = triggered::quantity(cx, trigger) else { return };
    let paragraph = cx.paragraph();
    let Some(unit) = measure_word(quantity) else { return };
    let number = &quantity.number;
    if number.form != NumberForm::Han
        || number.value < Decimal::from(SMALLEST)
        || !is_exact(quantity)
        || words::ABOUT_HUNDRED.contains(&paragraph.of(number.span))
    {
        return;
    }
    let word = paragraph.of(unit);
    let before = paragraph.before(quantity.span.start);
    if !words::COUNTED_BY.contains(&word) && !is_sibling(paragraph, quantity)
        || starts_any(paragraph.after(unit.end), words::SUMMED_UP)
        || ends_any(before, words::BEFORE_UNCOUNTED)
    {
        return;
    }
    let at = paragraph.items.partition_point(|item| item.span().start < quantity.span.start);
    let around = &paragraph.items[at.saturating_sub(AROUND)..(at + AROUND).min(paragraph.items.len())];
    let arabic = || {
        around.iter().filter_map(|item| match item {
            Item::Quantity(q) if q.number.form == NumberForm::Arabic => measure_word(q).map(|u| (q, u)),
            _ => None,
        })
    };
    let distance = |q: &Quantity| q.span.start.abs_diff(quantity.span.start);
    let same = arabic().filter(|(_, u)| paragraph.of(*u) == word).min_by_key(|(q, _)| distance(q));
    // 新建八台电渣炉: things built or bought are counted for the record, whatever else is counted there.
    let built = ends_any(before, words::BUILT) && words::BUILT_BY.contains(&word);
    let nearest = || arabic().min_by_key(|(q, _)| distance(q)).filter(|_| built);
    let beside =
        || arabic().filter(|(q, _)| in_series(paragraph, q, quantity)).min_by_key(|(q, _)| distance(q));
    let Some((other, _)) = same.or_else(nearest).or_else(beside) else { return };
    let likely = (built || distance(other) < NEAR || in_series(paragraph, other, quantity))
        && !words::OFTEN_SUMMED_UP.contains(&word);
    let confidence = if likely { Confidence::Likely } else { Confidence::Guess };
    let digits = number.value.normalize().to_string();
    let span = Span::new(number.span.start, unit.end);
    let finding = Finding::new(Place::Here(span), confidence)
        .arg(card::args::FOUND, paragraph.of(span))
        .arg(card::args::WANT, format!("{digits}{word}"))
        .arg(card::args::OTHER, paragraph.of(other.span))
        .labelled(Place::Here(other.span), card::labels::OTHER)
        .fix(number.span, digits);
    cx.push(finding);
}

/// 二等奖5项、三等奖八项: whether the item before or after it in a series counts in digits.
fn is_sibling(paragraph: &Paragraph<'_>, quantity: &Quantity) -> bool {
    let at = paragraph.items.partition_point(|item| item.span().start < quantity.span.start);
    let counts = |at: Option<usize>| {
        at.and_then(|at| paragraph.quantity(at))
            .filter(|q| q.number.form == NumberForm::Arabic && measure_word(q).is_some())
            .is_some_and(|q| in_series(paragraph, q, quantity))
    };
    counts(at.checked_sub(1)) || counts(Some(at + 1))
}

/// Whether two quantities are items of one series, next to each other.
fn in_series(paragraph: &Paragraph<'_>, a: &Quantity, b: &Quantity) -> bool {
    let (first, last) = if a.span.start < b.span.start { (a, b) } else { (b, a) };
    let gap = paragraph.of(Span::new(first.span.end.min(last.span.start), last.span.start));
    gap.starts_with('、') && gap.chars().count() <= SERIES_GAP && !gap.contains(['，', '。', '；'])
}

/// So many characters stand between two items of a series, at the most.
const SERIES_GAP: usize = 8;
