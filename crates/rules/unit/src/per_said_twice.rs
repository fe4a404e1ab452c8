//! 亩产460公斤/亩, 日均300吨/日: “for each” said by a word and by the unit.

use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::unit::Join;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::per_said_twice as card;
use crate::table::unit_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Compound]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let Some(Item::Quantity(quantity)) = cx.paragraph().items.get(i) else { return };
    let Some((Join::Slash, last)) = quantity.unit.as_ref().and_then(|u| u.rest.last()) else { return };
    let each = cx.of(last.span);
    let name = last.id.unit().name;
    let before = cx.before(quantity.span.start);
    let clause = before.rsplit(['，', '。', '；', '、', '：', '（']).next().unwrap_or_default();
    // 日均人均3千克/日 names two.
    let named = |word: &str| {
        !word.is_empty()
            && (clause.contains(&format!("每{word}"))
                || words::AFTER_EACH.iter().any(|after| clause.contains(&format!("{word}{after}"))))
    };
    if !named(each) && !named(name) {
        return;
    }
    let span = Span::new(quantity.number.span.start, last.span.end);
    let slash = Span::new(last.span.start - 1, last.span.end);
    if !cx.of(slash).starts_with('/') {
        return;
    }
    let finding =
        Finding::likely(span).arg(card::args::FOUND, cx.of(span)).arg(card::args::UNIT, each).fix(slash, "");
    cx.push(finding);
}
