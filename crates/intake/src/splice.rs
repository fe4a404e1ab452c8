//! Edits of the text, put into the original bytes. What no edit names stays as it is, byte for byte.

use std::borrow::Cow;

use encoding_rs::{EncoderResult, GB18030};
use kanwu_text::{Edit, Encoding, Source, SourceSpan};

use crate::decode::{Decoded, decode_as};
use crate::error::WriteError;
use crate::origin::offset;

/// Puts edits into text in any encoding.
pub(crate) fn write_text(
    original: &[u8],
    source: &Source,
    edits: &[Edit<SourceSpan>],
) -> Result<Vec<u8>, WriteError> {
    // Decoded anew: a file changed meanwhile would be spliced at wrong places.
    let decoded = decode_as(original, source.encoding).map_err(|_| WriteError::Changed)?;
    if decoded.text != source.text {
        return Err(WriteError::Changed);
    }
    check(&decoded.text, edits)?;
    let mut out = Splice { encoding: decoded.encoding, bytes: Vec::with_capacity(original.len()) };
    let mut kept = 0;
    for edit in edits {
        let gone = original_range(&decoded, edit.at);
        out.push(original.get(kept..gone.start).unwrap_or_default());
        out.push(&encode(&edit.content, line_end_near(original, &decoded, edit.at), decoded.encoding)?);
        kept = gone.end;
    }
    out.push(original.get(kept..).unwrap_or_default());
    Ok(out.bytes)
}

pub(crate) fn check(text: &str, edits: &[Edit<SourceSpan>]) -> Result<(), WriteError> {
    let mut end = 0;
    for edit in edits {
        if text.get(edit.at.range()).is_none() {
            return Err(WriteError::OutsideText(edit.at));
        }
        if edit.at.start < end {
            return Err(WriteError::Overlap(edit.at));
        }
        end = edit.at.end;
    }
    Ok(())
}

fn original_range(decoded: &Decoded, span: SourceSpan) -> std::ops::Range<usize> {
    let original = |at| {
        let at = offset(&decoded.text, decoded.encoding, &decoded.origins, at);
        usize::try_from(at).unwrap_or(usize::MAX)
    };
    original(span.start)..original(span.end)
}

/// The line end in use at `span`, as it is encoded: one inside it, else the one before, else the one after.
fn line_end_near<'o>(original: &'o [u8], decoded: &Decoded, span: SourceSpan) -> Option<&'o [u8]> {
    let bytes = decoded.text.as_bytes();
    let (start, end) = (span.start as usize, span.end as usize);
    let at = memchr::memchr(b'\n', bytes.get(start..end)?)
        .map(|i| start + i)
        .or_else(|| memchr::memrchr(b'\n', bytes.get(..start)?))
        .or_else(|| memchr::memchr(b'\n', bytes.get(end..)?).map(|i| end + i))?;
    original.get(original_range(decoded, SourceSpan::of(at..at + 1)))
}

/// `content` in `encoding`, with `line_end`, which is encoded already, for each of its line ends.
fn encode(content: &str, line_end: Option<&[u8]>, encoding: Encoding) -> Result<Vec<u8>, WriteError> {
    let line_end = match line_end {
        Some(found) => Cow::Borrowed(found),
        None => Cow::Owned(encode_line("\n", encoding)?),
    };
    let content = content.replace("\r\n", "\n").replace('\r', "\n");
    let mut out = Vec::with_capacity(content.len());
    for (i, line) in content.split('\n').enumerate() {
        if i > 0 {
            out.extend_from_slice(&line_end);
        }
        out.extend(encode_line(line, encoding)?);
    }
    Ok(out)
}

