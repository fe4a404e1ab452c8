//! Han numerals: 二〇二二, 二十五, 三四百, 一点二亿.

use rust_decimal::Decimal;

use super::filter::{digit, is_numeral, is_place, place, tens};
use crate::view::View;

/// How a Han numeral is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HanStyle {
    /// Digit by digit: 二〇二二.
    Digits,
    /// With places: 二十五; also a single digit.
    Positional,
    /// Only a place: 百, 千, 百万.
    PlaceOnly,
}

/// What a Han numeral says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HanNumeral {
    /// Its value; of an approximate pair (三四百) the lower one.
    pub value: Decimal,
    /// The higher value of an approximate pair.
    pub upper: Option<Decimal>,
    /// How it is written.
    pub style: HanStyle,
}

/// Reads all of `text` as a Han numeral.
pub fn parse_han(text: &str) -> Option<HanNumeral> {
    let chars = Chars::of(text)?;
    let numeral = chars.numeral()?;
    (chars.bytes == text.len()).then_some(numeral)
}

/// A numeral and the byte where it ends.
#[derive(Clone, Copy)]
pub(crate) struct HanRead {
    pub numeral: HanNumeral,
    pub end: usize,
    /// Characters read.
    pub chars: usize,
}

/// The longest numeral at byte `at`.
pub(crate) fn read_han(view: View, at: usize) -> Option<HanRead> {
    let mut chars = Chars::of(view.rest(at))?;
    loop {
        if let Some(numeral) = chars.numeral() {
            return Some(HanRead { numeral, end: at + chars.bytes, chars: chars.len });
        }
        chars.pop()?;
    }
}

/// Longest numeral that is read, in characters.
const LONGEST: usize = 40;

/// The numeral characters at the start of a text.
struct Chars {
    chars: [char; LONGEST],
    len: usize,
    bytes: usize,
}

impl Chars {
    fn of(text: &str) -> Option<Chars> {
        let mut found = Chars { chars: ['\0'; LONGEST], len: 0, bytes: 0 };
        let mut ahead = text.chars().peekable();
        while let Some(c) = ahead.next() {
            let inside = found.len > 0 && ahead.peek().is_some_and(|n| is_numeral(*n));
            let joins = (c == '○' || c == '点') && inside;
            if !(is_numeral(c) || joins) {
                break;
            }
            let slot = found.chars.get_mut(found.len)?;
            *slot = c;
            found.len += 1;
            found.bytes += c.len_utf8();
        }
        (found.len > 0).then_some(found)
    }

    fn pop(&mut self) -> Option<()> {
        self.len = self.len.checked_sub(1).filter(|n| *n > 0)?;
        self.bytes -= self.chars[self.len].len_utf8();
        Some(())
    }

    fn numeral(&self) -> Option<HanNumeral> {
        let chars = &self.chars[..self.len];
        if matches!(chars.last(), Some('点' | '○')) {
            return None;
        }
        match chars.iter().position(|c| *c == '点') {
            Some(point) => decimal(&chars[..point], &chars[point + 1..]),
            None => whole(chars),
        }
    }
}

fn whole(chars: &[char]) -> Option<HanNumeral> {
    let last = chars.len().checked_sub(1)?;
    for (i, c) in chars.iter().enumerate() {
        // 两 opens a numeral, stands before a place, or makes the pair 一两; elsewhere it is the unit of mass.
        let opens = i == 0 || chars[i - 1] == '一' || chars.get(i + 1).and_then(|n| place(*n)).is_some();
        if *c == '两' && !opens {
            return None;
        }
    }
    if chars.iter().any(|c| is_place(*c) || tens(*c).is_some()) {
        return positional(chars);
    }
    let digits = || chars.iter().filter_map(|c| digit(*c));
    if last == 0 {
        let value = Decimal::from(digits().next()?);
        return Some(HanNumeral { value, upper: None, style: HanStyle::Positional });
    }
    if let [a, b] = [digits().next()?, digits().nth(1)?]
        && last == 1
        && is_pair(a, b)
    {
        return Some(HanNumeral {
            value: Decimal::from(a),
            upper: Some(Decimal::from(b)),
            style: HanStyle::Positional,
        });
    }
    if chars.contains(&'两') {
        return None;
    }
    let value = digits().try_fold(0i128, |n, d| n.checked_mul(10)?.checked_add(i128::from(d)))?;
    let value = Decimal::try_from_i128_with_scale(value, 0).ok()?;
    Some(HanNumeral { value, upper: None, style: HanStyle::Digits })
}

