//! English sentences and phrases.

use kanwu_text::{ReadingSpan, Token, TokenKind as K};

/// Words that make a phrase.
const LEAST: usize = 3;

/// The run of Latin words that begins with the token at `at`.
pub(crate) fn english(tokens: &[Token], at: usize) -> Option<ReadingSpan> {
    let first = tokens.get(at)?;
    let mut words = 0;
    let mut end = first.span.end;
    for token in tokens.get(at..)? {
        match token.kind {
            K::Latin => {
                words += 1;
                end = token.span.end;
            }
            K::Digit => end = token.span.end,
            K::Period if words >= LEAST => end = token.span.end,
            K::Space
            | K::Comma
            | K::Period
            | K::Semicolon
            | K::Colon
            | K::Apostrophe
            | K::Quote
            | K::Hyphen
            | K::Ampersand
            | K::LeftRound
            | K::RightRound
            | K::Question
            | K::Exclamation => {}
            _ => break,
        }
    }
    (words >= LEAST).then(|| ReadingSpan::new(first.span.start, end))
}
