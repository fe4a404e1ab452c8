//! A weekday beside a date that falls on another.

use kanwu_plugin::reading::date::{DateReading, Weekday};
use kanwu_plugin::{Confidence, Finding, ItemFlag, LocalContext, Place, Rule, Span, Triggers};

use crate::card::weekday_against_date as card;
use crate::date_check::check_date;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Date]), |cx, trigger| {
    check_date(cx, trigger, judge);
});

/// What opens the name of a weekday.
const WEEK: [&str; 2] = ["星期", "周"];

/// A date without a year is taken to be of the year recorded, and the finding is then less sure.
fn judge(cx: &LocalContext<'_>, date: &DateReading) -> Option<Finding> {
    let (printed, span) =
        date.weekday.or_else(|| weekday_before(cx, date)).or_else(|| weekday_after(cx, date))?;
    let mut date = *date;
    // 12日（星期三） under the heading of a month in a chronicle.
    date.month = date.month.or_else(|| cx.paragraph().passage().month.filter(|_| date.year.is_none()));
    let stated = date.full_year().is_some();
    if !stated {
        date.year = cx.settings.record_year();
        date.year_digits = 4;
    }
    let right = date.true_weekday().filter(|right| *right != printed)?;
    let confidence = if stated { Confidence::Certain } else { Confidence::Likely };
    let whole = date.span.join(span);
    let day = if span.start < date.span.start { date.span } else { Span::new(date.span.start, span.start) };
    let day = cx.of(day).trim_end_matches(['（', '(', ' ', '，']);
    let finding = Finding::new(Place::Here(whole), confidence)
        .arg(card::args::FOUND, cx.of(whole))
        .arg(card::args::DATE, day)
        .arg(card::args::WANT, right.han());
    Some(finding)
}

/// 2022年5月8日，星期六，: the weekday behind the date and a comma.
fn weekday_after(cx: &LocalContext<'_>, date: &DateReading) -> Option<(Weekday, Span)> {
    let rest = cx.after(date.span.end).strip_prefix('，').filter(|_| date.day.is_some())?;
    let name = WEEK.iter().find_map(|week| rest.strip_prefix(week))?;
    let last = name.chars().next()?;
    let day = Weekday::ALL.into_iter().find(|day| day.han() == last)?;
    // 周一 opens many words; a weekday by itself ends its clause.
    let ends = name.strip_prefix(last).is_some_and(|rest| rest.starts_with(['，', '）', '。', ' ']));
    let start = date.span.end as usize + '，'.len_utf8();
    let len = rest.len() - name.len() + last.len_utf8();
    ends.then(|| (day, Span::of(start..start + len)))
}

/// 星期二，即1996年7月1日: the weekday before the date.
fn weekday_before(cx: &LocalContext<'_>, date: &DateReading) -> Option<(Weekday, Span)> {
    let before = cx.before(date.span.start);
    let words = before.strip_suffix("，即").or_else(|| before.strip_suffix("（"))?;
    let last = words.chars().next_back()?;
    let day = Weekday::ALL.into_iter().find(|day| day.han() == last)?;
    let name = words.get(..words.len() - last.len_utf8())?;
    let start = WEEK.iter().find_map(|week| name.strip_suffix(week))?.len();
    Some((day, Span::of(start..words.len())))
}
