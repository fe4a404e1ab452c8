//! The faults planted in the sample are found, each under its own rule where the list names one.

use crate::common::{findings, kanwu, root, sample};
use serde::Deserialize;

#[derive(Deserialize)]
struct List {
    fault: Vec<Fault>,
    #[serde(default)]
    silent: Vec<Silent>,
}

#[derive(Deserialize)]
struct Fault {
    line: u64,
    excerpt: String,
    rule: String,
}

#[derive(Deserialize)]
struct Silent {
    line: u64,
    excerpt: String,
}

fn list() -> List {
    let text = std::fs::read_to_string(root().join("samples/清河年鉴2023.faults.toml")).unwrap();
    toml::from_str(&text).unwrap()
}

/// Line, first and one-past-last column (characters, 1-based) of an excerpt.
fn place(lines: &[&str], line: u64, excerpt: &str) -> Option<(u64, u64, u64)> {
    let text = lines.get(line as usize - 1)?;
    let at = text.find(excerpt)?;
    let from = text[..at].chars().count() as u64 + 1;
    Some((line, from, from + excerpt.chars().count() as u64))
}

fn touches(d: &serde_json::Value, (line, from, to): (u64, u64, u64)) -> bool {
    let spot = |range: &serde_json::Value| {
        let number = |v: &serde_json::Value| v.as_u64().unwrap_or(0);
        let (start, end) = (&range["start"], &range["end"]);
        number(&start["line"]) <= line
            && number(&end["line"]) >= line
            && (number(&start["line"]) < line || number(&start["column"]) <= to)
            && (number(&end["line"]) > line || number(&end["column"]) >= from)
    };
    let related = d["related"].as_array().map_or(&[][..], Vec::as_slice);
    spot(&d["range"]) || related.iter().any(|r| spot(&r["range"]))
}

#[test]
fn planted_faults_are_found() {
    let text = std::fs::read_to_string(sample()).unwrap();
    let lines: Vec<&str> = text.split('\n').collect();
    let path = sample().display().to_string();
    let output = kanwu(&root(), &["check", &path, "--output-format", "json", "--show", "info", "--isolated"]);
    let json = findings(&output);
    let all = json["diagnostics"].as_array().unwrap();
    let list = list();
    let mut named = 0;
    let mut lost = Vec::new();
    for fault in &list.fault {
        let at = place(&lines, fault.line, &fault.excerpt)
            .unwrap_or_else(|| panic!("{} is not there", fault.excerpt));
        let hit = all.iter().any(|d| d["name"] == *fault.rule && touches(d, at));
        if fault.rule.bytes().all(|b| b.is_ascii_lowercase() || b == b'-') {
            named += 1;
            if !hit {
                lost.push((fault.rule.clone(), fault.line, fault.excerpt.clone()));
            }
        }
    }
    assert!(named >= 30, "only {named} faults name their rule");
    assert!(lost.is_empty(), "{lost:#?}");
}

#[test]
fn right_places_are_silent() {
    let text = std::fs::read_to_string(sample()).unwrap();
    let lines: Vec<&str> = text.split('\n').collect();
    let path = sample().display().to_string();
    let output = kanwu(&root(), &["check", &path, "--output-format", "json", "--isolated"]);
    let json = findings(&output);
    for silent in list().silent {
        let (line, from, to) = place(&lines, silent.line, &silent.excerpt).unwrap();
        let alarm = json["diagnostics"].as_array().unwrap().iter().find(|d| {
            let (start, end) = (&d["range"]["start"], &d["range"]["end"]);
            start["line"] == line
                && end["line"] == line
                && start["column"].as_u64() >= Some(from)
                && end["column"].as_u64() <= Some(to)
        });
        assert!(alarm.is_none(), "{}: {}", silent.excerpt, alarm.unwrap());
    }
}
