//! What stands near a place: the sentence round it, and words at the ends of a text.

use kanwu_text::TokenKind as K;

use crate::Paragraph;

/// The last `count` characters of a text.
pub fn tail(text: &str, count: usize) -> &str {
    let from = text.char_indices().rev().take(count).last().map_or(text.len(), |(at, _)| at);
    text.get(from..).unwrap_or_default()
}

/// The first `count` characters of a text.
pub fn head(text: &str, count: usize) -> &str {
    let to = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    text.get(..to).unwrap_or_default()
}

/// No sentence is longer than this, in bytes; so time stays linear where a text has no stops.
const LONGEST: usize = 3000;

/// The end of a text, no longer than a sentence may be: what a rule looks through that searches backwards.
pub fn near_end(text: &str) -> &str {
    let from = (text.len().saturating_sub(LONGEST)..=text.len()).find(|n| text.is_char_boundary(*n));
    text.get(from.unwrap_or(0)..).unwrap_or_default()
}

/// Where the sentence that holds byte `at` begins.
pub fn sentence_start(paragraph: &Paragraph<'_>, at: u32) -> u32 {
    // Each of these marks is a token of its own.
    const ENDS: u128 = K::FullStop.bit()
        | K::FullSemicolon.bit()
        | K::FullExclamation.bit()
        | K::FullQuestion.bit()
        | K::Newline.bit();
    let whole = paragraph.before(at);
    let floor = (whole.len() - near_end(whole).len()) as u32;
    let before = paragraph.tokens.partition_point(|t| t.span.end <= at);
    let near = paragraph.tokens[..before].iter().rev().take_while(|t| t.span.start >= floor);
    let end = near.filter(|t| t.kind.bit() & ENDS != 0).map(|t| t.span.end).next();
    end.unwrap_or(floor)
}

/// The sentence up to byte `at`.
pub fn sentence_before<'a>(paragraph: &Paragraph<'a>, at: u32) -> &'a str {
    let start = sentence_start(paragraph, at) as usize;
    paragraph.text.get(start..at as usize).unwrap_or_default()
}

/// The rest of the sentence from byte `at` on.
pub fn sentence_after<'a>(paragraph: &Paragraph<'a>, at: u32) -> &'a str {
    before_any(paragraph.after(at), &['。', '；', '！', '？', '\n'])
}

/// A text up to the first of the marks, or as long as a sentence may be.
pub fn before_any<'a>(text: &'a str, marks: &[char]) -> &'a str {
    let limit = (0..=text.len().min(LONGEST)).rev().find(|n| text.is_char_boundary(*n)).unwrap_or(0);
    let near = text.get(..limit).unwrap_or_default();
    near.get(..near.find(marks).unwrap_or(limit)).unwrap_or_default()
}

/// Whether the text ends with the word. Most of a list of words differ in their last byte, which costs no call.
#[inline]
pub fn ends_with(text: &str, word: &str) -> bool {
    match word.as_bytes().last() {
        Some(last) => text.as_bytes().last() == Some(last) && text.ends_with(word),
        None => true,
    }
}

/// Whether the text begins with the word. Most of a list of words differ in their last byte, which costs no call.
#[inline]
pub fn starts_with(text: &str, word: &str) -> bool {
    match word.as_bytes().last() {
        Some(last) => text.as_bytes().get(word.len() - 1) == Some(last) && text.starts_with(word),
        None => true,
    }
}

/// Whether the text ends with one of the words.
pub fn ends_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| ends_with(text, word))
}

/// Whether the text begins with one of the words.
pub fn starts_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| starts_with(text, word))
}

/// Whether the text holds one of the words.
pub fn has_any(text: &str, words: &[&str]) -> bool {
    find_any(text, words).is_some()
}

/// The bit for the second and third byte of a character.
fn bit(second: u8, third: u8) -> u128 {
    1 << ((second << 2 ^ third) & 0x7f)
}

/// Bits for how words begin: few places of a text are left to compare.
fn beginnings(words: &[&str]) -> u128 {
    let begins = |word: &&str| match word.as_bytes() {
        [_, second, third, ..] => bit(*second, *third),
        _ => u128::MAX,
    };
    words.iter().map(begins).fold(0, |all, bits| all | bits)
}

