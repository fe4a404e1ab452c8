//! 65±2%: the unit after a tolerance must cover the value too.

use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::tolerance_unit_scope as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::Math]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    if cx.token_text(i) != "±" {
        return;
    }
    let paragraph = cx.paragraph();
    let number = |c: char| c.is_ascii_digit() || c == '.';
    let at = paragraph.tokens[i].span;
    let left: usize = paragraph.before(at.start).chars().rev().take_while(|c| number(*c)).count();
    let right: usize = paragraph.after(at.end).chars().take_while(|c| number(*c)).count();
    let end = at.end + right as u32;
    let start = at.start - left as u32;
    let percent = paragraph.char_after(end).filter(|c| matches!(c, '%' | '％' | '‰'));
    let (Some(sign), true, true) = (percent, left > 0, right > 0) else { return };
    if paragraph.char_before(start).is_some_and(|c| matches!(c, '(' | '（')) {
        return;
    }
    let span = Span::new(start, end + sign.len_utf8() as u32);
    let want = format!("({}){sign}", paragraph.of(Span::new(start, end)));
    let finding = Finding::certain(span)
        .arg(card::args::FOUND, cx.of(span))
        .arg(card::args::WANT, want.clone())
        .fix(span, want);
    cx.push(finding);
}
