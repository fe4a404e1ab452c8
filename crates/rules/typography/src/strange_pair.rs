//! Two characters that text does not have side by side, of which one was taken for another of like sound or shape, or which
//! changed places: 执形 for 执行.

use kanwu_plugin::book::StructureWords;
use kanwu_plugin::context::{head, tail};
use kanwu_plugin::index::likeness::alike_in_both;
use kanwu_plugin::reading::words::HanCut;
use kanwu_plugin::{Confidence, Span};

use crate::long_word::is_adjacent;
use crate::misread_character::{Found, Round, joins_neighbour};
use crate::packed_words::{PairWords, Words, codes, word_of};
use crate::pair_hash::pair_hash;
use crate::table::character_words as words;
use crate::table::near_miss::SOUNDS;

/// The common words of two characters.
static COMMON: PairWords = PairWords {
    words: Words {
        all: include_bytes!(concat!(env!("OUT_DIR"), "/common.bin")),
        ends: include_bytes!(concat!(env!("OUT_DIR"), "/common-ends.bin")),
    },
    bits: include_bytes!(concat!(env!("OUT_DIR"), "/common-bits.bin")),
};

/// The text must be so much likelier with a right word that is alike in sound and in shape, in eighths of a bit: among whole
/// words, and beside one; and as a doubt.
const AMONG_WORDS: u32 = 80;
const BESIDE_A_WORD: u32 = 100;
const DOUBT: u32 = 70;

/// What is alike in one of them alone must be so much likelier, and what stands beside no whole word; but where whole words
/// stand on both sides, and text has the right word beside them, so much is enough. Words of the trades that no newscast has
/// are else taken for slips.
const UNLIKE: u32 = 145;
const FITTING: u32 = 110;

/// What is alike in sound and in shape need not be so much likelier by as much.
const ALIKE_IN_BOTH: u32 = 30;

/// Marks that open a quotation or a title.
const OPENING: [char; 3] = ['“', '‘', '《'];

/// So many characters on each side tell which words stand next to the two.
const WIDE: usize = 12;

/// The likeliest common word of which the two characters from byte `from` of a run are a slip, where no text has them side
/// by side. `before` is the character before the run.
pub(crate) fn strange_pair(run: &str, from: usize, [a, b]: [char; 2], before: Option<char>) -> Option<Found> {
    let text = codes([a, b])?;
    // 200余面: a numeral ends before it.
    if before.is_some_and(|c| c.is_ascii_digit()) && from == 0 || words::STRAY_ENDS.contains(&b) {
        return None;
    }
    // 旗直各单位, 镇属企业: of a division.
    if words::DIVISION_ENDS.contains(&a) && words::OF_DIVISION.contains(&b) {
        return None;
    }
    let end = from + a.len_utf8() + b.len_utf8();
    let after = run.get(end..)?;
    let named = after.starts_with(words::PLACE_SUFFIXES)
        || words::AFTER_NAME.iter().any(|word| after.starts_with(word));
    if named {
        return None;
    }
    let replaced = COMMON.meant([a, b], text).map(|(two, wild)| (two, nearness(two[wild], text[wild])));
    let swapped = [text[1], text[0]];
    let meant: Vec<([u16; 2], u32)> = replaced.chain(COMMON.has(swapped).then_some((swapped, 0))).collect();
    if meant.is_empty() {
        return None;
    }
    let round = Round::of(run, Span::of(from..end))?;
    if !round.begins || !round.ends {
        return None;
    }
    let gains = meant.into_iter().filter_map(|(two, near)| {
        let word = word_of(two);
        Some((round.gain(&word)? + near, near, word))
    });
    let (gain, near, right) = gains.max_by_key(|(gain, ..)| *gain).filter(|(gain, ..)| *gain >= DOUBT)?;
    let neighbours = Neighbours::of(run, from, end)?;
    // “喜阅”: a word that somebody made.
    let coined = run.len() == end && from == 0 && before.is_some_and(|c| OPENING.contains(&c));
    let wrong = [a, b].into_iter().zip(right.chars()).find(|(c, right)| c != right);
    // 院史: no slip of 院中.
    if near == 0 && wrong.is_some_and(|(c, _)| words::JOINS_NOUNS.contains(&c)) {
        return None;
    }
    let whole = neighbours.whole();
    let least = if near == 0 {
        // 或略, 窑外: two words. 魏来, 潘登: a person.
        let two = words::OPENS_PHRASE.contains(&a) || words::CLOSES_PHRASE.contains(&b);
        let person = run.get(from..end).is_some_and(|pair| StructureWords::get().is_name(pair));
        // 裹包: a word of a trade.
        let swapped = right.chars().eq([b, a]);
        let fits = whole == 2 && neighbours.fit(&right);
        if fits && !two && !person && !swapped { FITTING } else { UNLIKE }
    } else {
        match whole {
            2 => AMONG_WORDS,
            1 => BESIDE_A_WORD,
            _ => UNLIKE,
        }
    };
    let sure = gain >= least && !coined && !joins_neighbour(run, from, end) && !neighbours.are_of_name(a);
    let confidence = if sure { Confidence::Likely } else { Confidence::Guess };
    Some(Found { at: round.at, right, confidence })
}

