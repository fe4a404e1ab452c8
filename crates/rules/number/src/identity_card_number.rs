//! The number of an identity card.

use kanwu_plugin::reading::Item;
use kanwu_plugin::{Confidence, Finding, ItemFlag, LocalContext, Place, Rule, Trigger, Triggers};

use crate::card::identity_card_number as card;
use crate::masked::masked;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Serial]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let Item::IdCard(number) = &cx.paragraph().items[i] else { return };
    let confidence = if number.checks { Confidence::Certain } else { Confidence::Likely };
    let finding = Finding::new(Place::Here(number.span), confidence);
    cx.push(finding.arg(card::args::MASKED, masked(cx.of(number.span))));
}
