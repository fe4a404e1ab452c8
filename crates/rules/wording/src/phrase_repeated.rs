//! A phrase that stands twice in a row, or the subject of a clause written again before its verb.

use kanwu_plugin::reading::words::{WordClass, segment};
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::phrase_repeated as card;
use crate::table::repeated_phrases::{BEFORE_OTHER, BODY_ENDS, ONE_BY_ONE};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::paragraph(), check);

/// A phrase has so many characters. Shorter ones are repeated on purpose.
const SHORTEST: usize = 4;
const LONGEST: usize = 12;

/// The name of a body, as the subject of a clause, has so many characters.
const BODY: std::ops::RangeInclusive<usize> = 3..=9;

/// So many characters stand at most between a subject and the same subject again.
const APART: usize = 16;

/// So many characters after it tell whether a verb follows.
const ROUND: usize = 6;

fn check(cx: &mut LocalContext<'_>, _: Trigger) {
    let paragraph = cx.paragraph();
    let mut recent = Recent::default();
    for token in paragraph.tokens.iter().filter(|t| t.kind == K::Han) {
        if !recent.may_repeat(paragraph.of(token.span)) {
            continue;
        }
        let mut run: Vec<(usize, char)> = Vec::with_capacity(token.span.len() as usize / 3);
        run.extend(paragraph.of(token.span).char_indices());
        let place = |from: usize, to: usize| {
            let byte = |n: usize| run.get(n).map_or(token.span.end, |(at, _)| token.span.start + *at as u32);
            Span::new(byte(from), byte(to))
        };
        let mut at = 0;
        while let Some(len) = run.get(at..).map(repeated) {
            if len > 0 {
                let finding = Finding::likely(place(at, at + 2 * len))
                    .arg(card::args::FOUND, paragraph.of(place(at, at + len)))
                    .fix(place(at + len, at + 2 * len), "");
                cx.push(finding);
                at += 2 * len;
            } else if at < run.len() {
                at += 1;
            } else {
                break;
            }
        }
        if let Some((from, to)) = subject_again(&run, paragraph.of(token.span)) {
            let span = place(from, to);
            cx.push(Finding::likely(span).arg(card::args::FOUND, paragraph.of(span)).fix(span, ""));
        }
    }
}

/// What is repeated stands again no further on, in characters.
const FAR: usize = if LONGEST > *BODY.end() + APART { LONGEST } else { *BODY.end() + APART };

/// So many characters at least stand again.
const LEAST: usize = if SHORTEST < *BODY.start() { SHORTEST } else { *BODY.start() };

/// Characters are told apart by so many of their last bits.
const BITS: usize = 9;

/// Where characters stood last, counted over the paragraph: tells at little cost that nothing is repeated in a run.
struct Recent {
    last: [u32; 1 << BITS],
    at: u32,
}

impl Default for Recent {
    fn default() -> Recent {
        Recent { last: [0; 1 << BITS], at: 0 }
    }
}

impl Recent {
    /// Whether so many characters in a row of the run stood in it a short while before.
    fn may_repeat(&mut self, run: &str) -> bool {
        // What stood in earlier runs is too far away.
        self.at = self.at.wrapping_add(FAR as u32 + 1);
        let mut again = 0;
        for c in run.chars() {
            let Some(last) = self.last.get_mut(c as usize % (1 << BITS)) else { continue };
            again = if self.at.wrapping_sub(*last) <= FAR as u32 { again + 1 } else { 0 };
            *last = self.at;
            self.at = self.at.wrapping_add(1);
            if again >= LEAST {
                return true;
            }
        }
        false
    }
}

/// How long the phrase is that begins the run and stands twice; 0 where none does.
fn repeated(run: &[(usize, char)]) -> usize {
    let same = |from: usize, len: usize| {
        (0..len).all(|n| matches!((run.get(n), run.get(from + n)), (Some(a), Some(b)) if a.1 == b.1))
    };
    let found = (SHORTEST..=LONGEST).find(|len| run.len() >= 2 * len && same(*len, *len));
    // 一个问题一个问题地解决: one by one.
    if run.first().is_some_and(|(_, c)| ONE_BY_ONE.contains(c)) {
        return 0;
    }
    // 一步一步一步一步: what is itself a repetition is a way to speak.
    found
        .filter(|len| !(1..=len / 2).any(|period| len % period == 0 && same(period, len - period)))
        .unwrap_or(0)
}

/// Where the body that a run begins with stands again, before a verb.
fn subject_again(run: &[(usize, char)], text: &str) -> Option<(usize, usize)> {
    let len = BODY
        .rev()
        .find(|len| run.len() > 2 * len && run.get(len - 1).is_some_and(|(_, c)| BODY_ENDS.contains(c)))?;
    let chars = |from: usize, len: usize| run.get(from..from + len);
    let body = chars(0, len)?;
    let same =
        |from: &usize| chars(*from, len).is_some_and(|other| other.iter().zip(body).all(|(a, b)| a.1 == b.1));
    let from = (len + 2..=len + APART).find(same)?;
    let (_, before) = run.get(from - 1)?;
    if BEFORE_OTHER.contains(before) {
        return None;
    }
    let (start, _) = run.get(from + len)?;
    let end = run.get(from + len + ROUND).map_or(text.len(), |(at, _)| *at);
    let rest = text.get(*start..end)?;
    let words = segment(rest);
    let verb =
        words.first().is_some_and(|word| word.class == WordClass::Verb && word.of(rest).chars().count() > 1);
    verb.then_some((from, from + len))
}
