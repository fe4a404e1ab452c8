//! Words of three to five characters with one wrong character, or two that changed places: 内窥竟 for 内窥镜.
//!
//! A wrong character is told by its neighbours: no word and no text of the law has it beside them.

use kanwu_plugin::context::{head, tail};
use kanwu_plugin::index::likeness::{look_alike, sound_alike};
use kanwu_plugin::reading::words::HanCut;
use kanwu_plugin::{Confidence, Span};

use crate::misread_character::{Found, is_free, joins_neighbour};
use crate::packed_words::Words;
use crate::pair_hash::{
    ADJACENT_BYTES, EDGE_BYTES, WORD_BYTES, adjacent_bits, edge_bits, pair_hash, word_bits,
};

static ADJACENT: &[u8; ADJACENT_BYTES] = include_bytes!(concat!(env!("OUT_DIR"), "/adjacent.bin"));
static TWO: &[u8; WORD_BYTES] = include_bytes!(concat!(env!("OUT_DIR"), "/pairs.bin"));

static STARTS: &[u8; EDGE_BYTES] = include_bytes!(concat!(env!("OUT_DIR"), "/long-starts.bin"));
static ENDS: &[u8; EDGE_BYTES] = include_bytes!(concat!(env!("OUT_DIR"), "/long-ends.bin"));

static FIVE: Words<5> = Words {
    all: include_bytes!(concat!(env!("OUT_DIR"), "/long-5.bin")),
    ends: include_bytes!(concat!(env!("OUT_DIR"), "/long-5-ends.bin")),
};
static FOUR: Words<4> = Words {
    all: include_bytes!(concat!(env!("OUT_DIR"), "/long-4.bin")),
    ends: include_bytes!(concat!(env!("OUT_DIR"), "/long-4-ends.bin")),
};
static THREE: Words<3> = Words {
    all: include_bytes!(concat!(env!("OUT_DIR"), "/long-3.bin")),
    ends: include_bytes!(concat!(env!("OUT_DIR"), "/long-3-ends.bin")),
};

/// Whether text has two characters side by side, by the hash of the two.
#[inline]
pub(crate) fn is_adjacent(hash: u32) -> bool {
    has(ADJACENT, adjacent_bits(hash))
}

/// Whether two characters are a word of the dictionary.
pub(crate) fn is_word(a: char, b: char) -> bool {
    has(TWO, word_bits(pair_hash(a as u32, b as u32)))
}

pub(crate) fn has(bytes: &[u8], bits: [usize; 2]) -> bool {
    bits.iter().all(|bit| bytes.get(bit / 8).is_some_and(|byte| byte >> (bit % 8) & 1 == 1))
}

/// The most characters that a word has.
const MOST: usize = 5;

/// The characters round two that text does not have side by side.
struct Window {
    codes: [u16; 2 * MOST],
    count: usize,
    /// Where the first of the two stands among them.
    pair: usize,
    /// Where the window begins in the run.
    start: usize,
}

/// The word that the two characters from byte `from` of a run, which text does not have side by side, are a slip of.
pub(crate) fn long_word(run: &str, from: usize) -> Option<Found> {
    let (before, after) = (tail(run.get(..from)?, MOST - 1), head(run.get(from..)?, MOST + 1));
    let mut window = Window { codes: [0; 2 * MOST], count: 0, pair: 0, start: from - before.len() };
    for c in before.chars().chain(after.chars()) {
        window.codes[window.count] = u16::try_from(u32::from(c)).unwrap_or_default();
        window.count += 1;
    }
    window.pair = before.chars().count();
    // The longest first: 心脑血管病 before 脑血管病.
    window.slip(&FIVE, run).or_else(|| window.slip(&FOUR, run)).or_else(|| window.slip(&THREE, run))
}

impl Window {
    /// A word of one length of which the window holds a slip.
    fn slip<const LENGTH: usize>(&self, words: &Words<LENGTH>, run: &str) -> Option<Found> {
        self.replaced(words, run).or_else(|| self.swapped(words, run))
    }

    /// The characters of a word that would begin at `start`.
    fn text<const LENGTH: usize>(&self, start: usize) -> Option<[u16; LENGTH]> {
        let end = start + LENGTH;
        self.codes.get(start..end).filter(|_| end <= self.count)?.try_into().ok()
    }

    /// A word of which a character was taken for another.
    fn replaced<const LENGTH: usize>(&self, words: &Words<LENGTH>, run: &str) -> Option<Found> {
        // The wrong character is the second of the two, or the first if a word begins with it.
        let second = (1..LENGTH).map(|wild| (self.pair + 1, wild));
        second.chain([(self.pair, 0)]).find_map(|(wrong, wild)| {
            let start = wrong.checked_sub(wild)?;
            let text = self.text(start)?;
            if !may_be_word(&text, wild) || wild > 0 && wild + 1 < LENGTH && self.is_adjacent(wrong) {
                return None;
            }
            let c = char::from_u32(u32::from(self.codes[wrong]))?;
            let right = words.like(text, wild).find_map(|word| {
                let right = char::from_u32(u32::from(word[wild]))?;
                (right != c && (sound_alike(right, c) || look_alike(right, c))).then_some(right)
            })?;
            if words.has(text) {
                return None;
            }
            self.found(run, start, LENGTH, Some((wild, right)))
        })
    }

