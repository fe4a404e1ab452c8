//! From places in the text back to places in the file that it was read from.

use encoding_rs::GB18030;

use crate::{Columns, Encoding, Origin, OriginMap, Source, SourceSpan};

/// Where in a document's package a place of its text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartPlace<'s> {
    /// The part: `word/document.xml`.
    pub part: &'s str,
    /// Bytes of the unpacked part before the text of the element that the place lies in.
    pub byte: u64,
    /// Characters of that text before the place.
    pub character: u32,
}

/// Where in a document's package its text stands, piece by piece.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartOrigins {
    /// The parts, by name.
    pub parts: Vec<String>,
    /// The pieces, in order.
    pub pieces: Vec<PartPiece>,
}

/// Text that one element of a part gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PartPiece {
    /// Bytes of the source's text.
    pub span: SourceSpan,
    /// Which of the parts.
    pub part: u32,
    /// Bytes of the unpacked part before it.
    pub byte: u64,
}

impl Source {
    /// Bytes of the file before byte `at` of the text, a byte-order mark, line ends and the encoding counted. An
    /// offset past the text or inside a character gives the start of that character or the end of the file.
    /// `None` of a document or proof: their files hold no text as it is read.
    pub fn byte_offset(&self, at: u32) -> Option<u64> {
        match &self.origin {
            Origin::Bytes(origins) => Some(byte_offset(&self.text, self.encoding, origins, at)),
            Origin::DocxPart(_) | Origin::Pdf(_) => None,
        }
    }

    /// Where in a document's package byte `at` of the text stands; `None` where it stands nowhere. `columns` are those of
    /// the text: a run may be a whole chapter, and its characters can't be counted anew for each place.
    pub fn part_place(&self, at: u32, columns: &Columns<'_>) -> Option<PartPlace<'_>> {
        let origins = &self.document()?.origins;
        let next = origins.pieces.partition_point(|piece| piece.span.end <= at);
        let holds = |piece: &&PartPiece| piece.span.start <= at && at <= piece.span.end;
        let ended = || next.checked_sub(1).and_then(|i| origins.pieces.get(i)).filter(holds);
        let piece = origins.pieces.get(next).filter(holds).or_else(ended)?;
        let character = columns.characters_before(at) - columns.characters_before(piece.span.start);
        let part = origins.parts.get(piece.part as usize)?;
        Some(PartPlace { part, byte: piece.byte, character })
    }
}

/// Bytes of the file before byte `at` of the text that was decoded from it.
pub fn byte_offset(text: &str, encoding: Encoding, origins: &OriginMap, at: u32) -> u64 {
    let at = floor_char_boundary(text, at as usize);
    let (from, original) = origins.anchor_at(SourceSpan::of(0..at).end);
    let between = text.get(from as usize..at).unwrap_or_default();
    original + width(between, encoding) as u64
}

fn floor_char_boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

/// Bytes that `text` takes in `encoding`.
fn width(text: &str, encoding: Encoding) -> usize {
    match encoding {
        Encoding::Utf8 | Encoding::Utf8Bom => text.len(),
        Encoding::Utf16Le | Encoding::Utf16Be => 2 * text.encode_utf16().count(),
        Encoding::Gb18030 => gb18030_width(text),
    }
}

/// Bytes that an encoder writes for `text` in GB18030.
pub fn gb18030_width(text: &str) -> usize {
    GB18030.encode(text).0.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Document, Format};

    #[test]
    fn offsets_off_the_characters_are_cut_back() {
        let source = Source::new("a.md", Format::Markdown, "甲乙");
        assert_eq!([2, 4, 99].map(|at| source.byte_offset(at)), [Some(0), Some(3), Some(6)]);
    }

    #[test]
    fn places_of_a_document_stand_in_its_parts() {
        let mut source = Source::new("a.docx", Format::Docx, "# 甲乙\n丙\n");
        let piece = |start, end, part, byte| PartPiece { span: SourceSpan::new(start, end), part, byte };
        source.origin = Origin::DocxPart(Document {
            origins: PartOrigins {
                parts: vec!["word/document.xml".to_owned(), "word/footnotes.xml".to_owned()],
                pieces: vec![piece(2, 8, 0, 100), piece(9, 12, 1, 40)],
            },
            ..Document::default()
        });
        let columns = Columns::new(&source.text, source.lines());
        let place = |at| source.part_place(at, &columns).map(|p| (p.part, p.byte, p.character));
        assert_eq!(source.byte_offset(2), None);
        assert_eq!(place(0), None);
        assert_eq!(place(2), Some(("word/document.xml", 100, 0)));
        assert_eq!(place(5), Some(("word/document.xml", 100, 1)));
        assert_eq!(place(8), Some(("word/document.xml", 100, 2)));
        assert_eq!(place(9), Some(("word/footnotes.xml", 40, 0)));
        assert_eq!(place(13), None);
    }
}
