//! 党的20大, 15届人大: the session of a body in digits.

use kanwu_plugin::context::{ends_any, starts_any};
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::numeral::NumberForm;
use kanwu_plugin::reading::ordinal::OrdinalKind;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Trigger, Triggers};

use crate::card::session_in_digits as card;
use crate::han_numeral::whole_in_han;
use crate::table::named_by_number as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Ordinal]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let Item::Ordinal(ordinal) = &cx.paragraph().items[i] else { return };
    if ordinal.number.form != NumberForm::Arabic || ordinal.number.places > 0 {
        return;
    }
    let before = cx.before(ordinal.span.start).trim_end();
    let after = cx.after(ordinal.span.end).trim_start();
    let text = cx.of(ordinal.span);
    let named = match ordinal.kind {
        OrdinalKind::Session => starts_any(after, words::BODY_OF_SESSION),
        OrdinalKind::Nth => {
            let session = ordinal.classifier.is_some_and(|c| words::SESSION.contains(&cx.of(c)));
            let meeting = ordinal.classifier.is_some_and(|c| words::MEETING.contains(&cx.of(c)));
            session && starts_any(after, words::BODY_OF_SESSION)
                || meeting && starts_any(after, words::CONGRESS)
        }
        OrdinalKind::Congress => true,
        OrdinalKind::Meeting => {
            ends_any(text, words::PLENARY) || ends_any(before, words::BODY_BEFORE_MEETING)
        }
        _ => false,
    };
    let Some(han) = whole_in_han(ordinal.number.value).filter(|_| named) else { return };
    let number = ordinal.number.span;
    let finding = Finding::certain(ordinal.span)
        .arg(card::args::FOUND, text)
        .arg(card::args::WANT, text.replacen(cx.of(number), &han, 1))
        .fix(number, han);
    cx.push(finding);
}
