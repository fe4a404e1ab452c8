//! The origin map of a text, made while it is decoded.

use kanwu_text::{OriginMap, SourceSpan};

use crate::error::Spot;

/// Bytes of the sequence that valid GB18030 begins with: one, two or four.
pub(crate) fn gb18030_sequence_len(bytes: &[u8]) -> usize {
    match bytes {
        [0x81..=0xFF, b'0'..=b'9', ..] => 4,
        [0x81..=0xFF, ..] => 2,
        _ => 1,
    }
}

/// Bytes of text between two anchors at most, where each character has to be asked for its length.
const FAR: usize = 4096;

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

    /// Whether so much text stands behind the last anchor that finding a place in it would take long.
    pub(crate) fn is_far(&self) -> bool {
        let last = self.origins.anchors.last().map_or(0, |anchor| anchor.0 as usize);
        self.text.len() - last.min(self.text.len()) >= FAR
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
    use kanwu_text::origin::byte_offset;

    use crate::decode;

    fn offsets(bytes: &[u8]) -> Vec<u64> {
        let decoded = decode(bytes).unwrap();
        let chars = decoded.text.char_indices().map(|(i, _)| i).chain([decoded.text.len()]);
        chars.map(|i| byte_offset(&decoded.text, decoded.encoding, &decoded.origins, i as u32)).collect()
    }

    #[test]
    fn each_character_finds_its_bytes() {
        assert_eq!(offsets("\u{feff}甲\r\n乙\r丙\n".as_bytes()), [3, 6, 8, 11, 12, 15, 16]);
        assert_eq!(offsets(b"\xFF\xFE\x32\x75\r\0\n\0\x40\xD8\0\xDC"), [2, 4, 8, 12]);
        // 甲 CR LF € (one byte) 乙, then U+20000 in four bytes.
        assert_eq!(offsets(b"\xBC\xD7\r\n\x80\xD2\xD2\x95\x32\x82\x36"), [0, 2, 4, 5, 7, 11]);
    }
}
