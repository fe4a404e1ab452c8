//! 12，345: a full-width comma between thousands.

use kanwu_plugin::reading::numeral::Grouping;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Trigger, Triggers};

use crate::card::full_width_thousands_comma as card;
use crate::triggered;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Grouped]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let wide = triggered::number(cx, trigger).filter(|n| n.grouping == Grouping::WideComma);
    let Some(number) = wide else { return };
    let text = cx.of(number.span);
    let want = text.replace('，', ",");
    let finding = Finding::likely(number.span)
        .arg(card::args::FOUND, text)
        .arg(card::args::WANT, want.clone())
        .fix(number.span, want);
    cx.push(finding);
}
