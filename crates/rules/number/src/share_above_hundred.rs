//! A share above 100%.

use kanwu_plugin::context::{has_any, sentence_before, tail};
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Trigger, Triggers};
use rust_decimal::Decimal;

use crate::card::share_above_hundred as card;
use crate::table::rate_words as words;
use crate::triggered;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Percent]), check);

/// How far back it may be said that the share is of another kind, in characters.
const BACK: usize = 10;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Some(quantity) = triggered::quantity(cx, trigger).filter(|q| q.unit_key() == "percent") else {
        return;
    };
    if quantity.number.value <= Decimal::ONE_HUNDRED || quantity.range.is_some() {
        return;
    }
    let before = sentence_before(cx.paragraph(), quantity.span.start).trim_end();
    let name = before.trim_end_matches(words::BEFORE_SHARE_VALUE);
    let clause = name.rsplit(['，', '；', '、', '（']).next().unwrap_or_default();
    let of_whole = name.ends_with(words::OF) && has_any(clause, words::TAKES);
    let share = words::SHARE.iter().find(|share| name.ends_with(**share));
    let takes = || words::TAKES.iter().find(|verb| of_whole || name.ends_with(**verb));
    let Some(share) = share.or_else(takes) else { return };
    if !has_any(tail(name, BACK), words::MAY_PASS_HUNDRED) {
        let finding = Finding::likely(quantity.span).arg(card::args::FOUND, cx.of(quantity.span));
        cx.push(finding.arg(card::args::WHAT, *share));
    }
}
