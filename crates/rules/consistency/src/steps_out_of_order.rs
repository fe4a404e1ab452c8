//! 4月22日入院，4月19日出院: a step dated before the one that it follows.

use kanwu_plugin::context::{has_any, sentence_start};
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::date::{Calendar, DateReading};
use kanwu_plugin::{Finding, LocalContext, Paragraph, Place, Rule, Trigger, Triggers};

use crate::card::steps_out_of_order as card;
use crate::clause_words::words_behind;
use crate::table::durations::{STEP_FIRST, STEPS};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(STEP_FIRST), check);

/// Dates of the sentence that are looked at on either side.
const AROUND: usize = 3;

/// Characters between a date and its step.
const NEAR: usize = 10;

/// In so many months a later step may be one of the year after.
const YEAR_TURN: u8 = 8;

/// The trigger is the word of the first step.
fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, word) = trigger else { return };
    let paragraph = cx.paragraph();
    let name = cx.of(word);
    let next = paragraph.items.partition_point(|item| item.span().end <= word.start);
    let Some(at) = next.checked_sub(1) else { return };
    let Some(first) = first_date(paragraph, at).filter(|first| tells(paragraph, first, name)) else { return };
    let start = sentence_start(paragraph, word.start);
    let rows = STEPS.iter().filter(|row| row.first.split(' ').any(|step| step == name));
    for row in rows {
        let then: Vec<&str> = row.then.split(' ').collect();
        let others = (at.saturating_sub(AROUND)..at + AROUND + 1).filter(|other| *other != at);
        for other in others {
            let Some(second) = first_date(paragraph, other) else { continue };
            let same = second.span.start >= start && sentence_start(paragraph, second.span.start) == start;
            let step = head_of(words_behind(paragraph, second.span.end));
            if !same || !has_any(step, &then) {
                continue;
            }
            // 12日 behind 4月15日 is of that month.
            let second = DateReading { month: second.month.or(first.month.filter(|_| other > at)), ..second };
            if !is_before(&second, &first) {
                continue;
            }
            let finding = Finding::likely(second.span)
                .arg(card::args::FOUND, cx.of(second.span))
                .arg(
                    card::args::STEP,
                    then.iter().find(|word| step.contains(**word)).copied().unwrap_or_default(),
                )
                .arg(card::args::FIRST, name)
                .arg(card::args::DATE, cx.of(first.span))
                .labelled(Place::Here(first.span), card::labels::FIRST);
            cx.push(finding);
            return;
        }
    }
}

/// The date that item `i` is, or the first of its range.
fn first_date(paragraph: &Paragraph<'_>, i: usize) -> Option<DateReading> {
    match paragraph.items.get(i)? {
        Item::Date(date) => Some(*date),
        Item::DateRange(range) => Some(DateReading { span: range.span, ..range.from }),
        _ => None,
    }
    .filter(|date| date.calendar != Calendar::Lunar)
}

/// Whether the clause behind a date tells of the step.
fn tells(paragraph: &Paragraph<'_>, date: &DateReading, step: &str) -> bool {
    head_of(words_behind(paragraph, date.span.end)).contains(step)
}

/// The beginning of a clause, where its verb stands.
fn head_of(clause: &str) -> &str {
    clause.char_indices().nth(NEAR).map_or(clause, |(at, _)| clause.get(..at).unwrap_or(clause))
}

/// Whether the one is before the other, as far as both are printed.
fn is_before(a: &DateReading, b: &DateReading) -> bool {
    if let (Some(year), Some(other)) = (a.full_year(), b.full_year())
        && year != other
    {
        return year < other;
    }
    // Of a date without a year behind one with it the year may have turned.
    let (Some(month), Some(other)) = (a.month, b.month) else { return false };
    match (a.day, b.day) {
        _ if month != other => month < other && other - month < YEAR_TURN,
        (Some(day), Some(other)) => day < other,
        _ => false,
    }
}
