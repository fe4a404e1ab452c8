//! Titles and captions end without a point.

use kanwu_plugin::{Finding, LocalContext, Rule, Token, TokenKind as K, Trigger, Triggers, Zone};

pub(crate) const TITLE: Rule = Rule::local("title-ends-in-point", Triggers::paragraph(), title);

pub(crate) const CAPTION: Rule = Rule::local("caption-ends-in-stop", Triggers::paragraph(), caption);

fn title(cx: &mut LocalContext<'_>, _: Trigger) {
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
        push(cx, token);
    }
}

fn caption(cx: &mut LocalContext<'_>, _: Trigger) {
    let Some(token) = cx.tokens.iter().rfind(|t| !t.kind.is_space()).copied() else { return };
    // With a full stop at its end a caption may have been taken for a paragraph; the photographer tells.
    let credited = |text: &str| text.rsplit('（').next().is_some_and(|note| !note.starts_with('见'));
    let text = cx.text.trim_end();
    let caption = cx.zone() == Zone::Caption || text.ends_with("摄）。") && credited(text);
    if caption && token.kind == K::FullStop && token.depth == 0 {
        push(cx, token);
    }
}

fn push(cx: &mut LocalContext<'_>, token: Token) {
    let from = cx.tokens.partition_point(|t| t.span.end < token.span.start);
    // 主要措施： may lead a list that was taken for the text below it.
    let leads = token.kind == K::FullColon;
    let finding = if leads { Finding::likely(token.span) } else { Finding::certain(token.span) }
        .arg("found", cx.token_text(from))
        .arg("mark", cx.of(token.span))
        .fix(token.span, "");
    cx.push(finding);
}
