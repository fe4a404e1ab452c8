//! 一是 … 二是 … in running text.

use crate::ordinal::value;
use crate::table::sequence_words::ENDS_IN_ONE;
use kanwu_plugin::text::han;

/// Value and start of the last 一是 … (or 一要 …, by `word`) that opens a clause.
pub(crate) fn last_word(text: &str, word: char) -> Option<(u32, u32)> {
    text.rmatch_indices(word).find_map(|(at, _)| {
        let head = text[..at].trim_end_matches(han::is_figure);
        let value = value(&text[head.len()..at])?;
        let opens = head.chars().next_back().is_none_or(opens_clause_after);
        opens.then_some((value, head.len() as u32))
    })
}

/// Start of the last 一是 behind the subject of its clause: 水利局一是清淤. 统一是 and the like are words.
pub(crate) fn first_word(text: &str) -> Option<u32> {
    text.rmatch_indices("一是").find_map(|(at, _)| {
        let before = text[..at].chars().next_back()?;
        let own = before.is_alphabetic() && !han::is_figure(before) && !ENDS_IN_ONE.contains(&before);
        own.then_some(at as u32)
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

    #[test]
    fn the_first_word_may_follow_its_subject() {
        assert_eq!(first_word("水利局一是清淤"), Some(9));
        assert_eq!(first_word("民族团结统一是根本"), None);
    }
}
