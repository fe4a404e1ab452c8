//! One event of one day in two sessions: 5月6日第十一届……旅游节, 5月6日第十二届……旅游节.

mod plenary;

use kanwu_plugin::text::han;
use std::collections::{BTreeMap, BTreeSet};

use kanwu_plugin::book::ReadingId;
use kanwu_plugin::context::{before_any, ends_any, has_any, sentence_after, sentence_start, tail};
use kanwu_plugin::index::names::month_of;
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::date::{Calendar, DateReading};
use kanwu_plugin::reading::numeral::parse_han;
use kanwu_plugin::{
    BookContext, Confidence, Fact, FactValue, Finding, ItemFlag, LocalContext, Paragraph, Rule, Trigger,
    Triggers,
};

use crate::card::event_in_two_sessions as card;
use crate::table::contradictions::{NUMBERED_EVENTS, OTHER_SESSIONS, YEARLY_EVENTS};
use crate::table::sessions::OTHER_YEARS;
use crate::words_of::words_of;

/// See the card.
pub const RULE: Rule = Rule::survey(card::NAME, Triggers::flags(&[ItemFlag::Ordinal]), collect, judge);

/// Characters between the date and the session.
const NEAR: usize = 24;

/// Facts: an event with its day.
const DATED: &str = "dated";

/// Facts: an event that is held once a year.
const YEARLY: &str = "yearly";

/// So many places must have the one session where another stands once.
const SUPPORT: usize = 2;

/// Names of events are no longer.
const MOST: usize = 18;

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let paragraph = cx.paragraph();
    let Some(item) = paragraph.items.get(i).filter(|item| matches!(item, Item::Ordinal(_))) else { return };
    let span = item.span();
    let session = paragraph.of(span);
    if !session.contains(han::TERM) {
        return;
    }
    plenary_session(cx, i);
    let paragraph = cx.paragraph();
    let after = paragraph.after(span.end);
    // 三届五次 may be read as two ordinals.
    let more = number_of_times(after).unwrap_or_default();
    let rest = after.get(more.len()..).unwrap_or_default();
    let clause = before_any(rest, &['，', '。', '；', '、', '”', '》', '（', '\n']);
    by_figure(cx, (i, span, session, more), clause);
    let Some(name) = event(clause) else { return };
    let place = kanwu_plugin::Span::new(span.start, span.end + more.len() as u32);
    // 第十六届人民代表大会第四次会议: the number of the meeting stands behind the name.
    let meeting = clause.strip_prefix(name).and_then(|rest| rest.strip_prefix(han::ORDINAL));
    let number = meeting.and_then(number_of_times).unwrap_or_default();
    if ends_any(name, YEARLY_EVENTS) && !has_any(sentence_round(paragraph, span), OTHER_SESSIONS) {
        cx.fact(YEARLY, name, FactValue::Words(format!("{session}{more}")), place);
    }
    let start = sentence_start(paragraph, span.start);
    let date = paragraph.items.get(..i).unwrap_or_default().iter().rev().find_map(|item| match item {
        Item::Date(date) if date.span.start >= start => Some((date.span, *date)),
        Item::DateRange(range) if range.span.start >= start => Some((range.span, range.from)),
        _ => None,
    });
    let Some((at, date)) = date else { return };
    let link = paragraph.text.get(at.end as usize..span.start as usize).unwrap_or_default();
    // The days of a chronicle stand under their month.
    let heading = [cx.entry, cx.section, cx.category].into_iter().flatten().find_map(month_of);
    let Some((month, day)) = of(&date, heading) else { return };
    if link.chars().count() > NEAR || link.matches('，').count() > 1 {
        return;
    }
    let level = link.chars().next_back().filter(|c| "省市区县镇乡旗州".contains(*c)).map(String::from);
    let key = format!("{month}.{day}|{name}");
    let value = format!("{}|{session}{more}{number}", level.unwrap_or_default());
    let place = if number.is_empty() { place } else { through(place, name, number) };
    cx.fact(DATED, key, FactValue::Words(value), place);
}

/// Facts: a session of a congress or the like, and one with its day.
const PLENARY: &str = "plenary";
const PLENARY_DAY: &str = "plenary day";

