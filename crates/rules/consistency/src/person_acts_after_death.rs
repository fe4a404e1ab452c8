//! 逝世人物 has the death in April, 大事记 has the person open an exhibition in October.

use std::collections::BTreeMap;

use kanwu_plugin::book::{ReadingId, StructureWords, Zone};
use kanwu_plugin::context::{ends_any, head, near_end, starts_any, tail};
use kanwu_plugin::index::facts::month_in;
use kanwu_plugin::text::han;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Reads, Rule, Span};

use crate::card::person_acts_after_death as card;
use crate::table::deaths::{ACTS, DEATHS, LATE};

/// See the card.
pub const RULE: Rule = Rule::names(card::NAME, judge).reads(Reads::TEXT);

/// Bytes before the word of a death in which its date stands.
const NEAR: usize = 60;

/// Of an act, the word stands so near behind the name, in characters.
const BEHIND: usize = 10;

/// The title of an entry on a person, with blanks between the characters, has so many bytes at most.
const TITLE: usize = 40;

/// A death: month and day, and where it is told.
#[derive(Clone, Copy)]
struct Death {
    day: (u8, u8),
    reading: ReadingId,
    span: Span,
}

fn judge(cx: &mut BookContext<'_>) {
    let deaths = deaths(cx);
    if deaths.is_empty() {
        return;
    }
    let mut found = in_chronicle(cx, &deaths);
    let names = cx.index.names();
    for person in names.persons() {
        let name = names.text(person.reading, person.name);
        let Some(death) = deaths.get(name) else { continue };
        let Some(text) = cx.book.reading(person.reading).map(|reading| &*reading.text) else { continue };
        let after = text.get(person.name.end as usize..).unwrap_or_default();
        let before = near_end(text.get(..person.post.start as usize).unwrap_or_default());
        let day = person.day.unwrap_or((names.month(person).unwrap_or(0), 0));
        // Without a day, the month must be a later one.
        let later = if day.1 == 0 { day.0 > death.day.0 } else { day > death.day };
        let acts = starts_any(after, ACTS) || ACTS.iter().any(|act| head(after, BEHIND).contains(act));
        if !later || !acts || ends_any(before, LATE) || person.reading == death.reading {
            continue;
        }
        found.insert((person.reading, person.name.start), (person.name, *death));
    }
    for ((reading, _), (span, death)) in found {
        let finding = Finding::new(Place::Reading(reading, span), Confidence::Likely)
            .arg(card::args::NAME, names.text(reading, span))
            .arg(card::args::DAY, names.text(death.reading, death.span))
            .labelled(Place::Reading(death.reading, death.span), card::labels::DEATH);
        cx.push(finding);
    }
}

/// Deeds by the paragraph and byte of the name.
type Deeds = BTreeMap<(ReadingId, u32), (Span, Death)>;

/// Deeds that the chronicle tells of the dead under the heading of a later month, whatever stands before the name.
fn in_chronicle(cx: &BookContext<'_>, deaths: &BTreeMap<String, Death>) -> Deeds {
    let mut out = Deeds::new();
    let book = cx.book;
    for (reading, id) in book.readings.iter().zip((0..).map(ReadingId)) {
        let Some(block) = book.block(reading.block).filter(|_| reading.zone == Zone::Chronicle) else {
            continue;
        };
        let Some(month) = book.place(block).1.and_then(month_in) else { continue };
        if deaths.values().all(|death| month <= death.day.0) {
            continue;
        }
        for (name, death) in deaths.iter().filter(|(_, death)| month > death.day.0) {
            let Some(at) = reading.text.find(name.as_str()) else { continue };
            let (before, after) = (near_end(&reading.text[..at]), &reading.text[at + name.len()..]);
            let late = LATE.iter().any(|word| tail(before, BEHIND).contains(word));
            if !late && ACTS.iter().any(|act| head(after, BEHIND).contains(act)) {
                let span = Span::of(at..at + name.len());
                out.insert((id, span.start), (span, *death));
            }
        }
    }
    out
}

/// The deaths that entries titled by a name tell, by name.
fn deaths(cx: &BookContext<'_>) -> BTreeMap<String, Death> {
    let mut out = BTreeMap::new();
    for (reading, id) in cx.book.readings.iter().zip((0..).map(ReadingId)) {
        let entry =
            cx.book.block(reading.block).and_then(|b| b.entry).and_then(|e| cx.book.entries.get(e.index()));
        // Few entries are titled by a name: the text of the others is not read.
        let Some(entry) = entry.filter(|entry| entry.title.len() <= TITLE) else { continue };
        let name: String = entry.title.chars().filter(|c| !c.is_whitespace()).collect();
        if !StructureWords::get().is_name(&name) {
            continue;
        }
        let Some(at) = DEATHS.iter().filter_map(|word| reading.text.find(word)).min() else { continue };
        if let Some((span, day)) = day_before(&reading.text, at) {
            out.entry(name).or_insert(Death { day, reading: id, span });
        }
    }
    out
}

/// The last 4月16日 before byte `at`.
fn day_before(text: &str, at: usize) -> Option<(Span, (u8, u8))> {
    let before = text.get(..at)?;
    let sun = before.rfind(han::DAY).filter(|sun| at - sun <= NEAR)?;
    let (month, day) = before.get(..sun)?.rsplit_once(han::MONTH)?;
    let digits = month.len() - month.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let number = |text: &str| text.trim().parse::<u8>().ok();
    let (from, to) = (month.len() - digits, sun + han::DAY.len_utf8());
    Some((Span::of(from..to), (number(&month[from..])?, number(day)?)))
}
