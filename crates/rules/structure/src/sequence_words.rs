//! 一是 … 二是 … in running text.

use crate::ordinal::value;
use crate::table::han_figures::ORDINAL;

/// Value and start of the last 一是 … (or 一要 …, by `word`) that opens a clause.
pub(crate) fn last_word(text: &str, word: char) -> Option<(u32, u32)> {
    text.rmatch_indices(word).find_map(|(at, _)| {
        let head = text[..at].trim_end_matches(|c: char| ORDINAL.contains(&c));
        let value = value(&text[head.len()..at])?;
        let opens = head.chars().next_back().is_none_or(opens_clause_after);
        opens.then_some((value, head.len() as u32))
    })
}

/// Whether a clause opens behind this character.
pub(crate) fn opens_clause_after(c: char) -> bool {
    "，。；：、！？（“ ".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_word_that_opens_a_clause_is_read() {
        assert_eq!(last_word("一是抓学习。二是抓落实，这是重点", '是'), Some((2, 18)));
        assert_eq!(last_word("这十二是多余的", '是'), None);
    }
}
