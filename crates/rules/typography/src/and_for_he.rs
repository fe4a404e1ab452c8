//! English “and” and “or” between Chinese words: a machine read or translated 和 and 或.

use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::form::beyond;

pub(crate) const RULE: Rule = Rule::local("and-for-he", Triggers::kinds(&[K::Latin]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let want = match cx.token_text(i) {
        "and" => "和",
        "or" => "或",
        _ => return,
    };
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
    cx.push(finding.arg("found", cx.of(word)).arg("want", want).fix(whole, want));
}
