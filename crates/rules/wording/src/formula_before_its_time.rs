//! 2009年……增强“四个意识”: a formula in a record of a year before it was in use.

use kanwu_plugin::{Finding, LocalContext, Rule, Trigger, Triggers};

use crate::card::formula_before_its_time::{NAME, args, variants};
use crate::formula_context::{date_before, worded, year_before};
use crate::table::formulas::DATED;

pub(crate) const RULE: Rule = Rule::local(NAME, Triggers::terms(&TERMS), check);

/// The formulas, so that the table says what triggers the rule.
const TERMS: [&str; DATED.len()] = {
    let mut terms = [""; DATED.len()];
    let mut i = 0;
    while i < terms.len() {
        terms[i] = DATED[i].name;
        i += 1;
    }
    terms
};

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(i, span) = trigger else { return };
    let row = &DATED[i];
    let Some(year) = year_before(cx.paragraph(), span.start).filter(|year| *year <= row.since) else {
        return;
    };
    // In the year itself, where the sentence tells an earlier month.
    let month =
        date_before(cx.paragraph(), span.start).filter(|told| told.year == year).and_then(|t| t.month);
    if year == row.since && month.is_none_or(|month| month >= row.month) {
        return;
    }
    let since =
        if row.month > 0 { format!("{}年{}月", row.since, row.month) } else { format!("{}年", row.since) };
    let finding = Finding::likely(span)
        .arg(args::FOUND, row.name)
        .arg(args::YEAR, year)
        .arg(args::SINCE, since)
        .arg(args::SOURCE, row.source);
    let finding = worded(cx.paragraph(), finding, variants::ORIGINAL);
    cx.push(finding);
}
