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

/// Where the number before token `mark` begins, if it stands at the head of the paragraph or of an item within it.
fn first_of_item(cx: &LocalContext<'_>, mark: usize) -> Option<usize> {
    let first = first_solid(cx)?;
    let enclosed = mark.checked_sub(1).filter(|n| cx.kind(*n) == Some(K::Enclosed));
    let number = enclosed.or(mark.checked_sub(3))?;
    let heads = matches!(
        cx.kind_before(number),
        Some(K::FullColon | K::FullSemicolon | K::FullStop | K::RightLens | K::Space | K::WideSpace)
    );
    Some(if number > first && heads && after_head(cx, number) { number } else { first })
}

/// Whether a blank before token `number` is the one behind the title of the entry, or no blank stands there.
fn after_head(cx: &LocalContext<'_>, number: usize) -> bool {
    let blank = cx.kind_before(number).is_some_and(K::is_space);
    !blank
        || cx
            .of(Span::new(
                cx.reading.head.end.min(cx.tokens[number].span.start),
                cx.tokens[number].span.start,
            ))
            .trim()
            .is_empty()
}

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
    let Some(from) = first_of_item(cx, mark) else { return };
    let numbered = match (cx.kind(from), mark - from) {
        (Some(K::Enclosed), 1) => true,
        (Some(K::LeftParen), 3) => {
            let inside = cx.token_text(from + 1);
            is_han_number(inside) || inside.len() <= 2 && cx.kind(from + 1) == Some(K::Digit)
        }
        // 1）、
        (Some(K::Digit), 2) => {
            matches!(cx.kind(from + 1), Some(K::RightParen | K::RightRound)) && cx.token_text(from).len() <= 2
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
