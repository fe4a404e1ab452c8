//! The pairs in `tests/conformance/` held to what they once came to, and the page that tells it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use kanwu_engine::Registry;
use rayon::prelude::*;

use crate::check::registry;
use crate::conformance::{Pair, Score, read, score};

/// The folder of the pairs.
const FOLDER: &str = "tests/conformance";
/// Pairs that are missed or whose right form is accused, one a line: `MISS id` or `ALARM id`.
const OPEN: &str = "tests/conformance/open.txt";
/// First runs of fresh pairs, as recorded: written by hand once each, never again.
const FIRST_RUNS: &str = "tests/conformance/first-run/results.md";
/// The page.
const PAGE: &str = "docs/conformance.md";

/// The given pairs and our own, in order; those of first runs apart.
fn files(root: &Path) -> Result<Vec<PathBuf>, String> {
    let mut files: Vec<PathBuf> = Vec::new();
    for folder in [root.join(FOLDER), root.join(FOLDER).join("own")] {
        let entries = std::fs::read_dir(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        let paths = entries.filter_map(Result::ok).map(|entry| entry.path());
        files.extend(paths.filter(|path| path.extension().is_some_and(|e| e == "jsonl")));
    }
    files.sort();
    Ok(files)
}

fn scored(registry: &Registry, root: &Path) -> Result<Vec<(Pair, Score)>, String> {
    let mut pairs = Vec::new();
    for file in files(root)? {
        pairs.extend(read(&file)?);
    }
    Ok(pairs
        .into_par_iter()
        .map(|pair| {
            let (score, _) = score(registry, &pair);
            (pair, score)
        })
        .collect())
}

fn open(scored: &[(Pair, Score)]) -> Vec<String> {
    let mut out = Vec::new();
    for (pair, score) in scored {
        if score.named == 0 && !pair.bad.is_empty() {
            out.push(format!("MISS {}", pair.id));
        }
        if score.alarms > 0 {
            out.push(format!("ALARM {}", pair.id));
        }
    }
    out.sort();
    out
}

/// Writes the list of open pairs and the page anew.
pub(crate) fn write(root: &Path) -> Result<String, String> {
    let scored = scored(&registry()?, root)?;
    let list = open(&scored).join("\n") + "\n";
    std::fs::write(root.join(OPEN), list).map_err(|e| format!("{OPEN}: {e}"))?;
    let first = std::fs::read_to_string(root.join(FIRST_RUNS)).unwrap_or_default();
    std::fs::write(root.join(PAGE), page(&scored, &first)).map_err(|e| format!("{PAGE}: {e}"))?;
    Ok(format!("wrote {OPEN} and {PAGE}"))
}

fn page(scored: &[(Pair, Score)], first: &str) -> String {
    let mut families: BTreeMap<&str, Score> = BTreeMap::new();
    let mut clauses: BTreeMap<(&str, &str), Score> = BTreeMap::new();
    for (pair, score) in scored {
        families.entry(&pair.family).or_default().add(*score);
        clauses.entry((&pair.family, &pair.clause)).or_default().add(*score);
    }
    let mut out = String::from(
        "# 对照检验\n\n\
         每一对是一个误例和一个正例，按条款编写。“指出”是误处报了同类的差错，“误报”是正例也报了。\
         下表由`cargo xtask conformance --write`生成，测试保证指出的不会再漏、没有误报的不会再报。\n\n\
         ## 各类\n\n| 类 | 对 | 指出 | 误报 |\n|---|---|---|---|\n",
    );
    for (family, s) in &families {
        out.push_str(&format!("| {family} | {} | {} | {} |\n", s.pairs, s.named, s.alarms));
    }
    out.push_str("\n## 首次检验\n\n");
    out.push_str(if first.is_empty() { "尚无。\n" } else { first });
    out.push_str("\n## 各条款\n\n| 类 | 条款 | 对 | 指出 | 误报 |\n|---|---|---|---|---|\n");
    for ((family, clause), s) in &clauses {
        out.push_str(&format!("| {family} | {clause} | {} | {} | {} |\n", s.pairs, s.named, s.alarms));
    }
    out
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn no_pair_is_lost_and_none_newly_accused() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let known = std::fs::read_to_string(root.join(OPEN)).unwrap();
        let known: BTreeSet<&str> = known.lines().collect();
        let now = open(&scored(&registry().unwrap(), root).unwrap());
        let new: Vec<&String> = now.iter().filter(|line| !known.contains(line.as_str())).collect();
        assert!(new.is_empty(), "mend these, or say why and run `cargo xtask conformance --write`: {new:#?}");
    }
}
