//! 24.111986: a decimal of one cell and the year of the next.

use kanwu_plugin::context::has_any;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::figures_run_together as card;
use crate::table::placeholder_words::COORDINATES;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::Digit]), check);

/// Figures of the fraction with the year: one or two, and four.
const FRACTION: std::ops::RangeInclusive<usize> = 5..=6;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let span = cx.tokens[i].span;
    let text = cx.of(span);
    if !FRACTION.contains(&text.len()) || !cx.before(span.start).ends_with('.') {
        return;
    }
    let (decimals, year) = text.split_at(text.len() - 4);
    let before = cx.before(span.start - 1);
    let whole = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let known = year.parse::<u32>().is_ok_and(|year| (1949..=2049).contains(&year));
    // 1.2.111986 is a version or a section.
    let alone = !before[..before.len() - whole].ends_with('.') && !cx.after(span.end).starts_with('.');
    if !(1..=4).contains(&whole) || !known || !alone || has_any(cx.of(Span::new(0, span.start)), COORDINATES)
    {
        return;
    }
    let found = Span::new(span.start - 1 - whole as u32, span.end);
    let first = format!("{}.{decimals}", &before[before.len() - whole..]);
    let second = year.to_owned();
    let shown = cx.of(found).to_owned();
    let finding = Finding::likely(found)
        .arg(card::args::FOUND, shown)
        .arg(card::args::FIRST, first)
        .arg(card::args::SECOND, second);
    cx.push(finding);
}
