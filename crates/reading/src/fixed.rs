//! Words in which a numeral is fixed (定型词): 一带一路, 三农, 5G, “3·15”.

use kanwu_text::Span;

use crate::view::{View, span};

/// A fixed word in text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FixedWord {
    /// Bytes of the word.
    pub span: Span,
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
    met_in_digits: bool,
}

include!(concat!(env!("OUT_DIR"), "/fixed.rs"));

fn entries(c: char) -> &'static [Entry] {
    let Ok(at) = FIXED_GROUPS.binary_search_by_key(&c, |g| g.0) else { return &[] };
    let (_, from, to) = FIXED_GROUPS[at];
    FIXED.get(usize::from(from)..usize::from(to)).unwrap_or_default()
}

/// A fixed word whose first numeral stands at a place.
pub(crate) struct Found {
    pub class: Class,
    pub word: FixedWord,
}

/// The fixed word whose first numeral stands at byte `at`.
pub(crate) fn find(view: View, at: usize) -> Option<Found> {
    let first = view.at(at)?;
    let entry = entries(first).iter().find(|e| {
        let end = at + e.rest.len();
        view.starts(at, e.rest)
            && view.ends(at, e.before)
            && at >= view.floor + e.before.len()
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
    in_digits(view, at, first)
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
    let context = [
        "热线",
        "平台",
        "报警",
        "指挥",
        "接警",
        "电话",
        "服务",
        "投诉",
        "举报",
        "便民",
        "急救",
        "宣传日",
        "”",
    ];
    !mere
        || view.starts_any(end, &context).is_some()
        || view.ends_any(start, &["拨打", "“", "热线", "电话"]).is_some()
}

/// 14五, 3农, 1带1路: a term with digits in place of its numerals.
fn in_digits(view: View, at: usize, first: char) -> Option<Found> {
    if !first.is_ascii_digit() || view.before(at).is_some_and(|c| c.is_ascii_alphanumeric() || c == '.') {
        return None;
    }
    let tens = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];
    // 14五 opens with 十, 3农 with 三.
    let openers = ['十', tens.get((first as usize).checked_sub('1' as usize)?).copied()?];
    openers.into_iter().flat_map(entries).filter(|e| e.met_in_digits && e.before.is_empty()).find_map(
        |entry| {
            let end = match_digits(view, at, entry.rest)?;
            let word = FixedWord { span: span(at, end), word: FixedForm::HanInDigits };
            Some(Found { class: entry.class, word })
        },
    )
}

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
                if chars.peek().is_some_and(|n| crate::numeral::digit(*n).is_some()) { 1 } else { 10 }
            }
            _ => crate::numeral::digit(c)?,
        };
        let text = value.to_string();
        if !view.starts(end, &text) {
            return None;
        }
        digits = true;
        end += text.len();
    }
    (digits && !view.byte(end).is_ascii_digit()).then_some(end)
}
