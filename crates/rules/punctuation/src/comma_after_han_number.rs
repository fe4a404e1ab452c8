//! 一， at the head of a paragraph: a Han ordinal has 顿号.

use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::comma_after_han_number as card;
use crate::ordinal_head::{first_solid, is_han_number};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::paragraph(), check);

fn check(cx: &mut LocalContext<'_>, _: Trigger) {
    let Some(i) = first_solid(cx) else { return };
    // 一，……。二，……: items that run on in one paragraph, and the first one behind the title of an entry.
    let mut heads = vec![i];
    heads.extend((i + 1..cx.tokens.len()).filter(|n| {
        let begins = match cx.kind_before(*n) {
            Some(K::FullStop | K::FullSemicolon | K::FullColon | K::RightLens) => true,
            Some(K::Space | K::WideSpace) => cx.tokens[*n].span.start <= cx.reading.head.end + 3,
            _ => false,
        };
        begins && cx.kind(n + 1) == Some(K::FullComma)
    }));
    for i in heads {
        ordinal(cx, i);
    }
}

fn ordinal(cx: &mut LocalContext<'_>, i: usize) {
    if cx.kind(i) != Some(K::Han) || !is_han_number(cx.token_text(i)) {
        return;
    }
    let Some(K::FullComma | K::Comma | K::Period | K::FullPeriod) = cx.kind(i + 1) else { return };
    // 一，二，三 counts aloud.
    if cx.kind(i + 2) != Some(K::Han) || is_han_number(cx.token_text(i + 2)) {
        return;
    }
    // 二十三，糖瓜粘: a day of the old calendar, in a rhyme. 三六九，往外走: no number has this form.
    let number = cx.token_text(i);
    let few = number.chars().count() <= 2 && (number.chars().count() == 1 || number.contains('十'));
    if !few {
        return;
    }
    let mark = cx.tokens[i + 1].span;
    let whole = Span::new(cx.tokens[i].span.start, mark.end);
    let want = format!("{}、", cx.token_text(i));
    let finding = Finding::certain(whole)
        .arg(card::args::FOUND, cx.of(whole))
        .arg(card::args::WANT, want)
        .fix(mark, "、");
    cx.push(finding);
}
