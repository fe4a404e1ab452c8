//! 5月3—9日举行，为期5天: a number of days that its dates do not give.

use kanwu_plugin::context::{ends_any, has_any, sentence_start};
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::date::{DateReading, days_in_month};
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, ItemFlag, LocalContext, Rule, Span, Trigger, Triggers};
use rust_decimal::Decimal;

use crate::card::days_against_dates as card;
use crate::table::calendar_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::flags(&[ItemFlag::Quantity]), check);

/// Characters between the dates, and between the last and the number of days.
const NEAR: usize = 16;

/// So many items before the dates are looked at.
const MOST: usize = 8;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let Some(days) = paragraph.quantity(i).filter(|q| q.unit_key() == "day" && q.range.is_none()) else {
        return;
    };
    let before = paragraph.before(days.span.start);
    let word = words::LASTING.iter().find(|word| before.ends_with(**word));
    // Only the clause that begins with the word tells of the dates themselves.
    let lead = word.and_then(|word| before.strip_suffix(*word)).unwrap_or_default();
    let named = word.is_some() && ends_any(lead, &["，", "，会", "，活动", "，展览"]);
    if days.approx_before.is_some() || days.approx_after.is_some() {
        return;
    }
    let Some(last) = i.checked_sub(1) else { return };
    if let Some(Item::Date(to)) = paragraph.items.get(last).filter(|_| named) {
        from_to(cx, i, last, to);
        return;
    }
    let Some(Item::DateRange(range)) = paragraph.items.get(last) else { return };
    // 8月3—7日，县教育局举办5天培训
    let held = ends_any(before, words::HELD_FOR) && paragraph.after(days.span.end).starts_with(is_course);
    if !named && !held {
        return;
    }
    let between = paragraph.of(Span::new(range.span.end, days.span.start));
    // 3月1—5日、8—10日，共8天: the days of both.
    let start = sentence_start(paragraph, range.span.start);
    let dated = |item: &Item| matches!(item, Item::Date(_) | Item::DateRange(_));
    let earlier = paragraph.items.iter().take(last).rev().take_while(|item| item.span().start >= start);
    if earlier.take(MOST).any(dated) {
        return;
    }
    let Some(count) = range.to_in_full().and_then(|to| inclusive(&range.from, &to)) else { return };
    if between.contains(['。', '；']) || count < 2 || days.number.value == Decimal::from(count) {
        return;
    }
    report(cx, i, range.span, count);
}

fn report(cx: &mut LocalContext<'_>, i: usize, dates: Span, count: i64) {
    let paragraph = cx.paragraph();
    let Some(days) = paragraph.quantity(i) else { return };
    let span = Span::new(days.number.span.start, days.span.end);
    let finding = Finding::likely(span)
        .arg(card::args::FOUND, paragraph.of(span))
        .arg(card::args::RANGE, paragraph.of(dates))
        .arg(card::args::WANT, count);
    cx.push(finding);
}

/// Whether what follows a number of days is what takes so long, not a part of it.
fn is_course(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) && !matches!(c, han::OF | '后' | '内' | '前' | '以' | '之')
}

/// 从3月1日开始，至3月10日结束，历时10天: the first and the last day stand apart. The last may not be counted.
fn from_to(cx: &mut LocalContext<'_>, i: usize, last: usize, to: &DateReading) {
    let paragraph = cx.paragraph();
    let first = last.checked_sub(1).and_then(|at| paragraph.items.get(at));
    let (Some(Item::Date(from)), Some(days)) = (first, paragraph.quantity(i)) else { return };
    let link = paragraph.of(Span::new(from.span.end, to.span.start));
    let opened = ends_any(paragraph.before(from.span.start), words::FROM_DAY) || has_any(link, words::BEGAN);
    let joined = ends_any(link, words::TO_DAY) || link.ends_with('，');
    let between = paragraph.of(Span::new(to.span.end, days.span.start));
    let ended = has_any(between, words::CAME_TO_END);
    let near = link.chars().count() <= NEAR && between.chars().count() <= NEAR;
    if !opened
        || !joined
        || !ended
        || !near
        || has_any(link, &["。", "；"])
        || has_any(between, &["。", "；"])
    {
        return;
    }
    // 3月1日……10日: the last day may leave its month out.
    let to = DateReading { month: to.month.or(from.month), year: to.year.or(from.year), ..*to };
    let Some(count) = inclusive(from, &to).filter(|count| *count >= 2) else { return };
    let value = days.number.value;
    if value == Decimal::from(count) || value == Decimal::from(count - 1) {
        return;
    }
    report(cx, i, from.span.join(to.span), count);
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
