//! -3℃: a hyphen for the minus sign −.

use kanwu_plugin::reading::quantity::SignKind;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Trigger, Triggers};

use crate::card::hyphen_for_minus as card;
use crate::triggered;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Signed]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Some(quantity) = triggered::quantity(cx, trigger) else { return };
    let high = quantity.range.as_ref().and_then(|r| r.high.sign);
    for sign in [quantity.sign, high].into_iter().flatten().filter(|s| s.kind == SignKind::Hyphen) {
        let finding = Finding::guess(sign.span).arg(card::args::FOUND, cx.of(sign.span));
        cx.push(finding.arg(card::args::WANT, "−").fix(sign.span, "−"));
    }
}
