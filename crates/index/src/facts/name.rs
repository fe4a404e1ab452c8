//! The names of indicators, brought to a form in which they are compared.

use crate::table::fact_words::{FREE_WORDS, LINK_ENDS, LINKS, WHOLE};
use kanwu_text::han;

/// A name without the words that link it to its figure, those for the whole place, and those that it may lack.
pub fn plain(words: &str) -> String {
    let mut bare = words.trim();
    while bare.ends_with(LINK_ENDS)
        && let Some(rest) = LINKS.iter().find_map(|link| bare.strip_suffix(link))
    {
        bare = rest.trim_end();
    }
    loop {
        let rest = bare.trim_start_matches(|c: char| {
            c.is_whitespace()
                || c.is_ascii_digit()
                || matches!(c, han::YEAR | han::MONTH | han::DAY | '末' | '底')
        });
        match WHOLE.iter().find_map(|word| rest.strip_prefix(word)) {
            Some(rest) => bare = rest,
            None => {
                bare = rest;
                break;
            }
        }
    }
    let mut name = bare.to_owned();
    for word in FREE_WORDS {
        if name.contains(word) {
            name = name.replace(word, "");
        }
    }
    name.retain(|c| !c.is_whitespace());
    name
}

/// Characters that both names end with.
pub fn shared_end(a: &str, b: &str) -> usize {
    a.chars().rev().zip(b.chars().rev()).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_without_place_and_link() {
        assert_eq!(plain("全县粮食总产量达到"), "粮食产量");
        assert_eq!(plain("2018年森林覆盖率"), "森林覆盖率");
        assert_eq!(plain("年末全镇的户籍人口为"), "户籍人口");
        assert_eq!(shared_end("规模以上工业利润额", "利润额"), 3);
    }
}
