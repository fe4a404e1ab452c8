//! Bytes to text: which encoding, and the text with LF line ends.

use encoding_rs::{DecoderResult, GB18030, UTF_8};
use kanwu_text::origin::gb18030_width;
use kanwu_text::{Encoding, OriginMap};

use crate::docx::is_encrypted_by_office;
use crate::error::{DecodeError, Spot};
use crate::guess::{is_big5, is_utf16};
use crate::origin::{Builder, gb18030_sequence_len};

pub(crate) const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";
const UTF16_LE_MARK: &[u8] = b"\xFF\xFE";
const UTF16_BE_MARK: &[u8] = b"\xFE\xFF";
const UTF32_LE_MARK: &[u8] = b"\xFF\xFE\0\0";
const UTF32_BE_MARK: &[u8] = b"\0\0\xFE\xFF";
/// U+FEFF in GB18030; some editors write it.
const GB18030_MARK: &[u8] = b"\x84\x31\x95\x33";

/// How many bytes are looked at for control characters.
const SAMPLE: usize = 64 * 1024;
/// So few control characters are damage, not a binary file.
const FEW_CONTROLS: usize = 8;
/// A binary file has more than one control character in so many bytes.
const CONTROL_SHARE: usize = 20;
/// So many characters of valid multi-byte UTF-8 are no accident: GB18030 text practically never begins so,
/// and a damaged UTF-8 file read as GB18030 would be nonsense from end to end.
const SURELY_UTF8: usize = 16;

/// Text and what is needed to get back to its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// UTF-8 without a byte-order mark; CR LF and CR are LF, nothing else is changed.
    pub text: String,
    /// How the bytes were encoded.
    pub encoding: Encoding,
    /// From text back to the bytes: one anchor for UTF-8 with LF, one a line end otherwise.
    pub origins: OriginMap,
}

impl Decoded {
    /// UTF-8 with LF line ends, which needs no decoding.
    pub(crate) fn as_it_stands(text: String) -> Decoded {
        Decoded { text, encoding: Encoding::Utf8, origins: OriginMap { anchors: vec![(0, 0)] } }
    }
}

/// Finds the encoding and decodes: a byte-order mark decides; without one UTF-8, then GB18030, both strictly.
pub fn decode(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    if bytes.starts_with(UTF32_LE_MARK) || bytes.starts_with(UTF32_BE_MARK) {
        return Err(DecodeError::Utf32);
    }
    let marks = [
        (UTF8_MARK, Encoding::Utf8Bom),
        (UTF16_LE_MARK, Encoding::Utf16Le),
        (UTF16_BE_MARK, Encoding::Utf16Be),
        (GB18030_MARK, Encoding::Gb18030),
    ];
    if let Some((_, encoding)) = marks.into_iter().find(|(mark, _)| bytes.starts_with(mark)) {
        return decode_as(bytes, encoding);
    }
    if let Some(at) = binary_at(bytes) {
        if is_utf16(bytes) {
            return Err(DecodeError::Utf16Unmarked);
        }
        if is_encrypted_by_office(bytes) {
            return Err(DecodeError::OfficeEncryption);
        }
        return Err(DecodeError::Binary(Spot::in_bytes(bytes, at)));
    }
    let malformed = match decode_as(bytes, Encoding::Utf8) {
        Err(DecodeError::Malformed { spot, .. }) => spot,
        done => return done,
    };
    if is_surely_utf8(bytes, malformed) {
        return Err(DecodeError::Malformed { encoding: Encoding::Utf8, spot: malformed });
    }
    if is_encrypted_by_office(bytes) {
        return Err(DecodeError::OfficeEncryption);
    }
    if is_big5(bytes) {
        return Err(DecodeError::Big5);
    }
    decode_as(bytes, Encoding::Gb18030).map_err(|error| match error {
        DecodeError::Malformed { spot, .. } => DecodeError::Unknown { utf8: malformed, gb18030: spot },
        other => other,
    })
}

/// Decodes bytes whose encoding is known. The byte-order mark of that encoding, if there, is left out.
pub fn decode_as(bytes: &[u8], encoding: Encoding) -> Result<Decoded, DecodeError> {
    let size = u32::try_from(bytes.len()).map_err(|_| DecodeError::TooLarge)?;
    let (text, origins) = match encoding {
        Encoding::Utf8 => utf8(bytes, 0)?,
        Encoding::Utf8Bom => utf8(bytes, mark_len(bytes, UTF8_MARK))?,
        Encoding::Utf16Le => utf16(bytes, mark_len(bytes, UTF16_LE_MARK), encoding, u16::from_le_bytes)?,
        Encoding::Utf16Be => utf16(bytes, mark_len(bytes, UTF16_BE_MARK), encoding, u16::from_be_bytes)?,
        Encoding::Gb18030 => gb18030(bytes, mark_len(bytes, GB18030_MARK), size)?,
    };
    // Two bytes of GB18030 or UTF-16 may be three of UTF-8.
    if u32::try_from(text.len()).is_err() {
        return Err(DecodeError::TooLarge);
    }
    Ok(Decoded { text, encoding, origins })
}

