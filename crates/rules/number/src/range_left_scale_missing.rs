//! 9～16亿元: the first number of a range without its place word.

use kanwu_plugin::reading::numeral::NumberForm;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Span, Trigger, Triggers};
use rust_decimal::Decimal;

use crate::card::range_left_scale_missing as card;
use crate::triggered;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Range]), check);

/// From here on the first number may be meant as it stands: 5000～1万.
const PLAIN: i64 = 1000;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Some(quantity) = triggered::quantity(cx, trigger) else { return };
    let Some(range) = &quantity.range else { return };
    let (low, high) = (&range.low, &range.high);
    let Some(scale) = high.number.scale.filter(|_| low.number.scale.is_none() && low.unit.is_none()) else {
        return;
    };
    let han = low.number.form == NumberForm::Han;
    let printed = low.number.printed;
    if han || printed > high.number.printed || printed >= Decimal::from(PLAIN) {
        return;
    }
    let word = cx.of(scale.span);
    let (first, last) = (low.number.span, high.number.span);
    let span = Span::new(first.start, scale.span.end);
    let want = format!("{}{word}{}{}", cx.of(first), cx.of(range.connector.span), cx.of(last));
    let finding = Finding::certain(span)
        .arg(card::args::FOUND, cx.of(span))
        .arg(card::args::WANT, want)
        .fix(Span::empty(first.end), word);
    cx.push(finding);
}
