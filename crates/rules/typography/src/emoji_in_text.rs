//! Emoji from a post or a message: 🎉.

use kanwu_plugin::{Finding, LocalContext, Rule, TokenKind as K, Trigger, Triggers};

use crate::card::emoji_in_text as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::Symbol]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let span = cx.tokens[i].span;
    if cx.of(span).chars().next().is_some_and(is_emoji) {
        cx.push(Finding::certain(span).arg(card::args::FOUND, cx.of(span)).fix(span, ""));
    }
}

/// The blocks of pictures, and those older signs that are drawn as pictures only.
fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1f300}'..='\u{1faff}' | '\u{1f1e6}'..='\u{1f1ff}' | '✅' | '❌' | '✨' | '❗' | '❓' | '⭐' | '⚡' | '☺' | '❤' | '⏰' | '⚠')
}
