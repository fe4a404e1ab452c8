//! 区监察委主任甲、法院院长乙、区检察院检察长丙: one post of a list without the level that its neighbours have.

use kanwu_plugin::index::names::Person;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};

use crate::card::level_lost_in_list as card;
use crate::post::body_of;
use crate::table::place_levels::OWN;
use crate::table::posts::LEVELLED;

/// See the card.
pub const RULE: Rule = Rule::names(card::NAME, judge);

fn judge(cx: &mut BookContext<'_>) {
    let names = cx.index.names();
    let joined = |a: &Person, b: &Person| {
        let text =
            cx.book.reading(a.reading).and_then(|r| r.text.get(a.name.end as usize..b.post.start as usize));
        a.reading == b.reading && matches!(text, Some("、" | "，"))
    };
    let mut findings = Vec::new();
    for three in names.persons().windows(3) {
        let [before, here, after] = three else { continue };
        let level = |person: &Person| body_of(names, person).chars().next().filter(|c| OWN.contains(c));
        let (Some(level), true) = (level(before), level(before) == level(after)) else { continue };
        let body = body_of(names, here);
        if LEVELLED.contains(&body) && joined(before, here) && joined(here, after) {
            let post = names.text(here.reading, here.post);
            let finding = Finding::new(Place::Reading(here.reading, here.post), Confidence::Likely)
                .arg(card::args::FOUND, post)
                .arg(card::args::WANT, format!("{level}{post}"))
                .labelled(Place::Reading(after.reading, after.post), card::labels::BESIDE);
            findings.push(finding);
        }
    }
    findings.into_iter().for_each(|finding| cx.push(finding));
}
