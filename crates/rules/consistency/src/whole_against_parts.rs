//! 1245起。其中，甲318起，乙527起，丙409起: parts that add up to the whole with two figures changed about.

use kanwu_plugin::context::has_any;
use kanwu_plugin::reading::quantity::Quantity;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Place, Rule, Trigger, Triggers};
use rust_decimal::Decimal;

use crate::card::whole_against_parts as card;
use crate::same_figures::same_figures;
use crate::table::counting::NOT_A_PART;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Quantity]), check);

/// So many parts there must be.
const ENOUGH: usize = 2;

/// No list of parts is longer.
const MOST: usize = 12;

/// Characters between two parts.
const NEAR: usize = 16;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(first) = trigger else { return };
    let paragraph = cx.paragraph();
    let Some(whole) = paragraph.quantity(first).filter(|q| plain(q)) else { return };
    let mut parts: Vec<&Quantity> = Vec::new();
    for i in first + 1..(first + 1 + MOST).min(paragraph.items.len()) {
        let link = paragraph.between(i - 1, i);
        let Some(part) = paragraph.quantity(i).filter(|q| plain(q) && q.same_unit(whole)) else { break };
        let near = || link.chars().count() <= NEAR && !has_any(link, NOT_A_PART);
        let follows = if parts.is_empty() {
            link.starts_with(['，', '。', '：', '；'])
        } else {
            link.starts_with(['，', '、', '；', '和'])
        };
        if !follows || !near() || link.matches(['，', '。', '；', '：', '、']).count() > 2 {
            break;
        }
        parts.push(part);
    }
    if parts.len() < ENOUGH {
        return;
    }
    let sum: Decimal = parts.iter().map(|part| part.number.value).sum();
    let whole_value = whole.number.value;
    let largest = parts.iter().map(|p| p.number.value).max().unwrap_or_default();
    if sum == whole_value || largest >= whole_value || !same_figures(sum, whole_value) {
        return;
    }
    let ends =
        parts.last().is_some_and(|part| cx.char_after(part.span.end).is_none_or(|c| "。；，".contains(c)));
    let (Some(from), Some(to), true) = (parts.first(), parts.last(), ends) else { return };
    let finding = Finding::likely(whole.span)
        .arg(card::args::FOUND, cx.of(whole.span))
        .arg(card::args::SUM, sum.normalize())
        .labelled(Place::Here(from.span.join(to.span)), card::labels::PARTS);
    cx.push(finding);
}

/// A quantity that is one plain number.
fn plain(quantity: &Quantity) -> bool {
    quantity.range.is_none()
        && quantity.approx_before.is_none()
        && quantity.approx_after.is_none()
        && quantity.unit.is_some()
        && quantity.sign.is_none()
}
