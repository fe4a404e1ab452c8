//! What the rules on posts, titles and sessions share: the last Han numeral of a text.

use kanwu_plugin::text::han;

/// A text without the Han numeral up to 99 at its end, and the numeral's value: 第二十 gives 第 and 20.
pub(crate) fn numeral_before(text: &str) -> Option<(&str, i64)> {
    let start = text.char_indices().rev().take_while(|(_, c)| han::is_figure(*c)).last()?.0;
    let (before, numeral) = text.split_at_checked(start)?;
    Some((before, han::below_hundred(numeral)?.into()))
}

/// The Han numeral at the head of a text, and the rest.
pub(crate) fn numeral_after(text: &str) -> Option<(i64, &str)> {
    let length = text.chars().take_while(|c| han::is_figure(*c)).map(char::len_utf8).sum();
    let (numeral, rest) = text.split_at_checked(length)?;
    Some((han::below_hundred(numeral)?.into(), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals_are_read_from_either_end() {
        assert_eq!(numeral_before("党的第二十"), Some(("党的第", 20)));
        assert_eq!(numeral_after("十四届"), Some((14, "届")));
    }
}
