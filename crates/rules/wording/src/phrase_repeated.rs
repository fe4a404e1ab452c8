//! A word or a phrase that stands twice in a row, the last character of a word written twice, or the subject of a clause
//! written again before its verb.

use kanwu_plugin::book::StructureWords;
use kanwu_plugin::context::{has_any, head, starts_any, tail};
use kanwu_plugin::reading::words::{HanCut, WordClass, cost, segment};
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::phrase_repeated as card;
use crate::table::near_miss::SOUNDS;
use crate::table::repeated_phrases::{
    BEFORE_OTHER, BODY_ENDS, GOES_ON, MAY_REPEAT, NAMED_BY_OWNER, ONE_BY_ONE, OPENS_REPEATED, REPEATED_TO_TRY,
};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::paragraph(), check);

/// A phrase has so many characters.
const SHORTEST: usize = 4;
const LONGEST: usize = 12;

/// A shorter one is a word.
const WORD: std::ops::RangeInclusive<usize> = 2..=3;

/// A character that costs no more than so many eighths of a bit is often a word of its own.
const FREE: u32 = 118;

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
        let text = paragraph.of(token.span);
        if let Some(len) = last_twice(text).filter(|_| ends_word(paragraph.after(token.span.end))) {
            let span = Span::new(token.span.end - len as u32, token.span.end);
            let whole = Span::new(span.start - len as u32, span.end);
            cx.push(Finding::likely(whole).arg(card::args::FOUND, paragraph.of(span)).fix(span, ""));
        }
        while let Some(rest) = run.get(at..) {
            let len = repeated(rest).max(rest.first().map_or(0, |(byte, _)| word_twice(text, *byte)));
            // A title and the text below it may have been joined.
            let whole = |at| paragraph.reading.locate(place(at, at + 2 * len)).len() == 1;
            if len > 0 && whole(at) {
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
        if let Some((from, to)) = subject_again(&run, text) {
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
        let mut past = ['\0'; 3];
        for c in run.chars() {
            let [first, second, third] = past;
            if third == c || first == third && second == c {
                return true;
            }
            past = [second, third, c];
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

/// Characters within which the name of a firm or a place of work ends.
const NAME_END: usize = 20;

/// How many characters the word has that begins at byte `from` of a run and stands twice; 0 where none does.
fn word_twice(run: &str, from: usize) -> usize {
    let rest = run.get(from..).unwrap_or_default();
    let twice = |len: &usize| {
        let word = head(rest, *len);
        word.chars().count() == *len && rest.get(word.len()..).is_some_and(|after| after.starts_with(word))
    };
    WORD.rev().find(|len| twice(len) && is_slip(run, from, head(rest, *len))).unwrap_or(0)
}

/// Whether `word`, which stands twice from byte `from` of a run, stands so by mistake.
fn is_slip(run: &str, from: usize, word: &str) -> bool {
    let to = from + 2 * word.len();
    let (Some(before), Some(after)) = (run.get(..from), run.get(to..)) else { return false };
    let mut chars = word.chars();
    let (Some(first), Some(last)) = (chars.next(), chars.next_back()) else { return false };
    // 一件一件, 很紧很紧, 说着说着, 研究研究, 联系联系起来.
    let on_purpose = first == last
        || ONE_BY_ONE.contains(&first)
        || OPENS_REPEATED.contains(&first)
        || MAY_REPEAT.contains(&last)
        || REPEATED_TO_TRY.contains(&word)
        || starts_any(after, GOES_ON);
    // 加油加油加油: a cheer.
    let on_purpose = on_purpose || after.starts_with(word) || before.ends_with(word);
    // 拉基拉基: a name from abroad.
    if on_purpose || word.chars().all(|c| SOUNDS.contains(&c)) {
        return false;
    }
    // 美年大健康|健康管理有限公司: a name ends with the word, and the next begins with it.
    if has_any(head(after, NAME_END), NAMED_BY_OWNER) {
        return false;
    }
    let of_one = HanCut::of(word).words().count() == 1;
    let rare = word.chars().all(|c| cost(c.encode_utf8(&mut [0; 4])) > FREE);
    if !of_one && !rare {
        return false;
    }
    // 支队|支队长, 俄罗斯|罗斯托夫: a longer word takes one of them.
    let (left, right) = (tail(before, ROUND), head(after, ROUND));
    let cut = HanCut::of(run.get(from - left.len()..to + right.len()).unwrap_or_default());
    let bounds = [left.len(), left.len() + word.len(), left.len() + 2 * word.len()];
    bounds.into_iter().all(|at| !of_one || cut.is_bound(at))
        && !after.starts_with(|c| MAY_REPEAT.contains(&c))
}

/// How many bytes the last character of a run has, where it is the last of a word and stands once more: 货船|船.
fn last_twice(run: &str) -> Option<usize> {
    let mut chars = run.chars().rev();
    let (last, other, third) = (chars.next()?, chars.next()?, chars.next()?);
    if last != other || third == last || OPENS_REPEATED.contains(&last) || MAY_REPEAT.contains(&last) {
        return None;
    }
    let len = last.len_utf8();
    // 李娜娜: a person.
    let name = String::from_iter([third, last, last]);
    let words = HanCut::of(tail(run, ROUND + 2));
    let (start, end) = words.words().last()?;
    let (before, _) = words.words().take_while(|word| word.1 <= start).last()?;
    let alone = end - start == len && start - before > len;
    (alone && !StructureWords::get().is_name(&name)).then_some(len)
}

/// Whether a word ends before `after`: a figure follows, or a mark between clauses.
fn ends_word(after: &str) -> bool {
    after.starts_with(|c: char| c.is_ascii_digit() || ['，', '。', '；'].contains(&c))
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
