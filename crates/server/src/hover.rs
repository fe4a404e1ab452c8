//! A finding with its clause and reason, where the mouse rests.

use kanwu_engine::Diagnostic;
use kanwu_report::whole_message;
use kanwu_text::{Lang, Location};
use lsp_types::{Hover, HoverContents, MarkupContent, MarkupKind};

use crate::book::View;
use crate::diagnostic::touching;
use crate::messages::hover as said;

/// What is said of the findings at a place; `None` where there is none.
pub(crate) fn hover(view: View<'_>, found: &[&Diagnostic], at: Location) -> Option<Hover> {
    let lang = view.client.lang;
    let here = touching(found, at);
    let parts = here.iter().filter_map(|found| {
        let card = view.book.cards.get(found.rule.index())?;
        let own = if lang == Lang::En { &card.en } else { &card.zh };
        let mut part = format!(
            "**{} {}**\n\n{}",
            card.head.code,
            escaped(&own.title),
            escaped(&whole_message(card, found, lang))
        );
        part.push_str("\n\n");
        part.push_str(&escaped(&said::Clause { clause: &card.clause }.text(lang)));
        if !own.why.is_empty() {
            part.push_str("\n\n");
            part.push_str(&escaped(&own.why));
        }
        if let Some(decided) = &found.state {
            let by =
                if decided.person.is_empty() { String::new() } else { format!("（{}）", decided.person) };
            part.push_str("\n\n");
            part.push_str(&escaped(&said::Answer { state: decided.state, by: &by }.text(lang)));
        }
        Some(part)
    });
    let value = parts.collect::<Vec<_>>().join("\n\n---\n\n");
    let range = here.first().and_then(|found| view.range(found.at));
    let contents = HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value });
    (!here.is_empty()).then_some(Hover { contents, range })
}

/// Text that Markdown takes as it is.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
