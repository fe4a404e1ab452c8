//! 光绪二十六年（1901年）: the year of an era, and in brackets another Gregorian year.

use kanwu_plugin::context::starts_any;
use kanwu_plugin::reading::date::{DateReading, Era};
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::era_year_against_year as card;
use crate::date_check::{check_date, is_republic};
use crate::table::date_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(
    card::NAME,
    Triggers::flags(&[ItemFlag::Date]).or(Triggers::terms(words::FIRST_YEAR)),
    |cx, trigger| match trigger {
        Trigger::Term(_, first) => {
            if let Some(finding) = first_year(cx, first) {
                cx.push(finding);
            }
        }
        _ => check_date(cx, trigger, judge),
    },
);

fn judge(cx: &LocalContext<'_>, date: &DateReading) -> Option<Finding> {
    let (era, _) = date.era?;
    compare(cx, era, date.year?, date.span)
}

/// 嘉庆元年, whose number is no figure.
fn first_year(cx: &LocalContext<'_>, first: Span) -> Option<Finding> {
    let era = Era::ending(cx.before(first.start))?;
    compare(cx, era, era.first_year, Span::new(first.start - era.name.len() as u32, first.end))
}

/// Compares the Gregorian year of a year of an era with the one that follows it in brackets.
fn compare(cx: &LocalContext<'_>, era: &Era, year: i32, dated: Span) -> Option<Finding> {
    let after = cx.after(dated.end);
    let bracketed = after.strip_prefix(['（', '('])?;
    let inner = words::GREGORIAN_ERA.iter().fold(bracketed, |rest, era| rest.trim_start_matches(era));
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let printed: i32 = inner.get(..digits).filter(|d| d.len() == 4)?.parse().ok()?;
    if !starts_any(inner.get(digits..)?, &["年", "）", ")"]) {
        return None;
    }
    // The last months of a lunar year may fall in the next Gregorian one.
    let room = i32::from(!is_republic(era.name));
    if (0..=room).contains(&(printed - year)) {
        return None;
    }
    let close = inner.find(['）', ')'])?;
    let end = dated.end + (after.len() - inner.len() + close) as u32;
    let end = end + cx.char_after(end).map_or(0, |c| c.len_utf8() as u32);
    let span = Span::new(dated.start, end);
    let finding = Finding::certain(span)
        .arg(card::args::FOUND, cx.of(span))
        .arg(card::args::ERA, cx.of(dated))
        .arg(card::args::WANT, year);
    Some(finding)
}
