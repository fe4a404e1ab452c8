//! 吉林省哈尔滨市: a prefecture after the name of a province that it does not belong to.

use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::place_in_wrong_province::{NAME, args, variants};
use crate::formula_context::{worded, year_before};
use crate::table::prefectures::PROVINCE;

pub(crate) const RULE: Rule = Rule::local(NAME, Triggers::terms(&TERMS), check);

/// How many prefectures there are.
const COUNT: usize = {
    let mut count = 0;
    let mut row = 0;
    while row < PROVINCE.len() {
        count += PROVINCE[row].has.len();
        row += 1;
    }
    count
};

/// All prefectures, so that the table says what triggers the rule.
const TERMS: [&str; COUNT] = {
    let mut terms = [""; COUNT];
    let (mut row, mut at) = (0, 0);
    while row < PROVINCE.len() {
        let mut i = 0;
        while i < PROVINCE[row].has.len() {
            terms[at] = PROVINCE[row].has[i];
            at += 1;
            i += 1;
        }
        row += 1;
    }
    terms
};

/// Until this year several prefectures changed provinces.
const SETTLED: i64 = 1988;

fn check(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, place) = trigger else { return };
    let (name, before) = (cx.of(place), cx.before(place.start));
    let told = |text: &&str| before.ends_with(text);
    let Some(stated) = PROVINCE.iter().find_map(|row| [row.name, row.short].into_iter().find(told)) else {
        return;
    };
    let Some(own) = PROVINCE.iter().find(|row| row.has.contains(&name)) else { return };
    let of_old = year_before(cx.paragraph(), place.start).is_some_and(|year| year < SETTLED);
    if own.name == stated || own.short == stated || of_old {
        return;
    }
    let span = Span::new(place.start - stated.len() as u32, place.end);
    let finding =
        Finding::likely(span).arg(args::FOUND, cx.of(span)).arg(args::PLACE, name).arg(args::WANT, own.name);
    let finding = worded(cx.paragraph(), finding, variants::ORIGINAL);
    cx.push(finding);
}
