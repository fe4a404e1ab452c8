//! 98年抗洪: a year of two digits.

use kanwu_plugin::context::{ends_any, has_any, starts_any};
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::date::{DateDigits, DateForm, DateReading};
use kanwu_plugin::text::han;
use kanwu_plugin::text::kind_of;
use kanwu_plugin::{
    Confidence, Finding, ItemFlag, LocalContext, Place, Rule, Span, TokenKind, Trigger, Triggers,
};
use rust_decimal::Decimal;

use crate::card::short_year as card;
use crate::date_check::check_date;
use crate::quantity_form::is_exact;
use crate::table::date_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(
    card::NAME,
    Triggers::flags(&[ItemFlag::Date, ItemFlag::Quantity]).or(Triggers::terms(words::PUT_OFF)),
    |cx, trigger| match trigger {
        Trigger::Term(_, verb) => check_put_off(cx, verb),
        Trigger::Item(i) if cx.paragraph().quantity(i).is_some() => check_span_of_years(cx, i),
        _ => check_date(cx, trigger, judge),
    },
);

fn finding(cx: &LocalContext<'_>, span: Span, confidence: Confidence) -> Finding {
    Finding::new(Place::Here(span), confidence).arg(card::args::FOUND, cx.of(span))
}

/// 结转至23年, where the two digits have not been read as a date.
fn check_put_off(cx: &mut LocalContext<'_>, verb: Span) {
    let after = cx.after(verb.end);
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    let rest = after.get(digits..).unwrap_or_default();
    let is_date = cx
        .items_at(verb)
        .iter()
        .chain(cx.items_at(Span::new(verb.end, verb.end + 1)))
        .any(|item| matches!(item, Item::Date(d) if d.span.start == verb.end));
    if digits == 2 && rest.starts_with(han::YEAR) && !starts_any(rest, words::SPAN_OF_YEARS) && !is_date {
        let span = Span::new(verb.end, verb.end + digits as u32 + han::YEAR.len_utf8() as u32);
        cx.push(finding(cx, span, Confidence::Likely));
    }
}

/// A span of so many years is seldom meant where a verb follows at once.
const LONG: i64 = 49;

/// 该厂95年改制, which may be read as a span of time.
fn check_span_of_years(cx: &mut LocalContext<'_>, i: usize) {
    let paragraph = cx.paragraph();
    let Some(years) = paragraph.quantity(i).filter(|q| q.unit_key() == "year" && is_exact(q)) else { return };
    let text = paragraph.of(years.span);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let before = paragraph.before(years.span.start);
    // A clause may open with the year.
    let opens_clause = |c: char| matches!(c, '，' | '。' | '；' | '】');
    let last = before.trim_end().chars().next_back();
    let led = last.is_some_and(|c| words::BEFORE_AGE.contains(&c) || !is_han(c) && !opens_clause(c));
    let told = starts_any(paragraph.after(years.span.end), words::FOUNDED_IN);
    // 自19年起, 08年端午节
    let opens = ends_any(before, words::BEFORE_BOUND_OF_TIME)
        && starts_any(paragraph.after(years.span.end), words::FROM_THEN_ON);
    if digits == 2 && text.len() == digits + han::YEAR.len_utf8() && (opens || text.starts_with('0')) {
        cx.push(finding(cx, years.span, Confidence::Likely));
        return;
    }
    let plain = digits == 2
        && text.len() == digits + han::YEAR.len_utf8()
        && years.number.value > Decimal::from(LONG);
    if plain
        && told
        && !led
        && !ends_any(before, words::FOUNDED_IN)
        && !ends_any(before, words::BEFORE_SPAN_OF_YEARS)
    {
        cx.push(finding(cx, years.span, Confidence::Likely));
    }
}

fn is_han(c: char) -> bool {
    kind_of(c) == TokenKind::Han
}

fn judge(cx: &LocalContext<'_>, date: &DateReading) -> Option<Finding> {
    let short = date.year_digits == 2
        && date.era.is_none()
        && date.form == DateForm::Named
        && date.digits == DateDigits::Arabic;
    if !short {
        return None;
    }
    let before = cx.before(date.span.start);
    // ’09年: the sign of what is left out is no remedy.
    let signed = before.ends_with(['’', '\'', '‘']) && !has_any(before, words::LATE_ERA);
    if signed {
        return Some(finding(cx, date.span, Confidence::Likely));
    }
    // A year of 民国 may have lost the name of its era to the year before it.
    if has_any(before, words::LATE_ERA) || ends_any(before, words::BEFORE_SPAN_OF_YEARS) {
        return None;
    }
    let led = ends_any(before, words::BEFORE_POINT_OF_TIME)
        || matches!(before.chars().next_back(), None | Some('，' | '。' | '（' | '】' | ' ' | '\u{3000}'));
    let month = date.month.is_some();
    // 结转至23年: close to the year recorded, after a word that leads to a date.
    let recorded = cx.settings.record_year().map(|y| y.rem_euclid(100));
    let bound = ends_any(before, words::BEFORE_BOUND_OF_TIME);
    let close = bound && recorded.zip(date.year).is_some_and(|(r, y)| (r - y).abs() <= 2);
    // 95年改制: what took place follows at once.
    let told = starts_any(cx.after(date.span.end), words::AFTER_SHORT_YEAR)
        && before.chars().next_back().is_none_or(|c| !c.is_ascii_digit() && !words::BEFORE_AGE.contains(&c));
    let likely = close || told || month && (led || date.day.is_some());
    Some(finding(cx, date.span, if likely { Confidence::Likely } else { Confidence::Guess }))
}