/// Notes the session that item `i` names with the number of its meeting.
fn plenary_session(cx: &mut LocalContext<'_>, i: usize) {
    let paragraph = cx.paragraph();
    let Some(Item::Ordinal(ordinal)) = paragraph.items.get(i) else { return };
    let Some(number) = u64::try_from(ordinal.number.value).ok() else { return };
    let Some(told) = plenary::read(paragraph, ordinal.span, number) else { return };
    let value = format!("|{}|{}", told.session, told.meeting);
    let start = sentence_start(paragraph, told.span.start);
    let sentence = sentence_round(paragraph, told.span);
    let date = paragraph.items.get(..i).unwrap_or_default().iter().rev().find_map(|item| match item {
        Item::Date(date) if date.span.start >= start => Some((date.span, *date)),
        Item::DateRange(range) if range.span.start >= start => Some((range.span, range.from)),
        _ => None,
    });
    let heading = [cx.entry, cx.section, cx.category].into_iter().flatten().find_map(month_of);
    let day = date.and_then(|(at, date)| {
        let link = paragraph.of(kanwu_plugin::Span::new(at.end, told.span.start));
        of(&date, heading).filter(|_| link.chars().count() <= NEAR && !link.contains(['。', '；']))
    });
    if let Some((month, on)) = day {
        cx.fact(
            PLENARY_DAY,
            format!("{month}.{on}|{}", told.body),
            FactValue::Words(value.clone()),
            told.span,
        );
    }
    if !told.party && !has_any(sentence, OTHER_YEARS) && !has_any(sentence, OTHER_SESSIONS) {
        cx.fact(PLENARY, told.body, FactValue::Words(value), told.span);
    }
}

/// Asks about a session that stands once where another of the body stands in several places.
fn judge_plenary(facts: &[&Fact], told: &mut BTreeSet<(ReadingId, u32)>, cx: &mut BookContext<'_>) {
    let mut sessions: BTreeMap<&str, Vec<&Fact>> = BTreeMap::new();
    for fact in facts {
        sessions.entry(fact.value.as_str()).or_default().push(fact);
    }
    let mut sessions: Vec<Vec<&Fact>> = sessions.into_values().collect();
    sessions.sort_by_key(Vec::len);
    let [odd, known] = sessions.as_slice() else { return };
    let ([one], Some(other)) = (odd.as_slice(), known.first()) else { return };
    let number = |fact: &Fact| -> Option<(i64, i64)> {
        let (session, meeting) = fact.value.trim_start_matches('|').split_once('|')?;
        Some((session.parse().ok()?, meeting.parse().ok()?))
    };
    let (Some(a), Some(b)) = (number(one), number(other)) else { return };
    // The same meeting of another session was years ago; the next one of this session is a year ahead.
    let session_slipped = a.1 == b.1 && (a.0 - b.0).abs() == 1;
    let ahead = a.0 == b.0 && a.1 == b.1 + 1 && known.len() > SUPPORT;
    let together = known.iter().any(|fact| fact.reading == one.reading);
    let enough = known.len() >= SUPPORT && (session_slipped || ahead);
    if !enough || together || !told.insert((one.reading, one.span.start)) {
        return;
    }
    push_yearly(cx, one, other);
}

/// Reports a session that does not go with that of the other places.
fn push_yearly(cx: &mut BookContext<'_>, one: &Fact, other: &Fact) {
    let finding = Finding::new(one.place(), Confidence::Likely)
        .variant(card::variants::YEARLY)
        .arg(card::args::EVENT, one.key.as_str())
        .arg(card::args::FOUND, words_of(cx, one))
        .arg(card::args::OTHER, words_of(cx, other))
        .labelled_facts(&[other], card::labels::OTHER);
    cx.push(finding);
}

/// Facts: a meeting of a body with a figure told of it.
const FIGURED: &str = "figured";

/// Characters before a session that tell whose it is.
const BODY: usize = 3;

/// Figures with fewer digits recur.
const DIGITS: u32 = 3;

/// Notes a meeting with the first figure behind it: 区政协九届二次会议召开，收到提案236件.
fn by_figure(
    cx: &mut LocalContext<'_>,
    (i, span, session, more): (usize, kanwu_plugin::Span, &str, &str),
    clause: &str,
) {
    let paragraph = cx.paragraph();
    if more.is_empty() || !clause.starts_with(MEETING) {
        return;
    }
    let body = tail(paragraph.before(span.start), BODY);
    let end = span.end + sentence_after(paragraph, span.end).len() as u32;
    let figure = (i + 1..paragraph.items.len())
        .take_while(|at| paragraph.items.get(*at).is_some_and(|item| item.span().end <= end))
        .find_map(|at| paragraph.quantity(at));
    let Some(figure) = figure.filter(|q| q.number.value >= 10i64.pow(DIGITS - 1).into()) else { return };
    let key = format!("{body}|{}", paragraph.of(figure.span));
    let place = kanwu_plugin::Span::new(span.start, span.end + more.len() as u32);
    cx.fact(FIGURED, key, FactValue::Words(format!("|{session}{more}")), place);
}

