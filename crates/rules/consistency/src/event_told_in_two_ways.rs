//! One event of one day told twice, in the same words but for a post, a name, a number or a place.

use kanwu_plugin::book::StructureWords;
use kanwu_plugin::context::ends_any;
use kanwu_plugin::index::likeness::{look_alike, sound_alike};
use kanwu_plugin::reading::Item;
use kanwu_plugin::reading::date::{Calendar, DateReading};
use kanwu_plugin::text::han;
use kanwu_plugin::{
    BookContext, Confidence, Fact, Finding, ItemFlag, LocalContext, Place, Rule, Span, Trigger, Triggers,
};

use crate::card::event_told_in_two_ways as card;
use crate::table::reckoning::PRIZES;
use crate::table::retelling::{ABOUT, HAN_FIGURES, HELD_AT, NUMBERED, PLACE_ENDS, TITLES};

/// Whether a character is a figure of one kind.
type IsFigure = fn(&char) -> bool;

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
                Some(Telling { fact, text, clauses })
            })
            .collect();
        for (n, second) in tellings.iter().enumerate() {
            let earlier = tellings.get(..n).unwrap_or_default().iter();
            let found = earlier.into_iter().find_map(|first| Some((first, differs(first, second)?)));
            if let Some((first, difference)) = found {
                findings.push(report(first, second, &difference));
            }
        }
    }
    findings.into_iter().for_each(|finding| cx.push(finding));
}

fn report(first: &Telling<'_>, second: &Telling<'_>, difference: &Difference) -> Finding {
    let place = |telling: &Telling<'_>, range: &std::ops::Range<usize>| {
        let bytes = |count: usize| telling.text.chars().take(count).map(char::len_utf8).sum::<usize>() as u32;
        let from = telling.fact.span.start;
        Span::new(from + bytes(range.start), from + bytes(range.end))
    };
    let words = |telling: &Telling<'_>, range: &std::ops::Range<usize>| -> String {
        telling.text.chars().skip(range.start).take(range.len()).collect()
    };
    let (here, there) = (place(second, &difference.second), place(first, &difference.first));
    Finding::new(Place::Reading(second.fact.reading, here), Confidence::Likely)
        .arg(card::args::DAY, second.fact.key.replace('.', "月") + "日")
        .arg(card::args::FOUND, words(second, &difference.second))
        .arg(card::args::OTHER, words(first, &difference.first))
        .labelled(Place::Reading(first.fact.reading, there), card::labels::OTHER)
}

/// Where two tellings differ, in characters.
struct Difference {
    first: std::ops::Range<usize>,
    second: std::ops::Range<usize>,
}

/// The one thing in which two tellings of one event differ so that only one of them can be right.
fn differs(first: &Telling<'_>, second: &Telling<'_>) -> Option<Difference> {
    let (a, b) = (first.fact, second.fact);
    if a.reading == b.reading
        || (!a.value.is_empty() && !b.value.is_empty() && a.value.as_str() != b.value.as_str())
    {
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
        let (of_x, of_y) = telling_difference(x, y, of_x, of_y)?;
        let moved = |range: std::ops::Range<usize>| range.start + shared..range.end + shared;
        return Some(Difference { first: moved(of_x), second: moved(of_y) });
    }
    None
}

type Ranges = (std::ops::Range<usize>, std::ops::Range<usize>);

/// The difference with the words that it belongs to, where it is one of a number, a post, a name or a place.
fn telling_difference(
    x: &[char],
    y: &[char],
    of_x: std::ops::Range<usize>,
    of_y: std::ops::Range<usize>,
) -> Option<Ranges> {
    number(x, y, &of_x, &of_y)
        .or_else(|| post(x, y, &of_x, &of_y))
        .or_else(|| person(x, y, &of_x, &of_y))
        .or_else(|| prize(x, y, &of_x, &of_y))
        .or_else(|| place(x, y, &of_x, &of_y))
        .or_else(|| like(x, y, of_x, of_y))
}

fn is_figure(c: &char) -> bool {
    c.is_ascii_digit() || *c == '.'
}

fn is_han_figure(c: &char) -> bool {
    HAN_FIGURES.contains(c)
}

/// Figures, or the numbers of sessions, that differ.
fn number(
    x: &[char],
    y: &[char],
    of_x: &std::ops::Range<usize>,
    of_y: &std::ops::Range<usize>,
) -> Option<Ranges> {
    let token = |chars: &[char], range: &std::ops::Range<usize>, is: fn(&char) -> bool| {
        let from = chars.get(..range.start)?.iter().rposition(|c| !is(c)).map_or(0, |at| at + 1);
        let behind = chars.get(range.end..)?.iter().take_while(|c| is(c)).count();
        let whole = from..range.end + behind;
        let all = chars.get(whole.clone()).is_some_and(|token| !token.is_empty() && token.iter().all(is));
        all.then_some(whole)
    };
    let about = |chars: &[char], range: &std::ops::Range<usize>| {
        let near = |at: Option<usize>| at.and_then(|at| chars.get(at)).is_some_and(|c| ABOUT.contains(c));
        near(range.start.checked_sub(1)) || near(Some(range.end))
    };
    let kinds: [(IsFigure, bool); 2] = [(is_figure, true), (is_han_figure, false)];
    for (is, arabic) in kinds {
        let (Some(a), Some(b)) = (token(x, of_x, is), token(y, of_y, is)) else { continue };
        let text = |chars: &[char], range: &std::ops::Range<usize>| -> String {
            chars.get(range.clone()).unwrap_or_default().iter().collect()
        };
        let (one, other) = (text(x, &a), text(y, &b));
        // 12.5 and 12.53 are one value.
        let rounded = (one.contains('.') || other.contains('.'))
            && (one.starts_with(&other) || other.starts_with(&one));
        let next = x.get(a.end)?;
        let ordinal = a.start.checked_sub(1).and_then(|at| x.get(at)) == Some(&han::ORDINAL);
        let numbered = NUMBERED.contains(next);
        let same = x.get(a.end) == y.get(b.end);
        let plain = numbered || arabic && !ordinal;
        let marked = if ordinal { 1 } else { 0 };
        if plain && same && !rounded && !about(x, &a) && !about(y, &b) {
            return Some((a.start - marked..a.end + 1, b.start - marked..b.end + 1));
        }
    }
    None
}

