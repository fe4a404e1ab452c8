//! Wrong forms made of every right form that the cards state are found.

use std::collections::BTreeMap;

use kanwu_engine::{Derived, derived_forms};

#[test]
fn wrong_forms_are_found() {
    let all = derived_forms(&kanwu_rules_wording::FAMILY);
    let mut by_card: BTreeMap<&str, (usize, Vec<&Derived>)> = BTreeMap::new();
    for derived in &all {
        let (count, missed) = by_card.entry(&derived.card).or_default();
        *count += 1;
        missed.extend(Some(derived).filter(|d| !d.found));
    }
    for (card, (count, missed)) in by_card {
        let shown: Vec<String> = missed.iter().map(|d| format!("{}←{}", d.wrong, d.right)).collect();
        println!("{card}: {} of {count} missed: {shown:?}", missed.len());
        // What is missed are words of the lexicon in short forms, and right forms that hold the slip.
        assert!(missed.len() * 25 <= count, "{card}: {} of {count} missed", missed.len());
    }
}
