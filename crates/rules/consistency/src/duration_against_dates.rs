//! 2019年3月开工，2021年9月竣工，历时3年6个月: the length of a time against its first and last date.

use kanwu_plugin::context::{ends_any, has_any, sentence_start, starts_any, tail};
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::date::{Calendar, DateReading, TimeReading, days_in_month};
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Paragraph, Place, Rule, Span, Trigger, Triggers};

use crate::card::duration_against_dates as card;
use crate::table::durations::{
    AND_MONTHS, BEGUN, DAYS, ENDED, FORMALLY, HOURS, LASTING, MONTHS, PLANNED, ROUNDED, RUN_VERBS, RUNNING,
    SINCE, UNTIL,
};
use crate::whole_number::at_start;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(LASTING), check);

/// Characters between the two dates.
const BETWEEN: usize = 26;

/// Characters between the second date and the length.
const NEAR: usize = 16;

/// Items before the word that are looked at.
const BACK: usize = 6;

/// A length of time as printed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Length {
    Years(i64),
    /// 2年6个月, 30个月
    Months(i64),
    Days(i64),
    Hours(i64),
}

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, word) = trigger else { return };
    let paragraph = cx.paragraph();
    let running = RUNNING.contains(&cx.of(word));
    let after = cx.after(word.end);
    let mut rest = after.trim_start_matches(han::COUNTED).trim_start_matches(han::LEADS);
    if after.starts_with('约') {
        return;
    }
    if running {
        rest = RUN_VERBS.iter().find_map(|verb| rest.strip_prefix(verb)).unwrap_or(rest);
        rest = rest.trim_start_matches(han::PERFECT);
    }
    let Some((length, len)) = read(rest) else { return };
    if running && !matches!(length, Length::Years(_)) || ends_any(tail(cx.before(word.start), 4), PLANNED) {
        return;
    }
    let number = Span::new(word.start, word.end + (after.len() - rest.len() + len) as u32);
    let Some((from, to)) = ends(paragraph, word.start, running) else { return };
    let want = match length {
        Length::Hours(hours) => hours_off(paragraph, word.start, hours),
        _ => off(paragraph, &from, &to, length),
    };
    let Some(want) = want else { return };
    let finding = Finding::likely(number)
        .arg(card::args::FOUND, cx.of(number))
        .arg(card::args::FROM, cx.of(from.span))
        .arg(card::args::TO, cx.of(to.span))
        .arg(card::args::WANT, want)
        .labelled(Place::Here(from.span), card::labels::DATE)
        .labelled(Place::Here(to.span), card::labels::DATE);
    cx.push(finding);
}

/// 3年零6个月, 5年, 30个月, 61天, 96小时: the length, and its bytes.
fn read(text: &str) -> Option<(Length, usize)> {
    let (number, len) = at_start(text)?;
    let number = i64::from(number);
    let rest = text.get(len..)?;
    if let Some(rest) = rest.strip_prefix(han::YEAR) {
        if rest.starts_with(ROUNDED) {
            return None;
        }
        let joined = AND_MONTHS.iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
        let months = at_start(joined).and_then(|(months, len)| {
            let behind = without_unit(joined.get(len..)?, MONTHS)?;
            Some((i64::from(months), text.len() - behind.len()))
        });
        return Some(match months {
            Some((months, len)) => (Length::Months(number * 12 + months), len),
            None => (Length::Years(number), text.len() - rest.len()),
        });
    }
    let lengths =
        [(MONTHS, Length::Months(number)), (DAYS, Length::Days(number)), (HOURS, Length::Hours(number))];
    let (behind, of) = lengths.into_iter().find_map(|(units, of)| Some((without_unit(rest, units)?, of)))?;
    (!behind.starts_with(ROUNDED)).then(|| (of, text.len() - behind.len()))
}

/// What stands behind one of some units.
fn without_unit<'a>(text: &'a str, units: &[&str]) -> Option<&'a str> {
    units.iter().find_map(|unit| text.strip_prefix(unit))
}

