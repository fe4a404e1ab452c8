//! 大兴安岭——太行山界线: between the two ends of a line stands a dash of one character.

use kanwu_plugin::context::{head, tail};
use kanwu_plugin::reading::words::{Word, WordClass, segment};
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::places_joined_by_dash as card;
use crate::table::mark_forms::LINE_NOUNS;

/// See the card.
pub const RULE: Rule =
    Rule::local(card::NAME, Triggers::kinds(&[K::EmDash, K::WideHyphen, K::OtherDash]), check);

/// So many characters beside the dash are looked at.
const NEAR: usize = 6;

/// The line is named so near behind the second place, in bytes.
const LINE: usize = 24;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let span = cx.tokens[i].span;
    let wrong = cx.kind(i) != Some(K::EmDash) || span.len() == 6;
    if !wrong || cx.kind_before(i) != Some(K::Han) || cx.kind_after(i) != Some(K::Han) {
        return;
    }
    let (before, after) = (tail(cx.token_text(i - 1), NEAR), cx.token_text(i + 1));
    let near = head(after, NEAR);
    let (last, next) = (segment(before).last().copied(), segment(near).first().copied());
    let (Some(last), Some(next)) = (last, next) else { return };
    // One place is known by the lexicon; the other may be missing there.
    let named = |w: Word| w.class == WordClass::Place || w.class == WordClass::Unknown && w.span.len() >= 6;
    let places = [last, next].iter().filter(|word| word.class == WordClass::Place).count();
    // 二十五载正青春——中南友好: a dash of two characters may be 破折号.
    let enough = if cx.kind(i) == Some(K::EmDash) { 2 } else { 1 };
    if !named(last) || !named(next) || places < enough {
        return;
    }
    let (first, second) = (last.of(before), next.of(near));
    let rest = after.get(second.len()..).unwrap_or_default();
    if !LINE_NOUNS.iter().filter_map(|noun| rest.find(noun)).any(|at| at <= LINE) {
        return;
    }
    let found = Span::new(span.start - first.len() as u32, span.end + second.len() as u32);
    let finding = Finding::likely(span)
        .arg(card::args::FOUND, cx.of(found))
        .arg(card::args::WANT, format!("{first}—{second}"))
        .fix(span, "—");
    cx.push(finding);
}
