//! 2011—09—21, TH—80型, 26—1号: within a date in figures, a code or a house number stands a hyphen.

use kanwu_plugin::context::{ends_any, starts_any};
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Rule, TokenKind as K, Trigger, Triggers};

use crate::card::dash_in_code as card;
use crate::table::mark_forms::{CHEMICAL_WORDS, HOUSE_WORDS, MODEL_WORDS};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::EmDash, K::WideHyphen]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let span = cx.tokens[i].span;
    if i == 0 || span.len() != 3 {
        return;
    }
    let finding = if in_date(cx, i) || in_chemical(cx, i) {
        Finding::certain(span)
    } else if in_model(cx, i) || in_house_number(cx, i) {
        Finding::likely(span)
    } else {
        return;
    };
    cx.push(finding.arg(card::args::FOUND, cx.of(span)).arg(card::args::WANT, "-").fix(span, "-"));
}

fn digits<'a>(cx: &LocalContext<'a>, i: usize) -> &'a str {
    if cx.kind(i) == Some(K::Digit) { cx.token_text(i) } else { "" }
}

fn is_line(kind: Option<K>) -> bool {
    matches!(kind, Some(K::EmDash | K::WideHyphen | K::Hyphen))
}

/// Either line of a date: year of four figures, month and day of two.
fn in_date(cx: &LocalContext<'_>, i: usize) -> bool {
    let first = |i: usize| {
        let year = i.checked_sub(1).map_or("", |n| digits(cx, n));
        let month = digits(cx, i + 1).parse::<u8>().is_ok_and(|n| (1..=12).contains(&n));
        let day = digits(cx, i + 3).parse::<u8>().is_ok_and(|n| (1..=31).contains(&n));
        let lines = is_line(cx.kind(i)) && is_line(cx.kind(i + 2)) && !is_line(cx.kind(i + 4));
        let before = i.checked_sub(2).and_then(|n| cx.kind(n));
        year.len() == 4
            && year.starts_with(['1', '2'])
            && digits(cx, i + 1).len() == 2
            && digits(cx, i + 3).len() == 2
            && lines
            && month
            && day
            && !is_line(before)
    };
    first(i) || i >= 2 && first(i - 2)
}

/// TH—80型
fn in_model(cx: &LocalContext<'_>, i: usize) -> bool {
    let letters = cx.kind(i - 1) == Some(K::Latin) && cx.token_text(i - 1).len() <= 5;
    let capitals = cx.token_text(i - 1).chars().all(|c| c.is_ascii_uppercase());
    let number = digits(cx, i + 1);
    let end = cx.tokens.get(i + 1).map_or(0, |t| t.span.end);
    let after = cx.after(end).trim_start_matches(|c: char| c.is_ascii_uppercase());
    letters && capitals && !number.is_empty() && starts_any(after, MODEL_WORDS)
}

/// 2—氨基吡啶
fn in_chemical(cx: &LocalContext<'_>, i: usize) -> bool {
    digits(cx, i - 1).len() == 1 && starts_any(cx.after(cx.tokens[i].span.end), CHEMICAL_WORDS)
}

/// 解放街26—1号: the second number is smaller, so that this is no range of houses.
fn in_house_number(cx: &LocalContext<'_>, i: usize) -> bool {
    let (Ok(house), Ok(part)) = (digits(cx, i - 1).parse::<u32>(), digits(cx, i + 1).parse::<u32>()) else {
        return false;
    };
    let end = cx.tokens[i + 1].span.end;
    part < house
        && cx.after(end).starts_with(han::NUMBER)
        && ends_any(cx.before(cx.tokens[i - 1].span.start), HOUSE_WORDS)
}
