//! 各乡镇人民政府、县直各单位。 as a line of its own: the addressee of a document, which a colon follows.

use kanwu_plugin::book::BlockKind;
use kanwu_plugin::context::ends_any;
use kanwu_plugin::reading::words::{Word, WordClass, segment};
use kanwu_plugin::{Finding, LocalContext, Rule, TokenKind as K, Trigger, Triggers};

use crate::card::addressee_without_colon as card;
use crate::table::list_words::{ADDRESSEES, NO_ADDRESS};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::paragraph(), check);

/// An addressee has at most so many bytes.
const LONGEST: usize = 180;

fn check(cx: &mut LocalContext<'_>, _: Trigger) {
    let text = cx.text.trim();
    if cx.reading.kind != BlockKind::Paragraph || text.len() > LONGEST || !cx.reading.head.is_empty() {
        return;
    }
    let Some(last) = cx.tokens.iter().rfind(|t| !t.kind.is_space()).copied() else { return };
    let others =
        cx.tokens.iter().filter(|t| t.span.end < last.span.end).any(|t| {
            !matches!(t.kind, K::Han | K::EnumerationComma | K::FullComma | K::Space | K::WideSpace)
        });
    if others || !matches!(last.kind, K::FullStop | K::FullComma | K::FullSemicolon) {
        return;
    }
    let body = cx.before(last.span.start).trim();
    let items: Vec<&str> = body.split(['、', '，']).map(str::trim).collect();
    let bodies = items.iter().all(|item| item.chars().count() >= 3 && ends_any(item, ADDRESSEES));
    let verb = |w: &Word| w.class == WordClass::Verb && w.span.len() >= 6;
    // One body alone may be the object of a sentence: 援建青石镇学校。
    let addressed = items.len() > 1 || body.starts_with('各') || last.kind == K::FullComma;
    if !bodies || !addressed || body.contains(NO_ADDRESS) || segment(body).iter().any(verb) {
        return;
    }
    let finding = Finding::likely(last.span)
        .arg(card::args::FOUND, cx.of(last.span))
        .arg(card::args::WANT, "：")
        .fix(last.span, "：");
    cx.push(finding);
}
