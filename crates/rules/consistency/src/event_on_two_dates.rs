//! One event on two dates: an entry has 6月23日, another 7月23日.

use std::collections::BTreeSet;

use kanwu_plugin::context::{before_any, has_any, starts_any};
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::date::{Calendar, DateReading};
use kanwu_plugin::{BookContext, Fact, FactValue, Finding, ItemFlag, LocalContext, Rule, Trigger, Triggers};

use crate::card::event_on_two_dates as card;
use crate::table::contradictions::{EVENT_ENDS, NOT_ON_THIS_DAY, ONCE};
use crate::words_of::words_of;

/// See the card.
pub const RULE: Rule =
    Rule::survey(card::NAME, Triggers::flags(&[ItemFlag::Date, ItemFlag::DateRange]), collect, judge);

/// A clause of so many characters is told apart from others.
const ENOUGH: usize = 8;

/// Where years are compared, clauses are longer: works of one kind are told alike year by year.
const ENOUGH_FOR_YEARS: usize = 10;

/// Longer clauses are not compared.
const MOST: usize = 40;

/// What is told in more places is a thing that recurs.
const PLACES: usize = 3;

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let Some(item) = cx.items.get(i) else { return };
    let (from, to) = match item {
        Item::Date(date) => (*date, *date),
        Item::DateRange(range) => match range.to_in_full() {
            Some(to) => (range.from, to),
            None => return,
        },
        _ => return,
    };
    let span = item.span();
    let before = cx.before(span.start).trim_end_matches(' ');
    let opens = before.trim().is_empty()
        || span.start <= cx.reading.head.end
        || before.ends_with(['，', '。', '；', '　', '】', '〕', '\n']);
    let after = cx.after(span.end);
    if !opens || from.calendar == Calendar::Lunar || starts_any(after, NOT_ON_THIS_DAY) {
        return;
    }
    let after = after.trim_start_matches(['，', '　', ' ', '\t']);
    let clause = before_any(after, &['，', '。', '；', '、', '\n', '（', '：']).trim();
    let name = EVENT_ENDS.iter().find_map(|end| clause.strip_suffix(end)).unwrap_or(clause);
    let count = name.chars().count();
    if !(ENOUGH..=MOST).contains(&count) || !has_any(clause, ONCE) {
        return;
    }
    let day = |date: &DateReading| (date.month.unwrap_or(0), date.day.unwrap_or(0));
    let year = from.full_year().map(|year| year.to_string()).unwrap_or_default();
    let value = FactValue::Days { name: name.to_owned(), scope: year, from: day(&from), to: day(&to) };
    cx.fact("", name.to_owned(), value, span);
}

/// Whether both may be dates of one event.
fn agree(a: &FactValue, b: &FactValue) -> bool {
    let (
        FactValue::Days { scope: year, from, to, name },
        FactValue::Days { scope: other_year, from: other_from, to: other_to, .. },
    ) = (a, b)
    else {
        return true;
    };
    if !year.is_empty() && !other_year.is_empty() && year != other_year {
        // Days in two years are the event and the one after it.
        let years_only = from.0 == 0 && other_from.0 == 0;
        return !years_only || name.chars().count() < ENOUGH_FOR_YEARS;
    }
    if from.0 == 0 || other_from.0 == 0 {
        return true;
    }
    if from.1 == 0 || other_from.1 == 0 {
        return from.0 == other_from.0 || from.0 <= other_to.0 && other_from.0 <= to.0;
    }
    from <= other_to && other_from <= to
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    for facts in Fact::grouped(facts, |fact| fact.key.as_str()).into_values() {
        let Some(first) = facts.first() else { continue };
        let Some(second) = facts.iter().find(|fact| !agree(&first.value, &fact.value)) else { continue };
        let places: BTreeSet<_> = facts.iter().map(|fact| fact.reading).collect();
        if places.len() > PLACES || first.reading == second.reading {
            continue;
        }
        let finding = Finding::new(second.place(), kanwu_plugin::Confidence::Likely)
            .arg(card::args::EVENT, first.key.as_str())
            .arg(card::args::FOUND, words_of(cx, second))
            .arg(card::args::OTHER, words_of(cx, first))
            .labelled_facts(&[first], card::labels::OTHER);
        cx.push(finding);
    }
}
