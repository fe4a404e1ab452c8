//! 二零二四年, 三千〇五十二: 〇 is written in years and numbers that name, 零 in quantities.

use kanwu_plugin::context::joined;
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::wrong_han_zero as card;
use crate::table::number_form_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(&TERMS), check);

const TERMS: [&str; words::ZERO_IN_YEAR.len() + words::ZERO_AFTER_PLACE.len()] =
    joined(&[words::ZERO_IN_YEAR, words::ZERO_AFTER_PLACE]);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(term, span) = trigger else { return };
    let last = cx.of(span).chars().next_back().map_or(0, char::len_utf8) as u32;
    let zero = Span::new(span.end - last, span.end);
    if term < words::ZERO_IN_YEAR.len() {
        check_year(cx, zero);
    } else {
        check_quantity(cx, span, zero);
    }
}

fn check_year(cx: &mut LocalContext<'_>, zero: Span) {
    let is_digit = |c: &char| words::YEAR_DIGIT.contains(c);
    let before: Vec<char> = cx.before(zero.start).chars().rev().take(4).take_while(is_digit).collect();
    let after: Vec<char> = cx.after(zero.end).chars().take(4).take_while(is_digit).collect();
    let end = zero.end + after.iter().map(|c| c.len_utf8() as u32).sum::<u32>();
    let year = before.len() + after.len() == 3 && cx.after(end).starts_with(han::YEAR);
    let opens = before.last().is_some_and(|first| words::YEAR_FIRST_DIGIT.contains(first));
    if year && opens {
        let finding = Finding::certain(zero).arg(card::args::FOUND, cx.of(zero));
        cx.push(finding.arg(card::args::WANT, "〇").fix(zero, "〇"));
    }
}

fn check_quantity(cx: &mut LocalContext<'_>, span: Span, zero: Span) {
    let is_numeral = |c: Option<char>| c.is_some_and(|c| words::HAN_NUMERAL.contains(&c));
    if is_numeral(cx.char_after(zero.end)) && is_numeral(cx.char_before(span.start)) {
        let finding = Finding::certain(zero).arg(card::args::FOUND, cx.of(zero));
        cx.push(finding.arg(card::args::WANT, "零").variant(card::variants::QUANTITY).fix(zero, "零"));
    }
}
