//! 大事记 has 5月18日　青石大桥建成通车, the entry 5月28日，青石大桥正式通车: what was opened, told with other words on another day.

use std::collections::BTreeMap;

use kanwu_plugin::context::{before_any, near_end, tail};
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::date::{Calendar, DateReading};
use kanwu_plugin::{
    BookContext, Confidence, Fact, FactValue, Finding, ItemFlag, LocalContext, Rule, Trigger, Triggers, Zone,
};

use crate::card::opening_on_two_dates as card;
use crate::table::retelling::{DIVISIONS, HELD_AT, OPENING_HEADS, OPENINGS, THIRDS};
use crate::words_of::words_of;

/// See the card.
pub const RULE: Rule =
    Rule::survey(card::NAME, Triggers::flags(&[ItemFlag::Date, ItemFlag::DateRange]), collect, judge);

/// Facts of the chronicle, and those of the entries.
const CHRONICLE: &str = "chronicle";
const ENTRY: &str = "entry";

/// A thing is named in so many characters.
const THING: std::ops::RangeInclusive<usize> = 3..=20;

/// Things are brought together by so many characters at their end.
const KIN: usize = 3;

/// What one place calls 青石镇卫生院 may be called 卫生院 only where the rest is the name of a place so short.
const PREFIX: usize = 6;

/// What ends a clause.
const MARKS: [char; 9] = ['，', '。', '；', '、', '：', '\n', '（', '】', '　'];

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let (from, to, span) = match cx.items.get(i) {
        Some(Item::Date(date)) => (*date, *date, date.span),
        Some(Item::DateRange(range)) => match range.to_in_full() {
            Some(to) => (range.from, to, range.span),
            None => return,
        },
        _ => return,
    };
    let chronicle = cx.paragraph().zone() == Zone::Chronicle;
    let month = from.month.or_else(|| cx.paragraph().passage().month.filter(|_| from.year.is_none()));
    let Some(month) = month.filter(|_| from.calendar != Calendar::Lunar) else { return };
    let after = cx.after(span.end);
    let after = THIRDS.iter().find_map(|third| after.strip_prefix(third)).unwrap_or(after);
    let after = before_any(after.trim_start_matches(['，', '　', ' ']), &MARKS);
    let before = near_end(cx.before(span.start)).rsplit(MARKS).next().unwrap_or_default();
    let subject = before.strip_suffix(HELD_AT).unwrap_or_default().trim_start_matches(['*', ' ']);
    let clause = format!("{subject}{after}");
    let Some((thing, class)) = opened(&clause) else { return };
    let day = |date: &DateReading| (date.month.unwrap_or(month), date.day.unwrap_or(0));
    let value = FactValue::Days {
        name: thing.to_owned(),
        scope: from.full_year().map(|year| year.to_string()).unwrap_or_default(),
        from: day(&from),
        to: day(&to),
    };
    let group = if chronicle { CHRONICLE } else { ENTRY };
    cx.fact(group, format!("{class}|{}", tail(thing, KIN)), value, span);
}

/// What a clause says to have been opened, and by which kind of verb: 青石大桥建成通车.
fn opened(clause: &str) -> Option<(&str, &'static str)> {
    for row in OPENINGS {
        let verb = row.verbs.iter().filter(|verb| clause.ends_with(**verb)).max_by_key(|verb| verb.len());
        let Some(mut thing) = verb.and_then(|verb| clause.strip_suffix(verb)) else { continue };
        while let Some(head) = OPENING_HEADS.iter().find_map(|word| thing.strip_suffix(word)) {
            thing = head;
        }
        let plain = thing.chars().all(|c| ('\u{3400}'..='\u{9fff}').contains(&c));
        return (plain && THING.contains(&thing.chars().count())).then_some((thing, row.class));
    }
    None
}

/// A thing with its year and its first and last day.
type Told<'f> = (&'f str, &'f str, (u8, u8), (u8, u8));

fn told(fact: &Fact) -> Option<Told<'_>> {
    match &fact.value {
        FactValue::Days { name, scope, from, to } => Some((name, scope, *from, *to)),
        _ => None,
    }
}

/// Whether two names are of one thing: the longer has the name of a place before the shorter.
fn are_one(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    let Some(prefix) = long.strip_suffix(short) else { return false };
    prefix.is_empty()
        || prefix.chars().count() <= PREFIX
        // 区中医院 and 清河区中医院
        && (prefix.ends_with(DIVISIONS) || short.starts_with(DIVISIONS))
}

/// Whether both may be days of one event.
fn agree(a: &Told<'_>, b: &Told<'_>) -> bool {
    let years = !a.1.is_empty() && !b.1.is_empty() && a.1 != b.1;
    let months_only = a.2.1 == 0 || b.2.1 == 0;
    let months = (a.2.0..=a.3.0).contains(&b.2.0) || (b.2.0..=b.3.0).contains(&a.2.0);
    years || months_only && months || !months_only && a.2 <= b.3 && b.2 <= a.3
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    for facts in Fact::by_key(facts).into_values() {
        in_entries(&facts, cx);
        let (listed, others): (Vec<&Fact>, Vec<&Fact>) =
            facts.into_iter().partition(|fact| fact.group == CHRONICLE);
        for first in listed.iter().take(KINDS) {
            let Some(one) = told(first) else { continue };
            let same: Vec<(&Fact, Told<'_>)> = (others.iter().take(KINDS))
                .filter_map(|fact| Some((*fact, told(fact)?)))
                .filter(|(_, other)| are_one(one.0, other.0))
                .collect();
            // What is told of its day anywhere else was opened twice, or in parts.
            let listed_twice =
                listed.iter().filter_map(|fact| told(fact)).filter(|other| are_one(one.0, other.0)).count()
                    > 1;
            if listed_twice || same.iter().any(|(_, other)| agree(&one, other)) {
                continue;
            }
            let [(second, other)] = same.as_slice() else { continue };
            let finding = Finding::new(second.place(), Confidence::Likely)
                .arg(card::args::EVENT, other.0)
                .arg(card::args::FOUND, words_of(cx, second))
                .arg(card::args::OTHER, words_of(cx, first))
                .labelled_facts(&[*first], card::labels::OTHER);
            cx.push(finding);
        }
    }
}

/// Asks about what two entries tell under one long name, and no other place tells.
fn in_entries(facts: &[&Fact], cx: &mut BookContext<'_>) {
    let mut things: BTreeMap<&str, Vec<(&Fact, Told<'_>)>> = BTreeMap::new();
    for fact in facts {
        let Some(one) = told(fact) else { continue };
        if one.0.chars().count() >= LONG {
            things.entry(one.0).or_default().push((*fact, one));
        }
    }
    for told in things.into_values() {
        let [(first, one), (second, other)] = told.as_slice() else { continue };
        let entries = first.group == ENTRY && second.group == ENTRY && first.reading != second.reading;
        if !entries || agree(one, other) {
            continue;
        }
        let finding = Finding::new(second.place(), Confidence::Likely)
            .variant(card::variants::ENTRIES)
            .arg(card::args::EVENT, other.0)
            .arg(card::args::FOUND, words_of(cx, second))
            .arg(card::args::OTHER, words_of(cx, first))
            .labelled_facts(&[*first], card::labels::ENTRY);
        cx.push(finding);
    }
}

/// A name of so many characters is of one thing.
const LONG: usize = 6;

/// So many things whose names end alike are told apart.
const KINDS: usize = 24;