fn encode_line(text: &str, encoding: Encoding) -> Result<Vec<u8>, WriteError> {
    match encoding {
        Encoding::Utf8 | Encoding::Utf8Bom => Ok(text.as_bytes().to_vec()),
        Encoding::Utf16Le => Ok(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        Encoding::Utf16Be => Ok(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        Encoding::Gb18030 => gb18030(text),
    }
}

fn gb18030(text: &str) -> Result<Vec<u8>, WriteError> {
    let (bytes, _, has_unencodable) = GB18030.encode(text);
    if !has_unencodable {
        return Ok(bytes.into_owned());
    }
    let mut encoder = GB18030.new_encoder();
    let size = encoder.max_buffer_length_from_utf8_without_replacement(text.len()).unwrap_or(0);
    match encoder.encode_from_utf8_without_replacement(text, &mut vec![0; size], true) {
        (EncoderResult::Unmappable(character), ..) => {
            Err(WriteError::Unencodable { character, encoding: Encoding::Gb18030 })
        }
        _ => Ok(bytes.into_owned()),
    }
}

/// Pieces put one after the other.
struct Splice {
    encoding: Encoding,
    bytes: Vec<u8>,
}

impl Splice {
    /// Adds a piece. A CR that was a line end by itself and now stands before an LF would become one line
    /// end with it; a second CR keeps the two apart (CR, CR LF).
    fn push(&mut self, piece: &[u8]) {
        let (cr, lf): (&[u8], &[u8]) = match self.encoding {
            Encoding::Utf16Le => (b"\r\0", b"\n\0"),
            Encoding::Utf16Be => (b"\0\r", b"\0\n"),
            _ => (b"\r", b"\n"),
        };
        if piece.starts_with(lf) && self.bytes.ends_with(cr) {
            self.bytes.extend_from_slice(cr);
        }
        self.bytes.extend_from_slice(piece);
    }
}

#[cfg(test)]
mod tests {
    use kanwu_text::{Format, Lang};

    use super::*;
    use crate::{read_bytes, write};

    fn edit(span: std::ops::Range<usize>, content: &str) -> Edit<SourceSpan> {
        Edit::new(SourceSpan::of(span), content.to_owned())
    }

    fn written(original: &[u8], edits: &[Edit<SourceSpan>]) -> Result<Vec<u8>, WriteError> {
        let source = read_bytes(original, "a.txt", Format::Plain).unwrap();
        write(original, &source, edits)
    }

    #[test]
    fn only_the_named_bytes_change() {
        let original = "\u{feff}甲\r\n乙,丙\r丁\n".as_bytes();
        let got = written(original, &[edit(7..8, "，")]).unwrap();
        assert_eq!(String::from_utf8(got).unwrap(), "\u{feff}甲\r\n乙，丙\r丁\n");
    }

    #[test]
    fn inserted_line_ends_follow_their_neighbours() {
        let got = |original: &[u8], at: usize| written(original, &[edit(at..at, "x\ny")]).unwrap();
        assert_eq!(got(b"a\r\nb", 3), b"a\r\nbx\r\ny");
        assert_eq!(got(b"a\rb\nc", 2), b"a\rx\ryb\nc");
        assert_eq!(got(b"ab\r\n", 1), b"ax\r\nyb\r\n");
        assert_eq!(got(b"ab", 1), b"ax\nyb");
        assert_eq!(got(b"\xFF\xFEa\0\r\0\n\0", 0), b"\xFF\xFEx\0\r\0\n\0y\0a\0\r\0\n\0");
        assert_eq!(written(b"a\nb\r\nc", &[edit(3..4, "\r\n\r")]).unwrap(), b"a\nb\r\n\r\nc");
    }

    #[test]
    fn a_lone_return_does_not_swallow_the_line_end_behind_it() {
        assert_eq!(written(b"a\rx\nb", &[edit(2..3, "")]).unwrap(), b"a\r\r\nb");
    }

    #[test]
    fn gb18030_stays_gb18030() {
        // 甲 € (one byte) 乙
        assert_eq!(written(b"\xBC\xD7\x80\xD2\xD2", &[edit(6..9, "丙")]).unwrap(), b"\xBC\xD7\x80\xB1\xFB");
        let error = written(b"\xBC\xD7", &[edit(0..0, "丙\u{e5e5}")]).unwrap_err();
        assert_eq!(error, WriteError::Unencodable { character: '\u{e5e5}', encoding: Encoding::Gb18030 });
        assert!(error.message(Lang::Zh).contains("gb18030"));
    }

    #[test]
    fn edits_must_lie_in_order_on_characters() {
        let wrong = |edits: &[Edit<SourceSpan>]| written("甲乙".as_bytes(), edits).unwrap_err();
        assert_eq!(wrong(&[edit(1..3, "")]), WriteError::OutsideText(SourceSpan::new(1, 3)));
        assert_eq!(wrong(&[edit(6..9, "")]), WriteError::OutsideText(SourceSpan::new(6, 9)));
        assert_eq!(wrong(&[edit(0..6, ""), edit(3..6, "")]), WriteError::Overlap(SourceSpan::new(3, 6)));
        assert_eq!(wrong(&[edit(3..6, ""), edit(0..3, "")]), WriteError::Overlap(SourceSpan::new(0, 3)));
    }

    #[test]
    fn a_changed_file_is_left_alone() {
        let source = read_bytes("甲".as_bytes(), "a.md", Format::Markdown).unwrap();
        assert_eq!(write("乙".as_bytes(), &source, &[]), Err(WriteError::Changed));
        assert_eq!(write(b"\xFF", &source, &[]), Err(WriteError::Changed));
    }
}
