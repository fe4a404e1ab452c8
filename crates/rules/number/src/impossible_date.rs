//! 2月30日, 13月, 25时: dates and times that can't be.

use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::date::{DateReading, TimeReading, days_in_month};
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Trigger, Triggers};

pub(crate) const RULE: Rule = Rule::local(
    "impossible-date",
    Triggers::flags(&[ItemFlag::Date, ItemFlag::DateRange, ItemFlag::Time]),
    check,
);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let item = &cx.paragraph().items[i];
    match item {
        Item::Date(date) => check_date(cx, date),
        Item::DateRange(range) => {
            check_date(cx, &range.from);
            if let Some(to) = range.to_in_full() {
                check_date(cx, &to);
            }
        }
        Item::Time(time) => check_time(cx, time),
        Item::TimeRange(range) => {
            check_time(cx, &range.from);
            check_time(cx, &range.to);
        }
        _ => {}
    }
}

fn check_date(cx: &mut LocalContext<'_>, date: &DateReading) {
    if date.is_possible() {
        return;
    }
    let (zh, en) = match (date.month, date.day) {
        (Some(m), _) if !(1..=12).contains(&m) => {
            ("一年只有12个月".to_owned(), "a year has 12 months".to_owned())
        }
        (Some(m), Some(_)) => {
            let days = days_in_month(date.full_year(), m);
            let year = date.full_year().map(|y| format!("{y}年")).unwrap_or_default();
            (format!("{year}{m}月只有{days}日"), format!("month {m} has {days} days"))
        }
        _ => ("没有这样的日期".to_owned(), "there is no such date".to_owned()),
    };
    let finding = Finding::certain(date.span).arg("found", cx.of(date.span)).arg("why", zh).arg("reason", en);
    cx.push(finding);
}

fn check_time(cx: &mut LocalContext<'_>, time: &TimeReading) {
    if time.is_possible() {
        return;
    }
    let finding = Finding::certain(time.span)
        .arg("found", cx.of(time.span))
        .arg("why", "时不过24，分、秒不过59")
        .arg("reason", "hours end at 24, minutes and seconds at 59");
    cx.push(finding);
}
