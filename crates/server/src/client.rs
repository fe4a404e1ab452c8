//! What the editor can do, and how it counts.

use kanwu_text::{Lang, LineIndex, SourceSpan};
use lsp_types::{InitializeParams, Position, PositionEncodingKind, Range};

/// The other side of the connection.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Client {
    /// Whether columns are bytes of UTF-8; else they are code units of UTF-16.
    pub utf8: bool,
    /// Whether it asks for findings; else they are sent to it.
    pub pulls: bool,
    /// Whether it may be told to ask again.
    pub refreshes: bool,
    /// What it is spoken to in.
    pub lang: Lang,
}

impl Client {
    pub(crate) fn of(params: &InitializeParams, lang: Lang) -> Client {
        let capabilities = &params.capabilities;
        let encodings = capabilities.general.as_ref().and_then(|general| general.position_encodings.as_ref());
        let document = capabilities.text_document.as_ref();
        let refresh = capabilities.workspace.as_ref().and_then(|workspace| workspace.diagnostic.as_ref());
        Client {
            utf8: encodings.is_some_and(|all| all.contains(&PositionEncodingKind::UTF8)),
            pulls: document.is_some_and(|document| document.diagnostic.is_some()),
            refreshes: refresh.and_then(|can| can.refresh_support).unwrap_or(false),
            lang,
        }
    }

    pub(crate) fn encoding(self) -> PositionEncodingKind {
        if self.utf8 { PositionEncodingKind::UTF8 } else { PositionEncodingKind::UTF16 }
    }

    /// Byte `at` as the editor counts.
    pub(crate) fn position(self, text: &str, lines: &LineIndex, at: u32) -> Position {
        let column = if self.utf8 { lines.byte_column(at) } else { lines.utf16_column(text, at) };
        Position { line: lines.line_of(at).saturating_sub(1), character: column.saturating_sub(1) }
    }

    /// A span as the editor counts.
    pub(crate) fn range(self, text: &str, lines: &LineIndex, span: SourceSpan) -> Range {
        Range { start: self.position(text, lines, span.start), end: self.position(text, lines, span.end) }
    }

    /// The byte that the editor means; the end of its line for a column past that.
    pub(crate) fn offset(self, text: &str, lines: &LineIndex, at: Position) -> u32 {
        let (line, column) = (at.line.saturating_add(1), at.character.saturating_add(1));
        if self.utf8 {
            lines.offset_of_byte(text, line, column)
        } else {
            lines.offset_of_utf16(text, line, column)
        }
    }

    /// The span that the editor means.
    pub(crate) fn span(self, text: &str, lines: &LineIndex, range: Range) -> SourceSpan {
        let start = self.offset(text, lines, range.start);
        SourceSpan::new(start, self.offset(text, lines, range.end).max(start))
    }
}
