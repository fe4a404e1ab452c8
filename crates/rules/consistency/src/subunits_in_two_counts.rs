//! 辖9镇4乡 in one place, 全县8镇4乡 in another: of how many places a place is made.

use kanwu_plugin::text::han;
use std::collections::BTreeMap;

use kanwu_plugin::context::{ends_any, head};
use kanwu_plugin::{BookContext, Confidence, Fact, Finding, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::subunits_in_two_counts as card;
use crate::table::place_levels::SECTIONS;
use crate::table::reckoning::{GOVERNS, PLACES};
use crate::whole_number::{at_end, at_start};
use crate::words_of::words_of;

/// See the card.
pub const RULE: Rule = Rule::survey(card::NAME, Triggers::terms(PLACES), collect, judge);

/// 9镇4乡: the trigger is the first word of two.
fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, word) = trigger else { return };
    let paragraph = cx.paragraph();
    let Some((from, first)) = number_before(paragraph.before(word.start)) else { return };
    let lead = paragraph.text.get(..from).unwrap_or_default();
    if !ends_any(lead, GOVERNS) {
        return;
    }
    let after = paragraph.after(word.end);
    let rest = after.trim_start_matches(['、', han::AND, '，']);
    let Some((second, len)) = at_start(rest) else { return };
    let counted = rest.get(len..).unwrap_or_default();
    let counted = counted.strip_prefix(han::PIECE).unwrap_or(counted);
    let Some(other) = PLACES.iter().filter(|place| counted.starts_with(**place)).max_by_key(|p| p.len())
    else {
        return;
    };
    let titles = [paragraph.section, paragraph.category];
    let own = titles.into_iter().flatten().find(|title| title.ends_with(SECTIONS)).unwrap_or_default();
    let end = paragraph.text.len() - counted.len() + other.len();
    let key = format!("{own}|{}|{other}", paragraph.of(word));
    cx.fact("", key, format!("{first}|{second}"), Span::of(from..end));
}

/// The number before a word, with or without 个.
fn number_before(text: &str) -> Option<(usize, u32)> {
    at_end(text.strip_suffix(han::PIECE).unwrap_or(text))
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    let groups: BTreeMap<&str, Vec<&Fact>> = Fact::by_key(facts);
    for facts in groups.into_values() {
        let Some((first, second)) = facts.first().zip(facts.iter().find(|f| f.value != facts[0].value))
        else {
            continue;
        };
        // A history of a place tells of many counts.
        let mut values: Vec<&str> = facts.iter().map(|fact| fact.value.as_str()).collect();
        values.sort_unstable();
        values.dedup();
        if values.len() > 2 || first.reading == second.reading {
            continue;
        }
        let finding = Finding::new(second.place(), Confidence::Likely)
            .arg(card::args::FOUND, head(&words_of(cx, second), 16))
            .arg(card::args::OTHER, head(&words_of(cx, first), 16))
            .labelled_facts(&[*first], card::labels::OTHER);
        cx.push(finding);
    }
}
