//! 重温陈芸关于调查研究的论述: nearly a leader's name of two characters, where the text tells who is meant.

use kanwu_plugin::context::{head, sentence_after, sentence_before, tail};
use kanwu_plugin::index::likeness::{look_alike, sound_alike};
use kanwu_plugin::reading::words::{WordClass, segment};
use kanwu_plugin::text::{TokenKind, kind_of};
use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::short_leader_name_wrong::{NAME, args};
use crate::table::two_character_names::{AFTER, BEFORE, CLUE, FOLLOW, NAMES};

pub(crate) const RULE: Rule = Rule::local(NAME, Triggers::terms(&TERMS), check);

/// The clues, then what stands after a name, then what stands before one.
const TERMS: [&str; CLUE.len() + AFTER.len() + BEFORE.len()] = {
    let mut terms = [""; CLUE.len() + AFTER.len() + BEFORE.len()];
    let mut i = 0;
    while i < CLUE.len() {
        terms[i] = CLUE[i].word;
        i += 1;
    }
    let mut i = 0;
    while i < AFTER.len() {
        terms[CLUE.len() + i] = AFTER[i];
        i += 1;
    }
    let mut i = 0;
    while i < BEFORE.len() {
        terms[CLUE.len() + AFTER.len() + i] = BEFORE[i];
        i += 1;
    }
    terms
};

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(i, term) = trigger else { return };
    if let Some(row) = CLUE.get(i) {
        in_sentence(cx, row.names, term);
    } else if i < CLUE.len() + AFTER.len() {
        let two = tail(cx.before(term.start), 2);
        any_name(cx, Span::new(term.start - two.len() as u32, term.start));
    } else {
        let two = head(cx.after(term.end), 2);
        let span = Span::new(term.end, term.end + two.len() as u32);
        if ends(cx.after(span.end)) {
            any_name(cx, span);
        }
    }
}

/// Whether a name does not go on.
fn ends(after: &str) -> bool {
    after.chars().next().is_none_or(|c| kind_of(c) != TokenKind::Han || FOLLOW.contains(&c))
}

/// Looks for what is nearly one of the names in the sentence of their clue.
fn in_sentence(cx: &mut LocalContext<'_>, names: &[&'static str], clue: Span) {
    let sides = [
        (clue.start - sentence_before(cx.paragraph(), clue.start).len() as u32, clue.start),
        (clue.end, clue.end + sentence_after(cx.paragraph(), clue.end).len() as u32),
    ];
    let found = sides.into_iter().find_map(|(from, to)| {
        let text = cx.of(Span::new(from, to));
        text.char_indices().find_map(|(at, _)| {
            let two = head(text.get(at..)?, 2);
            let span = Span::new(from + at as u32, from + (at + two.len()) as u32);
            let name = names.iter().find(|name| nearly(name, two))?;
            ends(cx.after(span.end)).then_some((*name, span))
        })
    });
    if let Some((name, span)) = found {
        tell(cx, name, span);
    }
}

/// Tells what stands at `span` where it is nearly one of the names.
fn any_name(cx: &mut LocalContext<'_>, span: Span) {
    let two = cx.of(span);
    if NAMES.contains(&two) {
        return;
    }
    if let Some(name) = NAMES.iter().find(|name| nearly(name, two)) {
        tell(cx, name, span);
    }
}

/// Whether one of the two characters is the name's, and the other one of like sound or shape.
fn nearly(name: &str, two: &str) -> bool {
    let (mut right, mut stands) = (name.chars(), two.chars());
    let (Some(a), Some(b)) = (right.next(), right.next()) else { return false };
    let (Some(x), Some(y)) = (stands.next(), stands.next()) else { return false };
    let alike = |right, wrong| right != wrong && (look_alike(right, wrong) || sound_alike(right, wrong));
    (a == x && alike(b, y)) || (b == y && alike(a, x))
}

/// How many characters beside a name are cut into words.
const BESIDE: usize = 3;

/// Whether a word of the lexicon holds what stands there, or reaches into it from one side.
fn in_word(cx: &LocalContext<'_>, span: Span) -> bool {
    let before = tail(cx.before(span.start), BESIDE);
    let from = span.start - before.len() as u32;
    let window = Span::new(from, span.end + head(cx.after(span.end), BESIDE).len() as u32);
    segment(cx.of(window)).iter().filter(|word| word.class != WordClass::Unknown).any(|word| {
        let word = Span::new(word.span.start + from, word.span.end + from);
        word.overlaps(span) && (word.contains(span) || !span.contains(word))
    })
}

fn tell(cx: &mut LocalContext<'_>, name: &str, span: Span) {
    if in_word(cx, span) {
        return;
    }
    cx.push(Finding::likely(span).arg(args::FOUND, cx.of(span)).arg(args::WANT, name));
}
