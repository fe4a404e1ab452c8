//! 破折号: --, ──, －－, a single — or a dash of odd length.

use kanwu_plugin::{Finding, LocalContext, Rule, TokenKind as K, Trigger, Triggers};

use crate::card::broken_dash as card;

/// See the card.
pub const RULE: Rule =
    Rule::local(card::NAME, Triggers::kinds(&[K::Hyphen, K::DrawnLine, K::WideHyphen, K::EmDash]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let token = cx.tokens[i];
    let Some(after) = cx.kind_after(i) else { return };
    let Some(before) = cx.kind_before(i) else { return at_head(cx, i, after) };
    let words = |k: K| matches!(k, K::Han) || k.is_opener() || k.is_closer();
    let han = words(before) && words(after);
    let length = cx.token_text(i).chars().count();
    let mut span = token.span;
    let sure = match token.kind {
        K::Hyphen | K::DrawnLine => (2..=4).contains(&length),
        // Full-width hyphens come one by one: the first speaks for both.
        K::WideHyphen if after == K::WideHyphen => {
            span.end = cx.tokens[i + 1].span.end;
            let then = cx.kind(i + 2);
            if words(before) && then.is_some_and(words) {
                let finding = Finding::certain(span)
                    .arg(card::args::FOUND, cx.of(span))
                    .arg(card::args::WANT, "——")
                    .fix(span, "——");
                cx.push(finding);
            }
            return;
        }
        K::EmDash => length == 3,
        _ => false,
    };
    if !sure || !han {
        return;
    }
    let finding = Finding::certain(span)
        .arg(card::args::FOUND, cx.of(span))
        .arg(card::args::WANT, "——")
        .fix(span, "——");
    cx.push(finding);
}

/// ----2012年 and --题记: a dash at the head of a line, before the date or the name it leads.
fn at_head(cx: &mut LocalContext<'_>, i: usize, after: K) {
    let span = cx.tokens[i].span;
    let drawn = matches!(cx.token_text(i), "--" | "----" | "──");
    if drawn && matches!(after, K::Han | K::Digit | K::LeftTitle | K::LeftDouble) {
        let finding = Finding::certain(span)
            .arg(card::args::FOUND, cx.of(span))
            .arg(card::args::WANT, "——")
            .fix(span, "——");
        cx.push(finding);
    }
}
