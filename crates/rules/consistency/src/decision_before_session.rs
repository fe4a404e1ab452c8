//! 2月20日至23日，……会议召开。2月18日，会议选举……: what a meeting decided on a day on which it did not sit.

use kanwu_plugin::context::{
    before_any, ends_any, has_any, sentence_after, sentence_before, sentence_start, starts_any,
};
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::date::{Calendar, DateReading};
use kanwu_plugin::{Finding, LocalContext, Place, Rule, Span, Trigger, Triggers};

use crate::card::decision_before_session as card;
use crate::table::contradictions::{
    DECIDED, DECISIONS_AND_FOLLOWING, ELECTED, FOLLOWING, HELD, MEETING_ON, SESSIONS,
};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(DECISIONS_AND_FOLLOWING), check);

/// So many items back the meeting may be told.
const REACH: usize = 16;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, word) = trigger else { return };
    if FOLLOWING.contains(&cx.of(word)) {
        followed(cx, word);
        return;
    }
    let upto = cx.items.partition_point(|item| item.span().end <= word.start);
    let Some(Item::Date(day)) = upto.checked_sub(1).and_then(|i| cx.items.get(i)) else { return };
    let link = cx.text.get(day.span.end as usize..word.start as usize).unwrap_or_default();
    let by_meeting = DECIDED.contains(&cx.of(word));
    let on_day = link.is_empty() && ends_any(cx.before(day.span.start), MEETING_ON);
    if !(by_meeting && matches!(link, "" | "，" | "，经") || !by_meeting && on_day) {
        return;
    }
    let meeting = cx.items.iter().take(upto - 1).rev().take(REACH).find_map(|item| {
        let (from, to) = match item {
            Item::Date(date) => (*date, None),
            Item::DateRange(range) => (range.from, Some(range.to_in_full()?)),
            _ => return None,
        };
        let upto_day = cx.text.get(item.span().end as usize..day.span.start as usize)?;
        let sentence = before_any(upto_day, &['。', '；', '\n']);
        // 第一次会议于1月10日召开: the meeting may stand before its day.
        let named = has_any(sentence, SESSIONS)
            || starts_any(sentence, HELD)
                && has_any(sentence_before(cx.paragraph(), item.span().start), SESSIONS);
        let told = named && has_any(sentence, HELD);
        told.then_some((item.span(), from, to))
    });
    let Some((span, from, to)) = meeting else { return };
    let (Some(first), Some(held)) = (of(day), of(&from)) else { return };
    let last = to.as_ref().and_then(of);
    let years = day.full_year().zip(from.full_year()).is_some_and(|(a, b)| a != b);
    // One day is often only the first of a meeting.
    if years || (first >= held && last.is_none_or(|last| first <= last)) {
        return;
    }
    let finding = Finding::likely(day.span)
        .arg(card::args::FOUND, cx.of(day.span))
        .arg(card::args::DAYS, cx.of(span))
        .labelled(Place::Here(span), card::labels::DAYS);
    cx.push(finding);
}

/// 9月6日，大会选举产生理事会。新当选的理事会9月2日举行会议: what followed from a meeting before its day.
fn followed(cx: &mut LocalContext<'_>, word: Span) {
    let start = sentence_start(cx.paragraph(), word.start);
    let end = word.end + sentence_after(cx.paragraph(), word.end).len() as u32;
    let date = |item: &Item| match item {
        Item::Date(date) => of(date).map(|day| (date.full_year(), day, date.span)),
        Item::DateRange(range) => of(&range.from).map(|day| (range.from.full_year(), day, range.from.span)),
        _ => None,
    };
    let inside = |span: Span| span.start >= start && span.end <= end;
    let here = cx.items.iter().filter_map(date).find(|(.., span)| inside(*span));
    let Some((year, day, span)) = here else { return };
    // The meeting is told in a sentence before, or in an earlier clause of the same one.
    let meeting = cx.items.iter().filter_map(date).rev().find(|(.., at)| {
        let sentence = sentence_after(cx.paragraph(), at.end);
        at.end <= span.start
            && at.start < start
            && has_any(sentence, SESSIONS)
            && is_decided(cx, at.end, start)
    });
    let Some((held_year, held, at)) = meeting else { return };
    let years = year.zip(held_year).is_some_and(|(a, b)| a != b);
    if years || day >= held {
        return;
    }
    let finding = Finding::likely(span)
        .arg(card::args::FOUND, cx.of(span))
        .arg(card::args::DAYS, cx.of(at))
        .labelled(Place::Here(at), card::labels::DAYS);
    cx.push(finding);
}

/// Whether between two places somebody was elected or something decided, or a meeting held.
fn is_decided(cx: &LocalContext<'_>, from: u32, to: u32) -> bool {
    let between = cx.text.get(from as usize..to as usize).unwrap_or_default();
    has_any(between, ELECTED) || has_any(between, HELD)
}

/// Month and day.
fn of(date: &DateReading) -> Option<(u8, u8)> {
    date.month.zip(date.day).filter(|_| date.calendar == Calendar::Gregorian)
}
