//! One meeting on two dates: 大事记 has 5月8日, the entry 5月9日.

mod days;
mod name;

use std::collections::BTreeSet;

use kanwu_plugin::context::sentence_start;
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::ordinal::{Ordinal, OrdinalKind};
use kanwu_plugin::{
    BookContext, Confidence, Fact, Finding, ItemFlag, LocalContext, Paragraph, Rule, Span, Trigger, Triggers,
};

use crate::outliers::outliers;
use days::Days;
use name::Meeting;

/// See the card.
pub(crate) const RULE: Rule =
    Rule::survey("meeting-on-two-dates", Triggers::flags(&[ItemFlag::Ordinal]), collect, judge);

/// Characters between a date and the meeting that it dates.
const NEAR: usize = 36;

/// What makes a sentence tell of a meeting, not of its day.
const ABOUT: &[&str] = &[
    "精神", "以来", "筹备", "期间", "关于", "《", "前", "后", "传达", "学习", "贯彻", "落实", "根据", "按照",
];

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
    let value = format!("{}\t{days}\t{}", meeting.place, paragraph.of(meeting.span));
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
    if let Some(at) = after.strip_prefix("于").or_else(|| after.strip_prefix("，于")) {
        let from = paragraph.text.len() as u32 - at.len() as u32;
        let next = paragraph.items.partition_point(|item| item.span().start < from);
        return paragraph.items.get(next).filter(|item| item.span().start == from).and_then(Days::read);
    }
    if ABOUT.iter().any(|word| after.starts_with(word)) {
        return None;
    }
    let start = sentence_start(paragraph, meeting.span.start);
    let before = paragraph.items.get(..i)?.iter().rev().take_while(|item| item.span().start >= start);
    let date = before.into_iter().find(|item| matches!(item, Item::Date(_) | Item::DateRange(_)))?;
    let link = paragraph.of(Span::new(date.span().end, meeting.span.start));
    let direct = link.chars().count() <= NEAR && !ABOUT.iter().any(|word| link.contains(word));
    direct.then(|| Days::read(date))?
}

/// What a place says of a meeting.
struct Told<'f> {
    fact: &'f Fact,
    place: &'f str,
    days: Days,
    name: &'f str,
}

impl<'f> Told<'f> {
    fn of(fact: &'f Fact) -> Option<Told<'f>> {
        let mut parts = fact.value.splitn(3, '\t');
        let (place, days, name) = (parts.next()?, parts.next()?, parts.next()?);
        Some(Told { fact, place, days: days.parse().ok()?, name })
    }
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    for (_, facts) in Fact::by_key(facts) {
        let told: Vec<Told<'_>> = facts.into_iter().filter_map(Told::of).collect();
        let places: BTreeSet<&str> = told.iter().map(|t| t.place).filter(|place| !place.is_empty()).collect();
        for place in &places {
            // 区政协: the one body of its kind that the book tells of.
            let alone = places.len() == 1;
            let one: Vec<&Told<'_>> =
                told.iter().filter(|t| t.place == *place || alone && t.place.is_empty()).collect();
            compare(cx, &one);
        }
        if places.is_empty() {
            compare(cx, &told.iter().collect::<Vec<_>>());
        }
    }
}

fn compare(cx: &mut BookContext<'_>, told: &[&Told<'_>]) {
    for (one, against) in outliers(told, |a, b| a.days.agree(b.days), |_| false) {
        let Some(first) = against.first() else { continue };
        let others: Vec<&Fact> = against.iter().take(OTHERS).map(|t| t.fact).collect();
        let finding = Finding::new(one.fact.place(), Confidence::Likely)
            .arg("found", said(cx, one.fact))
            .arg("meeting", one.name)
            .arg("want", said(cx, first.fact))
            .related_facts(&others, "同一次会议", "the same meeting");
        cx.push(finding);
    }
}

/// The words of a fact's place.
fn said(cx: &BookContext<'_>, fact: &Fact) -> String {
    cx.book
        .reading(fact.reading)
        .map(|reading| fact.span.of_text(&reading.text).to_owned())
        .unwrap_or_default()
}
