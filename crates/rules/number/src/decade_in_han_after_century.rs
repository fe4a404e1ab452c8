//! 20世纪八十年代, 二十世纪80年代: century and decade in numerals of two kinds.

use kanwu_plugin::context::{ends_any, joined};
use kanwu_plugin::reading::numeral::parse_han;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::decade_in_han_after_century as card;
use crate::table::date_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(&TERMS), check);

const TERMS: [&str; words::DECADE_IN_HAN.len() + words::CENTURY_IN_HAN.len()] =
    joined(&[words::DECADE_IN_HAN, words::CENTURY_IN_HAN]);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(n, span) = trigger else { return };
    if n >= words::DECADE_IN_HAN.len() {
        return check_century(cx, span);
    }
    let before = cx.before(span.start);
    let Some(digits) = words::CENTURY.iter().find_map(|century| before.strip_suffix(century)) else { return };
    let in_digits = digits.trim_end().ends_with(|c: char| c.is_ascii_digit());
    if !in_digits || ends_any(digits, &["."]) {
        return;
    }
    let text = cx.of(span);
    let end = text.find(words::DECADE_END).unwrap_or(text.len());
    let Some(value) = text.get(..end).and_then(parse_han).map(|han| han.value) else { return };
    let want = format!("{value}{}", text.get(end..).unwrap_or_default());
    let number = Span::new(span.start, span.start + end as u32);
    let finding = Finding::certain(span)
        .arg(card::args::FOUND, text)
        .arg(card::args::WANT, want)
        .fix(number, value.to_string());
    cx.push(finding);
}

/// 二十世纪80年代
fn check_century(cx: &mut LocalContext<'_>, span: Span) {
    let after = cx.after(span.end);
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    let decade =
        after.get(digits..).is_some_and(|rest| words::DECADE.iter().any(|word| rest.starts_with(*word)));
    let text = cx.of(span);
    let end = words::CENTURY.iter().find_map(|word| text.find(word)).unwrap_or(text.len());
    let Some(value) = text.get(..end).and_then(parse_han).map(|han| han.value) else { return };
    if digits != 2 || !decade {
        return;
    }
    let number = Span::new(span.start, span.start + end as u32);
    let finding = Finding::certain(span)
        .arg(card::args::FOUND, text)
        .arg(card::args::WANT, format!("{value}{}", text.get(end..).unwrap_or_default()))
        .fix(number, value.to_string());
    cx.push(finding);
}
