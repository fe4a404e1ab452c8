//! A title that ends in a point.

use kanwu_plugin::{Finding, LocalContext, Rule, Token, TokenKind as K, Trigger, Triggers, Zone};

use crate::card::title_ends_in_point as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::paragraph(), check);

fn check(cx: &mut LocalContext<'_>, _: Trigger) {
    let head = cx.reading.head;
    if cx.zone() == Zone::Heading {
        let stops = cx.tokens.iter().filter(|t| matches!(t.kind, K::FullStop | K::FullComma)).count();
        // A heading with a stop inside is a paragraph that was taken for one.
        if stops < 2 {
            let last = cx.tokens.iter().rfind(|t| !t.kind.is_space()).copied();
            report(cx, last.filter(|t| is_point(t.kind)));
        }
    } else if !head.is_empty() && cx.char_before(head.end) == Some('】') {
        let closing = cx.tokens.partition_point(|t| t.span.end < head.end);
        let inside = closing.checked_sub(1).and_then(|i| cx.tokens.get(i)).copied();
        // 【概况】、【综述】: a list of titles and no entry.
        let behind = cx.tokens.get(closing + 1).copied().filter(|t| t.kind != K::EnumerationComma);
        report(cx, inside.filter(|t| is_point(t.kind)));
        report(cx, behind.filter(|t| is_point(t.kind)));
    }
}

fn is_point(kind: K) -> bool {
    matches!(kind, K::FullStop | K::FullComma | K::FullSemicolon | K::FullColon | K::EnumerationComma)
}

fn report(cx: &mut LocalContext<'_>, point: Option<Token>) {
    let Some(token) = point.filter(|t| t.depth == 0) else { return };
    // 主要措施： may lead a list that was taken for the text below it.
    let leads = token.kind == K::FullColon;
    let finding = if leads { Finding::likely(token.span) } else { Finding::certain(token.span) }
        .arg(card::args::MARK, cx.of(token.span))
        .fix(token.span, "");
    cx.push(finding);
}
