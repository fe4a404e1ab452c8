//! 最高气温40.6度: a temperature whose unit has lost 摄氏.

use kanwu_plugin::context::{has_any, starts_any, tail};
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::unit::Written;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Trigger, Triggers};

use crate::card::degree_without_celsius as card;
use crate::table::unit_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Degree]), check);

/// What is to be written for 度.
const CELSIUS: &str = "摄氏度";

/// How far back the temperature may be spoken of, in characters.
const BACK: usize = 12;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let Item::Quantity(quantity) = &cx.paragraph().items[i] else { return };
    let Some(unit) = quantity.unit.as_ref().filter(|u| u.head.id.unit().key == "degree") else { return };
    let before = tail(cx.before(quantity.span.start), BACK);
    let clause = before.rsplit(['。', '；', '，']).next().unwrap_or_default();
    let other =
        starts_any(cx.after(unit.span.end), words::ELECTRICITY) || has_any(clause, words::ELECTRICITY);
    if unit.head.written != Written::Name
        || !unit.rest.is_empty()
        || other
        || !has_any(clause, words::TEMPERATURE)
    {
        return;
    }
    let finding = Finding::likely(unit.head.span).arg(card::args::FOUND, cx.of(quantity.span));
    cx.push(finding.arg(card::args::WANT, CELSIUS).fix(unit.head.span, CELSIUS));
}
