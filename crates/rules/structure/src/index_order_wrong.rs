//! A heading of the index that stands out of the order of sounds 音序.

use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};

use crate::back_index::{IndexEntry, entries};
use crate::card::index_order_wrong as card;
use crate::table::sound_order;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

/// The characters of each letter, in order.
const LETTERS: [(char, &[&str]); 23] = [
    ('a', sound_order::A),
    ('b', sound_order::B),
    ('c', sound_order::C),
    ('d', sound_order::D),
    ('e', sound_order::E),
    ('f', sound_order::F),
    ('g', sound_order::G),
    ('h', sound_order::H),
    ('j', sound_order::J),
    ('k', sound_order::K),
    ('l', sound_order::L),
    ('m', sound_order::M),
    ('n', sound_order::N),
    ('o', sound_order::O),
    ('p', sound_order::P),
    ('q', sound_order::Q),
    ('r', sound_order::R),
    ('s', sound_order::S),
    ('t', sound_order::T),
    ('w', sound_order::W),
    ('x', sound_order::X),
    ('y', sound_order::Y),
    ('z', sound_order::Z),
];

fn check(cx: &mut BookContext<'_>) {
    let index = entries(cx.book);
    let mut found = Vec::new();
    // Place of each entry in its letter, as far as its first character has one reading.
    let mut group: Vec<(usize, &IndexEntry<'_>)> = Vec::new();
    let mut letter = None;
    for entry in &index {
        if entry.letter != letter {
            found.extend(misplaced(&group));
            group.clear();
            letter = entry.letter;
        }
        let (Some(letter), Some((sound, place))) = (letter, sound(entry.heading)) else { continue };
        if sound != letter {
            let want = sound.to_ascii_uppercase().to_string();
            found.push((entry.at, entry.heading, Order::Letter(want)));
            continue;
        }
        group.push((place, entry));
    }
    found.extend(misplaced(&group));
    // An index that is ordered otherwise, as by strokes, is not judged by sounds.
    let judged = index.iter().filter(|entry| entry.letter.is_some()).count();
    if found.len() * 5 > judged {
        return;
    }
    // Where one in so many is out of its order, it is another order.
    let within = found.iter().filter(|(.., order)| matches!(order, Order::Within { .. })).count();
    let kept = within <= 1 + judged / ORDERED;
    for (at, heading, order) in found {
        let finding = match order {
            Order::Letter(want) => {
                Finding::new(Place::Source(at), Confidence::Likely).arg(card::args::WANT, want)
            }
            Order::Within { far } => {
                let confidence = if far && kept { Confidence::Likely } else { Confidence::Guess };
                Finding::new(Place::Source(at), confidence).variant(card::variants::WITHIN)
            }
        };
        cx.push(finding.arg(card::args::TITLE, heading));
    }
}

/// Of so many headings one may be out of its order.
const ORDERED: usize = 20;
/// Characters that stand further apart in the order of sounds are no two of one sound.
const FAR: usize = 15;

/// What is wrong with the place of a heading.
enum Order {
    /// It belongs under this letter.
    Letter(String),
    /// It stands out of the order of its letter; `far`: by more than the characters of one sound.
    Within { far: bool },
}

type Found<'b> = (kanwu_plugin::Location, &'b str, Order);

/// Entries of one letter that stand behind their place: those without which the others are in order.
fn misplaced<'b>(group: &[(usize, &IndexEntry<'b>)]) -> Vec<Found<'b>> {
    let mut out = Vec::new();
    let mut last: Option<usize> = None;
    for (i, (place, entry)) in group.iter().enumerate() {
        let next = group.get(i + 1).map(|(place, _)| *place);
        let late = last.is_some_and(|last| *place < last);
        // One that is too far ahead leaves those behind it in order.
        let early = next.is_some_and(|next| next < *place && last.is_none_or(|last| last <= next));
        if late || early {
            let apart = |other: Option<usize>| other.is_some_and(|other| other.abs_diff(*place) > FAR);
            let far = if late { apart(last) } else { apart(next) };
            out.push((entry.at, entry.heading, Order::Within { far }));
        } else {
            last = Some(*place);
        }
    }
    out
}

/// The letter of the first character and its place in it; none of a character with several readings.
fn sound(heading: &str) -> Option<(char, usize)> {
    let first = heading.chars().find(|c| !"《“‘（【".contains(*c))?;
    if sound_order::SEVERAL.iter().any(|all| all.contains(first)) {
        return None;
    }
    LETTERS.iter().find_map(|(letter, all)| {
        let place = all.iter().find_map(|all| all.chars().position(|c| c == first))?;
        Some((*letter, place))
    })
}
