//! The number of a mobile telephone. An office may print one of its own; that is for the editor to say.

use kanwu_plugin::reading::Item;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Trigger, Triggers};

use crate::card::mobile_number as card;
use crate::masked::masked;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Serial]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let Item::Phone(span) = &cx.paragraph().items[i] else { return };
    let text = cx.of(*span);
    let is_mobile = text.len() == 11
        && text.starts_with('1')
        && text.bytes().all(|b| b.is_ascii_digit())
        && matches!(text.as_bytes().get(1), Some(b'3'..=b'9'));
    if is_mobile {
        cx.push(Finding::likely(*span).arg(card::args::MASKED, masked(text)));
    }
}
