//! 度 for electric energy: 千瓦时.

use kanwu_plugin::context::{has_any, starts_any};
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::unit::Written;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Trigger, Triggers};

use crate::card::degree_for_kilowatt_hour as card;
use crate::table::unit_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Degree]), check);

/// What is to be written for 度.
const KILOWATT_HOUR: &str = "千瓦时";

/// How far back electricity may be spoken of, in characters.
const BACK: usize = 16;

/// How far back the degree may be said to be of another kind, in characters.
const NEAR: usize = 4;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let Item::Quantity(quantity) = &cx.paragraph().items[i] else { return };
    let Some(unit) = quantity.unit.as_ref().filter(|u| u.head.id.unit().key == "degree") else { return };
    if unit.head.written != Written::Name {
        return;
    }
    let backwards = cx.before(quantity.span.start).chars().rev().take(BACK);
    let clause: String = backwards.take_while(|c| !matches!(c, '。' | '；')).collect();
    let electric =
        has_any(&clause, words::ELECTRICITY) || starts_any(cx.after(unit.span.end), words::ELECTRICITY);
    let other = clause.chars().take(NEAR).any(|c| words::BEFORE_OTHER_DEGREE.contains(&c));
    if electric && !other {
        let finding = Finding::likely(unit.head.span).arg(card::args::FOUND, cx.of(quantity.span));
        cx.push(finding.arg(card::args::WANT, KILOWATT_HOUR).fix(unit.head.span, KILOWATT_HOUR));
    }
}
