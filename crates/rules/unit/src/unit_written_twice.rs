//! 12万吨t, 28米/秒m/s: name and symbol of one unit after one number.

use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::unit::{Unit, UnitRef, parse_unit};
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::unit_written_twice as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Quantity]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let Some(Item::Quantity(quantity)) = cx.paragraph().items.get(i) else { return };
    let Some(unit) = quantity.unit.as_ref() else { return };
    let head = unit.head.id.unit();
    let rest = cx.after(unit.span.end);
    let second = if unit.head.written.is_symbol() {
        // 90%百分比 goes on to another word; a name that is a unit by itself is one too many.
        let names = std::iter::once(head.name);
        names
            .filter(|n| n.chars().count() > 1 || unit.rest.is_empty())
            .find(|n| !n.is_empty() && rest.starts_with(*n))
            .map(str::len)
    } else {
        let found = rest.find(|c: char| !c.is_ascii_alphabetic() && !is_of_symbols(c)).unwrap_or(rest.len());
        let symbols = rest.get(..found).unwrap_or_default();
        let same = symbols == in_symbols(unit) || unit.rest.is_empty() && is_symbol_of(symbols, head);
        (!symbols.is_empty() && same).then_some(found)
    };
    let Some(len) = second else { return };
    let span = Span::new(quantity.number.span.start, unit.span.end + len as u32);
    let twice = Span::new(unit.span.end, span.end);
    let finding = Finding::likely(span)
        .arg(card::args::FOUND, cx.of(span))
        .arg(card::args::UNIT, cx.of(twice))
        .fix(twice, "");
    cx.push(finding);
}

/// Whether a text is a symbol of the unit, be it one that should not be written: ha, KM.
fn is_symbol_of(text: &str, unit: &Unit) -> bool {
    parse_unit(text).is_some_and(|(_, found)| found.rest.is_empty() && found.head.id.unit().key == unit.key)
}

/// Whether the character stands in symbols of units beside letters.
fn is_of_symbols(c: char) -> bool {
    matches!(c, '/' | '·' | '²' | '³' | '℃' | '%' | 'Ω' | 'μ')
}

/// The symbols of the parts of a unit with solidi between: 米/秒 is m/s.
fn in_symbols(unit: &UnitRef) -> String {
    let mut out = String::from(unit.head.id.unit().symbol);
    for (_, part) in &unit.rest {
        out.push('/');
        out.push_str(part.id.unit().symbol);
    }
    out
}
