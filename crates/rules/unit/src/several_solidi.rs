//! 吨/人·年, mg/kg/d: a compound unit with more than one factor below its solidus, and no brackets.

use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::unit::{Join, UnitRef};
use kanwu_plugin::{Confidence, Finding, ItemFlag, LocalContext, Place, Rule, Span, Trigger, Triggers};

use crate::card::several_solidi as card;
use crate::unit_parts::parts;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Compound]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let Item::Quantity(quantity) = &cx.paragraph().items[i] else { return };
    let Some(unit) = &quantity.unit else { return };
    let Some((confidence, want)) = judge(cx, unit) else { return };
    let finding = Finding::new(Place::Here(unit.span), confidence)
        .arg(card::args::FOUND, cx.of(unit.span))
        .arg(card::args::WANT, want.clone())
        .fix(unit.span, want);
    cx.push(finding);
}

fn judge(cx: &LocalContext<'_>, unit: &UnitRef) -> Option<(Confidence, String)> {
    let text = cx.of(unit.span);
    let first = unit.rest.iter().position(|(join, _)| *join == Join::Slash)?;
    let below = unit.rest.get(first..).unwrap_or_default();
    if below.len() < 2 || text.contains(['(', '（']) || below.iter().any(|(join, _)| *join == Join::Per) {
        return None;
    }
    let above = cx.of(Span::new(unit.span.start, unit.rest.get(first)?.1.span.start));
    let above = above.trim_end_matches(['/', '／']);
    let names: Vec<&str> = below.iter().map(|(_, part)| cx.of(part.span)).collect();
    let (open, close) = if names.iter().all(|n| n.is_ascii()) { ("(", ")") } else { ("（", "）") };
    let physical = parts(unit).all(|p| p.id.unit().kind.is_physical());
    let confidence = if physical || below.iter().any(|(join, _)| *join == Join::Times) {
        Confidence::Certain
    } else {
        Confidence::Likely
    };
    Some((confidence, format!("{above}/{open}{}{close}", names.join("·"))))
}