/// How much it says that a character is like the right one.
fn nearness(right: u16, wrong: u16) -> u32 {
    let of = |code: u16| char::from_u32(u32::from(code));
    let alike = of(right).zip(of(wrong)).is_some_and(|(right, wrong)| alike_in_both(right, wrong));
    if alike { ALIKE_IN_BOTH } else { 0 }
}

/// The words next to a doubtful one.
pub(crate) struct Neighbours<'r> {
    before: &'r str,
    after: &'r str,
}

impl<'r> Neighbours<'r> {
    pub(crate) fn of(run: &'r str, from: usize, end: usize) -> Option<Neighbours<'r>> {
        let (before, after) = (run.get(..from)?, run.get(end..)?);
        let left = tail(before, WIDE).len();
        let text = run.get(from - left..end + head(after, WIDE).len())?;
        let (from, end) = (left, left + end - from);
        let cut = HanCut::of(text);
        let last = cut.words().take_while(|word| word.1 <= from).last();
        let next = cut.words().find(|word| word.0 >= end);
        let of = |word: Option<(usize, usize)>| {
            word.and_then(|(start, end)| text.get(start..end)).unwrap_or_default()
        };
        Some(Neighbours { before: of(last), after: of(next) })
    }

    /// Whether text has the right word beside them; one of them is there at least.
    pub(crate) fn fit(&self, right: &str) -> bool {
        let beside = |before: Option<char>, after: Option<char>| {
            before.zip(after).is_none_or(|(a, b)| is_adjacent(pair_hash(a.into(), b.into())))
        };
        !(self.before.is_empty() && self.after.is_empty())
            && beside(self.before.chars().next_back(), right.chars().next())
            && beside(right.chars().next_back(), self.after.chars().next())
    }

    /// How many of them are words of two characters or more, such as join words, or none at all.
    pub(crate) fn whole(&self) -> usize {
        let is_whole = |word: &&&str| {
            let mut chars = word.chars();
            chars.next().is_none_or(|c| chars.next().is_some() || words::STANDS_BESIDE.contains(&c))
        };
        let whole = [self.before, self.after].iter().filter(is_whole).count();
        // Where the text begins or ends on one side, the other tells.
        if whole == 1 && [self.before, self.after].contains(&"") { 0 } else { whole }
    }

    /// Whether the two, of which the first is `a`, are likely part of a name: 王|富玉, 奇温|加.
    pub(crate) fn are_of_name(&self, a: char) -> bool {
        let alone = |word: &str| {
            let mut chars = word.chars();
            chars.next().filter(|_| chars.next().is_none())
        };
        let (before, after) = (alone(self.before), alone(self.after));
        before
            .is_some_and(|c| SOUNDS.contains(&c) || StructureWords::get().is_name(&String::from_iter([c, a])))
            || after.is_some_and(|c| SOUNDS.contains(&c))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn right_of(run: &str, pair: &str) -> Option<String> {
        let from = run.find(pair)?;
        let mut two = pair.chars();
        let found = strange_pair(run, from, [two.next()?, two.next()?], None)?;
        (found.confidence == Confidence::Likely).then_some(found.right)
    }

    #[test]
    fn a_common_word_is_meant() {
        assert_eq!(right_of("督促商户执形明码标价", "执形").as_deref(), Some("执行"));
        assert_eq!(right_of("全年修健水渠", "修健").as_deref(), Some("修建"));
        assert_eq!(right_of("中小学础基科学教育", "础基").as_deref(), Some("基础"));
        assert_eq!(right_of("渔政船救助鱼民", "鱼民").as_deref(), Some("渔民"));
    }

    #[test]
    fn words_of_trades_are_left_alone() {
        assert_eq!(right_of("裹包或者窖贮发酵", "裹包"), None);
        assert_eq!(right_of("提毫", "提毫"), None);
        assert_eq!(right_of("改植换种", "植换"), None);
    }
}
