//! A file read and decoded in one go, so that it is not in memory twice.

use std::io::{self, Read};

use encoding_rs::UTF_8;

use crate::decode::{UTF8_MARK, is_control};

/// Bytes read at a time.
const CHUNK: usize = 64 * 1024;

/// What a file holds.
#[derive(Debug)]
pub enum Content<'b> {
    /// UTF-8 without a byte-order mark, with LF line ends and no control characters but tabs and form feeds:
    /// text as it stands.
    Text(String),
    /// Anything else, to be made out yet.
    Bytes(Vec<u8>),
    /// The same, of bytes that came from elsewhere.
    Borrowed(&'b [u8]),
}

impl Content<'_> {
    /// The bytes of the file.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Content::Text(text) => text.as_bytes(),
            Content::Bytes(bytes) => bytes,
            Content::Borrowed(bytes) => bytes,
        }
    }
}

/// Reads to the end; `size` is how many bytes are awaited.
pub(crate) fn read(mut file: impl Read, size: usize) -> io::Result<Content<'static>> {
    let mut text = String::with_capacity(size);
    let mut chunk = vec![0; CHUNK];
    let mut held = 0;
    loop {
        let read = match file.read(&mut chunk[held..]) {
            Err(e) if e.kind() == io::ErrorKind::Interrupted => continue,
            read => read?,
        };
        if read == 0 && held == 0 {
            return Ok(Content::Text(text));
        }
        let filled = held + read;
        let whole = if read == 0 { filled } else { filled - cut(&chunk[..filled]) };
        let Some(clean) = clean(&chunk[..whole], text.is_empty()) else {
            let mut bytes = text.into_bytes();
            bytes.extend_from_slice(&chunk[..filled]);
            file.read_to_end(&mut bytes)?;
            return Ok(Content::Bytes(bytes));
        };
        text.push_str(&clean);
        chunk.copy_within(whole..filled, 0);
        held = filled - whole;
    }
}

/// How many bytes at the end belong to a character that goes on in the next chunk.
fn cut(bytes: &[u8]) -> usize {
    let tail = bytes.iter().rev().take(3);
    let lead = tail.enumerate().find(|(_, byte)| !matches!(byte, 0x80..=0xBF));
    match lead {
        Some((after, 0xC0..=0xDF)) if after < 1 => after + 1,
        Some((after, 0xE0..=0xEF)) if after < 2 => after + 1,
        Some((after, 0xF0..=0xFF)) if after < 3 => after + 1,
        _ => 0,
    }
}

/// `bytes` as text, where nothing in them asks for a closer look.
fn clean(bytes: &[u8], first: bool) -> Option<std::borrow::Cow<'_, str>> {
    // To the end, not to the first one found: so it takes many bytes at a time.
    let controls = bytes.iter().fold(false, |found, b| found | is_control(*b) | (*b == b'\r'));
    if controls || first && bytes.starts_with(UTF8_MARK) {
        return None;
    }
    // Several times as fast as the standard library's validation on Han text.
    UTF_8.decode_without_bom_handling_and_without_replacement(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::decode::decode;

    /// Gives a few bytes at a time.
    struct Drip<'b>(&'b [u8], usize);

    impl Read for Drip<'_> {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            let n = self.1.min(self.0.len()).min(out.len());
            out[..n].copy_from_slice(&self.0[..n]);
            self.0 = &self.0[n..];
            Ok(n)
        }
    }

    fn same(bytes: &[u8], step: usize) {
        match read(Drip(bytes, step), 0).unwrap() {
            Content::Text(text) => {
                assert_eq!(text.as_bytes(), bytes);
                assert_eq!(decode(bytes).unwrap().text, text);
            }
            other => assert_eq!(other.bytes(), bytes),
        }
    }

    #[test]
    fn what_is_not_plain_is_handed_on_whole() {
        for bytes in
            [&b"a\r\nb"[..], b"\xEF\xBB\xBFa", b"a\0b", b"\xBC\xD7", b"\xE4\xB8", b"\xE4\xB8\xAD\xE6"]
        {
            assert!(matches!(read(bytes, 0).unwrap(), Content::Bytes(all) if all == bytes), "{bytes:?}");
        }
        assert!(matches!(read(&b""[..], 0).unwrap(), Content::Text(text) if text.is_empty()));
        let long = "清河区\n".repeat(CHUNK / 8);
        assert!(matches!(read(long.as_bytes(), 0).unwrap(), Content::Text(text) if text == long));
    }

    proptest! {
        #[test]
        fn text_is_the_same_however_it_comes(text in "[a甲𠀀é\n\t\u{c}]{0,40}", step in 1usize..7) {
            same(text.as_bytes(), step);
            prop_assert!(matches!(read(Drip(text.as_bytes(), step), 0).unwrap(), Content::Text(_)));
        }

        #[test]
        fn bytes_are_all_there(bytes in prop::collection::vec(any::<u8>(), 0..40), step in 1usize..7) {
            same(&bytes, step);
        }
    }
}
