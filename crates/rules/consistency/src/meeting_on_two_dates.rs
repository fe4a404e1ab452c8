//! One meeting on two dates: 大事记 has 5月8日, the entry 5月9日.

mod days;
mod name;

use std::collections::BTreeSet;

use kanwu_plugin::context::{has_any, sentence_start, starts_any};
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::ordinal::{Ordinal, OrdinalKind};
use kanwu_plugin::{
    BookContext, Confidence, Fact, FactValue, Finding, ItemFlag, LocalContext, Paragraph, Rule, Span,
    Trigger, Triggers,
};

use crate::card::meeting_on_two_dates as card;
use crate::outliers::outliers;
use crate::table::meetings::{ABOUT, DATED_BY};
use crate::words_of::words_of;
use days::Days;
use name::Meeting;

/// See the card.
pub const RULE: Rule = Rule::survey(card::NAME, Triggers::flags(&[ItemFlag::Ordinal]), collect, judge);

/// Characters between a date and the meeting that it dates.
const NEAR: usize = 36;

/// So many other places are named.
const OTHERS: usize = 4;

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let Some(Item::Ordinal(session)) = paragraph.items.get(i).filter(|item| is_session(paragraph, item))
    else {
        return;
    };
    let Some(meeting) = Meeting::read(paragraph, session.span) else { return };
    let Some((days, span)) = dated(paragraph, i, &meeting) else { return };
    let value = FactValue::Days {
        name: paragraph.of(meeting.span).to_owned(),
        scope: meeting.place.to_owned(),
        from: days.from,
        to: days.to,
    };
    cx.fact("meeting", meeting.key(), value, span);
}

/// 十九届, 第十九届
fn is_session(paragraph: &Paragraph<'_>, item: &Item) -> bool {
    let called = |ordinal: &Ordinal| ordinal.classifier.is_some_and(|word| paragraph.of(word) == "届");
    matches!(item, Item::Ordinal(o) if o.kind == OrdinalKind::Session || called(o))
}

/// The days of a meeting, and where they stand: before its name in the sentence, or right after it.
fn dated(paragraph: &Paragraph<'_>, i: usize, meeting: &Meeting<'_>) -> Option<(Days, Span)> {
    let after = paragraph.after(meeting.span.end);
    if let Some(at) = DATED_BY.iter().find_map(|word| after.strip_prefix(word)) {
        let from = paragraph.text.len() as u32 - at.len() as u32;
        let next = paragraph.items.partition_point(|item| item.span().start < from);
        return paragraph.items.get(next).filter(|item| item.span().start == from).and_then(Days::read);
    }
    if starts_any(after, ABOUT) {
        return None;
    }
    let start = sentence_start(paragraph, meeting.span.start);
    let before = paragraph.items.get(..i)?.iter().rev().take_while(|item| item.span().start >= start);
    let date = before.into_iter().find(|item| matches!(item, Item::Date(_) | Item::DateRange(_)))?;
    let link = paragraph.of(Span::new(date.span().end, meeting.span.start));
    let direct = link.chars().count() <= NEAR && !has_any(link, ABOUT);
    direct.then(|| Days::read(date))?
}

/// A meeting and its days, as one place has them.
struct Dated<'f> {
    fact: &'f Fact,
    place: &'f str,
    days: Days,
    name: &'f str,
}

impl<'f> Dated<'f> {
    fn of(fact: &'f Fact) -> Option<Dated<'f>> {
        match &fact.value {
            FactValue::Days { name, scope, from, to } => {
                Some(Dated { fact, place: scope, days: Days { from: *from, to: *to }, name })
            }
            _ => None,
        }
    }
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    for facts in Fact::grouped(facts, |fact| &fact.key).into_values() {
        let meetings: Vec<Dated<'_>> = facts.into_iter().filter_map(Dated::of).collect();
        let places: BTreeSet<&str> =
            meetings.iter().map(|t| t.place).filter(|place| !place.is_empty()).collect();
        for place in &places {
            // 区政协: the one body of its kind that the book names.
            let alone = places.len() == 1;
            let one: Vec<&Dated<'_>> =
                meetings.iter().filter(|t| t.place == *place || alone && t.place.is_empty()).collect();
            compare(cx, &one);
        }
        if places.is_empty() {
            compare(cx, &meetings.iter().collect::<Vec<_>>());
        }
    }
}

fn compare(cx: &mut BookContext<'_>, meetings: &[&Dated<'_>]) {
    for (one, against) in outliers(meetings, |a, b| a.days.agree(b.days), |_| false) {
        let Some(first) = against.first() else { continue };
        let others: Vec<&Fact> = against.iter().take(OTHERS).map(|t| t.fact).collect();
        let finding = Finding::new(one.fact.place(), Confidence::Likely)
            .arg(card::args::FOUND, words_of(cx, one.fact))
            .arg(card::args::MEETING, one.name)
            .arg(card::args::WANT, words_of(cx, first.fact))
            .labelled_facts(&others, card::labels::SAME_MEETING);
        cx.push(finding);
    }
}
