//! 3200平方米、1800m²、960平方米: one unit by its name and by its symbol in one sentence.

use kanwu_plugin::context::{sentence_after, sentence_start};
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::reading::unit::{UnitKind, UnitRef};
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::unit_in_two_forms as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Quantity]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let Some(unit) = paragraph.quantity(i).and_then(|q| measured(q)) else { return };
    if !unit.head.written.is_symbol() {
        return;
    }
    let at = unit.span.start;
    let start = sentence_start(paragraph, at);
    let end = at + sentence_after(paragraph, at).len() as u32;
    let first = paragraph.items.partition_point(|item| item.span().end <= start);
    let (mut names, mut symbols) = (None, 0);
    for item in paragraph.items.get(first..).unwrap_or_default().iter().take_while(|i| i.span().start < end) {
        let Item::Quantity(quantity) = item else { continue };
        let Some(other) = measured(quantity).filter(|other| same(other, unit)) else { continue };
        match other.head.written.is_symbol() {
            true => symbols += 1,
            // 30米（20 m） converts or repeats.
            false => names = names.or(Some(other)),
        }
    }
    let Some(name) = names.filter(|_| symbols == 1) else { return };
    let bracketed = matches!(paragraph.char_before(paragraph.items[i].span().start), Some('（' | '('));
    if bracketed {
        return;
    }
    let finding = Finding::likely(unit.span)
        .arg(card::args::FOUND, paragraph.of(unit.span))
        .arg(card::args::WANT, paragraph.of(Span::new(name.span.start, name.span.end)))
        .fix(unit.span, paragraph.of(name.span));
    cx.push(finding);
}

/// The unit of a measured quantity that has both a name and a symbol.
fn measured(quantity: &Quantity) -> Option<&UnitRef> {
    let unit = quantity.unit.as_ref().filter(|_| quantity.range.is_none())?;
    let head = unit.head.id.unit();
    // Angles go by 度 or by signs, and degrees by ℃, whatever stands beside.
    let angle = head.kind == UnitKind::Angle;
    (!angle && head.kind.is_physical() && !head.symbol.is_empty() && head.symbol != "℃" && head.legal)
        .then_some(unit)
}

/// Whether both are one unit.
fn same(a: &UnitRef, b: &UnitRef) -> bool {
    let ids = |u: &UnitRef| u.rest.iter().map(|(_, part)| part.id).collect::<Vec<_>>();
    a.head.id == b.head.id && ids(a) == ids(b)
}