fn mark_len(bytes: &[u8], mark: &[u8]) -> usize {
    if bytes.starts_with(mark) { mark.len() } else { 0 }
}

/// The first byte that shows that no text is meant.
fn binary_at(bytes: &[u8]) -> Option<usize> {
    if let Some(nul) = memchr::memchr(0, bytes) {
        return Some(nul);
    }
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let controls = sample.iter().filter(|b| is_control(**b)).count();
    if controls <= FEW_CONTROLS || controls * CONTROL_SHARE <= sample.len() {
        return None;
    }
    sample.iter().position(|b| is_control(*b))
}

/// A control character that text does not hold: all but tabs, line ends and form feeds. Without a branch, so that
/// many bytes are looked at at a time.
pub(crate) const fn is_control(b: u8) -> bool {
    (b < 0x20) & (b != b'\t') & (b != b'\n') & (b != b'\r') & (b != 0x0C) | (b == 0x7F)
}

fn is_surely_utf8(bytes: &[u8], malformed: Spot) -> bool {
    let valid = usize::try_from(malformed.at).ok().and_then(|at| bytes.get(..at)).unwrap_or_default();
    valid.iter().filter(|&&b| b >= 0xC0).take(SURELY_UTF8).count() == SURELY_UTF8
}

fn utf8(bytes: &[u8], mark: usize) -> Result<(String, OriginMap), DecodeError> {
    let body = bytes.get(mark..).unwrap_or_default();
    // Several times as fast as the standard library's validation on Han text.
    let Some(raw) = UTF_8.decode_without_bom_handling_and_without_replacement(body) else {
        let at = mark + encoding_rs::Encoding::utf8_valid_up_to(body);
        let encoding = if mark == 0 { Encoding::Utf8 } else { Encoding::Utf8Bom };
        return Err(DecodeError::Malformed { encoding, spot: Spot::in_bytes(bytes, at) });
    };
    let mut out = Builder::new(mark);
    let mut from = 0;
    let mut returns = memchr::memchr_iter(b'\r', body).peekable();
    if returns.peek().is_none() {
        return Ok(out.finish_with(raw.into_owned()));
    }
    out.text.reserve(raw.len());
    for at in returns {
        out.text.push_str(raw.get(from..at).unwrap_or_default());
        out.text.push('\n');
        from = at + 1;
        if body.get(from) == Some(&b'\n') {
            from += 1;
            out.anchor(mark + from);
        }
    }
    out.text.push_str(raw.get(from..).unwrap_or_default());
    Ok(out.finish())
}

fn utf16(
    bytes: &[u8],
    mark: usize,
    encoding: Encoding,
    unit: fn([u8; 2]) -> u16,
) -> Result<(String, OriginMap), DecodeError> {
    let (pairs, odd) = bytes.get(mark..).unwrap_or_default().as_chunks::<2>();
    let mut out = Builder::new(mark);
    let mut at = mark;
    let mut after_return = false;
    for decoded in char::decode_utf16(pairs.iter().copied().map(unit)) {
        let Ok(c) = decoded else {
            return Err(DecodeError::Malformed { encoding, spot: out.spot(at) });
        };
        at += 2 * c.len_utf16();
        match c {
            '\n' if after_return => out.move_last_anchor(at),
            '\n' | '\r' => {
                out.text.push('\n');
                out.anchor(at);
            }
            _ => {
                out.text.push(c);
                if out.is_far() {
                    out.anchor(at);
                }
            }
        }
        after_return = c == '\r';
    }
    if !odd.is_empty() {
        return Err(DecodeError::Truncated { encoding, spot: out.spot(at) });
    }
    Ok(out.finish())
}

/// Line by line: CR and LF are never part of a longer sequence in GB18030.
fn gb18030(bytes: &[u8], mark: usize, size: u32) -> Result<(String, OriginMap), DecodeError> {
    let mut out = Builder::new(mark);
    // Most text is Han: two bytes become three.
    out.text.reserve(size as usize / 2 * 3);
    let mut from = mark;
    loop {
        let rest = bytes.get(from..).unwrap_or_default();
        let end = memchr::memchr2(b'\n', b'\r', rest);
        let line = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
        let Some(text) = GB18030.decode_without_bom_handling_and_without_replacement(line) else {
            let spot = Spot::in_bytes(bytes, from + gb18030_fault(line));
            return Err(DecodeError::Malformed { encoding: Encoding::Gb18030, spot });
        };
        push_gb18030_line(&mut out, &text, line, from);
        let Some(end) = end else { return Ok(out.finish()) };
        out.text.push('\n');
        from += end + if rest.get(end..end + 2) == Some(b"\r\n") { 2 } else { 1 };
        out.anchor(from);
    }
}

/// A line of so many bytes of text gets anchors in between.
const LONG_LINE: usize = 16 * 1024;

