//! Numbers as they stand in text: 12,345, 1.2万, 3000万, 2亿3700万, 三十五.

use kanwu_text::ReadingSpan;
use rust_decimal::Decimal;

use super::han::HanRead;
use super::{HanStyle, digit, is_numeral, read_han};
use crate::approx::{self, Approximator};
use crate::unit;
use crate::view::{View, is_blank, span};

/// A number and how it is printed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// From the first digit to the last place word (万, 亿 …).
    pub span: ReadingSpan,
    /// Its value, 万 and 亿 counted in; of an approximate pair (三四百) the lower one.
    pub value: Decimal,
    /// What the digits alone say.
    pub printed: Decimal,
    /// The place word after the digits; none in a number that is Han throughout.
    pub scale: Option<Scale>,
    /// Digits after the decimal point.
    pub places: u8,
    /// In which digits it is printed.
    pub form: NumberForm,
    /// How its digits are grouped (分节).
    pub grouping: Grouping,
    /// How a Han numeral is written.
    pub han: Option<HanStyle>,
    /// The higher value of an approximate pair.
    pub upper: Option<Decimal>,
}

/// A place word after digits: 万, 亿, 百万, 千.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// Bytes of the word.
    pub span: ReadingSpan,
    /// Its power of ten.
    pub power: u8,
}

/// In which digits a number is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberForm {
    /// 12.5
    Arabic,
    /// １２
    Wide,
    /// 十二点五
    Han,
    /// 12.5万
    Mixed,
    /// 2亿3700万: more than one run of digits
    Split,
}

/// How digits are grouped (分节).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// 12345
    None,
    /// 12,345
    Comma,
    /// 12，345
    WideComma,
    /// 12 345
    Blank,
    /// 1,2345: not in threes
    Irregular,
}

/// Reads all of `text` as a number. Groups that may be a list (12，345; 1,2345) are not taken for one without
/// a unit.
pub fn parse_number(text: &str) -> Option<Number> {
    let read = read_any(View::new(text), 0)?;
    (read.end == text.len()).then_some(read.number)
}

/// A number, where it ends, and 余, 多, 几 or 来 read on the way.
#[derive(Clone, Copy)]
pub(crate) struct NumberRead {
    pub number: Number,
    pub after: Option<Approximator>,
    pub end: usize,
    /// Where 成 stands in 三成五, a number round its unit.
    pub tenths: Option<usize>,
}

/// A number at `at`, of whatever digits.
pub(crate) fn read_any(view: View, at: usize) -> Option<NumberRead> {
    let c = view.at(at)?;
    if c.is_ascii_digit() || c == '.' || wide_digit(c).is_some() {
        return read_arabic(view, at);
    }
    is_numeral(c).then(|| read_han_number(view, at))?
}

/// A number in Han numerals at `at`.
fn read_han_number(view: View, at: usize) -> Option<NumberRead> {
    let mut read = read_han(view, at)?;
    if let Some(read) = tenths(view, at, &read) {
        return Some(read);
    }
    // 五千克, 三百帕: the place word belongs to the unit, where what is left is still a numeral.
    let before = read.end - view.head(read.end).chars().next_back().map_or(0, char::len_utf8);
    if before > at
        && unit::prefixed_name_at(view, before)
        && let Some(shorter) = read_han(View { text: view.head(before), floor: view.floor }, at)
        && shorter.end == before
    {
        read = shorter;
    }
    let numeral = read.numeral;
    let text = view.text.get(at..read.end).unwrap_or_default();
    let places =
        text.split_once('点').map_or(0, |(_, after)| after.chars().filter(|c| digit(*c).is_some()).count());
    let mut end = read.end;
    let mut after = approx::inner(view, end);
    let mut value = numeral.value;
    let mut number_end = end;
    if let Some(found) = after {
        end = found.span.end as usize;
        // 十余万: the place word comes after the approximator.
        if let Some((scale, scaled)) = scale_at(view, end)
            && let Some(product) = value.checked_mul(power_of_ten(scale.power))
        {
            value = product;
            (end, number_end) = (scaled, scaled);
        }
    }
    let number = Number {
        span: span(at, number_end),
        value,
        printed: numeral.value,
        scale: None,
        places: u8::try_from(places).unwrap_or(u8::MAX),
        form: NumberForm::Han,
        grouping: Grouping::None,
        han: Some(numeral.style),
        upper: numeral.upper,
    };
    if after.is_none() && end != number_end {
        after = approx::inner(view, end);
    }
    Some(NumberRead { number, after, end, tenths: None })
}

