//! Revisions, comments and hidden text left in a document.

use kanwu_plugin::text::LeftKind;
use kanwu_plugin::{BookContext, Confidence, Finding, Location, Place, Rule, SourceSpan};

use crate::card::revision_left as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for (id, source) in book.manuscript.iter() {
        let Some(document) = source.document() else { continue };
        for left in &document.left {
            // Marks and line ends that were only added to lay the text out are no place for a finding.
            let behind = source.text.get(left.at as usize..).unwrap_or_default();
            let shown =
                behind.char_indices().map(|(i, c)| SourceSpan::of(i..i + c.len_utf8()).shift(left.at));
            let stands =
                |span: &SourceSpan| !document.is_made(*span) && !span.of_text(&source.text).trim().is_empty();
            let Some(at) = { shown }.find(stands).or_else(|| last_before(&source.text, left.at)) else {
                continue;
            };
            let finding = Finding::new(Place::Source(Location::new(id, at)), Confidence::Certain)
                .arg(card::args::FOUND, left.count);
            cx.push(match left.kind {
                LeftKind::Revision => finding,
                LeftKind::Comment => finding.variant(card::variants::COMMENT),
                LeftKind::Hidden => finding.variant(card::variants::HIDDEN),
            });
        }
    }
}

/// The last character that shows before byte `at`.
fn last_before(text: &str, at: u32) -> Option<SourceSpan> {
    let before = text.get(..at as usize)?;
    let (i, c) = before.char_indices().rev().find(|(_, c)| !c.is_whitespace() && *c != '*')?;
    Some(SourceSpan::of(i..i + c.len_utf8()))
}
