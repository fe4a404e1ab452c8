//! A quantity repeated in brackets in another unit: 3000亩（200公顷）.

use kanwu_plugin::reading::figure::Figure;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::reading::unit::Unit;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Place, Rule, Trigger, Triggers};
use rust_decimal::Decimal;

use crate::card::conversion_against_figure as card;
use crate::table::conversions::OPENERS;
use kanwu_plugin::reading::in_root;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Quantity]), check);

/// 0.0667 for a fifteenth and the like is no fault: one in a hundred.
const SLACK: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let (Some(given), Some(found)) = (paragraph.quantity(i), paragraph.quantity(i + 1)) else { return };
    let link = paragraph.between(i, i + 1).trim();
    if !OPENERS.contains(&link) || given.same_unit(found) {
        return;
    }
    let after = paragraph.after(found.span.end).trim_start();
    if link.starts_with(['（', '(']) && !after.starts_with(['）', ')']) {
        return;
    }
    let (Some((of, first)), Some((to, second))) = (measured(given), measured(found)) else { return };
    if of.key != to.key || of.key == given.unit_key() && to.key == found.unit_key() || first.agrees(second) {
        return;
    }
    let off = first.value.checked_sub(second.value).map(|off| off.abs());
    let slack = first.value.checked_mul(SLACK);
    if off.zip(slack).is_none_or(|(off, slack)| off <= slack) {
        return;
    }
    let Some(want) = wanted(first, found, second) else { return };
    let finding = Finding::likely(found.span)
        .arg(card::args::FOUND, paragraph.of(found.span))
        .arg(card::args::GIVEN, paragraph.of(given.span))
        .arg(card::args::WANT, format!("{want}{}", paragraph.of(found.scale_and_unit())))
        .labelled(Place::Here(given.span), card::labels::CONVERTED);
    cx.push(finding);
}

/// A measured quantity in the root of its unit.
fn measured(quantity: &Quantity) -> Option<(&'static Unit, Figure)> {
    in_root(quantity).filter(|(unit, _)| unit.kind.is_physical())
}

/// The number to print, at as many places as are printed.
fn wanted(first: Figure, found: &Quantity, second: Figure) -> Option<Decimal> {
    let shown = found.number.printed.checked_mul(first.value)?.checked_div(second.value)?;
    let places = u32::from(found.number.places.max(2));
    Some(shown.round_dp(places).normalize())
}
