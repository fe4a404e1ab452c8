//! A character typed twice inside a word: 贷贷款 for 贷款.

use kanwu_plugin::{Confidence, Span};

use crate::long_word::is_word;
use crate::misread_character::{Found, Round};

/// The text must be so much likelier without the second, in eighths of a bit.
const LEAST: u32 = 60;

/// What two equal characters from byte `from` of a run, which text does not have side by side, are a slip of: one of them,
/// where it makes a word with its neighbour.
pub(crate) fn doubled_character(run: &str, from: usize, [a, b]: [char; 2]) -> Option<Found> {
    if a != b {
        return None;
    }
    let end = from + 2 * a.len_utf8();
    let before = run.get(..from)?.chars().next_back();
    let after = run.get(end..)?.chars().next();
    let joins = before.is_some_and(|c| is_word(c, a)) || after.is_some_and(|c| is_word(a, c));
    let round = Round::of(run, Span::of(from..end))?;
    let right = a.to_string();
    let gain = round.gain(&right)?;
    (joins && gain >= LEAST).then_some(Found { at: round.at, right, confidence: Confidence::Likely })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_found(run: &str, pair: &str) -> bool {
        let mut two = pair.chars();
        let chars = two.next().zip(two.next());
        let from = run.find(pair);
        from.zip(chars).is_some_and(|(from, (a, b))| doubled_character(run, from, [a, b]).is_some())
    }

    #[test]
    fn one_of_two_is_too_many() {
        assert!(is_found("信用社发放贷贷款", "贷贷"));
        assert!(!is_found("群众排排队", "排排"));
    }
}
