//! 20世纪八十年代: the century in digits, the decade in Han numerals.

use kanwu_plugin::context::ends_any;
use kanwu_plugin::reading::numeral::parse_han;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::decade_in_han_after_century as card;
use crate::table::date_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(words::DECADE_IN_HAN), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, span) = trigger else { return };
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
