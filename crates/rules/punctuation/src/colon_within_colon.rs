//! A second colon in the sentence that another colon leads.

use kanwu_plugin::context::ends_any;
use kanwu_plugin::{Finding, LocalContext, Place, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::colon_within_colon as card;
use crate::table::list_words::{COUNTS, SPEECH};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::FullColon]), check);

/// What the inner colon ends has so many characters at most.
const ANNOUNCED: usize = 12;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let token = cx.tokens[i];
    // 9：00 is a clock time.
    if (cx.kind_before(i), cx.kind_after(i)) == (Some(K::Digit), Some(K::Digit)) {
        return;
    }
    let earlier = cx.tokens[..i].iter().rposition(|t| {
        t.kind.ends_sentence() || matches!(t.kind, K::FullSemicolon | K::FullColon) && t.depth == token.depth
    });
    let Some(first) = earlier.filter(|&n| cx.tokens[n].kind == K::FullColon) else { return };
    // Rows of a form (地址：… 电话：…) stand apart by blanks.
    if cx.tokens[first..i].iter().any(|t| t.kind.is_space()) {
        return;
    }
    let at = cx.tokens[first].span;
    // 会议要求：做好两件事：…… the second colon leads a list and the first one lost its object.
    let between = cx.of(Span::new(at.end, token.span.start));
    let announced = ends_any(cx.before(at.start), SPEECH)
        && between.chars().count() <= ANNOUNCED
        && between.contains(COUNTS)
        && !between.contains(['，', '、'])
        && token.depth == 0;
    let finding = if announced { Finding::likely(token.span) } else { Finding::guess(token.span) };
    let finding =
        finding.arg(card::args::FOUND, cx.of(token.span)).labelled(Place::Here(at), card::labels::EARLIER);
    cx.push(finding);
}