/// 三成五 is 3.5 tenths.
fn tenths(view: View, at: usize, read: &HanRead) -> Option<NumberRead> {
    if read.chars != 1 || read.numeral.style != HanStyle::Positional || !view.starts(read.end, "成") {
        return None;
    }
    let digit_at = read.end + "成".len();
    let last = view.at(digit_at)?;
    let end = digit_at + last.len_utf8();
    let last = digit(last).filter(|d| *d > 0)?;
    if view.at(end).is_some_and(is_numeral) || unit::find(view, end).is_some() {
        return None;
    }
    let value = read.numeral.value.checked_add(Decimal::new(i64::from(last), 1))?;
    let number = Number {
        span: span(at, end),
        value,
        printed: value,
        scale: None,
        places: 1,
        form: NumberForm::Han,
        grouping: Grouping::None,
        han: Some(HanStyle::Positional),
        upper: None,
    };
    Some(NumberRead { number, after: None, end, tenths: Some(read.end) })
}

/// A number in Arabic digits at `at`, with place words.
pub(crate) fn read_arabic(view: View, at: usize) -> Option<NumberRead> {
    let digits = Digits::read(view, at)?;
    let printed = digits.value()?;
    let mut read = NumberRead {
        number: Number {
            span: span(at, digits.end),
            value: printed,
            printed,
            scale: None,
            places: u8::try_from(digits.places).ok()?,
            form: if digits.wide { NumberForm::Wide } else { NumberForm::Arabic },
            grouping: digits.grouping,
            han: None,
            upper: None,
        },
        after: approx::inner(view, digits.end),
        end: digits.end,
        tenths: None,
    };
    if let Some(found) = read.after {
        read.end = found.span.end as usize;
    }
    let Some((scale, end)) = scale_at(view, view.skip_blank(read.end)) else { return Some(read) };
    let Some(value) = printed.checked_mul(power_of_ten(scale.power)) else { return Some(read) };
    read.number.value = value;
    read.number.scale = Some(scale);
    read.number.form = NumberForm::Mixed;
    read.number.span = span(at, end);
    read.end = end;
    if let Some((lower, end)) = lower_part(view, end, scale) {
        read.number.value = value.checked_add(lower)?;
        read.number.form = NumberForm::Split;
        read.number.span = span(at, end);
        read.end = end;
    }
    if read.after.is_none() {
        read.after = approx::inner(view, read.end);
        read.end = read.after.map_or(read.end, |a| a.span.end as usize);
    }
    Some(read)
}

/// 3700万 after 2亿: a lower part of the same number.
fn lower_part(view: View, at: usize, above: Scale) -> Option<(Decimal, usize)> {
    let digits_at = if view.starts(at, "零") { at + '零'.len_utf8() } else { at };
    if !view.byte(digits_at).is_ascii_digit() {
        return None;
    }
    let digits = Digits::read(view, digits_at).filter(|d| d.places == 0 && d.grouping == Grouping::None)?;
    let printed = digits.value()?;
    let (value, end) = match scale_at(view, digits.end).filter(|(s, _)| s.power < above.power) {
        Some((scale, end)) => {
            let value = printed.checked_mul(power_of_ten(scale.power))?;
            match lower_part(view, end, scale) {
                Some((lower, end)) => (value.checked_add(lower)?, end),
                None => (value, end),
            }
        }
        None => (printed, digits.end),
    };
    (value < power_of_ten(above.power)).then_some((value, end))
}

pub(crate) fn power_of_ten(power: u8) -> Decimal {
    Decimal::try_from_i128_with_scale(10i128.checked_pow(u32::from(power)).unwrap_or(i128::MAX), 0)
        .unwrap_or(Decimal::MAX)
}

/// A place word at `at` that does not open the name of a unit (千米, 百分点).
fn scale_at(view: View, at: usize) -> Option<(Scale, usize)> {
    let mut power: u8 = 0;
    let mut end = at;
    while let Some(c) = view.at(end) {
        let next = match c {
            '十' => 1,
            '百' => 2,
            '千' => 3,
            '万' => 4,
            '亿' => 8,
            _ => break,
        };
        let rises = next >= 4 || power == 0;
        if !rises || unit::prefixed_name_at(view, end) || view.starts(end, "百分之") {
            break;
        }
        let joined = power + next;
        if joined > 16 {
            break;
        }
        power = joined;
        end += c.len_utf8();
    }
    (power > 0).then(|| (Scale { span: span(at, end), power }, end))
}

/// The value of a full-width digit.
pub(crate) fn wide_digit(c: char) -> Option<u8> {
    ('０'..='９').contains(&c).then(|| (c as u32 - '０' as u32) as u8)
}

/// A run of digits with its groups and its decimal part.
struct Digits {
    mantissa: i128,
    places: u32,
    count: u32,
    grouping: Grouping,
    wide: bool,
    end: usize,
}

impl Digits {
    fn read(view: View, at: usize) -> Option<Digits> {
        let mut digits =
            Digits { mantissa: 0, places: 0, count: 0, grouping: Grouping::None, wide: false, end: at };
        let first = digits.run(view)?;
        if (1..=3).contains(&first) {
            digits.groups(view, at);
        }
        let point = view.at(digits.end).filter(|c| matches!(c, '.' | '．'));
        if let Some(point) = point {
            let mut ahead = Digits { end: digits.end + point.len_utf8(), ..digits };
            let places = ahead.run(view)?;
            if places > 0 {
                ahead.places = places;
                digits = ahead;
            }
        }
        (digits.count > 0).then_some(digits)
    }

