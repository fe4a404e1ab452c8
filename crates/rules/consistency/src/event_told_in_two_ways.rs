//! One event of one day told twice, alike but for a post, a name, a number or a place.

mod difference;
mod retold;

use std::collections::BTreeSet;

use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::date::{Calendar, DateReading};
use kanwu_plugin::{
    BookContext, Confidence, Fact, Finding, ItemFlag, LocalContext, Place, Rule, Span, Trigger, Triggers,
};

use rustc_hash::FxHashMap;

use self::difference::{Ranges, Side};
use crate::card::event_told_in_two_ways as card;

/// See the card.
pub const RULE: Rule =
    Rule::survey(card::NAME, Triggers::flags(&[ItemFlag::Date, ItemFlag::DateRange]), collect, judge);

/// Of one day so many events are compared with each other.
const MOST: usize = 32;

/// Two tellings of one event share so many characters.
const SHARED: usize = 9;

/// What differs has at most so many.
const DIFFERENT: usize = 8;

/// So many clauses are compared.
const CLAUSES: usize = 3;

/// The words of an event, in bytes at most.
const LONGEST: usize = 300;

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let Some(item) = cx.items.get(i) else { return };
    let date = match item {
        Item::Date(date) => *date,
        Item::DateRange(range) => range.from,
        _ => return,
    };
    let span = item.span();
    let before = cx.before(span.start).trim_end_matches([' ', '　']);
    let opens = span.start <= cx.reading.head.end
        || before.is_empty()
        || before.ends_with(['。', '；', '】', '〕', '\n', '　']);
    let Some((month, day)) = day_of(&date, cx.paragraph().passage().month).filter(|_| opens) else { return };
    let rest = cx.after(span.end);
    let told = rest.trim_start_matches(['，', '　', ' ', '\t']);
    let start = span.end as usize + (rest.len() - told.len());
    let end = told.find(['。', '；', '\n']).unwrap_or(told.len()).min(LONGEST);
    let Some(end) = (0..=end).rev().find(|at| told.is_char_boundary(*at)) else { return };
    let year =
        date.full_year().or(cx.settings.record_year()).map(|year| year.to_string()).unwrap_or_default();
    if told.get(..end).is_some_and(|text| text.chars().nth(SHARED).is_some()) {
        cx.fact("", format!("{month}.{day}"), year, Span::of(start..start + end));
    }
}

/// Month and day; a day of a chronicle is one of the month that its heading names.
fn day_of(date: &DateReading, heading: Option<u8>) -> Option<(u8, u8)> {
    let month = date.month.or(heading.filter(|_| date.year.is_none()));
    month.zip(date.day).filter(|_| date.calendar == Calendar::Gregorian)
}

/// A telling, clause by clause.
struct Telling<'f> {
    fact: &'f Fact,
    text: &'f str,
    chars: Vec<char>,
    clauses: Vec<Vec<char>>,
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    let book = cx.book;
    let mut findings = Vec::new();
    for facts in Fact::by_key(facts).into_values().filter(|facts| facts.len() > 1) {
        let tellings: Vec<Telling<'_>> = (facts.into_iter().take(MOST))
            .filter_map(|fact| {
                let text = fact.span.of_text(&book.reading(fact.reading)?.text);
                let clauses = text.split('，').take(CLAUSES).map(|clause| clause.chars().collect()).collect();
                Some(Telling { fact, text, chars: text.chars().collect(), clauses })
            })
            .collect();
        let mut runs: FxHashMap<[char; retold::SHARED], usize> = FxHashMap::default();
        for (n, second) in tellings.iter().enumerate() {
            let earlier = tellings.get(..n).unwrap_or_default().iter();
            let found = earlier.into_iter().find_map(|first| Some((first, differs(first, second)?)));
            let own = retold::runs(&second.chars);
            let kin: BTreeSet<usize> = own.iter().filter_map(|run| runs.get(run).copied()).collect();
            let retold = || {
                let earlier = kin.iter().filter_map(|n| tellings.get(*n));
                let apart = |first: &&Telling<'_>| may_be_one(first.fact, second.fact);
                earlier
                    .filter(apart)
                    .find_map(|first| Some((first, retold::differs(&first.chars, &second.chars)?)))
            };
            if let Some((first, difference)) = found.or_else(retold) {
                findings.push(report(first, second, &difference));
            }
            for run in own {
                runs.entry(run).or_insert(n);
            }
        }
    }
    findings.into_iter().for_each(|finding| cx.push(finding));
}

fn report(first: &Telling<'_>, second: &Telling<'_>, (in_first, in_second): &Ranges) -> Finding {
    let place = |telling: &Telling<'_>, range: &std::ops::Range<usize>| {
        let bytes = |count: usize| telling.text.chars().take(count).map(char::len_utf8).sum::<usize>() as u32;
        let from = telling.fact.span.start;
        Span::new(from + bytes(range.start), from + bytes(range.end))
    };
    let words = |telling: &Telling<'_>, range: &std::ops::Range<usize>| -> String {
        telling.text.chars().skip(range.start).take(range.len()).collect()
    };
    let (here, there) = (place(second, in_second), place(first, in_first));
    Finding::new(Place::Reading(second.fact.reading, here), Confidence::Likely)
        .arg(card::args::DAY, second.fact.key.replace('.', "月") + "日")
        .arg(card::args::FOUND, words(second, in_second))
        .arg(card::args::OTHER, words(first, in_first))
        .labelled(Place::Reading(first.fact.reading, there), card::labels::OTHER)
}

/// Whether two facts stand in two paragraphs, and not in two years.
fn may_be_one(a: &Fact, b: &Fact) -> bool {
    let years = !a.value.is_empty() && !b.value.is_empty() && a.value.as_str() != b.value.as_str();
    a.reading != b.reading && !years
}

/// The one thing in which two tellings of one event differ so that only one of them can be right.
fn differs(first: &Telling<'_>, second: &Telling<'_>) -> Option<Ranges> {
    if !may_be_one(first.fact, second.fact) {
        return None;
    }
    let mut shared = 0;
    for (x, y) in first.clauses.iter().zip(&second.clauses) {
        if x == y {
            shared += x.len() + 1;
            continue;
        }
        let head = x.iter().zip(y).take_while(|(a, b)| a == b).count();
        let tail = x.iter().rev().zip(y.iter().rev()).take_while(|(a, b)| a == b).count();
        let tail = tail.min(x.len() - head).min(y.len() - head);
        let (of_x, of_y) = (head..x.len() - tail, head..y.len() - tail);
        if shared + head + tail < SHARED || of_x.len().max(of_y.len()) > DIFFERENT {
            return None;
        }
        let (of_x, of_y) =
            difference::telling(&Side { chars: x, range: of_x }, &Side { chars: y, range: of_y })?;
        let moved = |range: std::ops::Range<usize>| range.start + shared..range.end + shared;
        return Some((moved(of_x), moved(of_y)));
    }
    None
}
