//! 24.111986: a decimal of one cell and the year of the next; 3万吨15: two amounts without a mark between.

use kanwu_plugin::context::has_any;
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::figures_run_together as card;
use crate::table::placeholder_words::{COORDINATES, MEASURED_UNITS};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::Digit]), check);

/// Figures of the fraction with the year: one or two, and four.
const FRACTION: std::ops::RangeInclusive<usize> = 5..=6;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let span = cx.tokens[i].span;
    let text = cx.of(span);
    if let Some(unit) = unit_before(cx.before(span.start)) {
        return behind_unit(cx, span, unit);
    }
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
    let first = format!("{}.{decimals}", &before[before.len() - whole..]);
    report(cx, Span::new(span.start - 1 - whole as u32, span.end), &first, year);
}

/// Where an amount with a measured unit begins that a text ends with: 3万吨.
fn unit_before(text: &str) -> Option<usize> {
    let unit = MEASURED_UNITS.iter().filter(|unit| text.ends_with(**unit)).max_by_key(|unit| unit.len())?;
    let head = text.strip_suffix(unit)?.trim_end_matches(han::MAGNITUDES);
    let figures = head.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
    (figures.len() < head.len()).then_some(figures.len())
}

/// A figure of two digits or more right behind a unit, and a mark or nothing behind it: 12户35人 has a unit there.
fn behind_unit(cx: &mut LocalContext<'_>, span: Span, from: usize) {
    let rest = cx.after(span.end);
    let alone = rest.is_empty() || rest.starts_with(['，', '。', '；', '、']);
    if cx.of(span).len() < 2 || !alone {
        return;
    }
    let first = cx.of(Span::new(from as u32, span.start));
    report(cx, Span::new(from as u32, span.end), first, cx.of(span));
}

fn report(cx: &mut LocalContext<'_>, found: Span, first: &str, second: &str) {
    let finding = Finding::likely(found)
        .arg(card::args::FOUND, cx.of(found))
        .arg(card::args::FIRST, first)
        .arg(card::args::SECOND, second);
    cx.push(finding);
}
