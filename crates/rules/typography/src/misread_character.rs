//! A character that was taken for another of like shape or sound, or changed places with its neighbour, so that a
//! word is lost: 收人 for 收入, 彩访 for 采访, 施实 for 实施.
//!
//! The wrong forms are made at build time from the lexicon and the groups of like characters. One is reported only
//! where the text as it stands is cut into words far worse than the text with the right word.

use kanwu_plugin::book::StructureWords;
use kanwu_plugin::context::{ends_any, head, tail};
use kanwu_plugin::reading::words::{HanCut, cost};
use kanwu_plugin::text::kind_of;
use kanwu_plugin::{Confidence, Finding, LocalContext, Place, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::misread_character as card;
use crate::long_word::{is_adjacent, is_word, long_word};
use crate::packed_words::{codes, word_of};
use crate::pair_hash::{PAIR_WORDS, first_bit, pair_hash, second_bit};
use crate::strange_pair::strange_pair;
use crate::table::character_words as words;
use crate::trade_word::trade_word;

/// A wrong form of a word.
struct Misread {
    /// Two neighbours in it, the wrong character among them.
    pair: (char, char),
    wrong: &'static str,
    right: &'static str,
    /// How many characters stand before the two.
    lead: usize,
    /// How many characters stand before the wrong one.
    at: usize,
    /// Whether the lexicon has the right word, so that its cost is known.
    known: bool,
    /// Whether it is one of the table's own words.
    listed: bool,
}

/// A wrong form of a common word of two characters, by their codes.
struct Slip {
    wrong: [u16; 2],
    right: [u16; 2],
    /// How much likelier the text must be with it, in eighths of a bit; 0 where the lexicon does not have it.
    least: u8,
    /// Whether they are alike in shape alone.
    by_shape: bool,
    /// Whether a list names it: it needs no second sign.
    listed: bool,
}

impl Slip {
    /// The word.
    fn right(&self) -> String {
        word_of(self.right)
    }
}

include!(concat!(env!("OUT_DIR"), "/misread.rs"));

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::paragraph(), check);

/// So many characters on each side are cut into words together with the doubtful one.
const ROUND: usize = 5;

/// The text must be so much likelier with the right word, in eighths of a bit: certain, and likely.
const CERTAIN: u32 = 72;
const LIKELY: u32 = 40;

/// Most pairs of a text are told by a bit to begin no row. Han characters take three bytes, or four where they are too
/// rare for a row, so the bytes are read without decoding: this runs over the whole book.
fn check(cx: &mut LocalContext<'_>, _: Trigger) {
    const NONE: u32 = 0;
    let is_set = |bit: usize| PAIR_BITS.get(bit / 64).is_some_and(|bits| bits >> (bit % 64) & 1 == 1);
    let paragraph = cx.paragraph();
    for token in paragraph.tokens.iter().filter(|t| t.kind == K::Han) {
        let run = paragraph.of(token.span);
        let (mut bytes, mut before, mut done) = (run.as_bytes(), NONE, 0);
        while let [lead, b, c, rest @ ..] = bytes {
            let at = run.len() - bytes.len();
            bytes = rest;
            if *lead >= 0xf0 {
                (bytes, before) = (rest.get(1..).unwrap_or_default(), NONE);
                continue;
            }
            let code = u32::from(lead & 0x0f) << 12 | u32::from(b & 0x3f) << 6 | u32::from(c & 0x3f);
            let hash = pair_hash(before, code);
            let first = std::mem::replace(&mut before, code);
            if at < done + 3 || first == NONE {
                continue;
            }
            let listed = is_set(first_bit(hash)) && is_set(second_bit(hash));
            let strange = !is_adjacent(hash);
            if !listed && !strange {
                continue;
            }
            let start = token.span.start;
            let mut end = look(cx, start, run, at - 3, listed, strange);
            if end.is_none() && strange {
                let found = long_word(run, at - 3).filter(|found| found.at.start as usize >= done);
                end = found.and_then(|found| report(cx, start, run, found));
            }
            done = end.unwrap_or(done);
        }
    }
}

