//! 4×3×5 cm: only the last of several sides has its unit.

use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::unit::UnitKind;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::side_without_unit as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Quantity]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let Some(Item::Quantity(quantity)) = cx.paragraph().items.get(i) else { return };
    let simple = quantity.range.is_none() && quantity.kind() == Some(UnitKind::Length);
    let Some(unit) = quantity.unit.as_ref().filter(|u| simple && u.head.written.is_symbol()) else { return };
    let unit = cx.of(unit.span);
    let mut sides = vec![cx.of(quantity.number.span)];
    let mut start = quantity.number.span.start;
    loop {
        let before = cx.before(start).trim_end();
        let Some(before) = before.strip_suffix(['×', '*', '╳']) else { break };
        let before = before.trim_end();
        let digits = before.bytes().rev().take_while(|b| b.is_ascii_digit() || *b == b'.').count();
        if digits == 0 {
            break;
        }
        start = (before.len() - digits) as u32;
        sides.push(before.get(start as usize..).unwrap_or_default());
    }
    // 2×10 m may be two pieces; three sides are a size.
    let coded = cx
        .char_before(start)
        .is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '×' | '*' | 'φ' | 'Φ'));
    if sides.len() < 3 || coded {
        return;
    }
    let end = quantity.unit.as_ref().map_or(quantity.span.end, |u| u.span.end);
    let span = Span::new(start, end);
    let want = sides.iter().rev().map(|side| format!("{side} {unit}")).collect::<Vec<_>>().join("×");
    let finding = Finding::likely(span)
        .arg(card::args::FOUND, cx.of(span))
        .arg(card::args::WANT, want.as_str())
        .fix(span, want);
    cx.push(finding);
}
