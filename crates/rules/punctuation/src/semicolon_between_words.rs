//! 设置检验；计量；认证3个部门: semicolons between words.

use kanwu_plugin::reading::words::{WordClass, segment};
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::semicolon_between_words as card;
use crate::clause::{ends_part, part_after};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::FullSemicolon]), check);

/// A word of a list has at most so many characters.
const WORD: usize = 6;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    // The first of two semicolons with nothing but a word between speaks for both.
    let Some((K::FullSemicolon, second)) = word_after(cx, i) else { return };
    if word_before(cx, i) {
        return;
    }
    let mut marks = vec![i, second];
    while let Some((K::FullSemicolon, next)) = word_after(cx, marks[marks.len() - 1]) {
        marks.push(next);
    }
    let last = cx.tokens[marks[marks.len() - 1]].span;
    let (rest, end) = part_after(cx, last.end);
    let first = cx.tokens[i].span;
    let lead = cx
        .before(first.start)
        .rsplit(['。', '；', '：', '！', '？', '，', '\n', '】'])
        .next()
        .unwrap_or_default();
    // A list that a colon leads may part its items by semicolons; so may rows of a form, which end in no stop.
    let led = cx.before(first.start).ends_with(['：', '】']) || lead.is_empty() || is_led(cx, first, lead);
    let stopped = matches!(end, Some(K::FullStop | K::FullComma | K::FullSemicolon));
    if led || !stopped || rest.is_empty() || lead.contains('、') || cx.of(rest).contains('、') {
        return;
    }
    let whole = Span::new(first.start, last.end);
    let mut finding = Finding::likely(whole)
        .arg(card::args::FOUND, cx.of(whole))
        .arg(card::args::WANT, cx.of(whole).replace('；', "、"));
    for mark in marks {
        finding = finding.fix(cx.tokens[mark].span, "、");
    }
    cx.push(finding);
}

/// Whether a colon stands before the words that lead to the first mark.
fn is_led(cx: &LocalContext<'_>, first: Span, lead: &str) -> bool {
    cx.before(first.start - lead.len() as u32).ends_with('：')
}

/// The mark that ends the single word after token `i`, if no more than a word stands there.
fn word_after(cx: &LocalContext<'_>, i: usize) -> Option<(K, usize)> {
    let next = (cx.kind_after(i) == Some(K::Han) && is_word(cx.token_text(i + 1))).then_some(i + 2)?;
    cx.kind(next).filter(|k| ends_part(*k)).map(|k| (k, next))
}

/// Whether a single word between semicolons ends before token `i`.
fn word_before(cx: &LocalContext<'_>, i: usize) -> bool {
    i >= 2
        && cx.kind(i - 1) == Some(K::Han)
        && is_word(cx.token_text(i - 1))
        && cx.kind(i - 2) == Some(K::FullSemicolon)
}

fn is_word(text: &str) -> bool {
    text.chars().count() <= WORD
        && segment(text).iter().all(|w| {
            matches!(w.class, WordClass::Noun | WordClass::Nominal | WordClass::Place | WordClass::Attribute)
        })
}
