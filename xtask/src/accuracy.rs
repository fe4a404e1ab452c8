//! What each rule finds on given texts, and how much of it is right where the texts are labelled.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::Deserialize;

use crate::check::{Found, check, registry};

/// A labelled fault, one JSON object a line.
#[derive(Debug, Deserialize)]
struct Label {
    /// The text's file name.
    file: String,
    /// Line, 1-based.
    line: usize,
    /// Words of the line that hold the fault.
    quote: String,
    /// The fault within the quote.
    #[serde(default)]
    span: String,
    family: String,
}

#[derive(Default)]
struct Row {
    findings: usize,
    labelled: usize,
    right: usize,
}

/// Checks every text of a folder, or the texts named. `labels` are looked up by file name; `seen` names texts
/// that a rule's author has read, one file name a line.
pub(crate) fn report(
    texts: &[PathBuf],
    labels: Option<&Path>,
    seen: Option<&Path>,
) -> Result<String, String> {
    let registry = registry()?;
    let labels: Vec<Label> = match labels {
        Some(path) => read_labels(path)?,
        None => Vec::new(),
    };
    let seen: BTreeSet<String> = match seen {
        Some(path) => read(path)?.lines().map(str::to_owned).collect(),
        None => BTreeSet::new(),
    };
    let mut files = Vec::new();
    for text in texts {
        collect(text, &mut files)?;
    }
    let checked: Vec<(String, String, Vec<Found>)> = files
        .par_iter()
        .map(|path| {
            let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            let text = read(path)?;
            let found = check(&registry, &name, &text);
            Ok((name, text, found))
        })
        .collect::<Result<_, String>>()?;
    let mut rows: BTreeMap<(String, bool), Row> = BTreeMap::new();
    let mut hit = 0;
    let mut placed = 0;
    for (name, text, found) in &checked {
        let own: Vec<(usize, usize, &Label)> =
            labels.iter().filter(|l| l.file == *name).filter_map(|l| place(text, l)).collect();
        placed += own.len();
        hit += own
            .iter()
            .filter(|(a, b, l)| found.iter().any(|f| f.family() == l.family && f.touches(*a, *b, 3)))
            .count();
        for one in found {
            let row = rows.entry((one.code.clone(), seen.contains(name))).or_default();
            row.findings += 1;
            if !own.is_empty() {
                row.labelled += 1;
                row.right += usize::from(own.iter().any(|(a, b, _)| one.touches(*a, *b, 3)));
            }
        }
    }
    let mut out = String::from(
        "| rule | text seen by its author | findings | on labelled text | of these right |\n|---|---|---|---|---|\n",
    );
    for ((code, seen), row) in &rows {
        let seen = if *seen { "yes" } else { "no" };
        out.push_str(&format!("| {code} | {seen} | {} | {} | {} |\n", row.findings, row.labelled, row.right));
    }
    let findings: usize = rows.values().map(|r| r.findings).sum();
    out.push_str(&format!("\ntexts {}, findings {findings}, labels {placed}, named {hit}\n", checked.len()));
    Ok(out)
}

fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

fn read_labels(path: &Path) -> Result<Vec<Label>, String> {
    let text = read(path)?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(i, line)| serde_json::from_str(line).map_err(|e| format!("{}:{}: {e}", path.display(), i + 1)))
        .collect()
}

/// Texts below a folder, in order; or the one text.
fn collect(path: &Path, out: &mut Vec<PathBuf>) -> Result<(), String> {
    if !path.is_dir() {
        out.push(path.to_owned());
        return Ok(());
    }
    for entry in walkdir::WalkDir::new(path).sort_by_file_name() {
        let entry = entry.map_err(|e| e.to_string())?;
        let text = entry.path().extension().is_some_and(|e| e == "md" || e == "txt");
        if text && entry.file_name() != "README.md" {
            out.push(entry.into_path());
        }
    }
    Ok(())
}

/// Bytes of a label's fault; none where the text no longer holds it.
fn place<'l>(text: &str, label: &'l Label) -> Option<(usize, usize, &'l Label)> {
    let line = text.split('\n').nth(label.line.checked_sub(1)?)?;
    let start = line.as_ptr() as usize - text.as_ptr() as usize;
    let quote = line.find(&label.quote)?;
    let span = if label.span.is_empty() { &label.quote } else { &label.span };
    let from = start + quote + label.quote.find(span.as_str())?;
    Some((from, from + span.len(), label))
}
