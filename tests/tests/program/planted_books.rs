//! Two small yearbooks with planted contradictions: no fewer are found than before, and none in the clean twins.

use serde::Deserialize;

use crate::common::{findings, kanwu, root};

/// So many of the planted contradictions are found in each book; raise it with what is found.
const FOUND: [(&str, usize); 2] = [("city", CITY), ("hospital", HOSPITAL)];
const CITY: usize = 84;
const HOSPITAL: usize = 74;

/// Families that judge contradictions.
const FAMILIES: &str = "CON,NUM,STR,TOC";

#[derive(Deserialize)]
struct List {
    plants: Vec<Plant>,
}

#[derive(Deserialize)]
struct Plant {
    /// What stands in the book, of which one at least must be named.
    places: Vec<String>,
}

/// What is found in a book, without 提示.
fn found_in(book: &str) -> Vec<serde_json::Value> {
    let path = root().join("tests/plants/contradictions").join(book).display().to_string();
    let output =
        kanwu(&root(), &["check", &path, "--output-format", "json", "--isolated", "--select", FAMILIES]);
    let json = findings(&output);
    json["diagnostics"].as_array().cloned().unwrap_or_default()
}

/// The bytes of a finding and of what it names as related.
fn places(diagnostic: &serde_json::Value) -> Vec<(usize, usize)> {
    let offset = |at: &serde_json::Value| at["offset"].as_u64().unwrap_or(0) as usize;
    let span = |range: &serde_json::Value| (offset(&range["start"]), offset(&range["end"]));
    let related = diagnostic["related"].as_array().map_or(&[][..], Vec::as_slice);
    std::iter::once(span(&diagnostic["range"])).chain(related.iter().map(|r| span(&r["range"]))).collect()
}

#[test]
fn planted_contradictions_are_found() {
    for (name, least) in FOUND {
        let folder = root().join("tests/plants/contradictions");
        let text = std::fs::read_to_string(folder.join(format!("{name}.md"))).unwrap();
        let list = std::fs::read_to_string(folder.join(format!("{name}.json"))).unwrap();
        let list: List = serde_json::from_str(&list).unwrap();
        let told: Vec<(usize, usize)> = found_in(&format!("{name}.md")).iter().flat_map(places).collect();
        let is_found = |plant: &&Plant| {
            plant.places.iter().any(|fragment| {
                let at = text.find(fragment);
                at.is_some_and(|at| told.iter().any(|(from, to)| *from < at + fragment.len() && at < *to))
            })
        };
        let found = list.plants.iter().filter(is_found).count();
        assert!(found >= least, "{name}: {found} of {} are found, {least} were", list.plants.len());
    }
}

#[test]
fn clean_twins_have_no_contradictions() {
    for (name, _) in FOUND {
        let found = found_in(&format!("{name}-clean.md"));
        assert!(found.is_empty(), "{name}: {found:#?}");
    }
}
