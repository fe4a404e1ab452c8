//! One township in two names: 柳溪镇 in many places, 柳西镇 in one.

use std::collections::BTreeMap;

use kanwu_plugin::context::{near_end, tail};
use kanwu_plugin::{
    BookContext, Confidence, Fact, FactValue, Finding, LocalContext, Rule, Span, TokenKind, Trigger,
    Triggers, text,
};

use crate::card::place_in_two_names as card;
use crate::one_character_apart::pairs;
use crate::table::place_names::{BEFORE_TOWN, TOWN_GOES_ON, TOWNS};
use crate::words_of::words_of;

/// See the card.
pub const RULE: Rule = Rule::survey(card::NAME, Triggers::terms(TOWNS), collect, judge);

/// Names of 苏木 are transcribed, and longer.
const LONG: usize = 4;

/// So often the right name stands for each time that the other does.
const SUPPORT: usize = 2;

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, word) = trigger else { return };
    let town = cx.of(word);
    let count = if town == "苏木" { LONG } else { 2 };
    let name = tail(near_end(cx.before(word.start)), count);
    let han = name.chars().all(|c| text::kind_of(c) == TokenKind::Han);
    let plain = !name.contains(|c: char| BEFORE_TOWN.contains(&c));
    let goes_on = cx.after(word.end).starts_with(|c: char| TOWN_GOES_ON.contains(&c));
    if name.chars().count() < count || !han || !plain || goes_on {
        return;
    }
    let span = Span::new(word.start - name.len() as u32, word.end);
    cx.fact("", format!("{name}{town}"), FactValue::None, span);
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    let named: BTreeMap<&str, Vec<&Fact>> = Fact::by_key(facts);
    let names: Vec<Vec<char>> = named.keys().map(|name| name.chars().collect()).collect();
    let places: Vec<&Vec<&Fact>> = named.values().collect();
    for (a, b) in pairs(&names) {
        let (Some(a), Some(b)) = (places.get(a), places.get(b)) else { continue };
        let (odd, other) = if a.len() <= b.len() { (a, b) } else { (b, a) };
        let (Some(place), Some(known)) = (odd.first(), other.first()) else { continue };
        if odd.len() > 1 || other.len() < SUPPORT {
            continue;
        }
        let finding = Finding::new(place.place(), Confidence::Likely)
            .arg(card::args::FOUND, words_of(cx, place))
            .arg(card::args::OTHER, words_of(cx, known))
            .arg(card::args::COUNT, other.len())
            .labelled_facts(&[*known], card::labels::OTHER);
        cx.push(finding);
    }
}