    /// A word of which the two changed places.
    fn swapped<const LENGTH: usize>(&self, words: &Words<LENGTH>, run: &str) -> Option<Found> {
        // 区团委, 市委编办: words of three characters have short forms in another order.
        if LENGTH == 3 {
            return None;
        }
        (0..LENGTH - 1).find_map(|place| {
            let start = self.pair.checked_sub(place)?;
            let stands = self.text(start)?;
            let mut text = stands;
            text.swap(place, place + 1);
            if !may_be_word(&text, LENGTH) || !words.has(text) || words.has(stands) {
                return None;
            }
            self.found(run, start, LENGTH, None)
        })
    }

    /// Whether text has the character beside the one that follows it.
    fn is_adjacent(&self, at: usize) -> bool {
        let code = |at: usize| self.codes.get(at).map_or(0, |code| u32::from(*code));
        is_adjacent(pair_hash(code(at), code(at + 1)))
    }

    /// What was found in the characters `start` and on: one wrong, with the right one, or the two of the pair swapped;
    /// `None` where the words of the run speak against it.
    fn found(&self, run: &str, start: usize, length: usize, wrong: Option<(usize, char)>) -> Option<Found> {
        let chars: Vec<char> = run.get(self.start..)?.chars().skip(start).take(length).collect();
        let skipped: usize = run.get(self.start..)?.chars().take(start).map(char::len_utf8).sum();
        let from = self.start + skipped;
        let to = from + chars.iter().map(|c| c.len_utf8()).sum::<usize>();
        let mut right = chars.clone();
        match wrong {
            Some((at, c)) => right[at] = c,
            None => right.swap(self.pair - start, self.pair - start + 1),
        }
        // 订单|量|比 is no 产量比: a word reaches over the end.
        let (left, rest) = (tail(run.get(..from)?, ROUND), head(run.get(to..)?, ROUND));
        let cut = HanCut::of(run.get(from - left.len()..to + rest.len())?);
        let crossed = !cut.is_bound(left.len()) || !cut.is_bound(left.len() + to - from);
        if crossed || length == 3 && joins_neighbour(run, from, to) {
            return None;
        }
        let confidence = match wrong {
            Some((at, _)) if at == 0 || at + 1 == length => {
                let others: Vec<char> =
                    chars.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, c)| *c).collect();
                let outer = if at == 0 { from == 0 } else { to == run.len() };
                // 历史|新: what is left is a word, beside which any may stand.
                let is_one = match others.as_slice() {
                    [a, b] => is_word(*a, *b),
                    more => HanCut::of(&more.iter().collect::<String>()).words().count() == 1,
                };
                match is_one {
                    false => Confidence::Likely,
                    true if is_free(chars[at]) || !outer => return None,
                    true => Confidence::Guess,
                }
            }
            _ => Confidence::Likely,
        };
        Some(Found { at: Span::of(from..to), right: right.into_iter().collect(), confidence })
    }
}

/// Whether a word may have the characters of `text` but for the one at `wild`, by the two that it begins with and the two
/// that it ends with.
fn may_be_word(text: &[u16], wild: usize) -> bool {
    let edge = |table: &[u8], at: usize| {
        let pair = text.get(at).zip(text.get(at + 1));
        pair.is_none_or(|(a, b)| has(table, edge_bits(pair_hash(u32::from(*a), u32::from(*b)))))
    };
    let last = text.len().saturating_sub(2);
    (wild < 2 || edge(STARTS, 0)) && ((last..last + 2).contains(&wild) || edge(ENDS, last))
}

/// So many characters on each side are cut into words together with the doubtful ones.
const ROUND: usize = 5;

#[cfg(test)]
mod tests {
    use super::*;

    fn right_of(run: &str) -> Option<String> {
        let chars: Vec<(usize, char)> = run.char_indices().collect();
        chars.windows(2).find_map(|pair| {
            let hash = pair_hash(pair[0].1 as u32, pair[1].1 as u32);
            let found = if is_adjacent(hash) { None } else { long_word(run, pair[0].0) };
            found.map(|found| found.right)
        })
    }

    #[test]
    fn one_wrong_character_is_found() {
        assert_eq!(right_of("手术室引进内窥竟清洗工作站").as_deref(), Some("内窥镜"));
        assert_eq!(right_of("以图文并貌的形式介绍").as_deref(), Some("图文并茂"));
        assert_eq!(right_of("以图文并茂的形式介绍"), None);
    }

    fn is_found_by_either_end<const LENGTH: usize>(words: &Words<LENGTH>) {
        let text = words.word(7);
        for wild in 0..LENGTH {
            assert!(words.like(text, wild).any(|word| word == text), "{LENGTH} {wild}");
            assert!(may_be_word(&text, wild));
        }
        assert!(words.has(text) && may_be_word(&text, LENGTH));
    }

    #[test]
    fn words_are_found_by_either_end() {
        is_found_by_either_end(&THREE);
        is_found_by_either_end(&FOUR);
        is_found_by_either_end(&FIVE);
    }
}
