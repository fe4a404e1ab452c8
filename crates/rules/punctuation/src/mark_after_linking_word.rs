//! 学校和，医院: a mark right behind a conjunction or preposition.

use kanwu_plugin::context::tail;
use kanwu_plugin::reading::words::{WordClass, segment};
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::mark_after_linking_word as card;
use crate::table::list_words::{BEFORE_QUILT, LINKING};

/// See the card.
pub const RULE: Rule = Rule::local(
    card::NAME,
    Triggers::kinds(&[K::FullComma, K::EnumerationComma, K::FullStop, K::FullSemicolon]),
    check,
);

/// 被 is a quilt too, and what covers the ground.
const QUILT: &str = "被";

/// So many characters before the mark are looked at.
const NEAR: usize = 6;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let mark = cx.tokens[i].span;
    if !cx.char_before(mark.start).is_some_and(|c| LINKING.contains(&c)) || cx.kind_after(i) != Some(K::Han) {
        return;
    }
    let near = tail(cx.token_text(i - 1), NEAR);
    let words = segment(near);
    let [.., before, link] = words.as_slice() else { return };
    // 张建和 is a name: the word before the link is a whole word. 棉衣被 are things.
    let quilts = link.of(near) == QUILT && before.of(near).ends_with(BEFORE_QUILT);
    let word = !quilts
        && before.span.len() >= 6
        && matches!(before.class, WordClass::Noun | WordClass::Nominal | WordClass::Place);
    if link.span.len() != 3 || !word {
        return;
    }
    let next = cx.after(mark.end).chars().next().map_or(0, char::len_utf8) as u32;
    let found = Span::new(mark.start - link.span.len(), mark.end + next);
    let finding = Finding::likely(mark)
        .arg(card::args::FOUND, cx.of(found))
        .arg(card::args::WANT, format!("{}{}", link.of(near), cx.of(Span::new(mark.end, found.end))))
        .fix(mark, "");
    cx.push(finding);
}
