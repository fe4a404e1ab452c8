//! （一）、 at the head of a paragraph: an ordinal in brackets has no point.

use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::point_after_bracketed_number as card;
use crate::ordinal_head::{first_solid, is_han_number};

/// See the card.
pub const RULE: Rule = Rule::local(
    card::NAME,
    Triggers { terms: &["）、", "）．", "）.", "），"], ..Triggers::kinds(&[K::Enclosed]) },
    check,
);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let mark = match trigger {
        Trigger::Token(i) => i + 1,
        Trigger::Term(_, span) => match cx.token_at(span.start) {
            Some(close) => close + 1,
            None => return,
        },
        _ => return,
    };
    let Some(K::EnumerationComma | K::FullPeriod | K::Period | K::FullComma) = cx.kind(mark) else { return };
    let Some(from) = first_solid(cx) else { return };
    let numbered = match (cx.kind(from), mark - from) {
        (Some(K::Enclosed), 1) => true,
        (Some(K::LeftParen), 3) => {
            let inside = cx.token_text(from + 1);
            is_han_number(inside) || inside.len() <= 2 && cx.kind(from + 1) == Some(K::Digit)
        }
        _ => false,
    };
    // （一）、（二）项 lists clauses.
    if !numbered || !matches!(cx.kind(mark + 1), Some(K::Han)) {
        return;
    }
    let span = cx.tokens[mark].span;
    let whole = Span::new(cx.tokens[from].span.start, span.end);
    let want = cx.of(Span::new(whole.start, span.start));
    let finding = Finding::certain(whole)
        .arg(card::args::FOUND, cx.of(whole))
        .arg(card::args::WANT, want)
        .fix(span, "");
    cx.push(finding);
}
