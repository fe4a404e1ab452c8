//! 分词: a clause cut into words, each with its class.
//!
//! The lexicon is made at build time and kept in the program's image: nothing is read at start-up, and no page of it
//! is touched until a rule asks for the words of a clause. Rules ask for the few clauses that woke them, never for a
//! whole text.

mod bucket;
mod cut;
mod han_cut;
mod lexicon;

use kanwu_text::ReadingSpan;

pub use han_cut::HanCut;

include!("class.rs");

/// A word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its bytes in the text that was cut.
    pub span: ReadingSpan,
    /// Its class.
    pub class: WordClass,
}

impl Word {
    /// Its text.
    pub fn of(self, text: &str) -> &str {
        self.span.of_text(text)
    }
}

/// Cuts `text` into words, by the likeliest sequence of words of the lexicon. The words cover the text without
/// gaps, in order. Digits, letters, and marks make words of their own: a run of digits or of letters is one, a
/// mark is one.
pub fn segment(text: &str) -> Vec<Word> {
    cut::cut(text)
}

/// What the likeliest way to cut a run of Han characters costs, the less the likelier: of two readings of one run,
/// the one that costs far less is the one that was meant.
pub fn cost(run: &str) -> u32 {
    cut::cost(run)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> String {
        segment(text).iter().map(|w| w.of(text)).collect::<Vec<_>>().join(" ")
    }

    fn classes(text: &str) -> Vec<WordClass> {
        segment(text).iter().map(|w| w.class).collect()
    }

    #[test]
    fn the_likeliest_words_are_taken() {
        assert_eq!(cut("研究生考试，教师资格证考试"), "研究生 考试 ， 教师 资格证 考试");
        assert_eq!(cut("面临的困难和问题"), "面临 的 困难 和 问题");
        assert_eq!(cut("新建LED屏12块。"), "新建 LED 屏 12 块 。");
    }

    #[test]
    fn words_have_classes() {
        use WordClass::{Mark, Noun, Place, Verb};
        assert_eq!(classes("利用宣传栏、微信"), [Verb, Noun, Mark, Noun]);
        assert_eq!(classes("大连、盘锦"), [Place, Mark, Place]);
    }

    #[test]
    fn what_no_word_covers_stands_alone() {
        assert_eq!(classes("龘"), [WordClass::Unknown]);
        assert_eq!(classes(""), []);
    }
}
