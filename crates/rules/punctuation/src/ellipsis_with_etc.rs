//! 省略号 and 等 together: both say that more is left out.

use kanwu_plugin::context::starts_any;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::ellipsis_with_etc as card;
use crate::table::list_words::WORDS_WITH_DENG as WORDS;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::Ellipsis]), check);

/// The word that means the same as 省略号.
const DENG: &str = "等";

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let span = cx.tokens[i].span;
    let after = cx.after(span.end);
    if !after.starts_with(DENG) || starts_any(after, WORDS) {
        return;
    }
    let whole = Span::new(span.start, span.end + DENG.len() as u32);
    let finding = Finding::certain(whole)
        .arg(card::args::FOUND, cx.of(whole))
        .arg(card::args::WANT, DENG)
        .fix(span, "");
    cx.push(finding);
}
