//! Words that must stand in the sentence for a near miss of a name to be told.

use kanwu_plugin::ReadingSpan;
use kanwu_plugin::context::has_any;

/// What ends a sentence, or a part of one that stands for itself.
const ENDS: &[char] = &['。', '；', '！', '？', '\n'];

/// How a title of a work is closed: one named after a person is about nobody else.
const TITLE: (char, char) = ('《', '》');

/// Whether the sentence round `span` has one of the words, or the name is the whole title of a work.
pub(super) fn stands(words: &[&str], text: &str, span: ReadingSpan) -> bool {
    let before = text.get(..span.start as usize).unwrap_or_default();
    let after = text.get(span.end as usize..).unwrap_or_default();
    let title = before.ends_with(TITLE.0) && after.starts_with(TITLE.1);
    let sentence = [before.rsplit(ENDS).next(), after.split(ENDS).next()];
    title || sentence.into_iter().flatten().any(|part| has_any(part, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> bool {
        let at = text.find('甲').unwrap() as u32;
        stands(&["故居", "论述"], text, ReadingSpan::new(at, at + 9))
    }

    #[test]
    fn a_word_of_the_sentence_or_a_title_tells_whose_name_it_is() {
        assert!(found("参观甲乙丙故居"));
        assert!(found("重温论述，甲乙丙说过"));
        assert!(found("复排《甲乙丙》"));
        assert!(!found("参观故居。甲乙丙带队"));
        assert!(!found("参观故居；甲乙丙带队"));
        assert!(!found("《甲乙丙传》"));
    }
}
