//! Small books in layouts of other offices are read as a person reads them, and their faults are found.

use std::path::PathBuf;

use serde::Deserialize;

use crate::common::{findings, kanwu, root};

#[derive(Deserialize)]
struct Expected {
    categories: Vec<String>,
    sections: Vec<String>,
    entries: usize,
    contents: u64,
    fault: Vec<Fault>,
}

#[derive(Deserialize)]
struct Fault {
    line: u64,
    excerpt: String,
    rule: String,
}

/// The books, each with what is expected of it.
fn books() -> Vec<(PathBuf, Expected)> {
    let folder = root().join("tests/fixtures/books");
    let mut books = Vec::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|e| e == "toml" || e == "py") {
            continue;
        }
        let expected = std::fs::read_to_string(path.with_extension("toml")).unwrap();
        books.push((path, toml::from_str(&expected).unwrap()));
    }
    assert!(books.len() >= 12);
    books
}

/// Titles of one level in a tree of the outline, in order.
fn titles(nodes: &serde_json::Value, level: &str, out: &mut Vec<String>) {
    for node in nodes.as_array().map_or(&[][..], Vec::as_slice) {
        if node["level"] == level {
            out.push(node["title"].as_str().unwrap_or_default().to_owned());
        }
        titles(&node["children"], level, out);
    }
}

#[test]
fn outlines_are_those_of_a_reader() {
    for (path, expected) in books() {
        let shown = path.display().to_string();
        let output = kanwu(&root(), &["outline", &shown, "--output-format", "json"]);
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        let level = |level| {
            let mut out = Vec::new();
            titles(&json["tree"], level, &mut out);
            out
        };
        assert_eq!(level("category"), expected.categories, "{shown}");
        assert_eq!(level("section"), expected.sections, "{shown}");
        assert_eq!(level("entry").len(), expected.entries, "{shown}");
        assert_eq!(json["contents"], expected.contents, "{shown}");
    }
}

#[test]
fn their_faults_are_found_and_nothing_else() {
    for (path, expected) in books() {
        let shown = path.display().to_string();
        let output = kanwu(&root(), &["check", &shown, "--output-format", "json", "--isolated"]);
        let json = findings(&output);
        let mut found: Vec<(u64, String, String)> = Vec::new();
        for d in json["diagnostics"].as_array().unwrap() {
            let text = |key: &str| d[key].as_str().unwrap_or_default().to_owned();
            found.push((d["range"]["start"]["line"].as_u64().unwrap(), text("excerpt"), text("name")));
        }
        let want: Vec<_> = expected.fault.into_iter().map(|f| (f.line, f.excerpt, f.rule)).collect();
        assert_eq!(found, want, "{shown}");
    }
}
