//! 占地面积6000米, 全长86平方千米: a unit that measures something else than the word before the number says.

use kanwu_plugin::context::ends_any;
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::unit::UnitKind;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::unit_of_other_quantity as card;
use crate::table::unit_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Quantity]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let Some(Item::Quantity(quantity)) = cx.paragraph().items.get(i) else { return };
    let Some(unit) = quantity.unit.as_ref().filter(|u| u.rest.is_empty()) else { return };
    let Some(kind) = quantity.kind() else { return };
    let before =
        cx.before(quantity.span.start).trim_end().trim_end_matches(words::BETWEEN_QUANTITY_AND_VALUE);
    let measured = matches!(kind, UnitKind::Length | UnitKind::Area | UnitKind::Volume | UnitKind::Mass);
    let said = if ends_any(before, words::AREA) {
        kind != UnitKind::Area
    } else if ends_any(before, words::LENGTH) && !ends_any(before, words::NO_LENGTH) {
        kind != UnitKind::Length
    } else if ends_any(before, words::CAPACITY) {
        matches!(kind, UnitKind::Length | UnitKind::Area)
    } else if ends_any(before, words::WEIGHT) && !ends_any(before, words::NO_WEIGHT) {
        matches!(kind, UnitKind::Length | UnitKind::Area)
    } else {
        false
    };
    // 用地6000米 × 30米 is measured along its sides.
    let sides = cx.after(quantity.span.end).trim_start().starts_with(['×', '*', 'x', '长', '宽']);
    if !said || !measured || sides {
        return;
    }
    let span = Span::new(quantity.number.span.start, quantity.span.end);
    let quantity_name =
        before.chars().rev().take(2).collect::<Vec<_>>().into_iter().rev().collect::<String>();
    let finding = Finding::likely(span)
        .arg(card::args::FOUND, cx.of(span))
        .arg(card::args::UNIT, cx.of(unit.span))
        .arg(card::args::QUANTITY, quantity_name);
    cx.push(finding);
}