/// Two digits that together say “about”: neighbours, and 三五.
fn is_pair(a: u8, b: u8) -> bool {
    a > 0 && (b == a + 1 || (a, b) == (3, 5))
}

fn positional(chars: &[char]) -> Option<HanNumeral> {
    let pair = chars.windows(2).position(|w| match (digit(w[0]), digit(w[1])) {
        (Some(a), Some(b)) => is_pair(a, b),
        _ => false,
    });
    let style = match chars.iter().all(|c| place(*c).is_some_and(|p| p > 1)) {
        true => HanStyle::PlaceOnly,
        false => HanStyle::Positional,
    };
    let number = |skip: Option<usize>| {
        let kept = chars.iter().enumerate().filter(|(i, _)| Some(*i) != skip).map(|(_, c)| *c);
        Decimal::try_from_i128_with_scale(places(kept)?, 0).ok()
    };
    Some(match pair {
        None => HanNumeral { value: number(None)?, upper: None, style },
        Some(at) => HanNumeral { value: number(Some(at + 1))?, upper: Some(number(Some(at))?), style },
    })
}

/// The state of reading a numeral with places.
#[derive(Default)]
struct Places {
    /// What stands before 亿, times 亿.
    hundred_millions: i128,
    /// What stands before 万, times 万.
    ten_thousands: i128,
    /// Below 万.
    section: i128,
    digit: Option<i128>,
    zero: bool,
    /// Power of the last place read.
    last: Option<u32>,
}

impl Places {
    fn digit(&mut self, value: i128) -> Option<()> {
        if self.digit.is_some() {
            return None;
        }
        match value {
            0 => self.zero = true,
            _ => self.digit = Some(value),
        }
        Some(())
    }

    fn place(&mut self, power: u32) -> Option<()> {
        let alone = self.last.is_none() && !self.zero;
        match power {
            1..4 => {
                let falls = match self.last {
                    None => true,
                    Some(last) => last > power,
                };
                let count = match self.digit.take() {
                    Some(digit) => digit,
                    None if alone || power == 1 => 1,
                    None => return None,
                };
                if !falls {
                    return None;
                }
                self.section += count * 10i128.pow(power);
            }
            4 => {
                self.section += self.digit.take().unwrap_or(0);
                if self.section == 0 && alone {
                    self.section = 1;
                }
                if self.section == 0 || self.ten_thousands != 0 {
                    return None;
                }
                self.ten_thousands = self.section * 10_000;
                self.section = 0;
            }
            _ => {
                let below = self.ten_thousands + self.section + self.digit.take().unwrap_or(0);
                let all = self.hundred_millions.checked_add(below)?;
                let all = if all == 0 && alone { 1 } else { all };
                if all == 0 {
                    return None;
                }
                self.hundred_millions = all.checked_mul(100_000_000)?;
                (self.ten_thousands, self.section) = (0, 0);
            }
        }
        self.zero = false;
        self.last = Some(power);
        Some(())
    }

    fn value(mut self) -> Option<i128> {
        if let Some(digit) = self.digit {
            // 三千五 is 3500: a last digit right after a place counts the next lower one.
            let power = match self.last {
                Some(last) if last > 1 && !self.zero => last - 1,
                _ => 0,
            };
            self.section += digit * 10i128.pow(power);
        } else if self.zero {
            return None;
        }
        self.hundred_millions.checked_add(self.ten_thousands)?.checked_add(self.section)
    }
}

