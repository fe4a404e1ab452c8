//! 下降-3.2%: a fall whose number has a minus as well.

use kanwu_plugin::context::{ends_any, tail};
use kanwu_plugin::reading::quantity::SignKind;
use kanwu_plugin::{Confidence, Finding, ItemFlag, LocalContext, Place, Rule, Span, Trigger, Triggers};

use crate::card::fall_with_minus as card;
use crate::table::change_words as words;
use crate::triggered;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Signed]), check);

/// What to write for a rise by a negative number.
const FALL: &str = "下降";

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Some(quantity) = triggered::quantity(cx, trigger) else { return };
    let minus = |kind| matches!(kind, SignKind::Hyphen | SignKind::Minus | SignKind::Negative);
    let Some(sign) = quantity.sign.filter(|sign| minus(sign.kind)) else { return };
    let before = cx.before(quantity.span.start).trim_end().trim_end_matches(words::BEFORE_SIGN);
    let verb = tail(before, 2);
    let (confidence, want) = if ends_any(before, words::FALL_WITHOUT_MINUS) {
        (Confidence::Certain, verb)
    } else if ends_any(before, words::RISE_BEFORE_MINUS) {
        (Confidence::Likely, FALL)
    } else {
        return;
    };
    let span = Span::new(sign.span.start, quantity.span.end);
    let bare = cx.of(Span::new(quantity.number.span.start, quantity.span.end));
    let finding = Finding::new(Place::Here(span), confidence)
        .arg(card::args::FOUND, format!("{verb}{}", cx.of(span)))
        .arg(card::args::WORD, verb)
        .arg(card::args::WANT, format!("{}{bare}", want));
    cx.push(finding);
}
