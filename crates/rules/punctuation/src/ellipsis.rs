//! 省略号: six dots, once, without 等 and without a point beside it.

use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

pub(crate) const DOTS: Rule =
    Rule::local("dots-for-ellipsis", Triggers::kinds(&[K::Period, K::Ellipsis]), dots);
pub(crate) const ETC: Rule = Rule::local("ellipsis-with-etc", Triggers::kinds(&[K::Ellipsis]), etc);
pub(crate) const LONG: Rule = Rule::local("ellipsis-too-long", Triggers::kinds(&[K::Ellipsis]), long);
pub(crate) const POINT: Rule = Rule::local("ellipsis-beside-point", Triggers::kinds(&[K::Ellipsis]), point);

/// 等 begins these words as well.
const WORDS: [&str; 12] =
    ["等级", "等额", "等待", "等候", "等于", "等同", "等价", "等离", "等腰", "等到", "等闲", "等量"];

fn length(cx: &LocalContext<'_>, i: usize) -> usize {
    cx.token_text(i).chars().count()
}

fn dots(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let token = cx.tokens[i];
    let wrong = match token.kind {
        K::Period => token.span.len() >= 3 && token.span.len() <= 12,
        _ => length(cx, i) == 1,
    };
    if !wrong || cx.kind_before(i) != Some(K::Han) {
        return;
    }
    // Leaders of a contents line and of a form run to a number or a blank.
    let goes_on = matches!(cx.kind_after(i), Some(K::Han | K::RightDouble | K::RightParen))
        || (cx.kind_after(i).is_none() && token.span.len() <= 6);
    if !goes_on {
        return;
    }
    let finding =
        Finding::certain(token.span).arg("found", cx.of(token.span)).arg("want", "……").fix(token.span, "……");
    cx.push(finding);
}

fn etc(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let span = cx.tokens[i].span;
    let after = cx.after(span.end);
    if !after.starts_with('等') || WORDS.iter().any(|w| after.starts_with(w)) {
        return;
    }
    let whole = Span::new(span.start, span.end + '等'.len_utf8() as u32);
    let finding = Finding::certain(whole).arg("found", cx.of(whole)).arg("want", "等").fix(span, "");
    cx.push(finding);
}

fn long(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let span = cx.tokens[i].span;
    let leads = matches!(cx.kind_after(i), Some(K::Digit | K::Space | K::WideSpace | K::LeftParen));
    if length(cx, i) <= 4 || leads {
        return;
    }
    let finding = Finding::certain(span).arg("found", cx.of(span)).arg("want", "……").fix(span, "……");
    cx.push(finding);
}

fn point(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let Some(K::FullComma | K::FullStop | K::EnumerationComma | K::FullSemicolon) = cx.kind_after(i) else {
        return;
    };
    // 只要……，就……: the marks stand for words left out of a pattern.
    let near = cx.tokens[i.saturating_sub(6)..i].iter().chain(cx.tokens[i + 2..].iter().take(6));
    if near.into_iter().any(|t| t.kind == K::Ellipsis) {
        return;
    }
    let mark = cx.tokens[i + 1].span;
    let whole = Span::new(cx.tokens[i].span.start, mark.end);
    let finding = Finding::guess(whole).arg("found", cx.of(whole)).arg("want", "……").fix(mark, "");
    cx.push(finding);
}
