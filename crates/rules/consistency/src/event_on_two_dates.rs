//! One event on two dates: an entry has 6月23日, another 7月23日.

use std::collections::{BTreeMap, BTreeSet};

use kanwu_plugin::context::{before_any, has_any, head, near_end, sentence_before, starts_any, tail};
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::date::{Calendar, DateReading};
use kanwu_plugin::text::han;
use kanwu_plugin::{
    BookContext, Fact, FactValue, Finding, ItemFlag, LocalContext, Paragraph, Rule, Span, Trigger, Triggers,
};

use crate::card::event_on_two_dates as card;
use crate::table::contradictions::{EVENT_ENDS, HELD, MEETINGS, NOT_ON_THIS_DAY, ONCE};
use crate::table::retelling::OPENED;
use crate::words_of::words_of;

/// See the card.
pub const RULE: Rule =
    Rule::survey(card::NAME, Triggers::flags(&[ItemFlag::Date, ItemFlag::DateRange]), collect, judge);

/// A clause of so many characters is told apart from others.
const ENOUGH: usize = 6;

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
    let after = cx.after(span.end);
    if from.calendar == Calendar::Lunar || starts_any(after, NOT_ON_THIS_DAY) {
        return;
    }
    // A day of a chronicle is one of the month that its heading names.
    let month = from.month.or(cx.paragraph().passage().month.filter(|_| from.year.is_none()));
    let day = |date: &DateReading| (date.month.or(month).unwrap_or(0), date.day.unwrap_or(0));
    let year = from.full_year().map(|year| year.to_string()).unwrap_or_default();
    for name in names(cx.paragraph(), span) {
        let value =
            FactValue::Days { name: name.clone(), scope: year.clone(), from: day(&from), to: day(&to) };
        cx.fact("", name, value, span);
    }
    things(cx, span, &year, (day(&from), day(&to)));
    if let (Some(_), (month @ 1.., on @ 1..)) = (from.full_year(), day(&from)) {
        of_the_day(cx, span, &year, (month, on));
    }
}

/// Facts: what the clause behind a whole date tells, whatever it is; the key is that and the day.
const TOLD: &str = "told";

/// A clause told of one day has so many characters.
const TOLD_LENGTH: usize = 9;

/// Notes the clause behind a date with its year: 2023年6月1日，福利院儿童参观科技馆.
fn of_the_day(cx: &mut LocalContext<'_>, span: Span, year: &str, day: (u8, u8)) {
    let after = cx.after(span.end).trim_start_matches(['，', '　', ' ']);
    let clause = before_any(after, &MARKS_AFTER).trim();
    if (TOLD_LENGTH..=MOST).contains(&clause.chars().count()) {
        let value = FactValue::Days { name: String::new(), scope: year.to_owned(), from: day, to: day };
        cx.fact(TOLD, format!("{}.{}|{clause}", day.0, day.1), value, span);
    }
}

/// Asks about one thing told of one day in two years, where one figure of the year may have slipped.
fn in_two_years(facts: &[Fact], cx: &mut BookContext<'_>) {
    let year = |fact: &Fact| match &fact.value {
        FactValue::Days { scope, .. } => scope.clone(),
        _ => String::new(),
    };
    for facts in Fact::by_key(facts.iter().filter(|fact| fact.group == TOLD)).into_values() {
        let Some(first) = facts.first() else { continue };
        let slipped = |other: &&&Fact| {
            let (a, b) = (year(first), year(other));
            let figures = a.chars().zip(b.chars()).filter(|(x, y)| x != y).count();
            figures == 1 && a.get(3..) == b.get(3..) && first.reading != other.reading
        };
        let Some(second) = facts.iter().find(slipped) else { continue };
        let event = first.key.as_str().split_once('|').map_or("", |(_, event)| event).to_owned();
        let finding = Finding::new(second.place(), kanwu_plugin::Confidence::Likely)
            .arg(card::args::EVENT, event)
            .arg(card::args::FOUND, words_of(cx, second))
            .arg(card::args::OTHER, words_of(cx, first))
            .labelled_facts(&[*first], card::labels::OTHER);
        cx.push(finding);
    }
}

/// Notes what began to be open or in use on a date: 6月3日，青石大桥通车; 青石大桥全长860米，6月3日通车.
fn things(cx: &mut LocalContext<'_>, span: Span, year: &str, days: ((u8, u8), (u8, u8))) {
    let (before, after) = (sentence_before(cx.paragraph(), span.start), cx.after(span.end));
    let of = |name: &str| FactValue::Days {
        name: name.to_owned(),
        scope: year.to_owned(),
        from: days.0,
        to: days.1,
    };
    let verb = OPENED.iter().filter(|verb| after.starts_with(**verb)).max_by_key(|verb| verb.len());
    if let Some(verb) = verb {
        let opening = before.rsplit(HEAD_ENDS).next().unwrap_or_default().trim_start();
        if let Some(opening) = opening.trim_end_matches(han::AT).strip_suffix('，') {
            cx.fact(BEHIND, *verb, of(head(opening, MOST)), span);
        }
        return;
    }
    let clauses = before_any(after.trim_start_matches(['，', '　', ' ', '\t']), &['。', '；', '\n']);
    for clause in clauses.split('，').take(CLAUSES) {
        let verb = OPENED.iter().filter(|verb| clause.ends_with(**verb)).max_by_key(|verb| verb.len());
        let named = verb.and_then(|verb| Some((clause.strip_suffix(verb)?, verb)));
        if let Some((thing, verb)) =
            named.filter(|(thing, _)| (THING..=MOST).contains(&thing.chars().count()))
        {
            cx.fact(THINGS, *verb, of(thing), span);
        }
    }
}

