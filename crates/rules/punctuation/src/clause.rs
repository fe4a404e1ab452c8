//! What a clause is made of: the stretch between two marks, and whether it only names things.

use std::sync::LazyLock;

use kanwu_plugin::context::head;
use kanwu_plugin::reading::words::{Word, WordClass as C, segment};
use kanwu_plugin::text::{Term, Terms};
use kanwu_plugin::{Paragraph, Span, TokenKind as K};

use crate::table::clause_words::{AGENTS, CLAUSE_VERBS};
use crate::table::list_words::{DETERMINERS, ETC, LINKS};

/// A part of more bytes than this is not looked at.
const LONGEST: usize = 240;

/// Whether a mark ends a part of a sentence; 顿号 and the marks round quotations do not.
pub(crate) fn ends_part(kind: K) -> bool {
    const ENDS: u128 = {
        let kinds = [
            K::FullComma,
            K::FullStop,
            K::FullSemicolon,
            K::FullColon,
            K::FullQuestion,
            K::FullExclamation,
            K::LeftParen,
            K::RightParen,
            K::Comma,
            K::Semicolon,
            K::Colon,
            K::LeftRound,
            K::RightRound,
            K::Newline,
        ];
        let (mut bits, mut i) = (0, 0);
        while i < kinds.len() {
            bits |= kinds[i].bit();
            i += 1;
        }
        bits
    };
    kind.bit() & ENDS != 0
}

/// No part is followed further than so many tokens, so that time stays linear where a text has lists without end.
const REACH: usize = 400;

/// The part of the sentence that ends at byte `at`.
pub(crate) fn part_before(cx: &Paragraph<'_>, at: u32) -> Span {
    let end = cx.tokens.partition_point(|t| t.span.end <= at);
    let near = &cx.tokens[end.saturating_sub(REACH)..end];
    let start = match near.iter().rfind(|t| ends_part(t.kind)) {
        Some(mark) => mark.span.end,
        None => near.first().map_or(at, |t| t.span.start),
    };
    Span::new(start, at)
}

/// The part of the sentence that begins at byte `at`, and the mark that ends it.
pub(crate) fn part_after(cx: &Paragraph<'_>, at: u32) -> (Span, Option<K>) {
    let after = &cx.tokens[cx.tokens.partition_point(|t| t.span.end <= at)..];
    let near = &after[..after.len().min(REACH)];
    let mark = near.iter().find(|t| ends_part(t.kind));
    let end = match mark {
        Some(mark) => mark.span.start,
        None => near.last().map_or(at, |t| t.span.end),
    };
    (Span::new(at, end), mark.map(|t| t.kind))
}

/// Whether `text` only names things and has no predicate: 微信、微博等平台, 面临的困难. A verb or an adjective
/// may stand in it only before 的 or before what it describes. What the lexicon doesn't know counts as a verb.
pub(crate) fn names_things(text: &str) -> bool {
    if text.is_empty() || text.len() > LONGEST || text.contains(['“', '”', '《', '》', '‘', '’']) {
        return false;
    }
    let words = segment(text);
    let starts = |i: usize| i == 0 || words[i - 1].of(text) == "、";
    let before_de = |i: usize| words.get(i + 1).is_some_and(|w| w.of(text) == "的");
    let held = words.iter().enumerate().all(|(i, word)| match word.class {
        C::Noun | C::Place | C::Time | C::Attribute | C::Measure | C::Direction | C::Foreign => true,
        C::Numeral => !word.of(text).starts_with(|c: char| c.is_ascii_digit()),
        // At the head of an item a verb that may be a noun is a verb: 设计方案, but 方案设计.
        C::Nominal => !starts(i) || before_de(i) || !opens_object(&words, i),
        C::Verb | C::Phrase => before_de(i),
        C::Adjective => !is_last(&words, i),
        C::Pronoun => DETERMINERS.contains(&word.of(text)),
        C::Particle | C::Conjunction | C::Mark => LINKS.contains(&word.of(text)),
        C::Preposition | C::Adverb | C::Unknown => false,
    });
    let opens = words.first().is_some_and(|w| {
        matches!(w.class, C::Noun | C::Place | C::Time | C::Attribute | C::Foreign | C::Nominal)
            || before_de(0)
    });
    held && opens && words.last().is_some_and(|w| ends_name(*w, text))
}

