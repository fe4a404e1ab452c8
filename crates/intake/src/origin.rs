//! From places in the text back to places in the original bytes.

use encoding_rs::GB18030;
use kanwu_text::{Encoding, Origin, OriginMap, Source, SourceSpan};

use crate::error::Spot;

/// Bytes of the original before byte `at` of the source's text. An offset past the text or inside a
/// character gives the start of that character or the end of the original. `None` where the text does not stand in
/// the bytes of the file.
pub fn original_offset(source: &Source, at: u32) -> Option<u64> {
    match &source.origin {
        Origin::Bytes(origins) => Some(offset(&source.text, source.encoding, origins, at)),
        Origin::DocxPart(_) => None,
    }
}

/// As [`original_offset`], of the parts of a source.
pub(crate) fn offset(text: &str, encoding: Encoding, origins: &OriginMap, at: u32) -> u64 {
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
pub(crate) fn gb18030_width(text: &str) -> usize {
    GB18030.encode(text).0.len()
}

/// Bytes of the sequence that valid GB18030 begins with: one, two or four.
pub(crate) fn gb18030_sequence_len(bytes: &[u8]) -> usize {
    match bytes {
        [0x81..=0xFF, b'0'..=b'9', ..] => 4,
        [0x81..=0xFF, ..] => 2,
        _ => 1,
    }
}

/// Text that grows together with its origin map.
pub(crate) struct Builder {
    /// What is decoded so far.
    pub(crate) text: String,
    origins: OriginMap,
}

impl Builder {
    /// Text that begins at byte `original`.
    pub(crate) fn new(original: usize) -> Builder {
        Builder { text: String::new(), origins: OriginMap { anchors: vec![(0, original as u64)] } }
    }

    /// What comes next in the text begins at byte `original`.
    pub(crate) fn anchor(&mut self, original: usize) {
        self.origins.anchors.push((SourceSpan::of(0..self.text.len()).end, original as u64));
    }

    /// The last anchor is at byte `original` after all.
    pub(crate) fn move_last_anchor(&mut self, original: usize) {
        if let Some(last) = self.origins.anchors.last_mut() {
            last.1 = original as u64;
        }
    }

    /// The place of byte `original`, which comes next.
    pub(crate) fn spot(&self, original: usize) -> Spot {
        let ends = memchr::memchr_iter(b'\n', self.text.as_bytes()).count();
        Spot { at: original as u64, line: ends as u64 + 1 }
    }

    pub(crate) fn finish(self) -> (String, OriginMap) {
        (self.text, self.origins)
    }

    /// Ends with `text` instead of what was built.
    pub(crate) fn finish_with(self, text: String) -> (String, OriginMap) {
        (text, self.origins)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decode;

    fn offsets(bytes: &[u8]) -> Vec<u64> {
        let decoded = decode(bytes).unwrap();
        let chars = decoded.text.char_indices().map(|(i, _)| i).chain([decoded.text.len()]);
        chars.map(|i| offset(&decoded.text, decoded.encoding, &decoded.origins, i as u32)).collect()
    }

    #[test]
    fn each_character_finds_its_bytes() {
        assert_eq!(offsets("\u{feff}甲\r\n乙\r丙\n".as_bytes()), [3, 6, 8, 11, 12, 15, 16]);
        assert_eq!(offsets(b"\xFF\xFE\x32\x75\r\0\n\0\x40\xD8\0\xDC"), [2, 4, 8, 12]);
        // 甲 CR LF € (one byte) 乙, then U+20000 in four bytes.
        assert_eq!(offsets(b"\xBC\xD7\r\n\x80\xD2\xD2\x95\x32\x82\x36"), [0, 2, 4, 5, 7, 11]);
    }

    #[test]
    fn offsets_off_the_characters_are_cut_back() {
        let source = Source::new("a.md", kanwu_text::Format::Markdown, "甲乙");
        assert_eq!(original_offset(&source, 2), Some(0));
        assert_eq!(original_offset(&source, 4), Some(3));
        assert_eq!(original_offset(&source, 99), Some(6));
    }
}
