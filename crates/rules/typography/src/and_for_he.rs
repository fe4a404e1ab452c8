//! English “and” and “or” between Chinese words: a machine read or translated 和 and 或.

use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::blanks::beyond;
use crate::card::and_for_he as card;
use crate::table::conversion_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::Latin]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let word = cx.token_text(i);
    let Some(row) = words::ENGLISH_CONJUNCTION.iter().find(|row| row.english == word) else { return };
    let want = row.chinese;
    let (Some(left), Some(right)) = (beyond(cx, i, false), beyond(cx, i, true)) else { return };
    let joins = |kind: K, mark: bool| matches!(kind, K::Han | K::Digit) || mark;
    let (l, r) = (cx.tokens[left].kind, cx.tokens[right].kind);
    if !joins(l, l.is_closer()) || !joins(r, r.is_opener()) || (l != K::Han && r != K::Han) {
        return;
    }
    let word = cx.tokens[i].span;
    let whole = Span::new(cx.tokens[left].span.end, cx.tokens[right].span.start);
    // Without blanks it may be part of a brand's name.
    let finding =
        if whole == word && cx.tokens[i].depth > 0 { Finding::guess(word) } else { Finding::certain(word) };
    cx.push(finding.arg(card::args::FOUND, cx.of(word)).arg(card::args::WANT, want).fix(whole, want));
}
