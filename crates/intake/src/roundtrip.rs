//! Properties of reading and writing: any text, in any encoding, with any line ends.

use encoding_rs::GB18030;
use kanwu_text::{Edit, Encoding, Format, Origin, Source, SourceSpan};
use proptest::prelude::*;

use crate::{DecodeError, decode, decode_as, original_offset, read_bytes, write};

/// Text as a test wants it in a file: characters and line ends, each with its bytes.
#[derive(Clone, Debug)]
struct Original {
    encoding: Encoding,
    /// What each piece decodes to, and its bytes.
    pieces: Vec<(char, Vec<u8>)>,
}

impl Original {
    fn mark(&self) -> &'static [u8] {
        match self.encoding {
            Encoding::Utf8 | Encoding::Gb18030 => b"",
            Encoding::Utf8Bom => b"\xEF\xBB\xBF",
            Encoding::Utf16Le => b"\xFF\xFE",
            Encoding::Utf16Be => b"\xFE\xFF",
        }
    }

    fn bytes(&self) -> Vec<u8> {
        self.pieces.iter().fold(self.mark().to_vec(), |mut all, (_, bytes)| {
            all.extend(bytes);
            all
        })
    }

    fn text(&self) -> String {
        self.pieces.iter().map(|(c, _)| c).collect()
    }

    fn source(&self) -> Source {
        read_bytes(&self.bytes(), "稿.txt", Format::Plain).unwrap()
    }
}

fn encoded(text: &str, encoding: Encoding) -> Vec<u8> {
    match encoding {
        Encoding::Utf8 | Encoding::Utf8Bom => text.as_bytes().to_vec(),
        Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        Encoding::Gb18030 => GB18030.encode(text).0.into_owned(),
    }
}

fn encodings() -> impl Strategy<Value = Encoding> {
    prop::sample::select(vec![
        Encoding::Utf8,
        Encoding::Utf8Bom,
        Encoding::Utf16Le,
        Encoding::Utf16Be,
        Encoding::Gb18030,
    ])
}

fn characters() -> impl Strategy<Value = char> {
    let usual =
        prop::sample::select("甲乙〇，“”—％1aé€·　\t\u{c}\u{200b}\u{20000}".chars().collect::<Vec<_>>());
    // What no file of text holds, what is a line end, and what GB18030 lacks.
    let any = any::<char>().prop_filter("text", |c| !c.is_control() && !matches!(c, '\u{feff}' | '\u{e5e5}'));
    prop_oneof![4 => usual, 1 => any]
}

fn piece(encoding: Encoding) -> impl Strategy<Value = (char, Vec<u8>)> {
    let line_end =
        prop::sample::select(vec!["\n", "\r\n", "\r"]).prop_map(move |end| ('\n', encoded(end, encoding)));
    let character = characters().prop_map(move |c| (c, encoded(c.encode_utf8(&mut [0; 4]), encoding)));
    // Forms that old programs write and encoders do not: € in one byte, a second U+3000.
    let odd = prop::sample::select(vec![('€', vec![0x80]), ('\u{3000}', vec![0xA3, 0xA0])]);
    let odd_weight = u32::from(encoding == Encoding::Gb18030);
    prop_oneof![8 => line_end, 8 => character, odd_weight => odd]
}

fn originals() -> impl Strategy<Value = Original> {
    encodings()
        .prop_flat_map(|encoding| {
            prop::collection::vec(piece(encoding), 0..40).prop_map(move |pieces| (encoding, pieces))
        })
        .prop_map(|(encoding, mut pieces)| {
            if encoding == Encoding::Gb18030 {
                // Never valid UTF-8, so that the encoding is told apart however short the text is.
                pieces.insert(0, ('啊', vec![0xB0, 0xA1]));
            }
            // CR and LF drawn one after the other are one line end.
            let mut joined: Vec<(char, Vec<u8>)> = Vec::new();
            for (c, bytes) in pieces {
                match joined.last_mut() {
                    Some((_, last))
                        if *last == encoded("\r", encoding) && bytes == encoded("\n", encoding) =>
                    {
                        last.extend(bytes);
                    }
                    _ => joined.push((c, bytes)),
                }
            }
            Original { encoding, pieces: joined }
        })
}

/// Edits as random cuts of the text, some of them of no length.
fn edits(text: &str, cuts: &[(prop::sample::Index, String)]) -> Vec<Edit<SourceSpan>> {
    let places: Vec<usize> = text.char_indices().map(|(i, _)| i).chain([text.len()]).collect();
    let mut chosen: Vec<usize> = cuts.iter().map(|(index, _)| *index.get(&places)).collect();
    chosen.sort_unstable();
    let spans = chosen.chunks_exact(2).map(|pair| SourceSpan::of(pair[0]..pair[1]));
    spans.zip(cuts).map(|(span, (_, content))| Edit::new(span, content.clone())).collect()
}