/// Reports what the two characters from byte `from` of a run are a slip of. `start` is where the run begins; a row may
/// begin with the two where they are `listed`, and no text has them side by side where they are `strange`. Tells where the
/// slip ends.
#[inline(never)]
fn look(
    cx: &mut LocalContext<'_>,
    start: u32,
    run: &str,
    from: usize,
    listed: bool,
    strange: bool,
) -> Option<usize> {
    let mut two = run.get(from..)?.chars();
    let pair = [two.next()?, two.next()?];
    let before = cx.paragraph().char_before(start);
    let by_row = || misread(run, from, pair).or_else(|| slip(run, from, pair));
    let row = if listed { by_row() } else { None };
    let found = best(row, || strange.then(|| strange_pair(run, from, pair, before)).flatten());
    let found = best(found, || strange.then(|| trade_word(run, from, pair)).flatten())?;
    report(cx, start, run, found)
}

/// Reports what was found in a run that begins at `start`, unless a name or a numeral stands there. Tells where it ends.
fn report(cx: &mut LocalContext<'_>, start: u32, run: &str, found: Found) -> Option<usize> {
    let paragraph = cx.paragraph();
    let end = Some(found.at.end as usize);
    let span = Span::new(start + found.at.start, start + found.at.end);
    // 三千部, 5千吨: the numeral is meant.
    let numeral = |c: char| c.is_ascii_digit() || words::NUMERAL.contains(&c);
    let thousand = run.get(found.at.start as usize..).is_some_and(|text| text.starts_with('千'));
    if thousand && paragraph.char_before(span.start).is_some_and(numeral) {
        return end;
    }
    // 由千分之三降至千分之二
    let number = paragraph.of(span).ends_with('千')
        && paragraph.char_after(span.end).is_some_and(|c| words::AFTER_THOUSAND.contains(&c));
    if number {
        return end;
    }
    // 各类目由: a word of the trade that the lexicon lacks.
    let into = span.start as usize + paragraph.of(span).chars().next().map_or(0, char::len_utf8);
    if words::TRADE_WORDS.iter().any(|word| paragraph.before(into as u32).ends_with(word)) {
        return end;
    }
    if found.confidence != Confidence::Certain
        && (StructureWords::get().is_name(run)
            // 周岚、关欣到场: a person opens the clause.
            || found.at.start == 0 && StructureWords::get().is_name(paragraph.of(span))
            || is_name(paragraph.before(span.start), paragraph.after(span.start)))
    {
        return end;
    }
    // 澜川市: the end of a name of a place.
    if words::DIVISION_ENDS.iter().any(|c| found.right.ends_with(*c) && paragraph.of(span).ends_with(*c)) {
        return end;
    }
    let finding = Finding::new(Place::Here(span), found.confidence)
        .arg(card::args::FOUND, paragraph.of(span))
        .arg(card::args::WANT, found.right.as_str())
        .fix(span, found.right);
    cx.push(finding);
    end
}

/// Whether a person's name begins where `before` ends: 志愿者温知秋.
fn is_name(before: &str, after: &str) -> bool {
    let names = StructureWords::get();
    // 局长|朱献海: the name may begin one character earlier.
    let surname = tail(before, 1);
    let earlier = before.strip_suffix(surname).unwrap_or_default();
    let begins = ends_any(earlier, words::BEFORE_NAME) || !earlier.ends_with(|c| kind_of(c) == K::Han);
    ends_any(before, words::BEFORE_NAME) && [2, 3].iter().any(|n| names.is_name(head(after, *n)))
        || begins && !surname.is_empty() && names.is_name(&format!("{surname}{}", head(after, 2)))
}

