//! 光绪二十六年（1901年）: the year of an era, and in brackets another Gregorian year.

use kanwu_plugin::context::starts_any;
use kanwu_plugin::reading::date::DateReading;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Span, Triggers};

use crate::card::era_year_against_year as card;
use crate::date_check::{check_date, is_republic};
use crate::table::date_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Date]), |cx, trigger| {
    check_date(cx, trigger, judge);
});

fn judge(cx: &LocalContext<'_>, date: &DateReading) -> Option<Finding> {
    let (era, _) = date.era?;
    let year = date.year?;
    let after = cx.after(date.span.end);
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
    let end = date.span.end + (after.len() - inner.len() + close) as u32;
    let end = end + cx.char_after(end).map_or(0, |c| c.len_utf8() as u32);
    let span = Span::new(date.span.start, end);
    let finding = Finding::certain(span)
        .arg(card::args::FOUND, cx.of(span))
        .arg(card::args::ERA, cx.of(date.span))
        .arg(card::args::WANT, year);
    Some(finding)
}
