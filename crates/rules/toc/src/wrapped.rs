//! A contents title that the end of a printed line has cut.

use kanwu_plugin::book::WrapKind;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};

pub(crate) const RULE: Rule = Rule::book("contents-title-wrapped", check);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for entry in &book.contents.entries {
        for wrap in &entry.wraps {
            let variant = match wrap.kind {
                WrapKind::Blank => "",
                WrapKind::Entries => "entries",
                WrapKind::Break | WrapKind::Repeated => "break",
                // Lines of one cell are how the contents are set.
                WrapKind::Line => continue,
            };
            let at = if wrap.at.span.is_empty() { entry.place() } else { wrap.at };
            let mut finding = Finding::new(Place::Source(at), Confidence::Certain)
                .variant(variant)
                .arg("title", entry.title.as_str())
                .arg("how", variant);
            if wrap.kind == WrapKind::Blank && one_blank(book.text(wrap.at)) {
                finding = finding.fix_at(Place::Source(wrap.at), "");
            } else if entry.place() != at {
                finding =
                    finding.related(Place::Source(entry.place()), "题名从这里开始", "the title begins here");
            }
            cx.push(finding);
        }
    }
}

fn one_blank(text: &str) -> bool {
    !text.is_empty() && text.chars().all(char::is_whitespace)
}
