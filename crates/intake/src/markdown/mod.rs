//! Markdown, as an office writes it or an OCR program leaves it.
//!
//! [`layout`] tells prose from syntax and literal text by what `pulldown-cmark` makes of the text; [`write`] makes
//! edits of prose alone, and none that changes what the rest of the text is. Where the text that scanners leave has
//! to be read otherwise than CommonMark does, `departure` says how; `docs/markdown.md` lists it all.

mod condense;
mod departure;
mod front_matter;
mod html;
mod lines;
mod reader;
#[cfg(test)]
mod tests;
mod tree;

use kanwu_text::{Edit, Format, Layout, Source, SourceSpan};

use crate::content::Content;
use crate::error::{IntakeErrorKind, WriteError};
use crate::splice::write_text;
use crate::text::read_text;

pub(crate) use condense::{is_blank_line, is_plain_line};
pub use tree::keeps_tree;

/// A source of Markdown in any encoding.
pub(crate) fn read(content: Content<'_>, path: &str) -> Result<Source, IntakeErrorKind> {
    let source = read_text(content, path, Format::Markdown)?;
    let layout = layout(&source.text);
    Ok(source.with_layout(layout))
}

/// The lines of a Markdown text, and which of its bytes are not prose.
pub fn layout(text: &str) -> Layout {
    let parsed = reader::parse_fast(text);
    Layout { lines: lines::shaped(text, &parsed), stretches: parsed.stretches }
}

/// Puts edits of prose into Markdown in any encoding. An edit of anything else is refused; one that would change the
/// tree of the parsed text is left out.
pub(crate) fn write(
    original: &[u8],
    source: &Source,
    edits: &[Edit<SourceSpan>],
) -> Result<Vec<u8>, WriteError> {
    crate::splice::check(&source.text, edits)?;
    let layout = layout(&source.text);
    if let Some(edit) = edits.iter().find(|edit| !layout.is_prose(edit.at)) {
        return Err(WriteError::Markup(edit.at));
    }
    let alone: Vec<&[Edit<SourceSpan>]> = edits.iter().map(std::slice::from_ref).collect();
    let kept = keeps_tree(&source.text, &alone);
    let kept: Vec<Edit<SourceSpan>> =
        edits.iter().zip(kept).filter(|(_, kept)| *kept).map(|(edit, _)| edit.clone()).collect();
    write_text(original, source, &kept)
}
