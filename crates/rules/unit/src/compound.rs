//! Compound units: one solidus at most, and not half Chinese, half symbols.

use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::unit::{Join, UnitKind, UnitPart, UnitRef};
use kanwu_plugin::{Confidence, Finding, ItemFlag, LocalContext, Place, Rule, Trigger, Triggers};

use crate::spelling::parts;

const WAKE: Triggers = Triggers::flags(&[ItemFlag::Compound]);

pub(crate) const SOLIDUS: Rule = Rule::local("several-solidi", WAKE, |cx, w| each(cx, w, solidus));
pub(crate) const MIXED: Rule = Rule::local("name-and-symbol-mixed", WAKE, |cx, w| each(cx, w, mixed));

fn each(
    cx: &mut LocalContext<'_>,
    trigger: Trigger,
    judge: fn(&LocalContext<'_>, &UnitRef) -> Option<(Confidence, String)>,
) {
    let Trigger::Item(i) = trigger else { return };
    let Item::Quantity(quantity) = &cx.paragraph().items[i] else { return };
    let Some(unit) = &quantity.unit else { return };
    let Some((confidence, want)) = judge(cx, unit) else { return };
    let finding = Finding::new(Place::Here(unit.span), confidence)
        .arg("found", cx.of(unit.span))
        .arg("want", want.clone())
        .fix(unit.span, want);
    cx.push(finding);
}

/// 吨/人·年, mg/kg/d: what stands below the solidus wants brackets.
fn solidus(cx: &LocalContext<'_>, unit: &UnitRef) -> Option<(Confidence, String)> {
    let text = cx.of(unit.span);
    let first = unit.rest.iter().position(|(join, _)| *join == Join::Slash)?;
    let below = unit.rest.get(first..).unwrap_or_default();
    if below.len() < 2 || text.contains(['(', '（']) || below.iter().any(|(join, _)| *join == Join::Per) {
        return None;
    }
    let above = cx.of(kanwu_plugin::Span::new(unit.span.start, unit.rest.get(first)?.1.span.start));
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

/// km/小时, m³/秒.
fn mixed(cx: &LocalContext<'_>, unit: &UnitRef) -> Option<(Confidence, String)> {
    let named = |p: &UnitPart| {
        !p.written.is_symbol() && p.id.unit().kind.is_physical() && !p.id.unit().symbol.is_empty()
    };
    let symbol = |p: &UnitPart| p.written.is_symbol() && p.id.unit().kind.is_physical();
    let name = parts(unit).find(|p| named(p))?;
    parts(unit).find(|p| symbol(p))?;
    let mut want = String::new();
    let mut at = unit.span.start;
    for part in parts(unit) {
        want.push_str(cx.of(kanwu_plugin::Span::new(at, part.span.start)));
        let unit = part.id.unit();
        let known = unit.kind.is_physical() && !unit.symbol.is_empty();
        want.push_str(if known { unit.symbol } else { cx.of(part.span) });
        at = part.span.end;
    }
    want.push_str(cx.of(kanwu_plugin::Span::new(at, unit.span.end)));
    let day = name.id.unit().kind == UnitKind::Time && matches!(cx.of(name.span), "天" | "日");
    Some((if day { Confidence::Likely } else { Confidence::Certain }, want))
}
