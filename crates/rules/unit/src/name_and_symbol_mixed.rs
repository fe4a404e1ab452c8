//! km/小时, m³/秒: a compound unit half in names, half in symbols.

use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::unit::{UnitKind, UnitPart, UnitRef};
use kanwu_plugin::{Confidence, Finding, ItemFlag, LocalContext, Place, Rule, Span, Trigger, Triggers};

use crate::card::name_and_symbol_mixed as card;
use crate::table::unit_words as words;
use crate::unit_parts::parts;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Compound]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let Item::Quantity(quantity) = &cx.paragraph().items[i] else { return };
    let Some(unit) = &quantity.unit else { return };
    let Some(name) = parts(unit).find(|p| has_symbol(p) && !p.written.is_symbol()) else { return };
    if !parts(unit).any(|p| p.written.is_symbol() && p.id.unit().kind.is_physical()) {
        return;
    }
    // 天 and 日 are often kept beside symbols.
    let day = name.id.unit().kind == UnitKind::Time && words::DAY.contains(&cx.of(name.span));
    let confidence = if day { Confidence::Likely } else { Confidence::Certain };
    let want = in_symbols(cx, unit);
    let finding = Finding::new(Place::Here(unit.span), confidence)
        .arg(card::args::FOUND, cx.of(unit.span))
        .arg(card::args::WANT, want.clone())
        .fix(unit.span, want);
    cx.push(finding);
}

/// Whether a part is a unit of measure that has a symbol.
fn has_symbol(part: &UnitPart) -> bool {
    let unit = part.id.unit();
    unit.kind.is_physical() && !unit.symbol.is_empty()
}

/// The unit with a symbol for each part that has one.
fn in_symbols(cx: &LocalContext<'_>, unit: &UnitRef) -> String {
    let mut out = String::new();
    let mut at = unit.span.start;
    for part in parts(unit) {
        out.push_str(cx.of(Span::new(at, part.span.start)));
        out.push_str(if has_symbol(part) { part.id.unit().symbol } else { cx.of(part.span) });
        at = part.span.end;
    }
    out.push_str(cx.of(Span::new(at, unit.span.end)));
    out
}
