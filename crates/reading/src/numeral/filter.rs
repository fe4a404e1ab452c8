//! Finding Han numerals fast: one bit a character. ○ is not among them: it only stands between others.

use crate::table::numerals::{DIGIT, PLACE, TENS};

const FIRST: u32 = 0x4e00;
const WORDS: usize = (0x9fff - FIRST as usize) / 64 + 1;

static BITS: [u64; WORDS] = bits();

/// The character of a row, which has three bytes in UTF-8.
const fn code(char: &str) -> u32 {
    let bytes = char.as_bytes();
    (bytes[0] as u32 & 0x0f) << 12 | (bytes[1] as u32 & 0x3f) << 6 | bytes[2] as u32 & 0x3f
}

const fn bits() -> [u64; WORDS] {
    let mut bits = [0; WORDS];
    let mut i = 0;
    while i < DIGIT.len() + PLACE.len() + TENS.len() {
        let char = if i < DIGIT.len() {
            DIGIT[i].char
        } else if i < DIGIT.len() + PLACE.len() {
            PLACE[i - DIGIT.len()].char
        } else {
            TENS[i - DIGIT.len() - PLACE.len()].char
        };
        let code = code(char);
        if code >= FIRST {
            let at = code - FIRST;
            bits[at as usize / 64] |= 1 << (at % 64);
        }
        i += 1;
    }
    bits
}

static DIGITS: [(u32, u8); DIGIT.len()] = {
    let mut all = [(0, 0); DIGIT.len()];
    let mut i = 0;
    while i < DIGIT.len() {
        all[i] = (code(DIGIT[i].char), DIGIT[i].value as u8);
        i += 1;
    }
    all
};

static PLACES: [(u32, u32); PLACE.len()] = {
    let mut all = [(0, 0); PLACE.len()];
    let mut i = 0;
    while i < PLACE.len() {
        all[i] = (code(PLACE[i].char), PLACE[i].power as u32);
        i += 1;
    }
    all
};

/// The value of a Han digit.
pub(crate) fn digit(c: char) -> Option<u8> {
    if c == '○' {
        return Some(0);
    }
    DIGITS.iter().find(|(code, _)| *code == c as u32).map(|(_, value)| *value)
}

/// The power of ten of a place.
pub(crate) fn place(c: char) -> Option<u32> {
    PLACES.iter().find(|(code, _)| *code == c as u32).map(|(_, power)| *power)
}

/// Whether `c` is 十, 百, 千, 万, 亿.
pub(crate) fn is_place(c: char) -> bool {
    place(c).is_some()
}

/// How many tens 廿 or 卅 is.
pub(crate) fn tens(c: char) -> Option<i128> {
    TENS.iter().find(|row| code(row.char) == c as u32).map(|row| i128::from(row.value / 10))
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
        let chars = DIGIT.iter().map(|row| row.char).chain(PLACE.iter().map(|row| row.char));
        for c in chars.flat_map(str::chars) {
            assert!(is_numeral(c), "{c}");
        }
        assert_eq!(["〇", "壹", "亿", "卅"].map(|c| is_numeral(c.chars().next().unwrap())), [true; 4]);
        for c in "年人丁七士干丈".chars() {
            assert_eq!(is_numeral(c), c == '七', "{c}");
        }
        assert_eq!(find_numeral("建设二〇年", 0, 15), Some(6));
        assert_eq!(find_numeral("建𠀀设〇年", 0, 16), Some(10));
        assert_eq!(find_numeral("建设", 0, 6), None);
    }
}
