//! Every example of every card holds.

use kanwu_engine::{Registry, check_examples};

#[test]
fn examples_hold() {
    let registry = Registry::new(&[&kanwu_rules_toc::FAMILY], Vec::new()).expect("the family fits together");
    let failures: Vec<_> =
        registry.iter().flat_map(|(_, rule)| check_examples(&registry, &rule.card.name)).collect();
    assert!(failures.is_empty(), "{failures:#?}");
}
