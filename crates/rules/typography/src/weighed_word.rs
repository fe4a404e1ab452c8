//! A word of which one character was taken for another, told by all that speaks for it and against it.
//!
//! The other finders of slips each ask for one clear sign. Here every sign has a weight, and the sum decides: 佝楼病
//! for 佝偻病. Only two characters that no text has side by side are looked at.

use kanwu_plugin::book::StructureWords;
use kanwu_plugin::context::{head, tail};
use kanwu_plugin::index::likeness::{alike_in_both, meant_by, nearness};
use kanwu_plugin::reading::words::{HanCut, cost};
use kanwu_plugin::{Confidence, Span};

use crate::long_word::{is_adjacent, is_word, long_slips};
use crate::misread_character::Found;
use crate::pair_hash::pair_hash;
use crate::table::character_words as words;
use crate::trade_word::is_of_trade;

/// So many characters on each side are cut into words together with the doubtful ones.
const ROUND: usize = 8;

/// What a word costs that the lexicon does not have: one of a trade, and one of the dictionary.
const OF_TRADE: i32 = 165;
const OF_DICTIONARY: i32 = 180;

/// The text must be so much likelier with the word, in eighths of a bit, to be weighed at all.
const LEAST: i32 = 16;

/// The sum that makes a finding, in hundredths.
const SURE: i32 = 350;

/// What the sum begins with. This and the weights were fitted by logistic regression: on slips planted in sentences of our
/// own, one in each of 4,700 words, and on 78,000 places of clean text where a word is one character away.
const START: i32 = -610;

/// A word that a place may be a slip of.
pub(crate) struct Candidate {
    pub(crate) at: Span,
    pub(crate) word: String,
    /// How many characters of the word stand before the wrong one.
    pub(crate) lead: usize,
}

/// The likeliest word of which the two characters from byte `from` of a run, that no text has side by side, are part,
/// with one character wrong.
pub(crate) fn weighed_word(run: &str, from: usize, pair: [char; 2]) -> Option<Found> {
    let candidates = short(run, from, pair).into_iter().chain(long_slips(run, from));
    let weighed = candidates.filter_map(|candidate| Some((weight(run, &candidate)?, candidate)));
    let (sum, Candidate { at, word, .. }) = weighed.max_by_key(|(sum, _)| *sum)?;
    (sum >= SURE).then_some(Found { at, right: word, confidence: Confidence::Likely })
}

/// Words of two characters that the lexicon counts, or a trade has.
fn short(run: &str, from: usize, [a, b]: [char; 2]) -> Vec<Candidate> {
    let end = from + a.len_utf8() + b.len_utf8();
    // 200余面: a numeral ends before it. 旗直各单位: of a division.
    let spared = words::STRAY_ENDS.contains(&b)
        || words::NUMERAL.contains(&a)
        || words::DIVISION_ENDS.contains(&a) && words::OF_DIVISION.contains(&b)
        || run.get(end..).is_none_or(|after| after.starts_with(words::PLACE_SUFFIXES));
    let mut found = Vec::new();
    if spared || is_word(a, b) {
        return found;
    }
    for lead in 0..2 {
        let right = meant_by([a, b][lead]).filter_map(|code| char::from_u32(u32::from(code)));
        let pairs = right.map(|right| if lead == 0 { (right, b) } else { (a, right) });
        for (c, d) in pairs.filter(|(c, d)| is_word(*c, *d)) {
            let word = String::from_iter([c, d]);
            if is_known(&word) || is_of_trade(&word) {
                found.push(Candidate { at: Span::of(from..end), word, lead });
            }
        }
    }
    found
}

/// Whether the lexicon counts a word.
fn is_known(word: &str) -> bool {
    HanCut::of(word).words().count() == 1
}

