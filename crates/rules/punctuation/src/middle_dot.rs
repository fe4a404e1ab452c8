//! 间隔号 is ·: other dots between parts of a name.

use kanwu_rule::{Finding, LocalContext, Rule, TokenKind as K, Wake, Woken};

pub(crate) const RULE: Rule =
    Rule::local("middle-dot-form", &["found", "want"], Wake::kinds(&[K::OtherDot, K::FullPeriod]), check);

fn check(cx: &mut LocalContext<'_>, woken: Woken) {
    let Woken::Token(i) = woken else { return };
    let span = cx.tokens[i].span;
    let one = cx.token_text(i).chars().count() == 1;
    let between = match (cx.kind_before(i), cx.kind_after(i)) {
        (Some(K::Han), Some(K::Han)) => true,
        // “5•12”地震
        (Some(K::Digit), Some(K::Digit)) => i >= 2 && cx.kind(i - 2).is_some_and(K::is_opener),
        _ => false,
    };
    // 一．基本情况: a sequence word at the head of a line.
    let numbers = cx.kind(i) == Some(K::FullPeriod) && i == 1 && span.start <= 6;
    if !one || !between || numbers {
        return;
    }
    let finding = Finding::certain(span).arg("found", cx.of(span)).arg("want", "·").fix(span, "·");
    cx.push(finding);
}
