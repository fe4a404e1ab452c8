//! 3千人, 5百万元: digits with a place word other than 万 and 亿.

use kanwu_plugin::reading::numeral::{Number, NumberForm};
use kanwu_plugin::{Applicability, Finding, ItemFlag, LocalContext, Rule, Span, Trigger, Triggers};

use rust_decimal::Decimal;

use crate::card::digits_with_place_word as card;
use crate::table::number_form_words as words;
use crate::triggered;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Scaled]), check);

/// 千 is joined to digits most often, and then for certain a place word.
const THOUSAND: i64 = 1000;

/// What 万 stands for.
const TEN_THOUSAND: i64 = 10_000;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Some(number) = triggered::number(cx, trigger) else { return };
    if number.form == NumberForm::Split {
        return check_split(cx, number);
    }
    let Some(scale) = number.scale.filter(|s| !matches!(s.power, 4 | 8 | 12)) else { return };
    if number.form == NumberForm::Split || number.form == NumberForm::Han {
        return;
    }
    // ’97十大新闻: a year, and ten of something.
    let year = cx.char_before(number.span.start) == Some('’');
    if year || cx.after(scale.span.end).trim_start().starts_with(words::AFTER_PLACE_WORD) {
        return;
    }
    // 3百分, 5千伏 are read as units elsewhere; 12万亿 is a place of its own.
    let word = cx.of(scale.span);
    let Some(place) = words::PLACE_WORD.iter().find(|row| word.starts_with(row.word)) else { return };
    let Some(value) = number.printed.checked_mul(place.value.into()) else { return };
    let value = value.normalize().to_string();
    let rest = word.strip_prefix(place.word).unwrap_or_default();
    let span = Span::new(number.span.start, scale.span.end);
    let digits = Span::new(number.span.start, scale.span.start + place.word.len() as u32);
    let finding = Finding::certain(span)
        .arg(card::args::FOUND, cx.of(span))
        .arg(card::args::WANT, format!("{value}{rest}"))
        .fix(digits, value);
    let sure = number.places == 0 && place.value == THOUSAND && rest.is_empty();
    cx.push(if sure { finding } else { finding.grade(Applicability::Unsafe) });
}

/// 30万4千, 1千5百: digits and place words by turns, 千 or 百 among them. 2亿3700万 is right.
fn check_split(cx: &mut LocalContext<'_>, number: &Number) {
    let text = cx.of(number.span);
    if !text.contains(words::SMALL_PLACE) || !text.bytes().any(|b| b.is_ascii_digit()) {
        return;
    }
    let ten_thousand = Decimal::from(TEN_THOUSAND);
    let want = match number.value.checked_div(ten_thousand).filter(|_| text.contains(words::GREAT_PLACE)) {
        Some(value) => {
            format!("{}{}", value.normalize(), words::GREAT_PLACE.first().copied().unwrap_or('万'))
        }
        None => number.value.normalize().to_string(),
    };
    let finding = Finding::certain(number.span)
        .arg(card::args::FOUND, text)
        .arg(card::args::WANT, want.clone())
        .fix(number.span, want)
        .grade(Applicability::Unsafe);
    cx.push(finding);
}
