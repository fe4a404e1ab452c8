//! Pairs of a wrong and a right form, by clause: how many faults are found, and how many right forms accused.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use kanwu_engine::Registry;
use rayon::prelude::*;
use serde::Deserialize;

use crate::check::{Found, check, registry};

/// A line of a file of pairs.
#[derive(Debug, Deserialize)]
pub(crate) struct Pair {
    /// Unique in its file.
    pub id: String,
    /// Three letters.
    pub family: String,
    /// Name of the class of faults.
    pub kind: String,
    /// Standard and clause.
    #[serde(default)]
    pub clause: String,
    /// Where the text stands.
    #[serde(default)]
    pub context: Context,
    /// The wrong form; the faulty span stands between ⟦ and ⟧, several spans count alike.
    #[serde(default)]
    pub bad: String,
    /// The right form.
    pub good: String,
}

/// Where the text of a pair stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Context {
    /// As an entry of a small book.
    #[default]
    Entry,
    /// Alone.
    Plain,
    /// It is a whole small manuscript.
    Book,
}

impl Context {
    /// What is put before and after the text.
    fn wrap(self) -> (&'static str, &'static str) {
        match self {
            Context::Entry => ("# 经济\n\n## 工业\n\n**【概况】** ", "\n"),
            Context::Plain => ("", "\n"),
            Context::Book => ("", ""),
        }
    }
}

/// What a pair came to.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Score {
    /// Pairs.
    pub pairs: usize,
    /// Pairs whose fault a finding touches.
    pub found: usize,
    /// Those where a finding's family fits, too.
    pub named: usize,
    /// Pairs whose right form is accused.
    pub alarms: usize,
}

impl Score {
    /// Adds up.
    pub fn add(&mut self, other: Score) {
        self.pairs += other.pairs;
        self.found += other.found;
        self.named += other.named;
        self.alarms += other.alarms;
    }
}

/// Families whose border is a matter of taste: either may name what the other's pairs hold.
fn near(family: &str) -> &'static [&'static str] {
    match family {
        "PUN" => &["PUN", "TYP", "STR"],
        "TYP" => &["TYP", "PUN", "STR", "UNI", "NUM", "WRD"],
        "NUM" => &["NUM", "UNI", "TYP", "WRD", "PUN", "CON"],
        "UNI" => &["UNI", "NUM", "TYP", "WRD"],
        "TOC" => &["TOC", "STR", "CON", "TYP"],
        "STR" => &["STR", "TOC", "PUN", "TYP", "CON", "NUM"],
        "CON" => &["CON", "TOC", "STR", "NUM", "WRD", "UNI"],
        "WRD" => &["WRD", "CON", "NUM", "TYP"],
        _ => &[],
    }
}

/// Reads a file of pairs, one JSON object a line.
pub(crate) fn read(path: &Path) -> Result<Vec<Pair>, String> {
    let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(i, line)| serde_json::from_str(line).map_err(|e| format!("{}:{}: {e}", path.display(), i + 1)))
        .collect()
}

/// Scores a pair; `Err` lines are for a person to read.
pub(crate) fn score(registry: &Registry, pair: &Pair) -> (Score, Vec<String>) {
    let (head, tail) = pair.context.wrap();
    let mut look = Vec::new();
    let mut score = Score { pairs: 1, ..Score::default() };
    if !pair.bad.is_empty() {
        let marked = kanwu_card::mark(&pair.bad);
        let hits: Vec<Found> = check(registry, "bad.md", &format!("{head}{}{tail}", marked.text))
            .into_iter()
            .filter(|f| marked.main.iter().any(|(a, b)| f.touches(head.len() + a, head.len() + b, 3)))
            .collect();
        score.found = usize::from(!hits.is_empty());
        score.named = usize::from(hits.iter().any(|f| near(&pair.family).contains(&f.family())));
        if score.named == 0 {
            let codes: Vec<&str> = hits.iter().map(|f| f.code.as_str()).collect();
            look.push(format!("MISS  {} [{}] {} ; found {codes:?}", pair.id, pair.kind, pair.bad));
        }
    }
    let accused: Vec<String> = check(registry, "good.md", &format!("{head}{}{tail}", pair.good))
        .into_iter()
        .filter(|f| pair.context == Context::Book || f.family() != "STR")
        .map(|f| f.code)
        .collect();
    if !accused.is_empty() {
        score.alarms = 1;
        look.push(format!("ALARM {} [{}] {} : {accused:?}", pair.id, pair.kind, pair.good));
    }
    (score, look)
}

/// How rows of the table are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum By {
    /// A row a family.
    Family,
    /// A row a clause.
    Clause,
    /// A row a kind of fault.
    Kind,
}

/// For the command line: a table, and with `look` each miss and each alarm.
pub(crate) fn report(files: &[PathBuf], by: By, look: bool) -> Result<String, String> {
    let registry = registry()?;
    let mut pairs = Vec::new();
    for file in files {
        pairs.extend(read(file)?);
    }
    let scored: Vec<_> = pairs.par_iter().map(|pair| (pair, score(&registry, pair))).collect();
    let mut rows: BTreeMap<&str, Score> = BTreeMap::new();
    let mut all = Score::default();
    let mut out = String::new();
    for (pair, (score, lines)) in &scored {
        let key = match by {
            By::Family => &pair.family,
            By::Clause => &pair.clause,
            By::Kind => &pair.kind,
        };
        rows.entry(key).or_default().add(*score);
        all.add(*score);
        if look {
            lines.iter().for_each(|line| out.push_str(&format!("{line}\n")));
        }
    }
    out.push_str("| | pairs | found | named | alarms |\n|---|---|---|---|---|\n");
    for (key, s) in rows {
        out.push_str(&format!("| {key} | {} | {} | {} | {} |\n", s.pairs, s.found, s.named, s.alarms));
    }
    let share = 100.0 * all.named as f64 / all.pairs.max(1) as f64;
    out.push_str(&format!(
        "\npairs {}, found {}, named {} ({share:.1}%), alarms on the right form {}\n",
        all.pairs, all.found, all.named, all.alarms
    ));
    Ok(out)
}