/// What ends the title of an entry.
const HEAD_ENDS: [char; 3] = ['】', '〕', '\n'];

/// Facts: a date before the thing and what became of it, which is the key.
const THINGS: &str = "things";

/// Facts: a date behind the clauses that open its sentence; the key is what took place.
const BEHIND: &str = "behind";

/// A thing that is open or in use is named in so many characters.
const THING: usize = 4;

/// The events that a date is said to be of: those of the two clauses behind it, or of the clause that it stands in.
fn names(paragraph: &Paragraph<'_>, span: Span) -> Vec<String> {
    let before = near_end(paragraph.before(span.start)).trim_end_matches(' ');
    let opens = before.trim().is_empty()
        || span.start <= paragraph.reading.head.end
        || before.ends_with(['，', '。', '；', '　', '】', '〕', '\n']);
    let after = paragraph.after(span.end).trim_start_matches(['，', '　', ' ', '\t']);
    let named = |clause: &str| {
        let clause = clause.trim();
        let name = EVENT_ENDS.iter().find_map(|end| clause.strip_suffix(end)).unwrap_or(clause);
        let told = (ENOUGH..=MOST).contains(&clause.chars().count()) && has_any(clause, ONCE);
        told.then(|| without_verb(name))
    };
    // 在1月20日召开的动员会上: what was held is named behind the date.
    let held = HELD.iter().find_map(|verb| after.strip_prefix(verb)?.strip_prefix(han::OF));
    if let Some(held) = held {
        let name = before_any(held, &MARKS_AFTER);
        let name = name.strip_suffix(['上', '中']).unwrap_or(name);
        return named(name).into_iter().collect();
    }
    if opens {
        let text = before_any(after, &['。', '；', '\n', '（', '：']);
        return text.split(['，', '、']).take(CLAUSES).filter_map(named).collect();
    }
    // 轴承生产线于12月1日投产: the date stands between the event and what becomes of it.
    let subject = before.rsplit(MARKS).next().unwrap_or_default();
    let subject = subject.strip_suffix(han::AT).unwrap_or(subject);
    let rest = before_any(after, &MARKS_AFTER);
    named(&format!("{subject}{rest}")).into_iter().collect()
}

/// The name of a meeting of which a clause says that somebody held it: 区人武部召开动员会 is 区人武部动员会.
fn without_verb(clause: &str) -> String {
    let held = MEETINGS.iter().any(|end| clause.ends_with(end));
    let cut = HELD.iter().filter(|_| held).find_map(|verb| clause.split_once(verb));
    cut.map_or_else(|| clause.to_owned(), |(who, what)| format!("{who}{what}"))
}

/// What parts clauses.
const MARKS: &[char] = &['，', '。', '；', '、', '：', '】', '〕', '\n', '　', ' '];

/// What ends a clause.
const MARKS_AFTER: [char; 7] = ['，', '。', '；', '、', '\n', '（', '：'];

/// An event is told in the clauses right behind its date.
const CLAUSES: usize = 2;

/// Asks about dates behind the clauses that open their sentence, where another place tells the event in one clause.
fn behind_their_things(facts: &[Fact], cx: &mut BookContext<'_>) {
    let mut things: BTreeMap<(&str, &str), Vec<(&str, &Fact)>> = BTreeMap::new();
    for fact in facts.iter().filter(|fact| fact.group == THINGS) {
        if let FactValue::Days { name, .. } = &fact.value {
            things.entry((head(name, THING), fact.key.as_str())).or_default().push((name, fact));
        }
    }
    for second in facts.iter().filter(|fact| fact.group == BEHIND) {
        let (FactValue::Days { name: opening, .. }, verb) = (&second.value, second.key.as_str()) else {
            continue;
        };
        let Some(told) = things.get(&(head(opening, THING), verb)).filter(|told| told.len() <= PLACES) else {
            continue;
        };
        let of_it = |(thing, first): &&(&str, &Fact)| {
            opening.starts_with(thing)
                && first.reading != second.reading
                && !agree(&first.value, &second.value)
        };
        let Some((thing, first)) = told.iter().find(of_it) else { continue };
        let finding = Finding::new(second.place(), kanwu_plugin::Confidence::Likely)
            .arg(card::args::EVENT, format!("{thing}{verb}"))
            .arg(card::args::FOUND, words_of(cx, second))
            .arg(card::args::OTHER, words_of(cx, first))
            .labelled_facts(&[*first], card::labels::OTHER);
        cx.push(finding);
    }
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

/// Of events whose names end alike, those of which one name is the end of the other. The first is the one to compare with.
fn one_event(facts: Vec<&Fact>) -> Vec<Vec<&Fact>> {
    let mut out: Vec<Vec<&Fact>> = Vec::new();
    for fact in facts {
        let same = |kin: &&mut Vec<&Fact>| {
            kin.first().is_some_and(|first| {
                let (a, b) = (first.key.as_str(), fact.key.as_str());
                a.ends_with(b) || b.ends_with(a)
            })
        };
        let kinds = out.len();
        match out.iter_mut().find(same) {
            Some(kin) => kin.push(fact),
            None if kinds < KINDS => out.push(vec![fact]),
            None => {}
        }
    }
    out
}

/// So many events of different names that end alike are told apart.
const KINDS: usize = 24;

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    behind_their_things(facts, cx);
    in_two_years(facts, cx);
    let events = || facts.iter().filter(|fact| fact.group.is_empty());
    // 清河种子厂投产 and 种子厂投产 are one: names are brought together by how they end.
    let by_end = Fact::grouped(events(), |fact| tail(fact.key.as_str(), ENOUGH)).into_values();
    for facts in by_end.flat_map(one_event) {
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
