//! Answers and baselines that an earlier version wrote still find their findings: ids never change.

use std::collections::BTreeSet;
use std::path::PathBuf;

use kanwu_decision::Decisions;

use crate::common::{findings, kanwu, root};

/// A manuscript with the answers and the baseline that version 0.1.0 of November 2026 wrote for it.
fn fixture() -> PathBuf {
    root().join("tests/fixtures/answers")
}

#[test]
fn every_answer_of_an_earlier_version_still_applies() {
    let written = std::fs::read_to_string(fixture().join("kanwu.decisions.toml")).unwrap();
    let decided = Decisions::from_toml(&written).unwrap();
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(fixture().join("稿.md"), folder.path().join("稿.md")).unwrap();
    let now =
        findings(&kanwu(folder.path(), &["check", "稿.md", "--output-format", "json", "--show", "info"]));
    let ids: BTreeSet<&str> =
        now["diagnostics"].as_array().unwrap().iter().filter_map(|d| d["id"].as_str()).collect();
    let lost: Vec<String> =
        decided.iter().map(|(id, _)| id.to_string()).filter(|id| !ids.contains(id.as_str())).collect();
    assert!(lost.is_empty(), "{lost:?}");
}

#[test]
fn what_an_earlier_version_knew_is_not_listed_again() {
    let folder = tempfile::tempdir().unwrap();
    for file in std::fs::read_dir(fixture()).unwrap() {
        let file = file.unwrap();
        std::fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
    }
    let now = findings(&kanwu(folder.path(), &["check", "稿.md", "--output-format", "json"]));
    let earlier: BTreeSet<&str> = include_str!("../../fixtures/answers/silenced.txt").lines().collect();
    let again: Vec<&str> = now["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|d| d["severity"] != "info")
        .filter_map(|d| d["id"].as_str())
        .filter(|id| earlier.contains(id))
        .collect();
    assert!(again.is_empty(), "{again:?}");
}
