//! 3．5, 3。5亿, 3·5%: another mark for the decimal point.

use kanwu_plugin::context::starts_any;
use kanwu_plugin::{Applicability, Finding, LocalContext, Rule, TokenKind as K, Trigger, Triggers};

use crate::card::wrong_decimal_point as card;
use crate::table::number_form_words as words;

/// See the card.
pub const RULE: Rule = Rule::local(
    card::NAME,
    Triggers::kinds(&[K::FullPeriod, K::MiddleDot]).or(Triggers::terms(words::FULL_STOP_BEFORE_DIGIT)),
    check,
);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let token = match trigger {
        Trigger::Token(i) => Some(i),
        Trigger::Term(_, span) => cx.token_at(span.start),
        _ => None,
    };
    let Some(i) = token else { return };
    if cx.kind_before(i) != Some(K::Digit) || cx.kind_after(i) != Some(K::Digit) {
        return;
    }
    let (left, right) = (cx.tokens[i - 1].span, cx.tokens[i + 1].span);
    let opens = matches!(cx.char_before(left.start), None | Some('\n'));
    let measured = starts_any(cx.after(right.end).trim_start_matches(' '), words::MEASURED_IN);
    let full = cx.kind(i) == Some(K::FullPeriod);
    let year = left.len() == 4 || right.len() == 4;
    if opens || year && !measured || !(full || measured) || left.len() > 6 {
        return;
    }
    let span = left.join(right);
    let finding = Finding::certain(span)
        .arg(card::args::FOUND, cx.of(span))
        .arg(card::args::WANT, format!("{}.{}", cx.of(left), cx.of(right)))
        .fix(cx.tokens[i].span, ".");
    cx.push(if full { finding } else { finding.grade(Applicability::Unsafe) });
}
