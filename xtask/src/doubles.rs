//! Which rules report what another rule's examples show: one fault has one owner.

use kanwu_card::{Card, mark};
use kanwu_engine::Registry;
use rayon::prelude::*;

use crate::check::{check, registry};

/// For each faulty example of the card, or of every card, the other rules that report its place.
pub(crate) fn report(only: Option<&str>) -> Result<String, String> {
    let registry = registry()?;
    let cards: Vec<&Card> = registry.iter().map(|(_, rule)| &*rule.card).collect();
    if let Some(name) = only.filter(|name| registry.find(name).is_none()) {
        return Err(format!("no rule is called `{name}`"));
    }
    let chosen = |card: &&&Card| only.is_none_or(|name| name == card.code || name == card.name);
    let lines: Vec<String> =
        cards.par_iter().filter(chosen).flat_map_iter(|card| of_card(&registry, card)).collect();
    if lines.is_empty() {
        Ok("no other rule reports a place of these examples".to_owned())
    } else {
        Ok(lines.join("\n"))
    }
}

fn of_card(registry: &Registry, card: &Card) -> Vec<String> {
    let mut out = Vec::new();
    for bad in card.bad.iter().filter(|bad| bad.zone.is_none() && bad.spec.is_none()) {
        let marked = mark(&bad.text);
        let found = check(registry, "example.md", &marked.text);
        let mut others: Vec<&str> = found
            .iter()
            .filter(|f| f.code != card.code && marked.main.iter().any(|(from, to)| f.at_overlaps(*from, *to)))
            .map(|f| f.code.as_str())
            .collect();
        others.dedup();
        if !others.is_empty() {
            out.push(format!("{} {}: also {}", card.code, bad.text.replace('\n', "⏎"), others.join(", ")));
        }
    }
    out
}
