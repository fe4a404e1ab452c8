//! The likeliest way to cut a run of Han characters.

use kanwu_text::{ReadingSpan, TokenKind};

use super::lexicon::each_word;
use super::{Word, WordClass};
use crate::view::span;

/// What a character costs that no word covers: more than any word of the lexicon.
const UNKNOWN: u32 = 255;

pub(super) fn cut(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let kind = sort(c);
        let run = text[at..].char_indices().find(|(_, c)| sort(*c) != kind);
        let end = run.map_or(text.len(), |(n, _)| at + n);
        match kind {
            Sort::Han => han(text, at, end, &mut words),
            Sort::Mark => words.extend(
                text[at..end]
                    .char_indices()
                    .map(|(n, c)| Word { span: span(at + n, at + n + c.len_utf8()), class: WordClass::Mark }),
            ),
            Sort::Digit => words.push(Word { span: span(at, end), class: WordClass::Numeral }),
            Sort::Letter => words.push(Word { span: span(at, end), class: WordClass::Foreign }),
        }
        at = end;
    }
    words
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Han,
    Digit,
    Letter,
    Mark,
}

fn sort(c: char) -> Sort {
    if c.is_ascii_digit() {
        return Sort::Digit;
    }
    match kanwu_text::kind_of(c) {
        TokenKind::Han => Sort::Han,
        _ if c.is_alphanumeric() => Sort::Letter,
        _ => Sort::Mark,
    }
}

/// The cheapest way from one place to the end of the run.
#[derive(Clone, Copy)]
pub(super) struct Way {
    pub(super) cost: u32,
    /// Bytes of its first word.
    pub(super) len: u16,
    class: WordClass,
}

/// What the cheapest way through a Han run costs: the less, the likelier it is text.
pub(super) fn cost(run: &str) -> u32 {
    ways(run).first().map_or(0, |way| way.cost)
}

/// From each byte where a character of a Han run begins the cheapest way on, found from the end backwards.
pub(super) fn ways(run: &str) -> Vec<Way> {
    let mut ways = vec![Way { cost: 0, len: 0, class: WordClass::Unknown }; run.len() + 1];
    let mut next = None;
    for (at, c) in run.char_indices().rev() {
        let len = c.len_utf8();
        let alone = UNKNOWN + ways[at + len].cost;
        let mut best = Way { cost: alone, len: len as u16, class: WordClass::Unknown };
        each_word(&run.as_bytes()[at..], c, next, |len, cost, class| {
            let cost = cost + ways[at + len].cost;
            if cost < best.cost {
                best = Way { cost, len: len as u16, class };
            }
        });
        ways[at] = best;
        next = Some(c);
    }
    ways
}

/// Cuts the Han run `start..end`.
fn han(text: &str, start: usize, end: usize, words: &mut Vec<Word>) {
    let run = &text[start..end];
    let ways = ways(run);
    let mut at = 0;
    while at < run.len() {
        let way = ways[at];
        let from = (start + at) as u32;
        words.push(Word { span: ReadingSpan::new(from, from + u32::from(way.len)), class: way.class });
        at += usize::from(way.len).max(1);
    }
}
