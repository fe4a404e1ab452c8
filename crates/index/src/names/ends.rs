//! Names known by how they end.

use kanwu_text::han;
use std::sync::OnceLock;

use kanwu_book::ReadingId;
use kanwu_text::{ReadingSpan, TokenKind, kind_of};
use rustc_hash::FxHashMap;

use super::{Mention, NameKind, Sign, signs};
use crate::table::name_ends::{
    BEFORE, BEFORE_ONE, BODY, FIRM, FORM, GOES_ON, HONOUR, LEVELS, PART_OF, PLACE, WITHIN,
};

/// Before its ending a name has at most so many characters.
const LONGEST: usize = 18;

/// And at least so many.
const SHORTEST: usize = 2;

/// A name whose ending is left out is known by so many characters.
const OWN: usize = 3;

/// What names end with.
pub(super) fn endings() -> impl Iterator<Item = (&'static str, NameKind)> {
    let of = |words: &'static [&'static str], kind| words.iter().map(move |word| (*word, kind));
    of(FIRM, NameKind::Firm)
        .chain(of(BODY, NameKind::Body))
        .chain(of(PLACE, NameKind::Place))
        .chain(of(HONOUR, NameKind::Honour))
}

/// The words before which no name goes on that end with a character.
fn words_before(last: char) -> &'static [&'static str] {
    static WORDS: OnceLock<FxHashMap<char, Vec<&'static str>>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let mut by_last: FxHashMap<char, Vec<&'static str>> = FxHashMap::default();
        for word in BEFORE {
            by_last.entry(word.chars().next_back().unwrap_or_default()).or_default().push(word);
        }
        by_last
    });
    words.get(&last).map_or(&[], Vec::as_slice)
}

/// Whether a name may begin behind `so_far`, which ends with the character `last`.
fn stands_before_names(last: char, so_far: &str) -> bool {
    BEFORE_ONE.binary_search(&last).is_ok() || words_before(last).iter().any(|word| so_far.ends_with(word))
}

/// What a name is the name of, by its ending.
pub(super) fn kind_of_name(name: &str) -> Option<NameKind> {
    let mut longest: Option<NameKind> = None;
    signs().find(name, |sign, end| match sign {
        // Of the endings that end here the longest begins first.
        Sign::Ending(kind) if end.end as usize == name.len() => {
            longest.get_or_insert(kind);
        }
        _ => {}
    });
    longest
}

/// Adds the name that ends with `end`. They are asked for in the order in which their endings begin; those of the
/// paragraph stand in `out` from `first` on.
pub(super) fn read(
    id: ReadingId,
    text: &str,
    kind: NameKind,
    end: ReadingSpan,
    first: usize,
    out: &mut Vec<Mention>,
) {
    // Of the endings that end at one place the longest holds, which begins first.
    let recent = out.get(first..).unwrap_or_default();
    if recent.iter().rev().take(6).any(|m| m.run.end == end.end) || goes_on(text, end) {
        return;
    }
    out.extend(mention(id, text, kind, end));
}

/// What is a firm's own in its name, less the words of its legal form before the ending: they are no name, and may be wrong.
/// Empty where no more than a word of the language is left: 下属子公司.
fn without_form(text: &str, own: ReadingSpan) -> ReadingSpan {
    let mut name = own.of_text(text);
    while let Some(rest) = FORM.iter().find_map(|word| name.strip_suffix(word)) {
        name = rest;
    }
    ReadingSpan::new(own.start, own.start + name.len() as u32)
}

/// Whether an ending is a part of another word: 局部, 干部; or the character before it printed twice.
fn goes_on(text: &str, end: ReadingSpan) -> bool {
    let word = end.of_text(text);
    let after = text.get(end.end as usize..).and_then(|rest| rest.chars().next());
    let before = text.get(..end.start as usize).and_then(|rest| rest.chars().next_back());
    let twice = before.is_some_and(|c| word.chars().eq([c]));
    twice
        || after.is_some_and(|c| GOES_ON.iter().any(|row| row.end == word && row.after.contains(c)))
        || before.is_some_and(|c| PART_OF.iter().any(|row| row.end == word && row.before.contains(c)))
}

/// The name that ends with `end`.
fn mention(id: ReadingId, text: &str, kind: NameKind, end: ReadingSpan) -> Option<Mention> {
    let before = text.get(..end.start as usize)?;
    // The characters before the ending, the last first, each with its place.
    let mut back: [(usize, char); LONGEST] = [(0, ' '); LONGEST];
    let mut count = 0;
    let mut bounded = true;
    for (at, c) in before.char_indices().rev() {
        if kind_of(c) != TokenKind::Han {
            break;
        }
        let Some(slot) = back.get_mut(count) else {
            bounded = false;
            break;
        };
        *slot = (at, c);
        count += 1;
    }
    let chars = back.get(..count)?;
    let (from, _) = *chars.last()?;
    if count < SHORTEST {
        // 乡 and 镇 with one character before them are no names.
        return None;
    }
    // 2022年清河区…: the name begins behind 年.
    let (_, first) = *chars.last()?;
    let digit = before.get(..from).and_then(|b| b.chars().next_back()).is_some_and(|c| c.is_ascii_digit());
    let dated = digit && matches!(first, han::YEAR | han::MONTH | han::DAY);
    let mut starts = if dated { 2 } else { u32::from(bounded) };
    let mut begin = bounded.then_some(from + if dated { first.len_utf8() } else { 0 });
    for at in 1..count {
        // Character `at` of the run, counted from its beginning, and the one before it.
        let (place, _) = *chars.get(count - 1 - at)?;
        let (_, last) = *chars.get(count - at)?;
        let so_far = before.get(from..place).unwrap_or_default();
        let level = LEVELS.binary_search(&last).is_ok() && at >= 2;
        if level || stands_before_names(last, so_far) {
            starts |= 1 << at;
            // The nearest beginning that leaves a name is taken; of a character that stands within names as well,
            // only where much of the name is left.
            let left = count - at;
            let enough = if WITHIN.binary_search(&last).is_ok() { OWN + 2 } else { OWN };
            if left >= enough && !level {
                begin = Some(place);
            }
        }
    }
    let own = begin.map_or(ReadingSpan::empty(end.start), |at| ReadingSpan::new(at as u32, end.start));
    let own = without_form(text, own);
    Some(Mention { kind, reading: id, run: ReadingSpan::new(from as u32, end.end), starts, own })
}

#[cfg(test)]
mod tests {
    use super::super::mentions;

    fn names(text: &str) -> Vec<String> {
        mentions(text).names.iter().map(|m| m.run.of_text(text).to_owned()).collect()
    }

    #[test]
    fn names_end_at_their_endings() {
        assert_eq!(names("5月，清河明远纸业有限公司投产。"), ["清河明远纸业有限公司"]);
        assert!(!names("由应急管理局局部调整").contains(&"由应急管理局局".to_owned()));
        assert_eq!(names("县草原监理所核查载畜量"), ["县草原监理所"]);
    }

    #[test]
    fn a_name_begins_behind_what_stands_before_names() {
        let text = "推进装璜与清河永和建材有限公司合作";
        let out = mentions(text).names;
        assert_eq!(out.last().map(|m| m.own.of_text(text)), Some("清河永和建材"));
    }
}
