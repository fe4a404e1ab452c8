//! 创建于1958年，2018年举行建校70周年庆典: an anniversary that its years do not give.

use kanwu_plugin::context::{ends_any, has_any, head, sentence_start, tail};
use kanwu_plugin::reading::Item;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Span, Trigger, Triggers};
use rust_decimal::Decimal;

use crate::card::anniversary_against_years as card;
use crate::table::calendar_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Quantity]), check);

/// How near a year a word may say that something began in it, in characters.
const NEAR: usize = 6;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let Some(feast) = paragraph.quantity(i).filter(|q| q.unit_key() == "anniversary") else { return };
    // 庆祝中国共产党成立100周年 is another's feast.
    let before = paragraph.before(feast.number.span.start);
    let Some(lead) = words::FEAST.iter().find_map(|word| before.strip_suffix(word)) else { return };
    if !ends_any(lead, words::BEFORE_FEAST) {
        return;
    }
    let start = sentence_start(paragraph, feast.span.start);
    let years: Vec<(i32, Span)> = paragraph
        .items
        .iter()
        .take(i)
        .filter(|item| item.span().start >= start)
        .filter_map(|item| match item {
            Item::Date(date) => date.full_year().map(|year| (year, date.span)),
            _ => None,
        })
        .collect();
    let [(from, first), (to, _)] = years.as_slice() else { return };
    let begins = has_any(tail(paragraph.before(first.start), NEAR), words::BEGINNING)
        || has_any(head(paragraph.after(first.end), NEAR), words::BEGINNING);
    let count = to - from;
    if !begins || count <= 0 || feast.number.value == Decimal::from(count) {
        return;
    }
    let span = Span::new(feast.number.span.start, feast.span.end);
    let finding = Finding::likely(span)
        .arg(card::args::FOUND, paragraph.of(span))
        .arg(card::args::FROM, *from)
        .arg(card::args::TO, *to)
        .arg(card::args::WANT, count);
    cx.push(finding);
}
