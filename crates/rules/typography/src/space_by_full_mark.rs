//! Blanks before or after a full-width mark.

use kanwu_plugin::{Finding, LocalContext, Rule, TokenKind as K, Trigger, Triggers};

use crate::blanks::{is_blank, is_running, near_start};
use crate::card::space_by_full_mark as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::Space]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let (Some(before), Some(after)) = (cx.kind_before(i), cx.kind_after(i)) else { return };
    let marks = [before, after].into_iter().any(is_mark);
    let span = cx.tokens[i].span;
    // No layout puts a blank before a mark that closes, or after one that opens.
    let layout = !(after.is_closer() || after.is_point() || before.is_opener());
    if !marks || !is_blank(cx, i) || !is_running(cx) || layout && near_start(cx, span.start) {
        return;
    }
    // A formula keeps its own blanks, and a half-width mark is another rule's with the blank after it.
    if [before, after].iter().any(|k| matches!(k, K::Dollar | K::Asterisk | K::Pipe | K::Comma | K::Colon))
        || matches!(before, K::RightLens | K::Semicolon)
        || matches!(after, K::LeftLens)
    {
        return;
    }
    let near = |k: usize, last: bool| {
        let text = cx.token_text(k);
        if last { text.chars().next_back() } else { text.chars().next() }
    };
    let (Some(l), Some(r)) = (near(i - 1, true), near(i + 1, false)) else { return };
    let certain = before.is_point() || after.is_point() || opens_quote(cx, i, before, after);
    let finding = if certain { Finding::certain(span) } else { Finding::likely(span) };
    // Two quoted items with only a blank between may lack a mark: 刊发《甲》 《乙》.
    if before.is_closer() && after.is_opener() {
        return;
    }
    let finding = finding
        .arg(card::args::FOUND, format!("{l} {r}"))
        .arg(card::args::WANT, format!("{l}{r}"))
        .fix(span, "");
    cx.push(finding);
}

fn is_mark(kind: K) -> bool {
    kind.is_point() || kind.is_opener() || kind.is_closer()
}

/// A quotation that stands in the sentence, as in 围绕 “甲”工作.
fn opens_quote(cx: &LocalContext<'_>, i: usize, before: K, after: K) -> bool {
    let quote = |k: K| matches!(k, K::LeftDouble | K::RightDouble | K::LeftTitle | K::RightTitle);
    cx.tokens[i].depth == 0
        && ((before == K::Han && quote(after) && after.is_opener())
            || (quote(before) && before.is_closer() && after == K::Han))
}
