//! Traditional and variant characters in simplified text. A name keeps its own, and so does a passage with many,
//! which is a citation.

use kanwu_plugin::book::StructureWords;
use kanwu_plugin::context::{head, tail};
use kanwu_plugin::{
    BookContext, Confidence, Fact, Finding, LocalContext, Reads, Rule, Span, TokenKind as K, Trigger,
    Triggers,
};

use crate::card::traditional_character as card;
use crate::long_word::is_word as is_word_of_two;
use crate::pairs::Pairs;

include!(concat!(env!("OUT_DIR"), "/traditional-characters.rs"));

/// See the card.
pub const RULE: Rule = Rule::survey(card::NAME, Triggers::paragraph(), collect, judge).reads(Reads::COUNTS);

/// More than so many in one paragraph are a citation.
const CITATION: usize = 6;

fn collect(cx: &mut LocalContext<'_>, _: Trigger) {
    for token in cx.tokens.iter().filter(|t| t.kind == K::Han) {
        let run = cx.of(token.span);
        if !TRADITIONAL.has_any(run) {
            continue;
        }
        for (at, c) in run.char_indices().filter(|(_, c)| TRADITIONAL.has(*c)) {
            let start = token.span.start + at as u32;
            let span = Span::new(start, start + c.len_utf8() as u32);
            if token.depth > 0 && is_in_title(cx, start) {
                continue;
            }
            let around = format!("{}{c}{}", tail(&run[..at], 1), head(&run[at + c.len_utf8()..], 1));
            let named =
                is_in_name(&run[..at], c) && !is_between_words(&run[..at], c, &run[at + c.len_utf8()..]);
            if named {
                simplified_pairs(&around, c).iter().for_each(|pair| cx.count(pair));
            }
            cx.fact(if named { "name" } else { "word" }, around, c, span);
        }
    }
}

/// Inside 《 》, where a title stands as it is.
fn is_in_title(cx: &LocalContext<'_>, at: u32) -> bool {
    cx.pairing.pairs.iter().any(|p| {
        let (open, close) = (p.open as usize, p.close as usize);
        matches!(cx.kind(open), Some(K::LeftTitle | K::LeftInnerTitle))
            && cx.tokens[open].span.start < at
            && cx.tokens.get(close).is_some_and(|t| at < t.span.start)
    })
}

/// Whether the character may be one of a personal name: a surname stands one or two characters before.
fn is_in_name(before: &str, c: char) -> bool {
    let words = StructureWords::get();
    let back = |n: usize| {
        let from = before.char_indices().rev().nth(n - 1).map(|(i, _)| i)?;
        Some(format!("{}{c}", &before[from..]))
    };
    [1, 2].into_iter().filter_map(back).any(|name| words.is_name(&name))
}

/// Whether a word ends where the surname would stand, and another begins with the character: 完成|檢疫.
fn is_between_words(before: &str, c: char, after: &str) -> bool {
    let simple = |c: char| TRADITIONAL.get(c).unwrap_or(c);
    let mut back = before.chars().rev();
    let ends = back.next().zip(back.next()).is_some_and(|(last, first)| is_word_of_two(first, last));
    ends && after.chars().next().is_some_and(|next| is_word_of_two(simple(c), simple(next)))
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    for same in facts.chunk_by(|a, b| a.reading == b.reading) {
        if same.len() <= CITATION {
            for fact in same {
                judge_one(fact, cx);
            }
        }
    }
}

fn judge_one(fact: &Fact, cx: &mut BookContext<'_>) {
    let Some(found) = fact.value.chars().next() else { return };
    let Some(want) = TRADITIONAL.get(found) else { return };
    if fact.group == "name" && !is_word(cx, &fact.key, found) {
        return;
    }
    let place = fact.place();
    let finding = Finding::new(place, Confidence::Certain)
        .arg(card::args::FOUND, found)
        .arg(card::args::WANT, want)
        .fix_at(place, want);
    cx.push(finding);
}

/// Whether the book writes the character with its neighbour in simplified form, so that it is no name.
fn is_word(cx: &BookContext<'_>, around: &str, found: char) -> bool {
    simplified_pairs(around, found).iter().any(|pair| cx.index.times(pair) > 0)
}

/// The character with the one before it and with the one after it, in simplified form.
fn simplified_pairs(around: &str, found: char) -> Vec<String> {
    let simple: Vec<char> = around.chars().map(|c| TRADITIONAL.get(c).unwrap_or(c)).collect();
    let Some(at) = around.chars().position(|c| c == found) else { return Vec::new() };
    let pairs = [at.checked_sub(1).and_then(|n| simple.get(n..=at)), simple.get(at..at + 2)];
    pairs.into_iter().flatten().map(|pair| pair.iter().collect()).collect()
}
