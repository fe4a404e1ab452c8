//! 5月3—9日举行，为期5天: a number of days that its dates do not give.

use kanwu_plugin::context::ends_any;
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::date::{DateReading, days_in_month};
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Span, Trigger, Triggers};
use rust_decimal::Decimal;

use crate::card::days_against_dates as card;
use crate::table::calendar_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Quantity]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let Some(days) = paragraph.quantity(i).filter(|q| q.unit_key() == "day" && q.range.is_none()) else {
        return;
    };
    let before = paragraph.before(days.span.start);
    let Some(word) = words::LASTING.iter().find(|word| before.ends_with(**word)) else { return };
    // Only the clause that begins with the word tells of the dates themselves.
    let lead = before.strip_suffix(*word).unwrap_or_default();
    if !ends_any(lead, &["，", "，会", "，活动", "，展览"])
        || days.approx_before.is_some()
        || days.approx_after.is_some()
    {
        return;
    }
    let Some(Item::DateRange(range)) = i.checked_sub(1).and_then(|at| paragraph.items.get(at)) else {
        return;
    };
    let between = paragraph.of(Span::new(range.span.end, days.span.start));
    let Some(count) = range.to_in_full().and_then(|to| inclusive(&range.from, &to)) else { return };
    if between.contains(['。', '；']) || count < 2 || days.number.value == Decimal::from(count) {
        return;
    }
    let span = Span::new(days.number.span.start, days.span.end);
    let finding = Finding::likely(span)
        .arg(card::args::FOUND, paragraph.of(span))
        .arg(card::args::RANGE, paragraph.of(range.span))
        .arg(card::args::WANT, count);
    cx.push(finding);
}

/// How many days there are from one to the other, both counted; none over more than a month's end.
fn inclusive(from: &DateReading, to: &DateReading) -> Option<i64> {
    let (first, last) = (i64::from(from.day?), i64::from(to.day?));
    let (month, other) = (from.month?, to.month?);
    if from.year != to.year {
        return None;
    }
    if month == other {
        return Some(last - first + 1);
    }
    // The length of February is known with the year only.
    let known = month != 2 || from.full_year().is_some();
    (other == month + 1 && known)
        .then(|| i64::from(days_in_month(from.full_year(), month)) - first + 1 + last)
}
