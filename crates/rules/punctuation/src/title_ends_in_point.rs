//! A title that ends in a point.

use kanwu_plugin::{Finding, LocalContext, Rule, TokenKind as K, Trigger, Triggers, Zone};

use crate::card::title_ends_in_point as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::paragraph(), check);

fn check(cx: &mut LocalContext<'_>, _: Trigger) {
    let head = cx.reading.head;
    let at = if cx.zone() == Zone::Heading {
        cx.tokens.iter().rposition(|t| !t.kind.is_space())
    } else if !head.is_empty() && cx.char_before(head.end) == Some('】') {
        cx.tokens.partition_point(|t| t.span.end < head.end).checked_sub(1)
    } else {
        None
    };
    let Some(token) = at.and_then(|i| cx.tokens.get(i)).copied() else { return };
    let point = matches!(
        token.kind,
        K::FullStop | K::FullComma | K::FullSemicolon | K::FullColon | K::EnumerationComma
    );
    // A heading with a stop inside is a paragraph that was taken for one.
    let text = cx.zone() == Zone::Heading
        && cx.tokens.iter().filter(|t| matches!(t.kind, K::FullStop | K::FullComma)).count() > 1;
    if point && !text && token.depth == 0 {
        // 主要措施： may lead a list that was taken for the text below it.
        let leads = token.kind == K::FullColon;
        let finding = if leads { Finding::likely(token.span) } else { Finding::certain(token.span) }
            .arg(card::args::MARK, cx.of(token.span))
            .fix(token.span, "");
        cx.push(finding);
    }
}