    /// Takes a run of digits; how many there were, or none where they are too many to be a number.
    fn run(&mut self, view: View) -> Option<u32> {
        let before = self.count;
        while let Some(c) = view.at(self.end) {
            let value = match c.to_digit(10) {
                Some(value) => value,
                None => match wide_digit(c) {
                    Some(value) => {
                        self.wide = true;
                        u32::from(value)
                    }
                    None => break,
                },
            };
            self.count += 1;
            self.end += c.len_utf8();
            // So many digits fit.
            if self.count > 27 {
                return None;
            }
            self.mantissa = self.mantissa * 10 + i128::from(value);
        }
        Some(self.count - before)
    }

    fn groups(&mut self, view: View, at: usize) {
        let Some(mark) = view.at(self.end).filter(|c| *c == ',' || *c == '，' || is_blank(*c)) else {
            return;
        };
        if view.byte(at) == b'0' {
            return;
        }
        let mut ahead = Digits { ..*self };
        let mut lengths = [0u32; 8];
        let mut groups = 0;
        while view.at(ahead.end) == Some(mark) {
            let mut next = Digits { end: ahead.end + mark.len_utf8(), ..ahead };
            let Some(length) = next.run(view).filter(|n| *n > 0) else { break };
            let Some(slot) = lengths.get_mut(groups) else { return };
            *slot = length;
            groups += 1;
            ahead = next;
        }
        let lengths = &lengths[..groups];
        let threes = !lengths.is_empty() && lengths.iter().all(|n| *n == 3);
        let counted = || {
            let after = view.skip_blank(ahead.end);
            scale_at(view, after).is_some() || unit::find(view, after).is_some()
        };
        let grouping = match mark {
            ',' if threes => Grouping::Comma,
            ',' if irregular(lengths) && counted() => Grouping::Irregular,
            '，' if threes && counted() => Grouping::WideComma,
            ' ' if threes && counted() && view.before(at).is_none_or(|c| !is_blank(c)) => Grouping::Blank,
            ' ' | ',' | '，' => return,
            _ if threes => Grouping::Blank,
            _ => return,
        };
        *self = Digits { grouping, ..ahead };
    }

    fn value(&self) -> Option<Decimal> {
        Decimal::try_from_i128_with_scale(self.mantissa, self.places).ok()
    }
}

/// 1,2345 and 12,34,567 are numbers grouped wrongly; 1,2,3 is a list.
fn irregular(lengths: &[u32]) -> bool {
    match lengths {
        [only] => *only == 4,
        [.., last] => *last == 3 && lengths.iter().all(|n| *n >= 2) && lengths.contains(&2),
        [] => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for (text, value, form, grouping) in [
            ("12345", "12345", NumberForm::Arabic, Grouping::None),
            ("12,345", "12345", NumberForm::Arabic, Grouping::Comma),
            ("12,345.67", "12345.67", NumberForm::Arabic, Grouping::Comma),
            ("1.2万", "12000", NumberForm::Mixed, Grouping::None),
            ("3000万", "30000000", NumberForm::Mixed, Grouping::None),
            ("10亿", "1000000000", NumberForm::Mixed, Grouping::None),
            ("5百万", "5000000", NumberForm::Mixed, Grouping::None),
            ("2万亿", "2000000000000", NumberForm::Mixed, Grouping::None),
            ("2亿3700万", "237000000", NumberForm::Split, Grouping::None),
            ("10亿零817万5288", "1008175288", NumberForm::Split, Grouping::None),
            ("10余万", "100000", NumberForm::Mixed, Grouping::None),
            (".5", "0.5", NumberForm::Arabic, Grouping::None),
            ("３．５", "3.5", NumberForm::Wide, Grouping::None),
            ("二十五", "25", NumberForm::Han, Grouping::None),
            ("十余万", "100000", NumberForm::Han, Grouping::None),
        ] {
            let number = parse_number(text).unwrap_or_else(|| panic!("{text} is a number"));
            assert_eq!(number.value, value.parse().unwrap(), "{text}");
            assert_eq!((number.form, number.grouping), (form, grouping), "{text}");
        }
        assert_eq!(parse_number("123456789012345678901234567890"), None);
        assert_eq!(parse_number("1,2,3"), None);
    }

    #[test]
    fn groups_need_a_unit_where_they_may_be_a_list() {
        let read = |text: &str| {
            read_any(View::new(text), 0).map(|r| (r.number.value.to_string(), r.number.grouping))
        };
        assert_eq!(read("12，345人"), Some(("12345".into(), Grouping::WideComma)));
        assert_eq!(read("12，345"), Some(("12".into(), Grouping::None)));
        assert_eq!(read("1,2345人"), Some(("12345".into(), Grouping::Irregular)));
        assert_eq!(read("1,2345号"), Some(("1".into(), Grouping::None)));
    }
}
