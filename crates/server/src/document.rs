//! A text that is open in the editor.

use kanwu_text::{LineIndex, SourceSpan};
use lsp_types::{TextDocumentContentChangeEvent, Uri};

use crate::client::Client;

/// An open text, as manuscripts are read: lines end at LF.
#[derive(Debug)]
pub(crate) struct Document {
    /// As the editor names it.
    pub uri: Uri,
    /// The editor's count of its states.
    pub version: i32,
    pub text: String,
}

/// What was put in the place of which bytes.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Change {
    pub at: SourceSpan,
    pub text: String,
}

impl Document {
    pub(crate) fn new(uri: Uri, version: i32, text: &str) -> Document {
        Document { uri, version, text: with_line_feeds(text) }
    }

    /// Does what was done in the editor.
    pub(crate) fn change(&mut self, client: Client, event: TextDocumentContentChangeEvent) -> Change {
        let at = match event.range {
            Some(range) => client.span(&self.text, &LineIndex::new(&self.text), range),
            None => SourceSpan::of(0..self.text.len()),
        };
        let text = with_line_feeds(&event.text);
        self.text.replace_range(at.range(), &text);
        Change { at, text }
    }
}

fn with_line_feeds(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use std::str::FromStr;

    use kanwu_text::Lang;
    use lsp_types::{Position, Range};

    use super::*;

    const CLIENT: Client = Client { utf8: false, pulls: false, refreshes: false, lang: Lang::Zh };

    fn typed(document: &mut Document, client: Client, from: (u32, u32), to: (u32, u32), text: &str) {
        let range = Range::new(Position::new(from.0, from.1), Position::new(to.0, to.1));
        let event =
            TextDocumentContentChangeEvent { range: Some(range), range_length: None, text: text.to_owned() };
        document.change(client, event);
    }

    #[test]
    fn columns_are_counted_as_agreed() {
        let uri = Uri::from_str("file:///a.md").unwrap();
        let mut document = Document::new(uri, 1, "甲\u{1f4d6}乙\r\n丙丁");
        // 📖 is two code units of UTF-16, and four bytes of UTF-8.
        typed(&mut document, CLIENT, (0, 3), (0, 4), "戊");
        assert_eq!(document.text, "甲\u{1f4d6}戊\n丙丁");
        typed(&mut document, Client { utf8: true, ..CLIENT }, (0, 7), (1, 3), "\r\n");
        assert_eq!(document.text, "甲\u{1f4d6}\n丁");
        typed(&mut document, CLIENT, (1, 9), (7, 0), "。");
        assert_eq!(document.text, "甲\u{1f4d6}\n丁。");
    }
}
