//! Han characters by which dates, terms and small numerals are read, each named once.

/// 年, of a date.
pub const YEAR: char = '年';
/// 月, of a date.
pub const MONTH: char = '月';
/// 日, of a date.
pub const DAY: char = '日';
/// 第, which makes a numeral an ordinal.
pub const ORDINAL: char = '第';
/// 届, which counts the terms of a body.
pub const TERM: char = '届';
/// 次, which counts its meetings.
pub const TIME: char = '次';
/// 号, after the number of a house, a document, a train.
pub const NUMBER: char = '号';
/// 个, the measure word of most things.
pub const PIECE: char = '个';
/// 和, before the last item of a list.
pub const AND: char = '和';
/// 等, after the last item of a list that goes on.
pub const AND_SO_ON: char = '等';
/// 至, between the ends of a range.
pub const TO: char = '至';
/// 的, after an attribute.
pub const OF: char = '的';
/// 了, after a verb.
pub const PERFECT: char = '了';
/// 为, before the value of something.
pub const BE: char = '为';
/// 百, 千, 万 and 亿, which may stand behind a number in figures.
pub const MAGNITUDES: [char; 4] = ['百', '千', '万', '亿'];
/// 余 and 多, by which a number is more than what is printed.
pub const AND_MORE: [char; 2] = ['余', '多'];
/// 末 and 底, the end of a year or a month.
pub const ENDS: [char; 2] = ['末', '底'];
/// 于 and 在, before a time or a place.
pub const AT: [char; 2] = ['于', '在'];
/// 为, 是, 达 and 到, between the name of a figure and the figure.
pub const LEADS: [char; 4] = ['为', '是', '达', '到'];
/// 共, 有 and 计, before a total.
pub const COUNTED: [char; 3] = ['共', '有', '计'];
/// 区, 县, 市 and 旗, how names of counties and their like end.
pub const COUNTIES: [char; 4] = ['区', '县', '市', '旗'];
/// 页, of a page number.
pub const PAGE: char = '页';

/// 一 to 九.
const DIGITS: &str = "一二三四五六七八九";
/// 十, with which a numeral below a hundred begins or ends.
const TEN: char = '十';

/// The value of one of 一 to 九.
#[must_use]
pub fn digit(c: char) -> Option<u32> {
    DIGITS.chars().position(|digit| digit == c).map(|i| i as u32 + 1)
}

/// Whether a character may stand in a numeral below a hundred: 一 to 十.
#[must_use]
pub fn is_figure(c: char) -> bool {
    c == TEN || DIGITS.contains(c)
}

/// The value of a Han numeral below a hundred that stands alone: 三, 十, 十二, 四十, 四十二.
#[must_use]
pub fn below_hundred(numeral: &str) -> Option<u32> {
    let one = |text: &str| {
        let mut chars = text.chars();
        let value = digit(chars.next()?)?;
        chars.next().is_none().then_some(value)
    };
    let Some((tens, ones)) = numeral.split_once(TEN) else { return one(numeral) };
    let tens = if tens.is_empty() { 1 } else { one(tens)? };
    let ones = if ones.is_empty() { 0 } else { one(ones)? };
    Some(tens * 10 + ones)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_below_a_hundred_are_read() {
        let values = ["三", "十", "十二", "四十", "四十二"].map(below_hundred);
        assert_eq!(values, [3, 10, 12, 40, 42].map(Some));
        assert_eq!(["", "二二", "二十十", "百"].map(below_hundred), [None; 4]);
    }
}
