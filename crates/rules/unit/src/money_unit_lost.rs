//! 实现产值301亿，: money without its unit.

use kanwu_plugin::context::{has_any, tail};
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::numeral::NumberForm;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::money_unit_lost as card;
use crate::table::money_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Unitless]), check);

/// How far back money may be spoken of, in characters.
const BACK: usize = 12;

/// The unit that is wanting.
const YUAN: &str = "元";

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let Item::Quantity(quantity) = &cx.paragraph().items[i] else { return };
    let number = &quantity.number;
    let Some(scale) = number.scale.filter(|s| s.power == 4 || s.power == 8) else { return };
    let plain = quantity.range.is_none() && quantity.currency.is_none() && number.form != NumberForm::Han;
    let stops = |c: char| matches!(c, '，' | '。' | '；' | '、' | '（');
    if !plain || !cx.char_after(quantity.span.end).is_none_or(stops) {
        return;
    }
    // The clause must speak of money, and no count or currency may stand between.
    let near = tail(cx.before(quantity.span.start), BACK);
    let clause = near.rsplit(['，', '。', '；', '、', '（']).next().unwrap_or_default();
    if !has_any(clause, words::GIVEN_IN_MONEY) || has_any(clause, words::OTHER_COUNT) {
        return;
    }
    let span = Span::new(number.span.start, quantity.span.end);
    let end = quantity.approx_after.map_or(scale.span.end, |a| a.span.end).max(scale.span.end);
    let finding = Finding::likely(span)
        .arg(card::args::FOUND, cx.of(span))
        .arg(card::args::WANT, format!("{}{YUAN}", cx.of(span)))
        .fix(Span::empty(end), YUAN);
    cx.push(finding);
}
