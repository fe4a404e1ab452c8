//! A character that was taken for another of like shape, so that a word is lost: 收人 for 收入, 周未 for 周末.
//!
//! The wrong forms are made at build time from the lexicon and the groups of like characters. One is reported only
//! where the text as it stands is cut into words far worse than the text with the right word.

use kanwu_plugin::context::{head, tail};
use kanwu_plugin::reading::words::{cost, segment};
use kanwu_plugin::{Confidence, Finding, LocalContext, Place, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::misread_character as card;
use crate::pairs::Pairs;
use crate::table::character_words as words;

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

include!(concat!(env!("OUT_DIR"), "/misread.rs"));

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::paragraph(), check);

/// So many characters on each side are cut into words together with the doubtful one.
const ROUND: usize = 5;

/// The text must be so much likelier with the right word, in eighths of a bit: certain, and likely.
const CERTAIN: u32 = 72;
const LIKELY: u32 = 40;

fn check(cx: &mut LocalContext<'_>, _: Trigger) {
    let paragraph = cx.paragraph();
    for token in paragraph.tokens.iter().filter(|t| t.kind == K::Han) {
        let run = paragraph.of(token.span);
        if !CONFUSABLE.has_any(run) {
            continue;
        }
        let mut done = 0;
        let mut previous = None;
        for (at, c) in run.char_indices() {
            let first = previous.replace((at, c));
            let Some((from, a)) = first.filter(|(_, a)| may_be_misread(*a, c)) else { continue };
            if from < done {
                continue;
            }
            let start = MISREAD.partition_point(|row| row.pair < (a, c));
            let rows = MISREAD.get(start..).unwrap_or_default().iter().take_while(|row| row.pair == (a, c));
            let best = rows.filter_map(|row| judge(run, from, row)).max_by_key(|(_, _, gain)| *gain);
            let Some((word, row, gain)) = best else { continue };
            done = word.end as usize;
            let confidence = if gain >= CERTAIN { Confidence::Certain } else { Confidence::Likely };
            let span = Span::new(token.span.start + word.start, token.span.start + word.end);
            // 三千部, 5千吨: the numeral is meant.
            let numeral = |c: char| c.is_ascii_digit() || words::NUMERAL.contains(&c);
            if row.wrong.starts_with('千') && paragraph.char_before(span.start).is_some_and(numeral) {
                continue;
            }
            // 各类目由: a word of the trade that the lexicon lacks.
            let into = span.start as usize + row.wrong.chars().next().map_or(0, char::len_utf8);
            if words::TRADE_WORDS.iter().any(|word| paragraph.before(into as u32).ends_with(word)) {
                continue;
            }
            let finding = Finding::new(Place::Here(span), confidence)
                .arg(card::args::FOUND, row.wrong)
                .arg(card::args::WANT, row.right)
                .fix(span, row.right);
            cx.push(finding);
        }
    }
}

/// Whether the two may begin a row: most pairs of a text are told apart here, without a search.
fn may_be_misread(a: char, b: char) -> bool {
    let hash = (u32::from(a).wrapping_mul(31).wrapping_add(u32::from(b)) & 0xffff) as usize;
    PAIR_BITS.get(hash / 64).is_some_and(|bits| bits >> (hash % 64) & 1 == 1)
}

/// The place of the row's wrong word in `run`, its pair standing at byte `at`, and how much likelier the right word is.
fn judge<'r>(run: &str, at: usize, row: &'r Misread) -> Option<(Span, &'r Misread, u32)> {
    let before = run.get(..at)?;
    let start = at - tail(before, row.lead).len();
    if before.chars().count() < row.lead || !run.get(start..)?.starts_with(row.wrong) {
        return None;
    }
    let end = start + row.wrong.len();
    let (left, right) = (tail(run.get(..start)?, ROUND), head(run.get(end..)?, ROUND));
    let text = format!("{left}{}{right}", row.wrong);
    let meant = format!("{left}{}{right}", row.right);
    let (from, to) = (left.len() as u32, (left.len() + row.right.len()) as u32);
    let bounds = |text: &str, at: u32| segment(text).iter().all(|w| w.span.end <= at || at <= w.span.start);
    // The right word is one of the words, or the part of one: 人员 in 务工人员.
    let covered = segment(&meant).iter().any(|w| w.span.start <= from && to <= w.span.end);
    let meets = covered || bounds(&meant, from) && bounds(&meant, to);
    if !meets {
        return None;
    }
    let span = Span::new(start as u32, end as u32);
    // 节目由: the wrong form does not begin inside a word that stands in the text.
    if !bounds(&text, from) {
        return None;
    }
    let ends = bounds(&text, to);
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
    let gain = cost(&text).checked_sub(cost(&meant)).filter(|gain| covered && *gain >= least)?;
    Some((span, row, gain))
}
