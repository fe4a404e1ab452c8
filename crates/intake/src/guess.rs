//! Encodings that are not read, told from those that are, so that the message can name them.

use encoding_rs::BIG5;

/// How many bytes are looked at.
const SAMPLE: usize = 64 * 1024;

/// Double bytes in which a choice can be made.
const FEWEST: usize = 4;

/// Whether bytes that may be GB18030 are Big5, in which traditional text is written in Taiwan and Hong Kong.
///
/// In Big5 a third of the second bytes of common characters lie below 0x7F, and the first bytes of nearly all lie in
/// 0xA1 to 0xC6. In GB 2312 no second byte lies there; in the rest of GBK the first bytes lie elsewhere.
pub(crate) fn is_big5(bytes: &[u8]) -> bool {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let (mut all, mut low, mut common) = (0_usize, 0_usize, 0_usize);
    let mut rest = sample;
    while let [first, after @ ..] = rest {
        rest = match (first, after) {
            (0x81..=0xFE, [second, after @ ..]) if matches!(second, 0x40..=0x7E | 0x80..=0xFE) => {
                all += 1;
                low += usize::from(*second < 0x7F);
                common += usize::from(matches!(first, 0xA1..=0xC6));
                after
            }
            _ => after,
        };
    }
    all >= FEWEST
        && low * 5 >= all
        && common * 20 >= all * 17
        && BIG5.decode_without_bom_handling_and_without_replacement(bytes).is_some()
}

/// Whether bytes with zeros in them are UTF-16 without a byte-order mark: nearly all characters are such as stand in
/// Chinese text.
pub(crate) fn is_utf16(bytes: &[u8]) -> bool {
    let (pairs, odd) = bytes.get(..SAMPLE).unwrap_or(bytes).as_chunks::<2>();
    let usual = |unit: u16| matches!(unit, 0x09..=0x0D | 0x20..=0x7E | 0x2010..=0x2040 | 0x3000..=0x303F | 0x4E00..=0x9FFF | 0xFF00..=0xFF60);
    let most = |unit: fn([u8; 2]) -> u16| {
        let found = pairs.iter().filter(|pair| usual(unit(**pair))).count();
        pairs.len() >= FEWEST && found * 20 >= pairs.len() * 19
    };
    odd.is_empty() && (most(u16::from_le_bytes) || most(u16::from_be_bytes))
}

#[cfg(test)]
mod tests {
    use encoding_rs::{Encoding, GB18030};

    use super::*;
    use crate::{DecodeError, decode};

    const SIMPLIFIED: &str = "全区实现生产总值100亿元，比上年增长5%。望花街道举办培训班12期。";
    const TRADITIONAL: &str = "全區實現生產總值100億元，比上年增長5%。望花街道舉辦培訓班12期。";

    fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
        encoding.encode(text).0.into_owned()
    }

    #[test]
    fn big5_is_told_from_gb18030() {
        assert_eq!(decode(&encoded(TRADITIONAL, BIG5)), Err(DecodeError::Big5));
        assert_eq!(decode(&encoded("大事記，臺北", BIG5)), Err(DecodeError::Big5));
        for text in [SIMPLIFIED, TRADITIONAL, "望花区，甲€乙", "囍鎔堃喆", "〇二三四五"] {
            assert_eq!(decode(&encoded(text, GB18030)).unwrap().text, text);
        }
    }

    #[test]
    fn utf16_without_a_mark_is_named() {
        let text = "第一行，甲。\n第二行5%\n";
        let le: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let be: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&le), Err(DecodeError::Utf16Unmarked));
        assert_eq!(decode(&be), Err(DecodeError::Utf16Unmarked));
        assert!(matches!(decode(b"a\0\xFE\x01\x02\x03\xC0\x80"), Err(DecodeError::Binary(_))));
    }
}