/// Adds `text`, decoded from `line` at byte `at`. Where a character stands in another form than the one an
/// encoder writes (as old GBK programs write € in one byte), its length could not be told from the text.
fn push_gb18030_line(out: &mut Builder, text: &str, line: &[u8], at: usize) {
    let (canonical, _, _) = GB18030.encode(text);
    if *canonical == *line && text.len() < LONG_LINE {
        out.text.push_str(text);
        return;
    }
    let mut rest = line;
    for c in text.chars() {
        out.text.push(c);
        let len = gb18030_sequence_len(rest);
        rest = rest.get(len..).unwrap_or_default();
        if out.is_far() || len != gb18030_width(c.encode_utf8(&mut [0; 4])) {
            out.anchor(at + line.len() - rest.len());
        }
    }
}

/// Where in a line that is not GB18030 the first wrong sequence begins.
fn gb18030_fault(line: &[u8]) -> usize {
    let mut decoder = GB18030.new_decoder_without_bom_handling();
    let size = decoder.max_utf8_buffer_length_without_replacement(line.len()).unwrap_or(0);
    match decoder.decode_to_utf8_without_replacement(line, &mut vec![0; size], true) {
        (DecoderResult::Malformed(bad, after), read, _) => {
            read.saturating_sub(usize::from(bad) + usize::from(after))
        }
        (_, read, _) => read,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes).unwrap().text
    }

    #[test]
    fn byte_order_marks_decide() {
        for (bytes, encoding) in [
            (&b"\xEF\xBB\xBF\xE7\x94\xB2"[..], Encoding::Utf8Bom),
            (&b"\xFF\xFE\x32\x75"[..], Encoding::Utf16Le),
            (&b"\xFE\xFF\x75\x32"[..], Encoding::Utf16Be),
            (&b"\x84\x31\x95\x33\xBC\xD7"[..], Encoding::Gb18030),
            (&b"\xE7\x94\xB2"[..], Encoding::Utf8),
            (&b"\xBC\xD7"[..], Encoding::Gb18030),
        ] {
            let decoded = decode(bytes).unwrap();
            assert_eq!((decoded.text.as_str(), decoded.encoding), ("甲", encoding));
        }
    }

    #[test]
    fn only_line_ends_change() {
        assert_eq!(text("\u{feff}甲\r\n\r乙\n\r丙　\t\u{feff}".as_bytes()), "甲\n\n乙\n\n丙　\t\u{feff}");
    }

    #[test]
    fn the_usual_file_has_one_anchor() {
        assert_eq!(decode("甲\n乙\n".as_bytes()).unwrap().origins.anchors, [(0, 0)]);
        assert_eq!(decode("甲\r乙".as_bytes()).unwrap().origins.anchors, [(0, 0)]);
        assert_eq!(decode("甲\r\n乙".as_bytes()).unwrap().origins.anchors, [(0, 0), (4, 5)]);
    }

    #[test]
    fn a_character_in_an_unusual_form_is_followed_by_an_anchor() {
        // € in one byte, then U+3000 in a second form of the same length.
        let decoded = decode(b"\xBC\xD7\x80\xA3\xA0\xD2\xD2").unwrap();
        assert_eq!(decoded.text, "甲€\u{3000}乙");
        assert_eq!(decoded.origins.anchors, [(0, 0), (6, 3)]);
    }

    #[test]
    fn binary_files_are_refused() {
        assert_eq!(decode("甲\n\0".as_bytes()), Err(DecodeError::Binary(Spot { at: 4, line: 2 })));
        let controls = [b"text".as_slice(), &[1; 40]].concat();
        assert_eq!(decode(&controls), Err(DecodeError::Binary(Spot { at: 4, line: 1 })));
        assert_eq!(text("甲\u{1}乙".as_bytes()), "甲\u{1}乙");
        assert_eq!(decode(b"\xFF\xFE\0\0\x32\x75\0\0"), Err(DecodeError::Utf32));
    }

    #[test]
    fn damage_is_placed() {
        let malformed =
            |encoding, at, line| Err(DecodeError::Malformed { encoding, spot: Spot { at, line } });
        assert_eq!(decode(b"\xEF\xBB\xBFa\nb\xFF"), malformed(Encoding::Utf8Bom, 6, 2));
        assert_eq!(decode(b"\xFF\xFEa\0\n\0\x00\xD8b\0"), malformed(Encoding::Utf16Le, 6, 2));
        assert_eq!(decode(b"\xFE\xFF\0a\xDC\x00"), malformed(Encoding::Utf16Be, 4, 1));
        assert_eq!(
            decode(b"\xFF\xFEa\0b"),
            Err(DecodeError::Truncated { encoding: Encoding::Utf16Le, spot: Spot { at: 4, line: 1 } })
        );
        assert_eq!(
            decode(b"\xBC\xD7\n\xBC\xD7\xFF"),
            Err(DecodeError::Unknown { utf8: Spot { at: 0, line: 1 }, gb18030: Spot { at: 5, line: 2 } })
        );
    }

    #[test]
    fn damaged_utf8_is_not_taken_for_gb18030() {
        let mut bytes = "清河区位于青石山南麓全区总面积约三百平方公里".as_bytes().to_vec();
        bytes.extend(b"\x80\x80");
        let at = bytes.len() as u64 - 2;
        assert_eq!(
            decode(&bytes),
            Err(DecodeError::Malformed { encoding: Encoding::Utf8, spot: Spot { at, line: 1 } })
        );
    }
}
