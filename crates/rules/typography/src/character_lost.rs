//! A half-width question mark inside Chinese text that asks nothing: a character that could not be decoded.

use kanwu_plugin::context::{has_any, head, sentence_before, tail};
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::character_lost as card;
use crate::table::placeholder_words::ASKING;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::Question]), check);

/// So many characters on each side are shown.
const ROUND: usize = 3;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    // Several lost characters leave as many marks; the first is judged for all.
    let count = cx.tokens[i..].iter().take_while(|token| token.kind == K::Question).count();
    let span = Span::new(cx.tokens[i].span.start, cx.tokens[i + count - 1].span.end);
    let between = cx.kind_before(i) == Some(K::Han) && cx.kind_after(i + count - 1) == Some(K::Han);
    // Three and more are a sign for what is to come.
    if !between
        || count > 2
        || cx.of(span).len() != count
        || has_any(sentence_before(cx.paragraph(), span.start), ASKING)
    {
        return;
    }
    // A clause that begins after a question is as long as one; what is left of a word is short.
    let from = span.start - tail(cx.before(span.start), ROUND).len() as u32;
    let to = span.end + head(cx.after(span.end), ROUND).len() as u32;
    let found = cx.of(Span::new(from, to)).to_owned();
    cx.push(Finding::likely(span).arg(card::args::FOUND, found));
}
