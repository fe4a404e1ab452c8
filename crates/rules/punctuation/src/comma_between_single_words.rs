//! 省，市，县三级, 北京，上海，广州三地: commas between single words.

use kanwu_plugin::context::{head, starts_any};
use kanwu_plugin::reading::words::{WordClass, segment};
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::comma_between_single_words as card;
use crate::table::han_figures::DATE;
use crate::table::list_words::{AND_SO_ON, GRADES, GROUP_WORDS, WORDS_WITH_DENG};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::FullComma]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    // The first comma speaks for the list.
    if !is_single(cx, i) || i >= 2 && is_single(cx, i - 2) {
        return;
    }
    let mut last = i;
    while is_single(cx, last) {
        last += 2;
    }
    let after = cx.after(cx.tokens[last].span.end);
    if cx.kind(last) != Some(K::FullComma) || !(1..=LONGEST).any(|n| ends_list(after, n)) {
        return;
    }
    let whole = Span::new(cx.tokens[i].span.start, cx.tokens[last].span.end);
    let mut finding = Finding::likely(whole)
        .arg(card::args::FOUND, cx.of(whole))
        .arg(card::args::WANT, cx.of(whole).replace('，', "、"));
    for comma in (i..=last).step_by(2) {
        finding = finding.fix(cx.tokens[comma].span, "、");
    }
    cx.push(finding);
}

/// So many characters the words have at most.
const LONGEST: usize = 4;

/// Whether a last word of `count` characters is followed by what sums the list up.
fn ends_list(after: &str, count: usize) -> bool {
    let word = head(after, count);
    let rest = after.get(word.len()..).unwrap_or_default();
    let grades = count == 1 && DATE.iter().any(|n| after.starts_with(*n)) && rest.starts_with(GRADES);
    let and_so_on = count > 1 && rest.starts_with(AND_SO_ON) && !starts_any(rest, WORDS_WITH_DENG);
    is_name(word) && (grades || and_so_on || starts_any(rest, GROUP_WORDS))
}

/// Whether one word stands between the comma of token `i` and the next comma.
fn is_single(cx: &LocalContext<'_>, i: usize) -> bool {
    cx.kind(i) == Some(K::FullComma)
        && cx.kind(i + 1) == Some(K::Han)
        && is_name(cx.of(cx.tokens[i + 1].span))
        && cx.kind(i + 2) == Some(K::FullComma)
}

/// Whether a text is one character, or one noun.
fn is_name(text: &str) -> bool {
    let count = text.chars().count();
    let is_noun = || matches!(segment(text).as_slice(), [word] if matches!(word.class, WordClass::Noun | WordClass::Place));
    count == 1 || count <= LONGEST && is_noun()
}
