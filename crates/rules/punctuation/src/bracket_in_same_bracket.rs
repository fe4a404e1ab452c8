//! Brackets within brackets of the same form.

use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Place, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::bracket_in_same_bracket as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::LeftParen]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let pairs = &cx.paragraph().pairing.pairs;
    let Ok(at) = pairs.binary_search_by_key(&(i as u32), |p| p.open) else { return };
    let pair = pairs[at];
    // （一） and （1） are numbers, not notes.
    let numbers = |c: char| c.is_ascii_digit() || han::is_figure(c);
    if pair.level == 0 || pair.close == pair.open + 2 && cx.token_text(i + 1).chars().all(numbers) {
        return;
    }
    let outer = pairs[..at]
        .iter()
        .rev()
        .find(|p| p.close > pair.close && cx.kind(p.open as usize) == Some(K::LeftParen));
    let Some(outer) = outer else { return };
    let whole = Span::new(cx.tokens[i].span.start, cx.tokens[pair.close as usize].span.end);
    let begin = cx.tokens[outer.open as usize].span;
    // Within a title the brackets are part of the name.
    let named = cx.tokens[i].depth > cx.tokens[outer.open as usize].depth;
    let finding = if named { Finding::guess(whole) } else { Finding::likely(whole) };
    let finding =
        finding.arg(card::args::FOUND, cx.of(whole)).labelled(Place::Here(begin), card::labels::OUTER);
    cx.push(finding);
}
