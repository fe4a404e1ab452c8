//! 不敢腐、不能腐、不愿腐: a formula goes on in other words than it should, or begins in other words.

use kanwu_plugin::context::{ends_any, head, starts_any, tail};
use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::formula_continued_wrong::{NAME, args, variants};
use crate::formula_context::report;
use crate::table::formula_tails::{BROKEN, ENDS, LEAD, LeadRow, MARKS, TAIL, TailRow};

pub(crate) const RULE: Rule = Rule::local(NAME, Triggers::terms(&TERMS), check);

/// The first parts, then the last parts, so that the table says what triggers the rule.
const TERMS: [&str; TAIL.len() + LEAD.len()] = {
    let mut terms = [""; TAIL.len() + LEAD.len()];
    let mut i = 0;
    while i < terms.len() {
        terms[i] = if i < TAIL.len() { TAIL[i].head } else { LEAD[i - TAIL.len()].tail };
        i += 1;
    }
    terms
};

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, span) = trigger else { return };
    // A part in the middle has a row of either kind.
    let part = cx.of(span);
    if let Some(row) = TAIL.iter().find(|row| row.head == part) {
        goes_on(cx, row, span);
    }
    if let Some(row) = LEAD.iter().find(|row| row.tail == part) {
        begins(cx, row, span);
    }
}

/// What follows the first part.
fn goes_on(cx: &mut LocalContext<'_>, row: &TailRow, first: Span) {
    let after = cx.after(first.end);
    let rest = after.strip_prefix(MARKS).unwrap_or(after);
    let marked = rest.len() < after.len();
    if row.marked != marked || starts_any(rest, row.tails) || starts_any(rest, BROKEN) {
        return;
    }
    let Some(want) = row.tails.first() else { return };
    let run = before_other(rest);
    // Behind a mark other words must be as long as the right ones, and the formula must end with them.
    let loose = row.loose && !run.is_empty() && (!marked || run.chars().count() == want.chars().count());
    let Some(wrong) = nearest(want, |count| head(run, count)).or(Some(run).filter(|_| loose)) else { return };
    // 放开手脚，科学防范: behind a 逗号 another clause may begin, so that the words must end there.
    let ends = !after.starts_with(CLAUSE) || run.len() == wrong.len();
    if ends {
        let start = cx.text.len() - rest.len();
        push(cx, Span::new(start as u32, (start + wrong.len()) as u32), row.head, want, row.source, None);
    }
}

/// What stands before the last part.
fn begins(cx: &mut LocalContext<'_>, row: &LeadRow, last: Span) {
    let Some(before) = cx.before(last.start).strip_suffix(MARKS) else { return };
    if ends_any(before, row.heads) {
        return;
    }
    let Some(want) = row.heads.first() else { return };
    let run = &before[before.trim_end_matches(is_han).len()..];
    let Some(wrong) = nearest(want, |count| tail(run, count)) else { return };
    let start = before.len() - wrong.len();
    let earlier = before.get(..start).unwrap_or_default();
    let earlier = earlier.strip_suffix(MARKS).unwrap_or(earlier);
    // The part before it has told of it already.
    let told = TAIL.iter().any(|other| other.tails.first() == Some(want) && earlier.ends_with(other.head));
    if !told {
        let span = Span::new(start as u32, before.len() as u32);
        push(cx, span, row.tail, want, row.source, Some(variants::BEFORE));
    }
}

/// A clause ends there.
const CLAUSE: [char; 2] = ['，', '；'];

/// Of pieces nearly as long as the words that should stand, the one that is most like them; none where none is.
fn nearest<'t>(want: &str, piece: impl Fn(usize) -> &'t str) -> Option<&'t str> {
    let length = want.chars().count();
    let pieces = [length, length - 1, length + 1].into_iter().map(|count| (count, piece(count)));
    let full = pieces.filter(|(count, piece)| piece.chars().count() == *count && *count > 1);
    let best =
        full.map(|(_, piece)| (alike(piece, want), piece)).reduce(|a, b| if b.0 > a.0 { b } else { a })?;
    (best.0 * 2 >= length && best.1 != want).then_some(best.1)
}

/// How many characters two words share: in the same place, counted from either end, or all of them in another order.
fn alike(found: &str, want: &str) -> usize {
    let (found, want): (Vec<char>, Vec<char>) = (found.chars().collect(), want.chars().collect());
    let sorted = |word: &[char]| {
        let mut word = word.to_vec();
        word.sort_unstable();
        word
    };
    if sorted(&found) == sorted(&want) {
        return want.len();
    }
    let same = |(a, b): &(&char, &char)| a == b;
    let (start, end) = (found.iter().zip(&want), found.iter().rev().zip(want.iter().rev()));
    if found.len() == want.len() {
        return start.filter(same).count();
    }
    start.take_while(same).count() + end.take_while(same).count()
}

/// The characters at the head of the text up to a mark, or to what tells that the formula has ended.
fn before_other(text: &str) -> &str {
    let end = text.find(|c: char| !is_han(c)).unwrap_or(text.len());
    let run = head(text.get(..end).unwrap_or_default(), LONGEST);
    let end = ENDS.iter().filter_map(|word| run.find(word)).filter(|at| *at > 0).min().unwrap_or(run.len());
    run.get(..end).unwrap_or_default()
}

/// No part of a formula is longer, in characters.
const LONGEST: usize = 30;

fn is_han(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

fn push(
    cx: &mut LocalContext<'_>,
    span: Span,
    beside: &str,
    want: &str,
    source: &str,
    variant: Option<kanwu_plugin::Variant>,
) {
    let finding = Finding::likely(span)
        .arg(args::FOUND, cx.of(span))
        .arg(args::BESIDE, beside)
        .arg(args::WANT, want)
        .arg(args::SOURCE, source);
    report(cx, finding, variant, variants::ORIGINAL);
}
