//! Sentences: how long they run, how they end, and how many colons they hold.

use kanwu_plugin::book::BlockKind;
use kanwu_plugin::{Finding, LocalContext, Place, Rule, Span, TokenKind as K, Trigger, Triggers};

pub(crate) const LONG: Rule = Rule::local("sentence-without-stop", Triggers::kinds(&[K::FullStop]), long);

pub(crate) const OPEN: Rule = Rule::local("paragraph-without-stop", Triggers::paragraph(), open);

pub(crate) const COLONS: Rule = Rule::local("colon-within-colon", Triggers::kinds(&[K::FullColon]), colons);

pub(crate) const START: Rule = Rule::local("point-at-paragraph-start", Triggers::paragraph(), start);

/// A sentence of more characters than this is long.
const MOST: usize = 150;

/// A paragraph of fewer bytes is a line of a list or a signature.
const TEXT: usize = 90;

fn long(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Token(i) = trigger else { return };
    let from = cx.tokens[..i]
        .iter()
        .rposition(|t| t.kind.ends_sentence() || matches!(t.kind, K::FullSemicolon | K::FullColon))
        .map_or(cx.reading.head.end, |n| cx.tokens[n].span.end);
    let span = Span::new(from, cx.tokens[i].span.end);
    let count = cx.of(span).chars().count();
    if count > MOST {
        let finding = Finding::guess(span).arg("count", count.to_string());
        cx.push(finding);
    }
}

fn open(cx: &mut LocalContext<'_>, _: Trigger) {
    if !matches!(cx.reading.kind, BlockKind::Paragraph | BlockKind::EntryHead) || cx.text.len() < TEXT {
        return;
    }
    let Some(last) = cx.tokens.iter().rfind(|t| !t.kind.is_space()).copied() else { return };
    let ended = last.kind.is_point() || last.kind.is_closer() || last.kind == K::Ellipsis;
    let text = cx.tokens.iter().any(|t| t.kind == K::FullStop);
    if !ended && text && last.kind == K::Han {
        let finding = Finding::guess(last.span).arg("found", cx.of(last.span));
        cx.push(finding);
    }
}

fn colons(cx: &mut LocalContext<'_>, trigger: Trigger) {
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
    let finding = Finding::guess(token.span).arg("found", cx.of(token.span)).related(
        Place::Here(at),
        "同一句内前一个冒号",
        "an earlier colon of the same sentence",
    );
    cx.push(finding);
}

fn start(cx: &mut LocalContext<'_>, _: Trigger) {
    let Some(token) = cx.tokens.iter().take(2).find(|t| !t.kind.is_space()).copied() else { return };
    if token.kind.is_point() && cx.tokens.len() > 2 {
        let finding = Finding::certain(token.span).arg("found", cx.of(token.span));
        cx.push(finding);
    }
}