/// The end of that of the words which ends last, in bytes.
pub fn last_end(text: &str, words: &[&str]) -> Option<usize> {
    let may = beginnings(words);
    let longest = words.iter().map(|word| word.len()).max()?;
    let bytes = text.as_bytes();
    let mut last: Option<usize> = None;
    for at in (0..bytes.len()).rev().filter(|at| text.is_char_boundary(*at)) {
        if last.is_some_and(|end| at + longest <= end) {
            break;
        }
        let rest = bytes.get(at..).unwrap_or_default();
        if matches!(rest, [_, second, third, ..] if may & bit(*second, *third) == 0) {
            continue;
        }
        let ends = words.iter().filter(|word| !word.is_empty() && rest.starts_with(word.as_bytes()));
        last = last.max(ends.map(|word| at + word.len()).max());
    }
    last
}

/// The first place of any of the words, in bytes, and the longest that stands there.
pub fn find_any<'w>(text: &str, words: &[&'w str]) -> Option<(usize, &'w str)> {
    // A word may begin only where the second and third byte are those of a word.
    let may = beginnings(words);
    let mut bytes = text.as_bytes();
    let begins = |bytes: &[u8]| {
        let same = |word: &[u8]| match word.last() {
            Some(last) => bytes.get(word.len() - 1) == Some(last) && bytes.starts_with(word),
            None => true,
        };
        words.iter().filter(|word| same(word.as_bytes())).max_by_key(|word| word.len())
    };
    while let Some(lead) = bytes.first() {
        let may_begin = match bytes {
            [_, second, third, ..] => may & bit(*second, *third) != 0,
            _ => true,
        };
        if may_begin && let Some(word) = begins(bytes) {
            return Some((text.len() - bytes.len(), *word));
        }
        let len = match lead {
            ..0xc0 => 1,
            ..0xe0 => 2,
            ..0xf0 => 3,
            _ => 4,
        };
        bytes = bytes.get(len..).unwrap_or_default();
    }
    words.iter().find(|word| word.is_empty()).map(|word| (text.len(), *word))
}

/// Several lists of words as one, for [`crate::Triggers::terms`]: the index of a term then tells which list it
/// is of. `N` is the sum of their lengths.
pub const fn joined<const N: usize>(lists: &[&[&'static str]]) -> [&'static str; N] {
    let mut out = [""; N];
    let (mut list, mut next) = (0, 0);
    while list < lists.len() {
        let mut i = 0;
        while i < lists[list].len() {
            out[next] = lists[list][i];
            next += 1;
            i += 1;
        }
        list += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ends_of_a_text_are_cut_by_characters() {
        assert_eq!(head("年鉴编纂", 2), "年鉴");
        assert_eq!(tail("年鉴编纂", 2), "编纂");
        assert_eq!((head("年", 2), tail("年", 2)), ("年", "年"));
    }

    proptest! {
        #[test]
        fn words_are_looked_for_at_every_place(
            words in prop::collection::vec("[甲乙a，é𠀀]{0,3}", 0..4),
            text in "[甲乙丙ab，é𠀀]{0,20}",
        ) {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let first = words.iter().filter_map(|word| Some((text.find(word)?, word.len()))).min();
            let found = find_any(&text, &words);
            prop_assert_eq!(found.map(|(at, _)| at), first.map(|(at, _)| at));
            let starting = |(at, word): (usize, &str)| {
                text[at..].starts_with(word) && !words.iter().any(|w| w.len() > word.len() && text[at..].starts_with(w))
            };
            prop_assert!(found.is_none_or(starting));
            let of = |word: &&&str| !word.is_empty();
            let ends = words.iter().filter(of).filter_map(|word| Some(text.rfind(word)? + word.len()));
            prop_assert_eq!(last_end(&text, &words), ends.max());
            for word in words {
                prop_assert_eq!(ends_with(&text, word), text.ends_with(word));
                prop_assert_eq!(starts_with(&text, word), text.starts_with(word));
            }
        }
    }

    #[test]
    fn lists_are_joined_in_order() {
        const ALL: [&str; 3] = joined(&[&["甲"], &[], &["乙", "丙"]]);
        assert_eq!(ALL, ["甲", "乙", "丙"]);
    }
}
