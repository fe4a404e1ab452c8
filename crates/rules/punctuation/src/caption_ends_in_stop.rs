//! A caption that ends in a full stop.

use kanwu_plugin::{Finding, LocalContext, Rule, TokenKind as K, Trigger, Triggers, Zone};

use crate::card::caption_ends_in_stop as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::paragraph(), check);

fn check(cx: &mut LocalContext<'_>, _: Trigger) {
    let Some(token) = cx.tokens.iter().rfind(|t| !t.kind.is_space()).copied() else { return };
    // With a full stop at its end a caption may have been taken for a paragraph; the credit of the photographer tells them apart.
    let credited = |text: &str| text.rsplit('（').next().is_some_and(|note| !note.starts_with('见'));
    let text = cx.text.trim_end();
    let caption = cx.zone() == Zone::Caption || text.ends_with("摄）。") && credited(text);
    if caption && token.kind == K::FullStop && token.depth == 0 {
        let before = cx.tokens.partition_point(|t| t.span.end < token.span.start);
        let finding = Finding::certain(token.span)
            .arg(card::args::FOUND, cx.token_text(before))
            .arg(card::args::MARK, cx.of(token.span))
            .fix(token.span, "");
        cx.push(finding);
    }
}
