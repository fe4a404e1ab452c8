//! Finding Han numerals fast: one bit a character.

/// Characters of which Han numerals are made. ○ is not among them: it only stands between others.
const NUMERALS: &[char] = &[
    '〇', '零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '亿', '两',
    '廿', '卅', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖', '拾', '佰', '仟',
];

const FIRST: u32 = 0x4e00;
const WORDS: usize = (0x9fff - FIRST as usize) / 64 + 1;

static BITS: [u64; WORDS] = bits();

const fn bits() -> [u64; WORDS] {
    let mut bits = [0; WORDS];
    let mut i = 0;
    while i < NUMERALS.len() {
        let code = NUMERALS[i] as u32;
        if code >= FIRST {
            let at = code - FIRST;
            bits[at as usize / 64] |= 1 << (at % 64);
        }
        i += 1;
    }
    bits
}

fn code_is_numeral(code: u32) -> bool {
    let at = code.wrapping_sub(FIRST);
    match BITS.get(at as usize / 64) {
        Some(word) => word >> (at % 64) & 1 == 1,
        None => code == '〇' as u32,
    }
}

/// Whether `c` is a Han numeral character.
pub(crate) fn is_numeral(c: char) -> bool {
    code_is_numeral(c as u32)
}

/// The first numeral character in bytes `from..to` of `text`, which are Han.
pub(crate) fn find_numeral(text: &str, from: usize, to: usize) -> Option<usize> {
    let mut from = from;
    loop {
        let (threes, _) = text.as_bytes().get(from..to)?.as_chunks::<3>();
        let at = threes.iter().position(|[lead, b, c]| {
            let code = u32::from(lead & 0x0f) << 12 | u32::from(b & 0x3f) << 6 | u32::from(c & 0x3f);
            *lead >= 0xf0 || code_is_numeral(code)
        })?;
        if threes[at][0] < 0xf0 {
            return Some(from + 3 * at);
        }
        // A rare character of four bytes.
        from += 3 * at + 4;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_numeral_is_known_and_nothing_else_nearby() {
        for c in NUMERALS {
            assert!(is_numeral(*c), "{c}");
        }
        for c in "年人丁七士干丈".chars() {
            assert_eq!(is_numeral(c), c == '七', "{c}");
        }
        assert_eq!(find_numeral("建设二〇年", 0, 15), Some(6));
        assert_eq!(find_numeral("建𠀀设〇年", 0, 16), Some(10));
        assert_eq!(find_numeral("建设", 0, 6), None);
    }
}
