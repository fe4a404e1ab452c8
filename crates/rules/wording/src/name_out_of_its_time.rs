//! 2020年……公安消防支队, 2012年……应急管理局: a name in a record of a year when it was no longer, or not yet, in use.

use kanwu_plugin::context::{ends_any, has_any, sentence_after, sentence_before, starts_any};
use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::name_out_of_its_time::{NAME, args, variants};
use crate::formula_context::{date_before, worded, year_before};
use crate::table::dated_names::{EARLY, FORMER, LATER, NAME as NAMES, TOLD, TOLD_AFTER};

pub(crate) const RULE: Rule = Rule::local(NAME, Triggers::terms(&TERMS), check);

/// How many terms there are.
const COUNT: usize = NAMES.len() + EARLY.len();

/// The old names, then the new ones, so that the table says what triggers the rule.
const TERMS: [&str; COUNT] = {
    let mut terms = [""; COUNT];
    let mut i = 0;
    while i < terms.len() {
        terms[i] = if i < NAMES.len() { NAMES[i].name } else { EARLY[i - NAMES.len()].name };
        i += 1;
    }
    terms
};

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(i, span) = trigger else { return };
    let Some(row) = NAMES.get(i) else { return early(cx, i - NAMES.len(), span) };
    let Some(year) = year_before(cx.paragraph(), span.start).filter(|year| *year >= row.until) else {
        return;
    };
    let told = date_before(cx.paragraph(), span.start);
    let later = |month: i64| row.month > 0 && month > row.month;
    if year == row.until && !told.and_then(|told| told.month).is_some_and(later) {
        return;
    }
    let (before, after) = (cx.before(span.start), cx.after(span.end));
    let other = ends_any(before, row.not_before) || starts_any(after, row.not_after);
    let past = ends_any(before, FORMER) || starts_any(after, TOLD_AFTER);
    let sentence = |text: &str| has_any(text, TOLD);
    let changed = sentence(sentence_before(cx.paragraph(), span.start))
        || sentence(sentence_after(cx.paragraph(), span.end));
    // 国家工商总局 within 国家工商总局……: the longer name triggers, too.
    let within = NAMES.iter().any(|longer| {
        longer.name.len() > row.name.len()
            && cx.text.get(span.start as usize..).is_some_and(|t| t.starts_with(longer.name))
    });
    if other || past || changed || within {
        return;
    }
    let finding = Finding::likely(span)
        .arg(args::FOUND, row.name)
        .arg(args::YEAR, year.to_string())
        .arg(args::UNTIL, row.until.to_string())
        .arg(args::NOW, row.now)
        .arg(args::SOURCE, row.source);
    let finding = worded(cx.paragraph(), finding, variants::ORIGINAL);
    cx.push(finding);
}

/// 2012年……应急管理局: the name came into use later.
fn early(cx: &mut LocalContext<'_>, i: usize, span: Span) {
    let Some(row) = EARLY.get(i) else { return };
    let Some(year) = year_before(cx.paragraph(), span.start) else { return };
    let told = date_before(cx.paragraph(), span.start).filter(|told| told.year == year);
    let before_month = told.and_then(|told| told.month).is_some_and(|month| month < row.month);
    if year < row.least || year > row.since || (year == row.since && !before_month) {
        return;
    }
    let changed = has_any(sentence_before(cx.paragraph(), span.start), TOLD)
        || has_any(sentence_after(cx.paragraph(), span.end), TOLD);
    // 国家医疗保障局 holds 医疗保障局, which triggers, too.
    let within = EARLY.iter().any(|longer| {
        let head = longer.name.strip_suffix(row.name).filter(|head| !head.is_empty());
        head.is_some_and(|head| cx.before(span.start).ends_with(head))
    });
    if changed || within || ends_any(cx.before(span.start), LATER) {
        return;
    }
    let since =
        if row.month > 0 { format!("{}年{}月", row.since, row.month) } else { format!("{}年", row.since) };
    let was = if row.was.is_empty() { String::new() } else { format!("（{}）", row.was) };
    let finding = Finding::likely(span)
        .arg(args::FOUND, row.name)
        .arg(args::YEAR, year.to_string())
        .arg(args::UNTIL, since)
        .arg(args::NOW, was)
        .arg(args::SOURCE, row.source)
        .variant(variants::EARLY);
    cx.push(finding);
}
