//! Words in which a numeral is fixed (定型词): 一带一路, 三农, 5G, “3·15”.

use kanwu_text::ReadingSpan;

use crate::numeral::{digit, is_numeral};
use crate::table::code_words as table;
use crate::view::{View, span};

/// A fixed word in text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FixedWord {
    /// Bytes of the word.
    pub span: ReadingSpan,
    /// The word as the table has it.
    pub word: FixedForm,
}

/// How a fixed word is written, against the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FixedForm {
    /// In Han numerals, as it should be: 三农.
    Han,
    /// In digits, as it should be: 5G.
    Digits,
    /// In digits, where it should be in Han numerals: 3农.
    HanInDigits,
}

/// What an entry of the table is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    /// A name, a programme, a slogan.
    Term,
    /// An ordinary word, passed over.
    Word,
    /// Digits are fixed.
    Digits,
    /// No fixed word, though it begins like one.
    Count,
}

pub(crate) struct Entry {
    /// From the first numeral on.
    rest: &'static str,
    /// What stands before the first numeral.
    before: &'static str,
    pub class: Class,
}

include!(concat!(env!("OUT_DIR"), "/fixed.rs"));
include!("slot.rs");

fn entries(first: char, second: char) -> &'static [Entry] {
    let mut at = fixed_slot(first, second);
    loop {
        let (a, b, from, to) = FIXED_SLOTS[at % FIXED_SLOTS.len()];
        if (a, b) == (first, second) || a == '\0' {
            return FIXED.get(usize::from(from)..usize::from(to)).unwrap_or_default();
        }
        at += 1;
    }
}

/// A fixed word whose first numeral stands at a place.
pub(crate) struct Found {
    pub class: Class,
    pub word: FixedWord,
}

/// The fixed word whose first numeral stands at byte `at`.
pub(crate) fn find(view: View, at: usize) -> Option<Found> {
    let first = view.at(at)?;
    let second = view.at(at + first.len_utf8()).unwrap_or_default();
    let longer = entries(first, second).iter();
    let entry = longer.chain(entries(first, '\0')).find(|e| {
        let end = at + e.rest.len();
        view.starts(at, e.rest)
            && view.ends(at, e.before)
            && at >= view.floor + e.before.len()
            && !(e.before.is_empty() && view.ends(at, "第"))
            && is_whole(view, e, end)
    });
    if let Some(entry) = entry {
        if entry.class == Class::Count {
            return None;
        }
        let form = if entry.class == Class::Digits { FixedForm::Digits } else { FixedForm::Han };
        let word = FixedWord { span: span(at - entry.before.len(), at + entry.rest.len()), word: form };
        return Some(Found { class: entry.class, word });
    }
    month_day(view, at).or_else(|| in_digits(view, at, first))
}

/// 3·15, 10·9: an event named by its month and day, and no decimal with a wrong point.
fn month_day(view: View, at: usize) -> Option<Found> {
    let month_end = view.digits_end(at);
    let day_at = month_end + "·".len();
    if month_end == at || !view.starts(month_end, "·") {
        return None;
    }
    let day_end = view.digits_end(day_at);
    let within = |from: usize, to: usize, most: u32| {
        let digits = view.text.get(from..to).filter(|t| t.len() <= 2);
        digits.and_then(|d| d.parse().ok()).is_some_and(|n: u32| (1..=most).contains(&n))
    };
    let counted = crate::unit::find(view, view.skip_blank(day_end)).is_some()
        || matches!(view.at(day_end), Some('万' | '亿'));
    if counted || !within(at, month_end, 12) || !within(day_at, day_end, 31) {
        return None;
    }
    let word = FixedWord { span: span(at, day_end), word: FixedForm::Digits };
    Some(Found { class: Class::Digits, word })
}

/// Whether an entry in digits is not cut out of a longer run, and a mere number is in its context.
fn is_whole(view: View, entry: &Entry, end: usize) -> bool {
    if entry.class != Class::Digits {
        return true;
    }
    let next = view.at(end);
    let start = end - entry.rest.len() - entry.before.len();
    if next.is_some_and(|c| c.is_ascii_alphanumeric())
        || view.before(start).is_some_and(|c| c.is_ascii_alphanumeric() || c == '.' || c == '·')
    {
        return false;
    }
    let mere = entry.rest.bytes().all(|b| b.is_ascii_digit());
    let after = view.skip_blank(end);
    !mere
        || view.starts_any(after, table::AFTER_HOTLINE).is_some()
        || view.ends_any(start, table::BEFORE_HOTLINE).is_some()
}

/// 14五, 3农, 1带1路: a term with digits in place of its numerals.
fn in_digits(view: View, at: usize, first: char) -> Option<Found> {
    let digits_end = view.digits_end(at);
    if !first.is_ascii_digit()
        || digits_end - at > 2
        || view.byte(digits_end) < 0xe0
        || !view.at(digits_end).is_some_and(|c| AFTER_DIGITS.contains(c) || is_numeral(c))
        || view.before(at).is_some_and(|c| c.is_ascii_alphanumeric() || c == '.')
    {
        return None;
    }
    let end = MET_IN_DIGITS.iter().find_map(|term| match_digits(view, at, term))?;
    let word = FixedWord { span: span(at, end), word: FixedForm::HanInDigits };
    Some(Found { class: Class::Term, word })
}

const DIGITS: [&str; 11] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"];

/// Where `han` ends at `at`, with digits allowed for its numerals and one digit at least.
fn match_digits(view: View, at: usize, han: &str) -> Option<usize> {
    let mut end = at;
    let mut chars = han.chars().peekable();
    let mut digits = false;
    while let Some(c) = chars.next() {
        if view.at(end) == Some(c) {
            end += c.len_utf8();
            continue;
        }
        let value = match c {
            '十' => {
                // 十四 is 14: the place is a digit of its own.
                if chars.peek().is_some_and(|n| digit(*n).is_some()) { 1 } else { 10 }
            }
            _ => digit(c)?,
        };
        let text = DIGITS.get(usize::from(value))?;
        if !view.starts(end, text) {
            return None;
        }
        digits = true;
        end += text.len();
    }
    (digits && !view.byte(end).is_ascii_digit()).then_some(end)
}
