//! 1.2米、1.35米、1.1米: values in a row with other decimals than the rest.

use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::reading::unit::UnitKind;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Span, Trigger, Triggers};
use rust_decimal::Decimal;

use crate::card::decimal_places_uneven as card;
use crate::quantity_form::is_exact;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Quantity]), check);

/// Values of a row are less than so many times each other.
const APART: u32 = 8;

/// Fewer values make no row.
const LEAST: usize = 3;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let next = |at: usize| paragraph.quantity(at).filter(|q| is_decimal(q));
    let joined = |a: usize, b: usize| matches!(paragraph.between(a, b), "、" | "和");
    let Some(first) = next(i) else { return };
    // The row is judged at its first value.
    if i.checked_sub(1).is_some_and(|at| paragraph.quantity(at).is_some() && joined(at, i)) {
        return;
    }
    let mut row = vec![first];
    while let Some(value) =
        next(i + row.len()).filter(|q| q.same_unit(first) && joined(i + row.len() - 1, i + row.len()))
    {
        row.push(value);
    }
    if row.len() < LEAST {
        return;
    }
    // 1.6毫克/升、0.12毫克/升、0.046毫克/升: of what differs so much each is told as exactly as it can be.
    let values = || row.iter().map(|q| q.number.value.abs());
    if values().max() > values().min().map(|least| least * Decimal::from(APART)) {
        return;
    }
    // 36.2%、35%、37.18%: each is rounded in its own way.
    let mut kinds: Vec<u8> = row.iter().map(|q| q.number.places).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let scale = |q: &Quantity| q.number.scale.map(|scale| scale.power);
    if kinds.len() >= LEAST && row.iter().all(|q| scale(q) == scale(first)) {
        let span = row.last().map_or(first.span, |last| Span::new(first.number.span.start, last.span.end));
        cx.push(Finding::likely(span).arg(card::args::FOUND, paragraph.of(span)));
        return;
    }
    let places = |n: usize| row.get(n).map_or(0, |q| q.number.places);
    let most = if places(0) == places(1) { places(0) } else { places(2) };
    let odd: Vec<_> = row.iter().filter(|q| q.number.places != most).collect();
    let [odd] = odd.as_slice() else { return };
    // 3米 among 2.5米 and 1.5米 may be exact.
    let rate = first.kind() == Some(UnitKind::Percent);
    if !rate && (odd.number.places == 0 || most == 0) {
        return;
    }
    let span = Span::new(odd.number.span.start, odd.span.end);
    cx.push(Finding::likely(span).arg(card::args::FOUND, paragraph.of(span)));
}

/// Whether a quantity is measured: what is counted one by one has no decimals.
fn is_decimal(quantity: &Quantity) -> bool {
    quantity.unit.is_some() && is_exact(quantity) && quantity.kind() != Some(UnitKind::Count)
}
