//! The pages that people read lead where they say: each relative link to a file, each anchor to a heading.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::common::root;

/// README, CONTRIBUTING and everything in `docs/`.
fn pages() -> Vec<PathBuf> {
    let mut pages = Vec::new();
    for folder in [root(), root().join("docs")] {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let wanted =
                folder.ends_with("docs") || name.starts_with("README") || name.starts_with("CONTRIBUTING");
            if wanted && path.extension().is_some_and(|extension| extension == "md") {
                pages.push(path);
            }
        }
    }
    pages.sort();
    pages
}

/// The text outside fenced blocks and code spans, line by line.
fn prose(text: &str) -> impl Iterator<Item = String> + '_ {
    let mut fenced = false;
    text.lines().filter_map(move |line| {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            return None;
        }
        (!fenced).then(|| line.split('`').step_by(2).collect::<Vec<_>>().join("code"))
    })
}

/// What stands in `](…)`.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    line.split("](").skip(1).filter_map(|rest| rest.split_once(')').map(|(target, _)| target))
}

/// The anchors that a forge makes of a page's headings: lower case, blanks to hyphens, punctuation left out.
fn anchors(text: &str) -> Vec<String> {
    let mut fenced = false;
    let mut anchors = Vec::new();
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        let heading = line.trim_start_matches('#');
        if fenced || heading.len() == line.len() || !heading.starts_with(' ') {
            continue;
        }
        let kept = heading.trim().chars().filter_map(|c| match c {
            ' ' => Some('-'),
            '-' | '_' => Some(c),
            _ => c.is_alphanumeric().then_some(c),
        });
        anchors.push(kept.collect::<String>().to_lowercase());
    }
    anchors
}

/// What is wrong with the link to `target` on `page`, if anything.
fn broken(page: &Path, target: &str, seen: &mut HashMap<PathBuf, Vec<String>>) -> Option<String> {
    let (file, anchor) = target.split_once('#').map_or((target, None), |(file, anchor)| (file, Some(anchor)));
    let path = if file.is_empty() { page.to_owned() } else { page.parent().unwrap().join(file) };
    let place = page.strip_prefix(root()).unwrap().display();
    if !path.exists() {
        return Some(format!("{place}: {target}: no such file"));
    }
    let anchor = anchor?;
    let known = seen.entry(path.clone()).or_insert_with(|| anchors(&std::fs::read_to_string(&path).unwrap()));
    (!known.iter().any(|heading| heading == anchor)).then(|| format!("{place}: {target}: no such heading"))
}

#[test]
fn every_relative_link_leads_somewhere() {
    let (mut count, mut wrong, mut seen) = (0, Vec::new(), HashMap::new());
    for page in pages() {
        let text = std::fs::read_to_string(&page).unwrap();
        for line in prose(&text) {
            for target in targets(&line).filter(|target| !target.contains("://")) {
                count += 1;
                wrong.extend(broken(&page, target, &mut seen));
            }
        }
    }
    assert!(count > 30, "links are found: {count}");
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_broken_link_is_noticed() {
    let page = root().join("README.md");
    let mut seen = HashMap::new();
    let line = "see [a](docs/nowhere.md), [b](docs/ci.md#gitlab) and [c](docs/ci.md#nowhere)";
    let said: Vec<_> = targets(line).map(|target| broken(&page, target, &mut seen).is_some()).collect();
    assert_eq!(said, [true, false, true]);
}
