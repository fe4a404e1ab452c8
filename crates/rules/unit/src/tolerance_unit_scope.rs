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
    let after = paragraph.after(end);
    let blank = after.len() - after.trim_start_matches(' ').len();
    let unit = unit_len(after.get(blank..).unwrap_or_default());
    if left == 0 || right == 0 || unit == 0 {
        return;
    }
    if paragraph.char_before(start).is_some_and(|c| matches!(c, '(' | '（')) {
        return;
    }
    let span = Span::new(start, end + (blank + unit) as u32);
    let want = format!("({}){}", paragraph.of(Span::new(start, end)), paragraph.of(Span::new(end, span.end)));
    let finding = Finding::certain(span)
        .arg(card::args::FOUND, cx.of(span))
        .arg(card::args::WANT, want.clone())
        .fix(span, want);
    cx.push(finding);
}

/// How many bytes at the beginning of a text are the symbol of a unit: %, ℃, mm, L/min.
fn unit_len(text: &str) -> usize {
    let first = text.chars().next();
    if let Some(sign) = first.filter(|c| matches!(c, '%' | '％' | '‰' | '℃' | '°')) {
        return sign.len_utf8();
    }
    let symbol = |c: char| c.is_ascii_alphabetic() || matches!(c, 'μ' | 'Ω' | '/' | '·' | '²' | '³');
    let letters = text.find(|c: char| !symbol(c)).unwrap_or(text.len());
    let opens = first.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, 'μ' | 'Ω'));
    // 60±5A级: a grade.
    if opens && !text.get(letters..).is_some_and(|rest| rest.starts_with(['级', '-', '型'])) {
        letters
    } else {
        0
    }
}
