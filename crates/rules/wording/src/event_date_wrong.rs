//! 1938年7月7日，卢沟桥事变爆发; 2020年开展第六次全国人口普查: a date right beside an event that is not its own.

use kanwu_plugin::context::{ends_any, starts_any};
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::event_date_wrong::{NAME, args, variants};
use crate::formula_context::{report, year_before};
use crate::han_ordinal::numeral_before;
use crate::table::event_dates::{
    ABOUT, CENSUS, EVENT, EventRow, HAPPENS, HELD_AFTER, HELD_BEFORE, JOINS, SCOPE,
};

pub(crate) const RULE: Rule = Rule::local(NAME, Triggers::terms(&TERMS), check);

/// The events, then the censuses, so that the table says what triggers the rule.
const TERMS: [&str; EVENT.len() + CENSUS.len()] = {
    let mut terms = [""; EVENT.len() + CENSUS.len()];
    let mut i = 0;
    while i < terms.len() {
        terms[i] = if i < EVENT.len() { EVENT[i].name } else { CENSUS[i - EVENT.len()].name };
        i += 1;
    }
    terms
};

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(i, span) = trigger else { return };
    match EVENT.get(i) {
        Some(row) => event(cx, row, span),
        None => census(cx, span),
    }
}

/// A date with the parts that are told.
struct Date {
    year: i64,
    month: Option<i64>,
    day: Option<i64>,
    /// Where it begins.
    start: usize,
}

/// An event right behind a date.
fn event(cx: &mut LocalContext<'_>, row: &EventRow, name: Span) {
    let (before, after) = (cx.before(name.start), cx.after(name.end));
    let rest = JOINS.iter().find_map(|join| before.strip_suffix(join));
    let joined = rest.is_some();
    let rest = rest.unwrap_or(before);
    let apart = rest.strip_suffix('，');
    let Some(date) = date_at_end(apart.unwrap_or(rest)) else { return };
    let happens = joined || starts_any(after, HAPPENS) || (apart.is_none() && date.day.is_some());
    if !happens || starts_any(after, ABOUT) {
        return;
    }
    let other = |told: Option<i64>, own: i64| own > 0 && told.is_some_and(|told| told != own);
    let wrong = date.year != row.year || other(date.month, row.month) || other(date.day, row.day);
    if wrong {
        let told = Span::new(date.start as u32, name.end);
        push(cx, told, &dated(row), row.source, None);
    }
}

/// When an event was, as far as the table tells.
fn dated(row: &EventRow) -> String {
    match (row.month, row.day) {
        (0, _) => format!("{}年", row.year),
        (month, 0) => format!("{}年{month}月", row.year),
        (month, day) => format!("{}年{month}月{day}日", row.year),
    }
}

/// A census in a year in which another one was held.
fn census(cx: &mut LocalContext<'_>, name: Span) {
    let (before, after) = (cx.before(name.start), cx.after(name.end));
    // 第七次全国人口普查, 全国第七次人口普查.
    let head = before.strip_suffix(NATIONAL).unwrap_or(before);
    let Some((head, number)) = head.strip_suffix(han::TIME).and_then(numeral_before) else { return };
    let Some(head) = head.strip_suffix(han::ORDINAL) else { return };
    let head = head.strip_suffix(NATIONAL).unwrap_or(head);
    let span = Span::new(head.len() as u32, name.end);
    let held = ends_any(head, HELD_BEFORE) || starts_any(after, HELD_AFTER);
    let Some(year) = year_before(cx.paragraph(), span.start).filter(|_| held) else { return };
    let rows = || CENSUS.iter().filter(|row| row.name == cx.of(name));
    let own = rows().find(|row| row.number == number);
    let other = rows().find(|row| (row.from..=row.until).contains(&year));
    if let (Some(own), Some(other)) = (own, other)
        && own.number != other.number
    {
        let want = format!("{}—{}年", own.from, own.until);
        push(cx, span, &want, own.source, Some(variants::CENSUS));
    }
}

/// The word of a national census.
const NATIONAL: &str = SCOPE[0];

/// The date that the text ends in: 2008年5月12日.
fn date_at_end(text: &str) -> Option<Date> {
    let (rest, day) = part(text, han::DAY);
    let (rest, month) = part(rest, han::MONTH);
    // A day without its month is one end of a span of days.
    if day.is_some() && month.is_none() {
        return None;
    }
    let (rest, year) = part(rest, han::YEAR);
    let year = year.filter(|year| (1800..2100).contains(year))?;
    Some(Date { year, month, day, start: rest.len() })
}

/// The figure before the mark at the end of the text, and what stands before it; the text as it is where there is none.
fn part(text: &str, mark: char) -> (&str, Option<i64>) {
    let told = text.strip_suffix(mark).and_then(|before| {
        let rest = before.trim_end_matches(|c: char| c.is_ascii_digit());
        Some((rest, before.get(rest.len()..)?.parse().ok()?))
    });
    told.map_or((text, None), |(rest, figure)| (rest, Some(figure)))
}

fn push(
    cx: &mut LocalContext<'_>,
    span: Span,
    want: &str,
    source: &str,
    variant: Option<kanwu_plugin::Variant>,
) {
    let finding =
        Finding::likely(span).arg(args::FOUND, cx.of(span)).arg(args::WANT, want).arg(args::SOURCE, source);
    report(cx, finding, variant, variants::ORIGINAL);
}
