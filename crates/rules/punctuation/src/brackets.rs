//! Points before and after brackets, and brackets within brackets.

use kanwu_plugin::{Finding, LocalContext, Place, Rule, Span, TokenKind as K, Trigger, Triggers};

pub(crate) const INSIDE: Rule =
    Rule::local("point-before-closing-bracket", Triggers::kinds(&[K::RightParen]), inside);

pub(crate) const OUTSIDE: Rule = Rule::local("stop-before-inner-note", Triggers::terms(&["。（"]), outside);

pub(crate) const WITHIN: Rule =
    Rule::local("bracket-in-same-bracket", Triggers::kinds(&[K::LeftParen]), within);

pub(crate) const AFTER_NOTE: Rule =
    Rule::local("enumeration-comma-missing-after-note", Triggers::terms(&["）《", "）“"]), after_note);

fn inside(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let Some(point) = i.checked_sub(1).map(|n| cx.tokens[n]) else { return };
    if !matches!(point.kind, K::FullStop | K::FullComma | K::EnumerationComma | K::FullSemicolon) {
        return;
    }
    // After a whole sentence stands a whole sentence with its own stop; 。） before text closes an inner note.
    let sentence = point.kind == K::FullStop;
    if sentence
        && (!matches!(cx.kind_after(i), Some(K::Han | K::FullComma | K::FullStop)) || opens_sentence(cx, i))
    {
        return;
    }
    let whole = Span::new(point.span.start, cx.tokens[i].span.end);
    let finding = if sentence { Finding::likely(point.span) } else { Finding::certain(point.span) }
        .arg("found", cx.of(whole))
        .arg("mark", cx.of(point.span))
        .fix(point.span, "");
    cx.push(finding);
}

/// Whether the bracket that token `close` closes begins a sentence or a paragraph.
fn opens_sentence(cx: &LocalContext<'_>, close: usize) -> bool {
    let open = cx.pairing.closed_by(close).map(|p| p.open as usize);
    open.is_none_or(|o| {
        cx.kind_before(o).is_none_or(|k| k.ends_sentence() || k == K::RightDouble || k.is_space())
    })
}

fn outside(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, span) = trigger else { return };
    let Some(stop) = cx.token_at(span.start) else { return };
    let Some(pair) = cx.pairing.opened_by(stop + 1) else { return };
    let close = pair.close as usize;
    let goes_on = matches!(cx.kind_after(close), Some(K::FullComma | K::EnumerationComma | K::FullSemicolon));
    if !goes_on {
        return;
    }
    let mark = cx.tokens[stop].span;
    let finding = Finding::likely(mark).arg("found", cx.of(span)).fix(mark, "");
    cx.push(finding);
}

fn within(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let pairs = &cx.paragraph().pairing.pairs;
    let Ok(at) = pairs.binary_search_by_key(&(i as u32), |p| p.open) else { return };
    let pair = pairs[at];
    // （一） and （1） are numbers, not notes.
    let numbers = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
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
    let finding = Finding::guess(whole).arg("found", cx.of(whole)).related(
        Place::Here(begin),
        "外层括号由此开始",
        "the outer bracket begins here",
    );
    cx.push(finding);
}

fn after_note(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(which, span) = trigger else { return };
    let Some(close) = cx.token_at(span.start) else { return };
    let Some(pair) = cx.pairing.closed_by(close) else { return };
    let want = if which == 0 { K::RightTitle } else { K::RightDouble };
    if cx.kind_before(pair.open as usize) != Some(want) {
        return;
    }
    // “……。”（3）“……”: a whole sentence was quoted, and what stands in the brackets is its number or source.
    let (open, quoted) = (cx.tokens[pair.open as usize].span, cx.kind_before(pair.open as usize - 1));
    let number = cx.of(Span::new(open.end, span.start)).chars().all(|c| c.is_ascii_digit());
    if number || quoted.is_some_and(K::ends_sentence) {
        return;
    }
    let shown = format!("）、{}", cx.token_text(close + 1));
    let at = Span::empty(cx.tokens[close].span.end);
    let finding = Finding::likely(span).arg("found", cx.of(span)).arg("want", shown).fix(at, "、");
    cx.push(finding);
}
