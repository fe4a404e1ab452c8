//! Reports the point at the end of a title or a caption.

use kanwu_plugin::{Arg, Finding, LocalContext, Token, TokenKind as K};

/// Reports `token`, a point that is to go. The card calls it `mark`.
pub(crate) fn report(cx: &mut LocalContext<'_>, token: Token, mark: Arg) {
    // 主要措施： may lead a list that was taken for the text below it.
    let leads = token.kind == K::FullColon;
    let finding = if leads { Finding::likely(token.span) } else { Finding::certain(token.span) }
        .arg(mark, cx.of(token.span))
        .fix(token.span, "");
    cx.push(finding);
}
