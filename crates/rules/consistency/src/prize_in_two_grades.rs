//! One work with a prize in two grades: “…”获省科技进步奖二等奖, and 一等奖 elsewhere.

use kanwu_plugin::context::{has_any, near_end, starts_any};
use kanwu_plugin::text::han;
use kanwu_plugin::{BookContext, Confidence, Fact, Finding, LocalContext, Rule, Trigger, Triggers};

use crate::card::prize_in_two_grades as card;
use crate::table::reckoning::{PRIZES, SEVERAL, WON};
use crate::words_of::words_of;

/// See the card.
pub const RULE: Rule = Rule::survey(card::NAME, Triggers::terms(PRIZES), collect, judge);

/// The words before a grade that are compared have so many characters.
const ENOUGH: usize = 10;

/// And so many at most.
const MOST: usize = 60;

/// What is told in more places is a prize that many win.
const PLACES: usize = 4;

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, word) = trigger else { return };
    // 获一等奖2项 is no prize of one work.
    if starts_any(cx.after(word.end), SEVERAL) {
        return;
    }
    let before = near_end(cx.before(word.start));
    // A title in quotation marks may hold marks of its own.
    let Some(open) = before.rfind('“') else { return };
    let words = before.get(open..).unwrap_or_default();
    let Some((work, rest)) = words.split_once('”') else { return };
    if rest.contains(['，', '。', '；', '：', '、', '\n']) || !has_any(rest, WON) {
        return;
    }
    // 获2018年省科技进步奖 and 获省科技进步奖 are one prize.
    let prize: String =
        rest.chars().filter(|c| !c.is_ascii_digit() && *c != han::YEAR && *c != '度').collect();
    let key = format!("{work}”{prize}");
    if (ENOUGH..=MOST).contains(&key.chars().count()) {
        cx.fact("", key, cx.of(word).to_owned(), word);
    }
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    for (work, facts) in Fact::by_key(facts) {
        let differs = |fact: &&&Fact| facts.first().is_some_and(|first| fact.value != first.value);
        let Some((first, second)) = facts.first().zip(facts.iter().find(differs)) else { continue };
        if facts.len() > PLACES || first.reading == second.reading {
            continue;
        }
        let finding = Finding::new(second.place(), Confidence::Likely)
            .arg(card::args::WORK, work.trim_start_matches('“').split('”').next().unwrap_or_default())
            .arg(card::args::FOUND, words_of(cx, second))
            .arg(card::args::OTHER, words_of(cx, first))
            .labelled_facts(&[*first], card::labels::OTHER);
        cx.push(finding);
    }
}
