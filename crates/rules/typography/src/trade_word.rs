//! A word of a trade of which one character was taken for another: 窖址 for 窑址. The lexicon counts such words too seldom to
//! tell how much likelier they are, so the words on both sides tell.

use kanwu_plugin::index::likeness::alike_in_both;
use kanwu_plugin::reading::words::cost;
use kanwu_plugin::{Confidence, Span};

use crate::long_word::is_word;
use crate::misread_character::{Found, Round, is_free};
use crate::packed_words::{PairWords, Words, codes, word_of};
use crate::pair_hash::{FIRST_HAN, HAN};
use crate::strange_pair::Neighbours;
use crate::table::character_words as words;

static TRADE: PairWords = PairWords {
    words: Words {
        all: include_bytes!(concat!(env!("OUT_DIR"), "/trade.bin")),
        ends: include_bytes!(concat!(env!("OUT_DIR"), "/trade-ends.bin")),
    },
    bits: include_bytes!(concat!(env!("OUT_DIR"), "/trade-bits.bin")),
};

/// For each Han character how many others text has after it and before it.
static NEIGHBOURS: &[u8; 4 * HAN] = include_bytes!(concat!(env!("OUT_DIR"), "/neighbours.bin"));

/// The text must be so much likelier with a word that the lexicon has, in eighths of a bit: at least; where the wrong
/// character is often a word of its own; where, besides, there is a whole word on one side alone; and where a name may stand.
const LEAST: u32 = 75;
const LOOSE: u32 = 70;
const BESIDE_ONE: u32 = 100;
const IN_NAME: u32 = 110;

/// Two characters that stand before and after many others meet by chance: of so many ways at most, for a rare word, for
/// one that they are like in sound and shape, and for a common one. Where there are hardly any it is no chance.
const WAYS_NONE: u32 = 1_000;
const WAYS: u32 = 3_000;
const WAYS_ALIKE: u32 = 10_000;
const WAYS_COMMON: u32 = 30_000;

/// A word that costs no more is common.
const COMMON: u32 = 122;

/// The word of a trade of which the two characters from byte `from` of a run, that no text has side by side, are a slip.
pub(crate) fn trade_word(run: &str, from: usize, [a, b]: [char; 2]) -> Option<Found> {
    let text = codes([a, b])?;
    let end = from + a.len_utf8() + b.len_utf8();
    let meant: Vec<([u16; 2], usize)> = TRADE.meant([a, b], text).collect();
    // 八防: a number of things.
    let counted = words::NUMERAL.contains(&a);
    if meant.is_empty() || counted || words::STRAY_ENDS.contains(&b) || words::OF_DIVISION.contains(&b) {
        return None;
    }
    let round = Round::of(run, Span::of(from..end))?;
    let neighbours = Neighbours::of(run, from, end)?;
    let whole = neighbours.whole();
    let ways = neighbours_of(a, 0) * neighbours_of(b, 1);
    let chance = ways > WAYS_NONE;
    if !round.begins || !round.ends || chance && whole == 0 {
        return None;
    }
    let joined = run.get(end..)?.chars().next().is_some_and(|next| is_word(b, next));
    let of_name = chance && neighbours.are_of_name(a);
    let likely = meant.into_iter().filter_map(|(two, wild)| {
        let wrong = [a, b][wild];
        let right = char::from_u32(u32::from(two[wild]))?;
        let word = word_of(two);
        let both = alike_in_both(right, wrong);
        let most = match both {
            _ if cost(&word) <= COMMON => WAYS_COMMON,
            true => WAYS_ALIKE,
            false => WAYS,
        };
        // A character that is often a word of its own is seldom misread for one that it is like in one way alone.
        let loose = chance && is_free(wrong) && !both;
        let least = match (loose, whole) {
            (true, 0 | 1) => BESIDE_ONE,
            (true, _) => LOOSE,
            _ => LEAST,
        };
        let gain = round.gain(&word);
        let fits = gain.map_or(!loose || whole > 1, |gain| gain >= least);
        let named = of_name && gain.is_none_or(|gain| gain < IN_NAME);
        // 钛球 beside 台球: like in one way alone, so the words on both sides tell. 型钢|轧制: the second makes a word with what
        // follows.
        let meant = both || !joined && (!chance || whole == 2 && neighbours.fit(&word));
        (ways <= most && fits && meant && !named).then_some((gain, both, word))
    });
    let (.., right) = likely.max_by_key(|(gain, both, _)| (*both, *gain))?;
    Some(Found { at: round.at, right, confidence: Confidence::Likely })
}

/// How many characters text has after `c` (side 0) or before it (side 1).
fn neighbours_of(c: char, side: usize) -> u32 {
    let at = (c as usize).checked_sub(FIRST_HAN).map(|at| 4 * at + 2 * side);
    let bytes = at.and_then(|at| NEIGHBOURS.get(at..at + 2));
    bytes.map_or(0, |b| u32::from(u16::from_le_bytes([b[0], b[1]])))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn right_of(run: &str, pair: &str) -> Option<String> {
        let from = run.find(pair)?;
        let mut two = pair.chars();
        trade_word(run, from, [two.next()?, two.next()?]).map(|found| found.right)
    }

    #[test]
    fn a_word_of_a_trade_is_meant() {
        assert_eq!(right_of("宋代窖址发掘六百平方米", "窖址").as_deref(), Some("窑址"));
        assert_eq!(right_of("冬小麦粉蘖期遇连阴雨", "粉蘖").as_deref(), Some("分蘖"));
    }
}
