//! 15～30%: the first number of a range of percentages without its %.

use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::range_left_percent_missing as card;

/// See the card.
pub const RULE: Rule =
    Rule::local(card::NAME, Triggers::kinds(&[K::Percent, K::WidePercent, K::Permille]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let Some(right) = number_before(cx, i) else { return };
    let Some(mark) = right.checked_sub(1) else { return };
    if !is_connector(cx, mark) {
        return;
    }
    let Some(left) = number_before(cx, mark) else { return };
    // A1-20%, 3-10-20%: a code, not a range.
    let joined = matches!(
        cx.kind_before(left),
        Some(K::Latin | K::Hyphen | K::Slash | K::Colon | K::EmDash | K::WaveDash | K::Tilde | K::Math)
    );
    let text = |from: usize, to: usize| {
        cx.of(Span::new(cx.tokens[from].span.start, cx.tokens[to].span.start)).to_owned()
    };
    let low = text(left, mark);
    if joined || is_year(&low) {
        return;
    }
    let sign = cx.token_text(i).to_owned();
    let span = Span::new(cx.tokens[left].span.start, cx.tokens[i].span.end);
    let want = format!("{low}{sign}{}{}{sign}", cx.token_text(mark), text(right, i));
    let at = Span::empty(cx.tokens[mark].span.start);
    let finding = Finding::certain(span)
        .arg(card::args::FOUND, cx.of(span))
        .arg(card::args::WANT, want)
        .arg(card::args::SIGN, sign.clone())
        .fix(at, sign);
    cx.push(finding);
}

/// Index of the first token of the plain or decimal number that ends just before token `i`.
fn number_before(cx: &LocalContext<'_>, i: usize) -> Option<usize> {
    let last = i.checked_sub(1).filter(|n| cx.kind(*n) == Some(K::Digit))?;
    let decimal = last >= 2
        && cx.kind(last - 1) == Some(K::Period)
        && cx.token_text(last - 1) == "."
        && cx.kind(last - 2) == Some(K::Digit);
    Some(if decimal { last - 2 } else { last })
}

fn is_connector(cx: &LocalContext<'_>, i: usize) -> bool {
    matches!(cx.kind(i), Some(K::WaveDash | K::Tilde | K::EmDash | K::Hyphen | K::OtherDash | K::WideHyphen))
        && cx.token_text(i).chars().count() == 1
}

/// 2022—5%: no range.
fn is_year(text: &str) -> bool {
    text.len() == 4 && !text.contains('.') && (text.starts_with("19") || text.starts_with("20"))
}
