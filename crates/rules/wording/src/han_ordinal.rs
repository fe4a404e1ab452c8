//! What the rules on posts, titles and sessions share: the last Han numeral of a text.

/// A text without the Han numeral up to 99 at its end, and the numeral's value: 第二十 gives 第 and 20.
pub(crate) fn numeral_before(text: &str) -> Option<(&str, i64)> {
    let start = text.char_indices().rev().take_while(|(_, c)| digit(*c).is_some() || *c == '十').last()?.0;
    let (before, numeral) = text.split_at_checked(start)?;
    Some((before, value(numeral)?))
}

/// The Han numeral at the head of a text, and the rest.
pub(crate) fn numeral_after(text: &str) -> Option<(i64, &str)> {
    let length = text.chars().take_while(|c| digit(*c).is_some() || *c == '十').map(char::len_utf8).sum();
    let (numeral, rest) = text.split_at_checked(length)?;
    Some((value(numeral)?, rest))
}

/// 二十 is 20, 十 is 10, 三 is 3.
pub(crate) fn value(numeral: &str) -> Option<i64> {
    match numeral.split_once('十') {
        Some((tens, ones)) => {
            let tens = if tens.is_empty() { 1 } else { one(tens)? };
            Some(tens * 10 + if ones.is_empty() { 0 } else { one(ones)? })
        }
        None => one(numeral),
    }
}

fn one(text: &str) -> Option<i64> {
    let mut chars = text.chars();
    let value = digit(chars.next()?)?;
    chars.next().is_none().then_some(value)
}

fn digit(c: char) -> Option<i64> {
    "一二三四五六七八九".chars().position(|d| d == c).map(|i| i as i64 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_read_from_either_end() {
        assert_eq!(numeral_before("党的第二十"), Some(("党的第", 20)));
        assert_eq!(numeral_after("十四届"), Some((14, "届")));
        assert_eq!(value("二二"), None);
    }
}
