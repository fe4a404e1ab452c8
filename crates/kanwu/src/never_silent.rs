//! Every kind of fault that is never silent has rules that find it, and they are on.

use kanwu_card::{Severity, Waiver};
use kanwu_engine::Registry;
use serde::Deserialize;

#[derive(Deserialize)]
struct Table {
    rows: Rows,
}

#[derive(Deserialize)]
struct Rows {
    kind: Vec<Kind>,
}

#[derive(Deserialize)]
struct Kind {
    name: String,
    rules: Vec<String>,
}

fn table() -> Rows {
    toml::from_str::<Table>(include_str!("../../../rules/tables/never-silent.toml")).unwrap().rows
}

/// What keeps a kind silent.
fn silent(kind: &Kind, registry: &Registry) -> Vec<String> {
    if kind.rules.is_empty() {
        return vec![format!("{}: no rule finds it", kind.name)];
    }
    let mut out = Vec::new();
    for name in &kind.rules {
        let Some(id) = registry.find(name) else {
            out.push(format!("{}: there is no rule `{name}`", kind.name));
            continue;
        };
        let Some(card) = registry.get(id).map(|rule| &rule.card) else { continue };
        if card.preview || card.severity.certain < Severity::Warning {
            out.push(format!("{}: `{name}` is off by default", kind.name));
        }
        if card.waiver != Waiver::Single {
            out.push(format!("{}: `{name}` may be waived in bulk", kind.name));
        }
    }
    out
}

#[test]
fn every_kind_has_rules_that_are_on() {
    let registry = Registry::new(&crate::families(), Vec::new()).unwrap();
    let silent: Vec<String> = table().kind.iter().flat_map(|kind| silent(kind, &registry)).collect();
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn a_kind_without_a_rule_that_is_on_is_told() {
    let registry = Registry::new(&crate::families(), Vec::new()).unwrap();
    let told = |rules: &[&str]| {
        let rules = rules.iter().map(|rule| (*rule).to_owned()).collect();
        silent(&Kind { name: "k".to_owned(), rules }, &registry)
    };
    assert_eq!(told(&[]), ["k: no rule finds it"]);
    assert_eq!(told(&["no-such-rule"]), ["k: there is no rule `no-such-rule`"]);
    // A rule on preview that may be waived in bulk.
    assert_eq!(told(&["sentence-without-stop"]).len(), 2);
}
