//! The JSON holds to its contract, on the sample and whatever the number of threads.

use std::collections::HashSet;
use std::process::Command;

use crate::common::{findings, kanwu, root, sample};
use kanwu_plugin::FindingId;
use serde_json::Value;

#[test]
fn every_excerpt_is_the_text_at_its_range() {
    let text = std::fs::read_to_string(sample()).unwrap();
    let lines: Vec<&str> = text.split('\n').collect();
    let path = sample().display().to_string();
    let output = kanwu(&root(), &["check", &path, "--output-format", "json", "--show", "info", "--isolated"]);
    assert_eq!(output.status.code(), Some(1));
    let json = findings(&output);
    assert_eq!(json["version"], 1);
    assert_eq!(json["files"][0]["encoding"], "utf-8");
    assert_eq!(json["files"][0]["characters"], text.chars().count());
    let list = json["diagnostics"].as_array().unwrap();
    assert!(list.len() >= 40, "{} findings", list.len());
    let mut last = (0, String::new());
    let mut ids = HashSet::new();
    for d in list {
        let number = |v: &Value| v.as_u64().unwrap() as usize;
        let (start, end) = (&d["range"]["start"], &d["range"]["end"]);
        let (from, to) = (number(&start["offset"]), number(&end["offset"]));
        assert_eq!(d["excerpt"], text[from..to], "{d}");
        let before: String =
            lines[number(&start["line"]) - 1].chars().take(number(&start["column"]) - 1).collect();
        let line_start: usize = lines[..number(&start["line"]) - 1].iter().map(|l| l.len() + 1).sum();
        assert_eq!(line_start + before.len(), from, "{d}");
        assert!(!d["message"].as_str().unwrap().contains('{'), "{d}");
        assert_ne!(d["severity"], "off");
        let id: FindingId = d["id"].as_str().unwrap().parse().unwrap();
        assert!(ids.insert(id), "two findings are called {id}: {d}");
        let key = (from, d["code"].as_str().unwrap().to_owned());
        assert!(last <= key, "out of order: {d}");
        last = key;
    }
}

#[test]
fn the_same_bytes_with_any_number_of_threads() {
    let run = |threads: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_kanwu-under-test"))
            .current_dir(root())
            .args(["check", "samples", "--output-format", "json", "--show", "info", "--isolated"])
            .env("RAYON_NUM_THREADS", threads)
            .output()
            .unwrap();
        output.stdout
    };
    let one = run("1");
    assert!(!one.is_empty());
    assert!(one == run("2") && one == run("8"));
}
