//! 山水文化旅游节 in two places, 山水旅游文化节 in a third: the words of a name in another order.

use std::collections::BTreeMap;

use kanwu_plugin::context::{near_end, tail};
use kanwu_plugin::reading::words::{WordClass, segment};
use kanwu_plugin::{BookContext, Confidence, Fact, Finding, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::term_parts_turned as card;
use crate::table::name_forms::NAMED_THINGS;

/// See the card.
pub const RULE: Rule = Rule::survey(card::NAME, Triggers::terms(NAMED_THINGS), collect, judge);

/// Each of the two words has so many characters.
const WORD: usize = 2;

/// The known order stands in so many places.
const SUPPORT: usize = 2;

/// Notes the two words before the end of a name; the key is the same in either order.
fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, end) = trigger else { return };
    let before = near_end(cx.before(end.start));
    let words = tail(before, 2 * WORD);
    let is_han = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
    if words.chars().count() < 2 * WORD || !words.chars().all(is_han) {
        return;
    }
    let second = tail(words, WORD);
    let first = words.strip_suffix(second).unwrap_or_default();
    if first == second {
        return;
    }
    let (low, high) = if first < second { (first, second) } else { (second, first) };
    let lead = before.strip_suffix(words).unwrap_or_default();
    // “春芽”创新创业大赛: the quoted name is what tells it apart.
    let named = tail(lead.trim_end_matches(['”', '》']), WORD);
    // A name begins where no character stands before it, or a verb does.
    let quoted = lead.ends_with(['”', '》']);
    let begins = !quoted && (!named.chars().next_back().is_some_and(is_han) || is_verb(named));
    let value = format!("{words}|{}", if begins { "" } else { named });
    let span = Span::new(end.start - words.len() as u32, end.end);
    cx.fact("", format!("{low}{high}{}", cx.of(end)), value, span);
}

fn is_verb(word: &str) -> bool {
    matches!(segment(word).as_slice(), [one] if one.class == WordClass::Verb)
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    for facts in Fact::by_key(facts).into_values() {
        let mut orders: BTreeMap<&str, Vec<(&str, &Fact)>> = BTreeMap::new();
        for fact in facts {
            if let Some((words, named)) = fact.value.as_str().split_once('|') {
                orders.entry(words).or_default().push((named, fact));
            }
        }
        let mut orders: Vec<Vec<(&str, &Fact)>> = orders.into_values().collect();
        orders.sort_by_key(Vec::len);
        let [odd, known] = orders.as_slice() else { continue };
        let ([(named, one)], true) = (odd.as_slice(), known.len() >= SUPPORT) else { continue };
        // The same words stand before both, or neither has any.
        let Some((_, other)) = known.iter().find(|(other, _)| other == named) else { continue };
        if known.iter().any(|(_, fact)| fact.reading == one.reading) {
            continue;
        }
        let text = |fact: &Fact| -> String {
            cx.book.reading(fact.reading).map_or("", |r| fact.span.of_text(&r.text)).to_owned()
        };
        let finding = Finding::new(one.place(), Confidence::Likely)
            .arg(card::args::FOUND, text(one))
            .arg(card::args::OTHER, text(other))
            .arg(card::args::COUNT, known.len())
            .labelled_facts(&[*other], card::labels::OTHER);
        cx.push(finding);
    }
}
