//! 四个维护: the number or the unit word of a formula is wrong, or the word that follows it.

use kanwu_plugin::context::{ends_any, has_any, sentence_after, sentence_before, starts_any};
use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::formula_number_wrong::{NAME, args, variants};
use crate::formula_context::{worded, year_before};
use crate::table::formulas::{
    COMPOUND, EXPLAINED, LISTED, NOT_BEFORE_NUMBER, NUMBERED, NUMBERS, NumberedRow, UNITS,
};

pub(crate) const RULE: Rule = Rule::local(NAME, Triggers::terms(&TERMS), check);

/// How many terms there are.
const COUNT: usize = {
    let mut count = NUMBERED.len();
    let mut row = 0;
    while row < COMPOUND.len() {
        count += COMPOUND[row].wrong.len();
        row += 1;
    }
    count
};

/// The head word of each numbered row, then the wrong forms of compound ones, so that the table says what triggers
/// the rule.
const TERMS: [&str; COUNT] = {
    let mut terms = [""; COUNT];
    let mut at = 0;
    while at < NUMBERED.len() {
        terms[at] = NUMBERED[at].head;
        at += 1;
    }
    let mut row = 0;
    while row < COMPOUND.len() {
        let mut i = 0;
        while i < COMPOUND[row].wrong.len() {
            terms[at] = COMPOUND[row].wrong[i];
            at += 1;
            i += 1;
        }
        row += 1;
    }
    terms
};

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(i, head) = trigger else { return };
    let Some(row) = NUMBERED.get(i) else { return compound(cx, head) };
    let before = cx.before(head.start);
    // Inside quotation marks the unit word may have been lost.
    let (before, unit) = last_word(before, UNITS).unwrap_or((before, ""));
    let Some((before, number)) = last_word(before, NUMBERS) else { return };
    if unit.is_empty() && !(before.ends_with('“') && cx.after(head.end).starts_with('”')) {
        return;
    }
    if ends_any(before, NOT_BEFORE_NUMBER) {
        return;
    }
    let (before, quoted) = before.strip_suffix('“').map_or((before, false), |b| (b, true));
    let after = cx.after(head.end);
    let (after, closed) = after.strip_prefix('”').map_or((after, false), |a| (a, true));
    let start = head.start - (unit.len() + number.len()) as u32;
    let right = row.numbers.contains(&number) && unit == row.unit;
    if right {
        // “四位一体”总体布局 in a record of 2019: the number was right until another took its place.
        let since = row.since.get(..4).and_then(|year| year.parse::<i64>().ok());
        let passed = row.numbers.last().is_some_and(|last| *last != number)
            && year_before(cx.paragraph(), start).zip(since).is_some_and(|(year, since)| year > since)
            && (row.after.is_empty() || after.starts_with(row.after));
        if passed {
            let span = Span::new(start, head.end);
            return push(cx, Finding::likely(span), span, row);
        }
        let follows = row.wrong_after.iter().find(|w| after.starts_with(**w));
        let Some(wrong) = follows.filter(|_| row.after.is_empty() || !after.starts_with(row.after)) else {
            return;
        };
        let end = head.end + if closed { '”'.len_utf8() as u32 } else { 0 } + wrong.len() as u32;
        let start = start - if quoted { '“'.len_utf8() as u32 } else { 0 };
        push(cx, Finding::certain(Span::new(start, end)), Span::new(start, end), row);
        return;
    }
    let continued = !row.after.is_empty() && after.starts_with(row.after);
    let called = ends_any(before, row.before);
    let named = quoted && closed && !row.before.is_empty();
    // 和平共处五项原则: without what the name begins with, the rest is any 原则.
    let headed = row.before.iter().any(|before| row.name.starts_with(before));
    let preceding = sentence_before(cx.paragraph(), start);
    // “五个精准” is anybody's coinage, but for a sentence on 扶贫.
    let near = quoted
        && closed
        && (has_any(preceding, row.near) || has_any(sentence_after(cx.paragraph(), head.end), row.near));
    let tied = match (headed, row.quoted) {
        _ if near => true,
        (true, _) => called,
        (_, true) => called && named,
        _ => called || named,
    };
    if !continued && (!tied || starts_any(after, EXPLAINED)) {
        return;
    }
    let members = LISTED.iter().find(|l| l.name == row.name).map_or(&[][..], |l| l.members);
    let all = !members.is_empty() && members.iter().all(|m| preceding.contains(m));
    // A list of other things with the same head is somebody's own coinage.
    let listed = preceding.contains(&format!("{}、", row.head));
    if listed && !all {
        return;
    }
    let span = Span::new(start, head.end);
    let sure = continued || all || (called && named);
    push(cx, if sure { Finding::certain(span) } else { Finding::likely(span) }, span, row);
}

/// 三严四实: a formula of several numbers, one of which is wrong.
fn compound(cx: &mut LocalContext<'_>, span: Span) {
    let found = cx.of(span);
    let inside = ends_any(cx.before(span.start), NOT_BEFORE_NUMBER);
    let Some(row) = COMPOUND.iter().find(|row| !inside && row.wrong.contains(&found)) else { return };
    let finding = Finding::certain(span)
        .arg(args::FOUND, found)
        .arg(args::WANT, row.name)
        .arg(args::SINCE, row.since)
        .arg(args::SOURCE, row.source);
    let finding = worded(cx.paragraph(), finding, variants::ORIGINAL);
    cx.push(finding);
}

fn push(cx: &mut LocalContext<'_>, finding: Finding, span: Span, row: &NumberedRow) {
    let found = cx.of(span);
    // What stands before the number, as in 和平共处五项原则, is there already.
    let number = row.numbers.last().copied().unwrap_or_default();
    let short = format!("{number}{}{}", row.unit, row.head);
    let want = if found.starts_with('“') {
        format!("“{short}”{}", row.after)
    } else if found.ends_with(row.head) {
        short
    } else {
        format!("{short}{}", row.after)
    };
    let finding = finding
        .arg(args::FOUND, found)
        .arg(args::WANT, want)
        .arg(args::SINCE, row.since)
        .arg(args::SOURCE, row.source);
    let finding = worded(cx.paragraph(), finding, variants::ORIGINAL);
    cx.push(finding);
}

/// A text without its last word, and that word, where it is one of the list.
fn last_word<'t>(text: &'t str, words: &[&'static str]) -> Option<(&'t str, &'static str)> {
    words.iter().find_map(|w| text.strip_suffix(w).map(|rest| (rest, *w)))
}