/// How the name of a meeting begins that has no other.
const MEETING: &str = "会议";

/// A session with its name and the number of the meeting behind it.
fn through(session: kanwu_plugin::Span, name: &str, number: &str) -> kanwu_plugin::Span {
    let behind = name.len() + han::ORDINAL.len_utf8() + number.len();
    kanwu_plugin::Span::new(session.start, session.end + behind as u32)
}

/// 五次
fn number_of_times(text: &str) -> Option<&str> {
    let at = text.find(han::TIME).filter(|at| *at <= 9)?;
    parse_han(text.get(..at)?)?;
    text.get(..at + han::TIME.len_utf8())
}

/// The name of an event that a clause opens with.
fn event(clause: &str) -> Option<&str> {
    let end = NUMBERED_EVENTS.iter().filter_map(|word| Some(clause.find(word)? + word.len())).min()?;
    let name = clause.get(..end)?;
    let count = name.chars().count();
    (3..=MOST).contains(&count).then_some(name)
}

/// The sentence round a place.
fn sentence_round<'a>(paragraph: &Paragraph<'a>, span: kanwu_plugin::Span) -> &'a str {
    let start = sentence_start(paragraph, span.start) as usize;
    let after = sentence_after(paragraph, span.end);
    paragraph.text.get(start..span.end as usize + after.len()).unwrap_or_default()
}

/// Month and day.
fn of(date: &DateReading, heading: Option<u8>) -> Option<(u8, u8)> {
    date.month.or(heading).zip(date.day).filter(|_| date.calendar == Calendar::Gregorian)
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    let of = |group: &'static str| facts.iter().filter(move |fact| fact.group == group);
    let mut told: BTreeSet<(ReadingId, u32)> = BTreeSet::new();
    for facts in Fact::by_key(of(DATED).chain(of(FIGURED)).chain(of(PLENARY_DAY))).into_values() {
        let Some(first) = facts.first() else { continue };
        let (level, session) = first.value.split_once('|').unwrap_or_default();
        let second = facts.iter().find(|fact| {
            let (other_level, other) = fact.value.split_once('|').unwrap_or_default();
            let one_body = level.is_empty() || other_level.is_empty() || level == other_level;
            one_body && other.trim_start_matches(han::ORDINAL) != session.trim_start_matches(han::ORDINAL)
        });
        let Some(second) = second.filter(|fact| fact.reading != first.reading) else { continue };
        // What is told of a session may be known by its name, too.
        if told.contains(&(second.reading, second.span.start)) {
            continue;
        }
        let dated = first.group != FIGURED;
        let name = first.key.split('|').nth(usize::from(dated)).unwrap_or_default();
        told.insert((second.reading, second.span.start));
        let finding = Finding::new(second.place(), Confidence::Likely)
            .arg(card::args::EVENT, name)
            .arg(card::args::FOUND, words_of(cx, second))
            .arg(card::args::OTHER, words_of(cx, first))
            .labelled_facts(&[first], card::labels::OTHER);
        cx.push(finding);
    }
    for facts in Fact::by_key(of(YEARLY)).into_values() {
        judge_yearly(&facts, &mut told, cx);
    }
    for facts in Fact::by_key(of(PLENARY)).into_values() {
        judge_plenary(&facts, &mut told, cx);
    }
}

/// An event that is held once a year and stands in two sessions: one in several places, the other in one.
fn judge_yearly(facts: &[&Fact], told: &mut BTreeSet<(ReadingId, u32)>, cx: &mut BookContext<'_>) {
    let mut sessions: BTreeMap<&str, Vec<&Fact>> = BTreeMap::new();
    for fact in facts {
        sessions.entry(fact.value.trim_start_matches(han::ORDINAL)).or_default().push(fact);
    }
    let mut sessions: Vec<Vec<&Fact>> = sessions.into_values().collect();
    sessions.sort_by_key(Vec::len);
    let [odd, known] = sessions.as_slice() else { return };
    let (Some(one), Some(other)) = (odd.first(), known.first()) else { return };
    let together = known.iter().any(|fact| fact.reading == one.reading);
    if odd.len() > 1 || known.len() < SUPPORT || together || !told.insert((one.reading, one.span.start)) {
        return;
    }
    push_yearly(cx, one, other);
}
