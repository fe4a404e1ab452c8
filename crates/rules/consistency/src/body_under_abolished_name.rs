//! Bodies under names that were abolished before the year recorded: 2022年，区环保局…….

use kanwu_plugin::context::{ends_any, has_any, sentence_after, sentence_before, starts_any, tail};
use kanwu_plugin::reading::Item;
use kanwu_plugin::{Finding, LocalContext, Paragraph, Rule, Span, Trigger, Triggers};

use crate::card::body_under_abolished_name as card;
use crate::table::bodies::{
    ABOLISHED, AFTER_LISTED, AbolishedRow, BEFORE_LISTED, BRANCH, BUILDINGS, CUT_BU, HISTORY, OLD,
    OTHER_OWNERS, OWNERS, SHORT,
};

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::terms(&NAMES), check);

/// The names of the bodies that were abolished.
const NAMES: [&str; ABOLISHED.len()] = {
    let mut names = [""; ABOLISHED.len()];
    let mut i = 0;
    while i < ABOLISHED.len() {
        names[i] = ABOLISHED[i].name;
        i += 1;
    }
    names
};

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(n, span) = trigger else { return };
    let Some(body) = ABOLISHED.get(n) else { return };
    let paragraph = cx.paragraph();
    let Some(year) = paragraph.settings.record_year().filter(|year| i64::from(*year) > body.last) else {
        return;
    };
    if !is_body(paragraph, body, span) || is_old(paragraph, body, span) {
        return;
    }
    let finding = Finding::likely(span)
        .arg(card::args::FOUND, paragraph.of(span))
        .arg(card::args::WANT, body.want)
        .arg(card::args::YEAR, year);
    cx.push(finding);
}

/// Whether the words name the body.
fn is_body(paragraph: &Paragraph<'_>, body: &AbolishedRow, span: Span) -> bool {
    let (before, after) = (paragraph.before(span.start), paragraph.after(span.end));
    let cut = body.name.ends_with('部') && after.starts_with(CUT_BU);
    if cut || starts_any(after, BUILDINGS) {
        return false;
    }
    match body.form {
        "whole" => !ends_any(before, OTHER_OWNERS),
        "placed" => ends_any(before, OWNERS),
        _ => is_listed(before, after),
    }
}

/// Whether the name is one of a list of bodies in short, or heads a branch: 国税青石分局.
fn is_listed(before: &str, after: &str) -> bool {
    let next = after.strip_prefix('、').is_some_and(|rest| starts_any(rest, SHORT));
    let last = before.strip_suffix('、').is_some_and(|rest| ends_any(rest, SHORT));
    let branch: String =
        after.chars().take(8).take_while(|c| !matches!(c, '，' | '、' | '。' | '；')).collect();
    let whole = after.starts_with(AFTER_LISTED);
    has_any(&branch, BRANCH) || next && (before.ends_with(BEFORE_LISTED) || last) || last && whole
}

/// Whether an old body is meant: by its words, its sentence, or the year named before it.
fn is_old(paragraph: &Paragraph<'_>, body: &AbolishedRow, span: Span) -> bool {
    let sentence = sentence_before(paragraph, span.start);
    let near = tail(sentence, 8);
    if has_any(near, OLD)
        || has_any(sentence, HISTORY)
        || has_any(sentence_after(paragraph, span.end), HISTORY)
    {
        return true;
    }
    let end = paragraph.items.partition_point(|item| item.span().start < span.start);
    let year = paragraph.items.get(..end).into_iter().flatten().rev().find_map(|item| match item {
        Item::Date(date) => date.full_year(),
        Item::DateRange(range) => range.from.full_year(),
        _ => None,
    });
    year.is_some_and(|year| i64::from(year) <= body.last)
}