/// What speaks for a candidate, in hundredths; `None` where the text is hardly likelier with it.
fn weight(run: &str, candidate: &Candidate) -> Option<i32> {
    let Candidate { at, word, lead } = candidate;
    let (from, end) = (at.start as usize, at.end as usize);
    let stands = run.get(from..end)?;
    let (left, rest) = (tail(run.get(..from)?, ROUND), head(run.get(end..)?, ROUND));
    let length = word.chars().count();
    let (known, of_trade) = (is_known(word), is_of_trade(word));
    let price = match (known, of_trade) {
        (true, _) => cost(word) as i32,
        (_, true) => OF_TRADE,
        _ => OF_DICTIONARY,
    };
    let cut = HanCut::of(run.get(from - left.len()..end + rest.len())?);
    let (before, after) = (HanCut::of(left), HanCut::of(rest));
    let gain = cut.cost() as i32 - before.cost() as i32 - price - after.cost() as i32;
    if gain < LEAST {
        return None;
    }
    let wrong = stands.chars().nth(*lead)?;
    let right = word.chars().nth(*lead)?;
    let other = |(at, c): (usize, char)| (at != *lead).then_some(c);
    let others: String = stands.chars().enumerate().filter_map(other).collect();
    let rest_is_word = length > 2 && (*lead == 0 || *lead + 1 == length) && is_known(&others);

    // How the text is cut as it stands.
    let (start, stop) = (left.len(), left.len() + stands.len());
    let bounds = [start, stop].into_iter().filter(|at| cut.is_bound(*at)).count();
    // Han characters of words take three bytes.
    let single = cut.words().filter(|(a, b)| *a < stop && *b > start && b - a == 3).count();
    let whole = |text: &str| text.chars().nth(1).is_some() || text.starts_with(words::STANDS_BESIDE);
    let last = before.words().last().and_then(|(a, b)| left.get(a..b)).unwrap_or_default();
    let next = after.words().next().and_then(|(a, b)| rest.get(a..b)).unwrap_or_default();

    // What stands beside the wrong character, and would stand beside the right one.
    let place = from + stands.chars().take(*lead).map(char::len_utf8).sum::<usize>();
    let previous = run.get(..place)?.chars().next_back();
    let following = run.get(place + wrong.len_utf8()..)?.chars().next();
    let beside = |a: Option<char>, b: Option<char>| {
        a.zip(b).is_none_or(|(a, b)| is_adjacent(pair_hash(a.into(), b.into())))
    };
    let [right_after, wrong_after] = [right, wrong].map(|c| beside(previous, Some(c)));
    let [right_before, wrong_before] = [right, wrong].map(|c| beside(Some(c), following));
    let word_of = |a: Option<char>, b: Option<char>| a.zip(b).is_some_and(|(a, b)| is_word(a, b));
    let joins = usize::from(*lead == 0 && word_of(previous, Some(wrong)))
        + usize::from(*lead + 1 == length && word_of(Some(wrong), following));
    // 治[污|让]: what is right of the word makes one with its other neighbour.
    let other_joins = length == 2
        && if *lead == 1 {
            word_of(left.chars().next_back(), stands.chars().next())
        } else {
            word_of(stands.chars().next_back(), rest.chars().next())
        };
    let surname =
        following.is_some_and(|next| StructureWords::get().is_name(&String::from_iter([wrong, next])));
    let rank = nearness(right, wrong);

    let short = length == 2;
    let signs = [
        (23 * gain.min(8 * 30) / 8, true),
        (23 * gain.min(8 * 12) / 8, true),
        (-5 * gain.min(8 * 20) / 8, short),
        (49, length == 3),
        (39, length > 3),
        (if short { 134 } else { -14 }, bounds == 2),
        (79, bounds == 1),
        (-119, single >= length),
        (104, whole(last)),
        (69, whole(next)),
        (-73, !right_after),
        (-93, !right_before),
        (47, !wrong_after),
        (73, !wrong_before),
        (joins as i32 * if short { -174 } else { -296 }, true),
        (-85, other_joins),
        (-40, surname),
        (-29 * cost(wrong.encode_utf8(&mut [0; 4])) as i32 / 8, true),
        (127, alike_in_both(right, wrong)),
        (118, rank.is_some_and(|rank| rank < 3)),
        (73, rank.is_some_and(|rank| rank < 6)),
        (19 * price / 8, true),
        (151, of_trade),
        (-11, known),
        // 凤凰|单丛 is no 凤凰山.
        (-150, rest_is_word),
    ];
    Some(START + signs.into_iter().filter(|(_, holds)| *holds).map(|(weight, _)| weight).sum::<i32>())
}