/// What was found in a run of Han characters.
pub(crate) struct Found {
    pub(crate) at: Span,
    pub(crate) right: String,
    pub(crate) confidence: Confidence,
}

/// The likeliest word of which one character was read as one of like shape.
fn misread(run: &str, from: usize, [a, b]: [char; 2]) -> Option<Found> {
    let start = MISREAD.partition_point(|row| row.pair < (a, b));
    let rows = MISREAD.get(start..).unwrap_or_default().iter().take_while(|row| row.pair == (a, b));
    let (at, row, gain) = rows.filter_map(|row| judge(run, from, row)).max_by_key(|(_, _, gain)| *gain)?;
    let free = row.wrong.chars().nth(row.at).is_some_and(|c| is_free(c) && !words::SELDOM_MEANT.contains(&c));
    let confidence = match gain {
        _ if free && !row.listed => Confidence::Guess,
        // Two characters may meet by chance.
        _ if gain >= CERTAIN && (row.listed || row.wrong.chars().count() > 2) => Confidence::Certain,
        _ => Confidence::Likely,
    };
    Some(Found { at, right: row.right.to_owned(), confidence })
}

/// A character that costs no more than so many eighths of a bit is often a word of its own.
const FREE: u32 = 118;

/// Whether a character is often a word of its own.
pub(crate) fn is_free(c: char) -> bool {
    cost(c.encode_utf8(&mut [0; 4])) <= FREE
}

/// The likeliest common word of which the two are a slip.
fn slip(run: &str, from: usize, [a, b]: [char; 2]) -> Option<Found> {
    // 塔拉图旗: the end of a place name.
    if words::PLACE_ENDS.contains(&b) {
        return None;
    }
    let wrong = codes([a, b])?;
    let start = SLIPS.partition_point(|row| row.wrong < wrong);
    let mut rows = SLIPS.get(start..)?.iter().take_while(|row| row.wrong == wrong).peekable();
    rows.peek()?;
    let end = from + a.len_utf8() + b.len_utf8();
    let round = Round::of(run, Span::of(from..end))?;
    let (row, _) = rows.filter_map(|row| Some((row, round.slip(row)?))).max_by_key(|(_, gain)| *gain)?;
    // A character that is often a word of its own is seldom misread for one that it is like in shape alone.
    let wrong = [a, b].into_iter().zip(row.right).find(|(c, right)| u32::from(*c) != u32::from(*right));
    let free = wrong.is_some_and(|(c, _)| is_free(c) && !words::SELDOM_MEANT.contains(&c));
    // 一召, 一洋: the numeral is meant.
    // 换挡|期: the first makes a word with what stands before.
    let joined = !row.listed && joins_neighbour(run, from, end);
    let doubtful = row.by_shape && free || words::ONE.contains(&a) || joined;
    let confidence = if doubtful { Confidence::Guess } else { Confidence::Likely };
    Some(Found { at: round.at, right: row.right(), confidence })
}

/// Whether what stands from byte `from` to byte `end` of a run shares a word of two characters with its neighbours:
/// 春[耕|做], 治[污|让].
pub(crate) fn joins_neighbour(run: &str, from: usize, end: usize) -> bool {
    let last = |text: &str| text.chars().next_back();
    let first = |text: &str| text.chars().next();
    let joins =
        |before: Option<char>, after: Option<char>| before.zip(after).is_some_and(|(a, b)| is_word(a, b));
    let (Some(before), Some(text), Some(after)) = (run.get(..from), run.get(from..end), run.get(end..))
    else {
        return false;
    };
    joins(last(before), first(text)) || joins(last(text), first(after))
}

/// The surer of two, the first where they are alike; the other is not looked for where the first is no guess.
fn best(one: Option<Found>, other: impl FnOnce() -> Option<Found>) -> Option<Found> {
    match one {
        Some(one) if one.confidence != Confidence::Guess => Some(one),
        one => other().or(one),
    }
}

