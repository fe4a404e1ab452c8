//! 12万株，每株5元，收入600万元: a number times a price that does not come to the sum.

use kanwu_plugin::context::ends_any;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::reading::unit::UnitKind;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Place, Rule, Trigger, Triggers};
use rust_decimal::Decimal;

use crate::card::product_against_factors as card;
use crate::table::contradictions::COMES_TO;
use kanwu_plugin::reading::in_root;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Quantity]), check);

/// Characters between the price and what it comes to.
const NEAR: usize = 8;

/// What is so many times the product is none of it.
const FAR: i64 = 20;

/// The trigger is the price: 每株5元.
fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let Some(before) = i.checked_sub(1) else { return };
    let lead = paragraph.between(before, i);
    let Some((_, per)) = lead.rsplit_once('每') else { return };
    let (Some(number), Some(price), Some(total)) =
        (paragraph.quantity(before), paragraph.quantity(i), paragraph.quantity(i + 1))
    else {
        return;
    };
    let counted = plain(number) && number.kind() == Some(UnitKind::Count);
    let unit = cx.of(number.span).trim_start_matches(|c: char| c.is_ascii_digit() || ".万亿".contains(c));
    let same = !unit.is_empty() && per.starts_with(unit);
    let link = paragraph.between(i, i + 1);
    let clause = link.strip_prefix('，').unwrap_or_default();
    let comes = link.chars().count() <= NEAR && ends_any(clause, COMES_TO);
    if !counted || !same || !comes || !plain(price) || !plain(total) || lead.chars().count() > 2 * NEAR {
        return;
    }
    let (Some((unit, each)), Some((of, sum)), Some(times)) =
        (in_root(price), in_root(total), kanwu_plugin::reading::figure::Figure::of(number))
    else {
        return;
    };
    if unit.key != of.key {
        return;
    }
    let (Some(low), Some(high), Some(value)) = (
        each.low.checked_mul(times.low),
        each.high.checked_mul(times.high),
        each.value.checked_mul(times.value),
    ) else {
        return;
    };
    let far = Decimal::from(FAR);
    let agrees = sum.low <= high && low <= sum.high;
    if agrees || value <= Decimal::ZERO || sum.value > value * far || sum.value * far < value {
        return;
    }
    let finding = Finding::likely(total.span)
        .arg(card::args::FOUND, cx.of(total.span))
        .arg(card::args::NUMBER, cx.of(number.span))
        .arg(card::args::PRICE, format!("每{per}{}", cx.of(price.span)))
        .labelled(Place::Here(number.span.join(price.span)), card::labels::FACTORS);
    cx.push(finding);
}

/// A quantity that is one plain number.
fn plain(quantity: &Quantity) -> bool {
    quantity.range.is_none()
        && quantity.approx_before.is_none()
        && quantity.approx_after.is_none()
        && quantity.approx_tail.is_none()
        && quantity.sign.is_none()
}