fn places(chars: impl Iterator<Item = char>) -> Option<i128> {
    let mut state = Places::default();
    for c in chars {
        match (digit(c), place(c), tens(c)) {
            (Some(digit), _, _) => state.digit(i128::from(digit))?,
            (_, Some(power), _) => state.place(power)?,
            (_, _, Some(tens)) => {
                state.digit(tens)?;
                state.place(1)?;
            }
            _ => return None,
        }
    }
    state.value()
}

/// 一点二五, 一点二亿
fn decimal(before: &[char], after: &[char]) -> Option<HanNumeral> {
    let whole = whole(before).filter(|n| n.upper.is_none() && n.style == HanStyle::Positional)?;
    let places_at = after.iter().position(|c| place(*c).is_some()).unwrap_or(after.len());
    let (digits, places) = after.split_at(places_at);
    if digits.is_empty() || places.iter().any(|c| place(*c).is_none_or(|p| p < 4)) {
        return None;
    }
    let fraction =
        digits.iter().try_fold(0i128, |n, c| n.checked_mul(10)?.checked_add(i128::from(digit(*c)?)))?;
    let fraction = Decimal::try_from_i128_with_scale(fraction, u32::try_from(digits.len()).ok()?).ok()?;
    let mut value = whole.value.checked_add(fraction)?;
    for c in places {
        let power = Decimal::from(10u64.checked_pow(place(*c)?)?);
        value = value.checked_mul(power)?;
    }
    Some(HanNumeral { value: value.normalize(), upper: None, style: HanStyle::Positional })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::numeral::to_han;

    fn value(text: &str) -> Option<String> {
        parse_han(text).map(|n| match n.upper {
            None => n.value.to_string(),
            Some(upper) => format!("{}~{upper}", n.value),
        })
    }

    #[test]
    fn han_numerals() {
        for (text, want) in [
            ("二〇二二", "2022"),
            ("二○二二", "2022"),
            ("一九四九", "1949"),
            ("十", "10"),
            ("十二", "12"),
            ("二十五", "25"),
            ("廿三", "23"),
            ("卅", "30"),
            ("一百零三", "103"),
            ("三千〇五十二", "3052"),
            ("两千五", "2500"),
            ("一万二", "12000"),
            ("三亿零五", "300000005"),
            ("一万亿", "1000000000000"),
            ("百", "100"),
            ("百万", "1000000"),
            ("千万", "10000000"),
            ("壹佰贰拾叁", "123"),
            ("三四", "3~4"),
            ("三五", "3~5"),
            ("一两", "1~2"),
            ("七八十", "70~80"),
            ("十二三", "12~13"),
            ("三四百", "300~400"),
            ("两三千万", "20000000~30000000"),
            ("十二点五", "12.5"),
            ("一点二亿", "120000000"),
            ("零", "0"),
        ] {
            assert_eq!(value(text).as_deref(), Some(want), "{text}");
        }
        for text in ["", "三百百", "百三百", "年", "十百", "二两", "三万五万", "二十零"] {
            assert_eq!(value(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(n in prop_oneof![any::<u64>(), 0u64..100_000, any::<u32>().prop_map(u64::from)]) {
            let text = to_han(n);
            prop_assert_eq!(parse_han(&text).map(|h| h.value), Some(Decimal::from(n)), "{}", text);
        }

        #[test]
        fn any_mixture_is_survived(text in "[〇零一二三四五六七八九十百千万亿两廿卅○点]{0,60}") {
            if let Some(read) = read_han(View::new(&text), 0) {
                prop_assert!(text.is_char_boundary(read.end));
                prop_assert_eq!(parse_han(&text[..read.end]), Some(read.numeral));
            }
        }
    }
}