/// A doubtful word with the text round it.
pub(crate) struct Round<'r> {
    pub(crate) at: Span,
    left: &'r str,
    right: &'r str,
    /// What the text as it stands costs.
    cost: u32,
    /// Whether a word of it ends or begins where the doubtful word begins, and where it ends.
    pub(crate) begins: bool,
    pub(crate) ends: bool,
}

impl<'r> Round<'r> {
    pub(crate) fn of(run: &'r str, at: Span) -> Option<Round<'r>> {
        let (start, end) = (at.start as usize, at.end as usize);
        let (left, right) = (tail(run.get(..start)?, ROUND), head(run.get(end..)?, ROUND));
        let cut = HanCut::of(run.get(start - left.len()..end + right.len())?);
        let begins = cut.is_bound(left.len());
        let ends = cut.is_bound(left.len() + (end - start));
        Some(Round { at, left, right, cost: cut.cost(), begins, ends })
    }

    /// The text with `word` in the doubtful place.
    fn with(&self, word: &str) -> String {
        format!("{}{word}{}", self.left, self.right)
    }

    /// How much likelier `word` is, where it would stand as a word or within one.
    pub(crate) fn gain(&self, word: &str) -> Option<u32> {
        let meant = HanCut::of(&self.with(word));
        let (from, to) = (self.left.len(), self.left.len() + self.at.len() as usize);
        meant.is_within_word(from, to).then(|| self.cost.saturating_sub(meant.cost()))
    }

    /// How much likelier the row's word is, where it would stand as a word or within one, and the wrong form neither
    /// begins nor ends inside a word that stands in the text.
    fn slip(&self, row: &Slip) -> Option<u32> {
        if !self.begins || !self.ends {
            return None;
        }
        let meant = HanCut::of(&self.with(&row.right()));
        let (from, to) = (self.left.len(), self.left.len() + self.at.len() as usize);
        let least = u32::from(row.least);
        if least == 0 {
            return (meant.is_bound(from) && meant.is_bound(to)).then_some(LIKELY);
        }
        if !meant.is_within_word(from, to) {
            return None;
        }
        self.cost.checked_sub(meant.cost()).filter(|gain| *gain >= least)
    }
}

/// The place of the row's wrong word in `run`, its pair standing at byte `at`, and how much likelier the right word is.
fn judge<'r>(run: &str, at: usize, row: &'r Misread) -> Option<(Span, &'r Misread, u32)> {
    let before = run.get(..at)?;
    let start = at - tail(before, row.lead).len();
    if before.chars().count() < row.lead || !run.get(start..)?.starts_with(row.wrong) {
        return None;
    }
    let end = start + row.wrong.len();
    let span = Span::new(start as u32, end as u32);
    let round = Round::of(run, span)?;
    // 节目由: the wrong form does not begin inside a word that stands in the text.
    if !round.begins {
        return None;
    }
    let meant = HanCut::of(&round.with(row.right));
    let (from, to) = (round.left.len(), round.left.len() + row.right.len());
    // The right word is one of the words, or the part of one: 人员 in 务工人员.
    let covered = meant.is_within_word(from, to);
    if !(covered || meant.is_bound(from) && meant.is_bound(to)) {
        return None;
    }
    let ends = round.ends;
    if !row.known {
        return ends.then_some((span, row, LIKELY));
    }
    let wrong = row.wrong.chars().nth(row.at)?;
    if words::VERB_ALONE.contains(&wrong) && !row.listed {
        return None;
    }
    // 千部下村: it may end in one by chance.
    let alone = words::OFTEN_ALONE.contains(&wrong) || !ends && !row.listed;
    let least = if alone { CERTAIN } else { LIKELY };
    if !covered {
        return None;
    }
    let gain = round.cost.checked_sub(meant.cost()).filter(|gain| *gain >= least)?;
    Some((span, row, gain))
}