/// The first and the last date before byte `at`, where the sentence says that they are such.
fn ends(paragraph: &Paragraph<'_>, at: u32, running: bool) -> Option<(DateReading, DateReading)> {
    let start = sentence_start(paragraph, at);
    let next = paragraph.items.partition_point(|item| item.span().end <= at);
    let items = paragraph.items.get(next.saturating_sub(BACK)..next)?;
    let mut dates = items.iter().filter(|item| item.span().start >= start).filter_map(|item| match item {
        Item::Date(date) if date.calendar != Calendar::Lunar => Some(*date),
        _ => None,
    });
    let (to, from) = (dates.next_back()?, dates.next_back()?);
    let link = paragraph.of(Span::new(from.span.end, to.span.start));
    let last = paragraph.of(Span::new(to.span.end, at));
    let near = link.chars().count() <= BETWEEN && last.chars().count() <= NEAR;
    let opened = starts_any(link.trim_start_matches(FORMALLY), BEGUN)
        || has_any(link, BEGUN)
        || ends_any(paragraph.before(from.span.start), SINCE);
    let joined = ends_any(link.trim_end_matches(han::AT), UNTIL);
    let closed = joined || has_any(last, ENDED);
    // 5月3日至6月2日，历时31天: the two are the ends without a verb.
    let opened = opened || joined && !running;
    // Years in a row are counted up to the last of them.
    let fits = opened && closed && (!running || joined);
    let from_later = from.full_year().zip(to.full_year()).is_some_and(|(from, to)| from > to);
    (near && fits && !from_later).then_some((from, to))
}

/// What the dates give, where it is not the length printed.
fn off(paragraph: &Paragraph<'_>, from: &DateReading, to: &DateReading, length: Length) -> Option<String> {
    let recorded = paragraph.settings.record_year();
    let year =
        |date: &DateReading, other: &DateReading| date.full_year().or_else(|| other.full_year()).or(recorded);
    let (first, last) = (i64::from(year(from, to)?), i64::from(year(to, from)?));
    let months = || {
        let known = |date: &DateReading| date.month.map(i64::from);
        Some((last - first) * 12 + known(to)? - known(from)?)
    };
    match length {
        Length::Years(stated) => {
            let years = last - first;
            let (low, high) = match months() {
                Some(months) => (months / 12, (months + 12) / 12),
                None => (years, years + 1),
            };
            let right = (low..=high).contains(&stated);
            let shown = if low == high { low.to_string() } else { format!("{low}～{high}") };
            (!right && years >= 1).then(|| format!("{shown}年"))
        }
        Length::Months(stated) => {
            let months = months().filter(|months| *months >= 1)?;
            ((months - stated).abs() > 1).then(|| match (months / 12, months % 12) {
                (0, months) => format!("{months}个月"),
                (years, 0) => format!("{years}年"),
                (years, months) => format!("{years}年{months}个月"),
            })
        }
        Length::Days(stated) => {
            let day =
                |date: &DateReading, year: i64| Some((i32::try_from(year).ok()?, date.month?, date.day?));
            let (a, b) = (day(from, first)?, day(to, last)?);
            // Neighbouring months are the matter of another rule.
            if a.0 == b.0 && b.1 <= a.1 + 1 {
                return None;
            }
            let days = days_between(a, b)?;
            (days != stated && days + 1 != stated).then(|| format!("{}天", days + 1))
        }
        Length::Hours(_) => None,
    }
}

/// Days from one date to another that is later, the first not counted.
fn days_between(from: (i32, u8, u8), to: (i32, u8, u8)) -> Option<i64> {
    let (mut year, mut month) = (from.0, from.1);
    let mut days = i64::from(to.2) - i64::from(from.2);
    // No work takes more than so many months by days.
    for _ in 0..60 {
        if (year, month) == (to.0, to.1) {
            return Some(days).filter(|days| *days > 0);
        }
        days += i64::from(days_in_month(Some(year), month));
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    }
    None
}

/// 8月3日8时至6日8时，历时96小时
fn hours_off(paragraph: &Paragraph<'_>, at: u32, stated: i64) -> Option<String> {
    let start = sentence_start(paragraph, at);
    let next = paragraph.items.partition_point(|item| item.span().end <= at);
    let items = paragraph.items.get(next.saturating_sub(BACK)..next)?;
    let mut hours: Vec<(DateReading, &TimeReading)> = Vec::new();
    for pair in items.windows(2) {
        if let [Item::Date(date), Item::Time(time)] = pair
            && date.span.start >= start
            && date.span.end == time.span.start
        {
            hours.push((*date, time));
        }
    }
    let [(first, from), (last, to)] = hours.as_slice() else { return None };
    let plain = |time: &TimeReading| time.period.is_none() && time.minute.is_none();
    let same_month = last.month.is_none_or(|month| Some(month) == first.month);
    if !plain(from) || !plain(to) || !same_month {
        return None;
    }
    let days = i64::from(last.day?) - i64::from(first.day?);
    let want = days * 24 + i64::from(to.hour) - i64::from(from.hour);
    (want > 0 && want != stated).then(|| format!("{want}小时"))
}