fn edited(text: &str, edits: &[Edit<SourceSpan>]) -> String {
    let mut out = String::new();
    let mut kept = 0;
    for edit in edits {
        out.push_str(&text[kept..edit.at.start as usize]);
        out.push_str(&edit.content);
        kept = edit.at.end as usize;
    }
    out + &text[kept..]
}

proptest! {
    #[test]
    fn text_and_encoding_are_found(original in originals()) {
        let decoded = decode(&original.bytes()).unwrap();
        prop_assert_eq!(decoded.text, original.text());
        prop_assert_eq!(decoded.encoding, original.encoding);
    }

    #[test]
    fn each_character_finds_its_bytes(original in originals()) {
        let source = original.source();
        let mut at = original.mark().len() as u64;
        let mut text = 0;
        for (c, bytes) in &original.pieces {
            prop_assert_eq!(original_offset(&source, text), Some(at));
            text += c.len_utf8() as u32;
            at += bytes.len() as u64;
        }
        prop_assert_eq!(original_offset(&source, text), Some(at));
    }

    #[test]
    fn no_edits_change_nothing(original in originals()) {
        let bytes = original.bytes();
        prop_assert_eq!(write(&bytes, &original.source(), &[]), Ok(bytes));
    }

    #[test]
    fn edits_change_what_they_name_and_nothing_else(
        original in originals(),
        cuts in prop::collection::vec((any::<prop::sample::Index>(), "[甲，1\n]{0,4}"), 0..6),
    ) {
        let (text, bytes, source) = (original.text(), original.bytes(), original.source());
        let edits = edits(&text, &cuts);
        let got = write(&bytes, &source, &edits).unwrap();
        prop_assert_eq!(decode_as(&got, original.encoding).unwrap().text, edited(&text, &edits));

        // The kept pieces are found again, in order, each after the other.
        let mut kept = 0;
        let mut rest = &got[..];
        for edit in &edits {
            let piece = &bytes[kept..original_offset(&source, edit.at.start).unwrap() as usize];
            let at = rest.windows(piece.len().max(1)).position(|w| w.starts_with(piece));
            prop_assert!(piece.is_empty() || at.is_some());
            rest = &rest[at.unwrap_or(0) + piece.len()..];
            kept = original_offset(&source, edit.at.end).unwrap() as usize;
        }
        prop_assert!(rest.ends_with(&bytes[kept..]));
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), format in 0..3) {
        let format = [Format::Markdown, Format::Plain, Format::Docx][format as usize];
        if let Ok(source) = read_bytes(&bytes, "a.md", format) {
            prop_assert_eq!(original_offset(&source, u32::MAX), Some(bytes.len() as u64));
            prop_assert_eq!(write(&bytes, &source, &[]), Ok(bytes));
        }
    }

    #[test]
    fn no_text_bytes_panic_in_any_encoding(
        bytes in prop::collection::vec(prop_oneof![Just(b'\r'), Just(b'\n'), 0x80..=0xFFu8, b'0'..b'z'], 0..60),
        encoding in encodings(),
    ) {
        match decode_as(&bytes, encoding) {
            Ok(decoded) => {
                let source = {
                    let mut source = Source::new("a.md", Format::Plain, decoded.text);
                    source.encoding = encoding;
                    source.origin = Origin::Bytes(decoded.origins);
                    source
                };
                prop_assert_eq!(original_offset(&source, u32::MAX), Some(bytes.len() as u64));
                prop_assert_eq!(write(&bytes, &source, &[]), Ok(bytes));
            }
            Err(DecodeError::Malformed { spot, .. } | DecodeError::Truncated { spot, .. }) => {
                prop_assert!((spot.at as usize) < bytes.len());
                // All before the spot is right.
                prop_assert!(decode_as(&bytes[..spot.at as usize], encoding).is_ok());
            }
            Err(other) => prop_assert!(false, "{other}"),
        }
    }

    #[test]
    fn truncated_utf8_is_placed_or_taken_for_gb18030(text in "[甲乙丙，é\n]{0,30}", last in "[甲é𠀀]") {
        let mut bytes = (text.clone() + &last).into_bytes();
        bytes.pop();
        match decode(&bytes) {
            Ok(decoded) => prop_assert_eq!(decoded.encoding, Encoding::Gb18030),
            Err(DecodeError::Malformed { encoding, spot }) => {
                prop_assert_eq!(encoding, Encoding::Utf8);
                prop_assert_eq!(spot.at, text.len() as u64);
            }
            Err(DecodeError::Unknown { utf8, .. }) => prop_assert_eq!(utf8.at, text.len() as u64),
            Err(other) => prop_assert!(false, "{other}"),
        }
    }
}
