//! 2月30日, 13月, 25时: dates and times that can't be.

use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::date::{DateReading, TimeReading, days_in_month};
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Trigger, Triggers};

use crate::card::impossible_date as card;

/// See the card.
pub const RULE: Rule =
    Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Date, ItemFlag::DateRange, ItemFlag::Time]), check);

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
    let finding = Finding::certain(date.span).arg(card::args::FOUND, cx.of(date.span));
    cx.push(match (date.month, date.day) {
        (Some(month), _) if !(1..=12).contains(&month) => finding.variant(card::variants::MONTH),
        (Some(month), Some(_)) => {
            let finding = finding
                .arg(card::args::MONTH, month)
                .arg(card::args::DAYS, days_in_month(date.full_year(), month));
            match date.full_year() {
                Some(year) => finding.variant(card::variants::DAY_OF_YEAR).arg(card::args::YEAR, year),
                None => finding.variant(card::variants::DAY),
            }
        }
        _ => finding,
    });
}

fn check_time(cx: &mut LocalContext<'_>, time: &TimeReading) {
    if !time.is_possible() {
        let finding = Finding::certain(time.span).arg(card::args::FOUND, cx.of(time.span));
        cx.push(finding.variant(card::variants::TIME));
    }
}