/// Posts that differ, of the person named behind them.
fn post(
    x: &[char],
    y: &[char],
    of_x: &std::ops::Range<usize>,
    of_y: &std::ops::Range<usize>,
) -> Option<Ranges> {
    for behind in 0..=2 {
        for before in 0..=3_usize.min(of_x.start) {
            let (a, b) = (of_x.start - before..of_x.end + behind, of_y.start - before..of_y.end + behind);
            let text = |chars: &[char], range: &std::ops::Range<usize>| -> Option<String> {
                Some(chars.get(range.clone())?.iter().collect())
            };
            let (one, other) = (text(x, &a)?, text(y, &b)?);
            let name: String = x.get(a.end..)?.iter().take(3).collect();
            let (Some(p), Some(q)) = (title_of(&one), title_of(&other)) else { continue };
            if p != q && StructureWords::get().is_name(&name) {
                return Some((a, b));
            }
        }
    }
    None
}

fn title_of(text: &str) -> Option<&'static str> {
    TITLES.iter().copied().filter(|title| text.ends_with(title)).max_by_key(|title| title.len())
}

/// Names of persons that differ, behind one post.
fn person(
    x: &[char],
    y: &[char],
    of_x: &std::ops::Range<usize>,
    of_y: &std::ops::Range<usize>,
) -> Option<Ranges> {
    if of_x.len() != 1 || of_y.len() != 1 {
        return None;
    }
    (0..=2.min(of_x.start)).find_map(|back| {
        let from = of_x.start - back;
        let before: String = x.get(..from)?.iter().collect();
        if !ends_any(&before, TITLES) {
            return None;
        }
        let name = |chars: &[char]| -> String { chars.iter().skip(from).take(3).collect() };
        let names = [name(x), name(y)];
        let formed = names.iter().all(|name| StructureWords::get().is_name(name));
        let to = from + 3;
        formed.then_some((from..to.min(x.len()), from..to.min(y.len())))
    })
}

/// Grades of one prize: 亚军, 冠军.
fn prize(
    x: &[char],
    y: &[char],
    of_x: &std::ops::Range<usize>,
    of_y: &std::ops::Range<usize>,
) -> Option<Ranges> {
    (0..=2).find_map(|behind| {
        let (a, b) = (of_x.start..of_x.end + behind, of_y.start..of_y.end + behind);
        let text = |chars: &[char], range: &std::ops::Range<usize>| -> Option<String> {
            Some(chars.get(range.clone())?.iter().collect())
        };
        let (one, other) = (text(x, &a)?, text(y, &b)?);
        (PRIZES.contains(&one.as_str()) && PRIZES.contains(&other.as_str())).then_some((a, b))
    })
}

/// Places that differ, at which an event took place.
fn place(
    x: &[char],
    y: &[char],
    of_x: &std::ops::Range<usize>,
    of_y: &std::ops::Range<usize>,
) -> Option<Ranges> {
    let grown = |chars: &[char], range: &std::ops::Range<usize>| {
        let ends =
            range.end.checked_sub(1).and_then(|at| chars.get(at)).is_some_and(|c| PLACE_ENDS.contains(c));
        let next = chars.get(range.end).is_some_and(|c| PLACE_ENDS.contains(c));
        let end = if next { range.end + 1 } else { range.end };
        ((ends || next) && (2..=5).contains(&range.len())).then_some(range.start..end)
    };
    let (a, b) = (grown(x, of_x)?, grown(y, of_y)?);
    let at = a.start.checked_sub(1).and_then(|at| x.get(at)).is_some_and(|c| HELD_AT.contains(c));
    at.then_some((a, b))
}

/// One character for another that is easily taken for it.
fn like(
    x: &[char],
    y: &[char],
    of_x: std::ops::Range<usize>,
    of_y: std::ops::Range<usize>,
) -> Option<Ranges> {
    let ([a], [b]) = (x.get(of_x.clone())?, y.get(of_y.clone())?) else { return None };
    let han = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
    let slip = sound_alike(*a, *b) || look_alike(*a, *b);
    (han(a) && han(b) && slip && !is_han_figure(a) && !is_han_figure(b)).then(|| {
        let wide = |range: std::ops::Range<usize>, len: usize| {
            range.start.saturating_sub(2)..(range.end + 2).min(len)
        };
        (wide(of_x, x.len()), wide(of_y, y.len()))
    })
}
