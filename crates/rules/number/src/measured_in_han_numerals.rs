//! 十二点五公里: what is measured, in Han numerals.

use kanwu_plugin::reading::numeral::NumberForm;
use kanwu_plugin::reading::unit::UnitKind;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Span, Trigger, Triggers};
use rust_decimal::Decimal;

use crate::card::measured_in_han_numerals as card;
use crate::quantity_form::is_exact;
use crate::triggered;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Han]), check);

/// Multiples of ten are often round numbers, and smaller ones are common in Han numerals.
const ROUND: Decimal = Decimal::TEN;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Some(quantity) = triggered::quantity(cx, trigger) else { return };
    let Some(unit) = &quantity.unit else { return };
    let kind = unit.head.id.unit().kind;
    let number = &quantity.number;
    let physical = kind.is_physical() && kind != UnitKind::Time && unit.head.id.unit().legal;
    if number.form != NumberForm::Han || !is_exact(quantity) || !physical || number.value < ROUND {
        return;
    }
    if number.places > 0 || !(number.value % ROUND).is_zero() {
        let span = Span::new(number.span.start, unit.span.end);
        cx.push(Finding::guess(span).arg(card::args::FOUND, cx.of(span)));
    }
}
