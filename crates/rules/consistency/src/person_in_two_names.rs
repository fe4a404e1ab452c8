//! One person in two names under one post: 清河区副区长田进山, 清河区副区长田近山.

use std::collections::BTreeMap;

use kanwu_plugin::book::StructureWords;
use kanwu_plugin::context::{head, near_end, starts_any, tail};
use kanwu_plugin::{
    BookContext, Confidence, Fact, FactValue, Finding, LocalContext, Rule, Span, TokenKind, Trigger,
    Triggers, text,
};

use crate::card::person_in_two_names as card;
use crate::one_character_apart::pairs;
use crate::table::contradictions::{BEHIND_NAME, POST_GOES_ON, POSTS};
use crate::words_of::words_of;

/// See the card.
pub const RULE: Rule = Rule::survey(card::NAME, Triggers::terms(POSTS), collect, judge);

/// So many characters before a post tell whose it is.
const BODY: usize = 3;

/// No name is longer.
const LONGEST: usize = 12;

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Term(_, word) = trigger else { return };
    let after = cx.after(word.end);
    let rest = after.trim_start_matches(['：', ' ', '　']);
    if starts_any(rest, POST_GOES_ON) {
        return;
    }
    let name = name(rest);
    let count = name.chars().count();
    let body = tail(near_end(cx.before(word.start)), BODY);
    if count < 2 || body.chars().count() < 2 || !body.chars().all(is_han) {
        return;
    }
    let start = word.end + (after.len() - rest.len()) as u32;
    let key = format!("{body}{}", cx.of(word));
    cx.fact("", key, FactValue::Words(name.to_owned()), Span::new(start, start + name.len() as u32));
}

fn is_han(c: char) -> bool {
    text::kind_of(c) == TokenKind::Han
}

/// The name that a text begins with, as far as its end can be seen.
fn name(text: &str) -> &str {
    let run = text.find(|c: char| !is_han(c) && c != '·').unwrap_or(text.len());
    let run = text.get(..run).unwrap_or_default();
    if head(run, LONGEST).contains('·') {
        let dot = run.rfind('·').unwrap_or(0) + '·'.len_utf8();
        let last = run.get(dot..).unwrap_or_default();
        return run.get(..dot + head(last, 3).len()).unwrap_or_default();
    }
    let words = StructureWords::get();
    let three = head(run, 3);
    let two = head(run, 2);
    let behind = three.get(two.len()..).unwrap_or_default();
    let compound = words.is_name(&format!("{two}某")) && !words.is_name(&format!("{}某某", head(run, 1)));
    if !compound && starts_any(behind, BEHIND_NAME) { two } else { three }
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    for facts in Fact::by_key(facts).into_values() {
        let mut named: BTreeMap<&str, Vec<&Fact>> = BTreeMap::new();
        for fact in facts {
            named.entry(fact.value.as_str()).or_default().push(fact);
        }
        let names: Vec<Vec<char>> = named.keys().map(|name| name.chars().collect()).collect();
        let places: Vec<&Vec<&Fact>> = named.values().collect();
        for (a, b) in pairs(&names) {
            let is_name = |n: usize| {
                let name: String = names.get(n).into_iter().flatten().collect();
                name.contains('·') || StructureWords::get().is_name(&name)
            };
            // A surname may be the character that slipped, but not in both.
            if !is_name(a) && !is_name(b) {
                continue;
            }
            let (Some(a), Some(b)) = (places.get(a), places.get(b)) else { continue };
            // Both in one paragraph are two persons.
            if a.iter().any(|x| b.iter().any(|y| x.reading == y.reading)) {
                continue;
            }
            let first = |facts: &[&Fact]| facts.first().map(|f| (f.reading, f.span.start));
            let a_is_odd = (a.len(), std::cmp::Reverse(first(a))) < (b.len(), std::cmp::Reverse(first(b)));
            let (odd, other) = if a_is_odd { (a, b) } else { (b, a) };
            let (Some(odd), Some(other)) = (odd.first(), other.first()) else { continue };
            let finding = Finding::new(odd.place(), Confidence::Likely)
                .arg(card::args::FOUND, words_of(cx, odd))
                .arg(card::args::OTHER, words_of(cx, other))
                .arg(card::args::POST, odd.key.as_str())
                .labelled_facts(&[*other], card::labels::OTHER);
            cx.push(finding);
        }
    }
}
