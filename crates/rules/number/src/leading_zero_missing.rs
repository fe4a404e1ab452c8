//! .5%: a decimal without the zero before its point.

use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::leading_zero_missing as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::Period]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let one = cx.token_text(i) == ".";
    let free = matches!(
        cx.kind_before(i),
        Some(
            K::Han | K::FullComma | K::EnumerationComma | K::WaveDash | K::LeftParen | K::Pipe | K::FullColon
        )
    );
    if !one || !free || cx.kind_after(i) != Some(K::Digit) || cx.tokens[i].span.start == 0 {
        return;
    }
    let end = cx.tokens[i + 1].span.end;
    let unit = cx
        .char_after(end)
        .is_some_and(|c| matches!(c, '%' | '‰' | '％') || ('\u{4e00}'..='\u{9fff}').contains(&c));
    if !unit {
        return;
    }
    let span = Span::new(cx.tokens[i].span.start, end);
    let finding = Finding::certain(span)
        .arg(card::args::FOUND, cx.of(span))
        .arg(card::args::WANT, format!("0{}", cx.of(span)))
        .fix(Span::empty(span.start), "0");
    cx.push(finding);
}
