//! 合作，社: a mark that cuts a word of the lexicon.

use kanwu_plugin::context::{head, tail};
use kanwu_plugin::reading::words::segment;
use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::mark_within_word as card;
use crate::table::mark_forms::WORD_ENDS;

/// See the card.
pub const RULE: Rule = Rule::local(
    card::NAME,
    Triggers::kinds(&[K::FullComma, K::FullStop, K::FullSemicolon, K::EnumerationComma]),
    check,
);

/// So many characters beside the mark are looked at.
const NEAR: usize = 5;

/// A word that is cut has so many bytes at least.
const WORD: u32 = 9;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    if cx.kind_before(i) != Some(K::Han) || cx.kind_after(i) != Some(K::Han) {
        return;
    }
    if !cx.token_text(i + 1).starts_with(WORD_ENDS) {
        return;
    }
    let (before, after) = (tail(cx.token_text(i - 1), NEAR), head(cx.token_text(i + 1), NEAR));
    let joined = format!("{before}{after}");
    let at = before.len() as u32;
    let words = segment(&joined);
    let Some(word) = words.iter().find(|w| w.span.start < at && at < w.span.end) else { return };
    if word.span.len() < WORD || word.span.end - at != 3 {
        return;
    }
    // 场上争第一，场下传真情: an ordinal ends the clause.
    if word.of(&joined).starts_with(han::ORDINAL) {
        return;
    }
    // The second half must be no word by itself: 社区 opens a clause.
    if segment(after).first().is_none_or(|w| w.span.len() != 3) {
        return;
    }
    let mark = cx.tokens[i].span;
    let found = Span::new(mark.start - (at - word.span.start), mark.end + (word.span.end - at));
    let finding = Finding::likely(mark)
        .arg(card::args::FOUND, cx.of(found))
        .arg(card::args::WANT, word.of(&joined))
        .fix(mark, "");
    cx.push(finding);
}