/// A subject has so many characters.
const SUBJECT: std::ops::RangeInclusive<usize> = 2..=9;

/// The verbs of the table, looked for in one pass.
static VERBS: LazyLock<Terms<'static, ()>> =
    LazyLock::new(|| Terms::new(CLAUSE_VERBS.iter().map(|word| Term { word, data: () }).collect()));

/// No verb of the table is longer, in characters.
const LONGEST_VERB: usize = 4;

/// The body or people that `text` begins with, if a verb for what they did follows: 区医院新建住院楼.
pub(crate) fn subject(text: &str) -> Option<&str> {
    subject_of(text, |_| true)
}

/// The same, of a text that may hold a subject by how it begins: the verbs are looked for only then.
pub(crate) fn subject_of(text: &str, may_be: impl Fn(&str) -> bool) -> Option<&str> {
    // The title of an entry stands before its first clause.
    let text = text.rsplit('】').next().unwrap_or_default().trim_start();
    if !may_be(text) {
        return None;
    }
    // A verb further off leaves no subject of the right length: only the head is searched.
    let near = head(text, *SUBJECT.end() + LONGEST_VERB);
    let mut first = None;
    VERBS.find(near, |(), span| first = first.or(Some(span.start as usize)));
    let verb = first?;
    let subject = text.get(..verb)?;
    (SUBJECT.contains(&subject.chars().count()) && subject.ends_with(AGENTS)).then_some(subject)
}

/// Whether `text` has no word that a predicate could be made of. The frame round it shows that it is a list.
/// Names that the lexicon doesn't know may stand in it.
pub(crate) fn has_no_predicate(text: &str) -> bool {
    let predicate = |word: &Word| {
        matches!(word.class, C::Verb | C::Adverb | C::Preposition | C::Pronoun | C::Phrase)
            || word.of(text).starts_with(|c: char| c.is_ascii_digit())
    };
    !text.is_empty() && text.len() <= LONGEST && !segment(text).iter().any(predicate)
}

/// Whether the text ends in a word for a thing, or in a closing mark.
pub(crate) fn ends_in_thing(text: &str) -> bool {
    if text.ends_with(['”', '》', '’']) {
        return true;
    }
    let from = text.char_indices().rev().nth(7).map_or(0, |(n, _)| n);
    segment(&text[from..]).last().is_some_and(|w| is_thing(w.class))
}

fn is_thing(class: C) -> bool {
    matches!(class, C::Noun | C::Place | C::Nominal | C::Foreign)
}

fn ends_name(word: Word, text: &str) -> bool {
    is_thing(word.class) || ETC.contains(&word.of(text))
}

fn opens_object(words: &[Word], i: usize) -> bool {
    words
        .get(i + 1)
        .is_some_and(|w| matches!(w.class, C::Noun | C::Place | C::Foreign | C::Numeral | C::Unknown))
}

fn is_last(words: &[Word], i: usize) -> bool {
    words.get(i + 1).is_none_or(|w| w.class == C::Mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_clauses() {
        for name in ["微信、微博等各种平台", "教师资格证考试等多次考试", "面临的困难和问题", "夏季消防检查"]
        {
            assert!(names_things(name), "{name}");
        }
        for clause in ["运用宣传栏、微博等形式", "环境优美、设施齐全", "流经清河区、青石镇", "设计宣传栏"]
        {
            assert!(!names_things(clause), "{clause}");
        }
    }
}
