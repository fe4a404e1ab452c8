//! “五四”运动 and “五四运动”: both forms are right, one of them throughout is better.

use kanwu_plugin::{BookContext, Confidence, Fact, Finding, LocalContext, Rule, Trigger, Triggers};

use crate::card::month_day_name_two_forms as card;
use crate::table::month_day_names::MONTH_DAY_NAME;

/// See the card.
pub const RULE: Rule = Rule::survey(card::NAME, Triggers::terms(&FORMS), collect, judge);

/// Each name with marks round the date and round the whole, by turns.
const FORMS: [&str; 2 * MONTH_DAY_NAME.len()] = {
    let mut forms = [""; 2 * MONTH_DAY_NAME.len()];
    let mut i = 0;
    while i < MONTH_DAY_NAME.len() {
        forms[2 * i] = MONTH_DAY_NAME[i].date;
        forms[2 * i + 1] = MONTH_DAY_NAME[i].whole;
        i += 1;
    }
    forms
};

/// Facts: a name with marks round its date.
const DATE: &str = "date";

/// Facts: a name with marks round the whole.
const WHOLE: &str = "whole";

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(n, span) = trigger else { return };
    let Some(name) = MONTH_DAY_NAME.get(n / 2) else { return };
    cx.fact(if n % 2 == 0 { DATE } else { WHOLE }, name.date, cx.of(span), span);
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    for facts in Fact::by_key(facts).into_values() {
        let (dates, wholes): (Vec<&Fact>, Vec<&Fact>) = facts.into_iter().partition(|f| f.group == DATE);
        let (most, few) = if dates.len() >= wholes.len() { (dates, wholes) } else { (wholes, dates) };
        let (Some(usual), Some(first)) = (most.first(), few.first()) else { continue };
        let finding = Finding::new(first.place(), Confidence::Guess)
            .arg(card::args::FOUND, first.value.as_str())
            .arg(card::args::COUNT, few.len())
            .arg(card::args::WANT, usual.value.as_str())
            .arg(card::args::MOST, most.len())
            .occurrences(&few, usual.value.as_str());
        cx.push(finding);
    }
}
