//! 2020年……公安消防支队: a name in a record of a year when it was no longer in use.

use kanwu_plugin::context::{ends_any, has_any, sentence_after, sentence_before, starts_any};
use kanwu_plugin::{Finding, LocalContext, Rule, Trigger, Triggers};

use crate::card::name_out_of_its_time::{NAME, args, variants};
use crate::formula_context::{date_before, worded, year_before};
use crate::table::dated_names::{FORMER, NAME as NAMES, TOLD, TOLD_AFTER};

pub(crate) const RULE: Rule = Rule::local(NAME, Triggers::terms(&TERMS), check);

/// The names, so that the table says what triggers the rule.
const TERMS: [&str; NAMES.len()] = {
    let mut terms = [""; NAMES.len()];
    let mut i = 0;
    while i < terms.len() {
        terms[i] = NAMES[i].name;
        i += 1;
    }
    terms
};

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(i, span) = trigger else { return };
    let row = &NAMES[i];
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
