//! 2021年5月开工，2020年11月竣工: an end before its beginning.

use kanwu_plugin::context::{before_any, ends_any, has_any, starts_any};
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::date::{Calendar, DateReading};
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Place, Rule, Trigger, Triggers};

use crate::card::end_before_start as card;
use crate::table::contradictions::{AT_DATE, BEGUN, ENDED, OF_ANOTHER};
use crate::table::durations::FORMALLY;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Date]), check);

/// Characters between the two dates.
const NEAR: usize = 30;

/// Items between them, such as sums of money.
const ITEMS: usize = 3;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let Some(Item::Date(start)) = cx.items.get(i) else { return };
    let after = cx.after(start.span.end).trim_start_matches(FORMALLY);
    // 11月18日在青石广场开幕
    let held = before_any(after, &['，', '。', '；', '\n']);
    let opened = held.starts_with(han::AT) && ends_any(held, BEGUN);
    if !starts_any(after, BEGUN) && !opened && !stands_before(cx.before(start.span.start), BEGUN) {
        return;
    }
    let next = cx.items.iter().skip(i + 1).take(ITEMS);
    let Some(end) = next.into_iter().find_map(|item| match item {
        Item::Date(date) => Some(date),
        _ => None,
    }) else {
        return;
    };
    let between = cx.text.get(start.span.end as usize..end.span.start as usize).unwrap_or_default();
    let far = between.chars().count() > NEAR || between.contains(['。', '；', '（', '\n']);
    let ends = starts_any(cx.after(end.span.end).trim_start_matches(FORMALLY), ENDED)
        || stands_before(cx.before(end.span.start), ENDED);
    if far
        || !ends
        || !between.contains(['，', '、'])
        || !is_before(end, start)
        || has_any(between, OF_ANOTHER)
    {
        return;
    }
    let finding = Finding::likely(end.span)
        .arg(card::args::FOUND, cx.of(end.span))
        .arg(card::args::START, cx.of(start.span))
        .labelled(Place::Here(start.span), card::labels::START);
    cx.push(finding);
}

/// 始建于, 竣工日期为: whether one of the words stands before a date at the end of the text.
fn stands_before(text: &str, words: &[&str]) -> bool {
    AT_DATE.iter().any(|link| text.strip_suffix(link).is_some_and(|rest| ends_any(rest, words)))
}

/// Whether the one is before the other, as far as both are printed.
fn is_before(a: &DateReading, b: &DateReading) -> bool {
    if a.calendar == Calendar::Lunar || b.calendar == Calendar::Lunar {
        return false;
    }
    match (a.full_year(), b.full_year()) {
        (Some(year), Some(other)) if year != other => year < other,
        (Some(_), None) | (None, Some(_)) => false,
        _ => match (a.month, b.month) {
            (Some(month), Some(other)) if month != other => month < other && a.full_year().is_some(),
            (Some(_), Some(_)) => a.day.zip(b.day).is_some_and(|(day, other)| day < other),
            _ => false,
        },
    }
}
