//! 议教、议战议训: two items of a list run together, where all begin with the same character.

use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::list_items_run_together as card;
use crate::table::list_words::IDIOM_HEADS;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::kinds(&[K::EnumerationComma]), check);

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let (Some(left), Some(right)) = (i.checked_sub(1).map(|n| cx.tokens[n]), cx.tokens.get(i + 1)) else {
        return;
    };
    if left.kind != K::Han || right.kind != K::Han || right.span.len() < 12 {
        return;
    }
    let mut before = cx.of(left.span).chars().rev();
    let (Some(_), Some(head)) = (before.next(), before.next()) else { return };
    if !cx.of(right.span).starts_with(head) {
        return;
    }
    // 乱贴乱画、乱设乱挂 and 私搭乱建、乱堆乱放 go by twos throughout.
    let by_twos = before.nth(1) == Some(head) || cx.of(left.span).chars().count() == 4;
    let items = cx.of(right.span);
    let mut after = items.chars();
    let four: [Option<char>; 4] = std::array::from_fn(|_| after.next());
    let ends = match after.next() {
        Some(c) => c == han::AND_SO_ON,
        None => matches!(cx.kind_after(i + 1), Some(K::EnumerationComma | K::FullComma | K::FullStop)),
    };
    if by_twos || IDIOM_HEADS.contains(&head) || !ends || four[2] != Some(head) {
        return;
    }
    let word = 2 * head.len_utf8() as u32;
    let span = Span::new(right.span.start, right.span.start + 2 * word);
    let gap = Span::empty(right.span.start + word);
    let found = cx.of(span);
    let (one, two) = found.split_at(word as usize);
    let finding = Finding::likely(span)
        .arg(card::args::FOUND, found)
        .arg(card::args::WANT, format!("{one}、{two}"))
        .fix(gap, "、");
    cx.push(finding);
}
