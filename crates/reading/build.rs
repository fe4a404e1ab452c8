//! Turns tables into constants and the lexicon into bytes, so that nothing is read at start-up.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "a build script")]

#[path = "src/words/bucket.rs"]
#[allow(dead_code, reason = "the module that reads the lexicon needs more of it")]
mod bucket;
#[path = "build/lexicon.rs"]
mod lexicon;
#[path = "build/units.rs"]
mod units;

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde::Deserialize;

type Failure = Box<dyn Error>;

fn main() -> Result<(), Failure> {
    let tables = Path::new(&std::env::var("CARGO_MANIFEST_DIR")?).join("../../rules/tables");
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    let read = |name: &str| -> Result<String, Failure> {
        let path = tables.join(name);
        println!("cargo::rerun-if-changed={}", path.display());
        Ok(std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?)
    };
    std::fs::write(out.join("units.rs"), units::units(&read("units.toml")?)?)?;
    std::fs::write(out.join("fixed.rs"), fixed(&read("fixed-numerals.toml")?)?)?;
    std::fs::write(out.join("eras.rs"), eras(&read("eras.toml")?)?)?;
    let lexicon = lexicon::lexicon(&read("lexicon.txt")?, &read("words.toml")?)?;
    std::fs::write(out.join("lexicon.bin"), lexicon)?;
    kanwu_card::build::tables(&[
        "approximators",
        "code-words",
        "date-forms",
        "numerals",
        "ordinals",
        "personal-numbers",
    ])
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct FixedTable {
    terms: String,
    words: String,
    digits: String,
    met_in_digits: String,
    counts: String,
}

fn fixed(text: &str) -> Result<String, Failure> {
    let table: FixedTable = toml::from_str(text)?;
    let met: Vec<&str> = table.met_in_digits.split_whitespace().collect();
    let mut entries: BTreeMap<&str, &str> = BTreeMap::new();
    for (list, class) in [
        (&table.words, "Word"),
        (&table.digits, "Digits"),
        (&table.terms, "Term"),
        (&table.met_in_digits, "Term"),
        (&table.counts, "Count"),
    ] {
        entries.extend(list.split_whitespace().map(|w| (w, class)));
    }
    let mut rows = Vec::new();
    for (word, class) in entries {
        let is_numeral = |c: char| c.is_ascii_digit() || HAN_NUMERALS.contains(c);
        let at = word.find(is_numeral).ok_or(format!("{word} holds no numeral"))?;
        rows.push((&word[at..], &word[..at], class));
    }
    rows.sort_by_key(|(rest, before, _)| {
        (first_two(rest), std::cmp::Reverse(rest.len()), std::cmp::Reverse(before.len()), *rest, *before)
    });
    let mut out = String::from("static FIXED: &[Entry] = &[\n");
    for (rest, before, class) in &rows {
        writeln!(out, "Entry {{ rest: {rest:?}, before: {before:?}, class: Class::{class} }},")?;
    }
    out.push_str("];\n");
    out.push_str(&slots(rows.iter().map(|r| first_two(r.0)))?);
    writeln!(out, "static MET_IN_DIGITS: &[&str] = &{met:?};")?;
    let after: String = met.iter().filter_map(|t| t.chars().find(|c| !HAN_NUMERALS.contains(*c))).collect();
    writeln!(out, "/// What follows the first numerals of those.\nstatic AFTER_DIGITS: &str = {after:?};")?;
    Ok(out)
}

/// The first two characters; NUL where there is no second.
fn first_two(text: &str) -> (char, char) {
    let mut chars = text.chars();
    (chars.next().unwrap_or_default(), chars.next().unwrap_or_default())
}

const HAN_NUMERALS: &str = "〇零一二三四五六七八九十百千万亿两廿卅壹贰叁肆伍陆柒捌玖拾佰仟";

fn eras(text: &str) -> Result<String, Failure> {
    let table: BTreeMap<String, i32> = toml::from_str(text)?;
    let mut out = String::from("static ERAS: &[Era] = &[\n");
    for (name, first) in table {
        writeln!(out, "Era {{ name: {name:?}, first_year: {first} }},")?;
    }
    out.push_str("];\n");
    Ok(out)
}

/// Ranges of a sorted list that have the same key.
fn groups<K: PartialEq>(sorted: impl Iterator<Item = K>) -> Vec<(K, usize, usize)> {
    let mut groups: Vec<(K, usize, usize)> = Vec::new();
    for (at, key) in sorted.enumerate() {
        match groups.last_mut() {
            Some((open, _, end)) if *open == key => *end = at + 1,
            _ => groups.push((key, at, at + 1)),
        }
    }
    groups
}

/// The groups as a hash table with open addressing: the fixed words are asked at every numeral.
fn slots(sorted: impl Iterator<Item = (char, char)>) -> Result<String, Failure> {
    const SLOTS: usize = 2048;
    let mut table = vec![None; SLOTS];
    for (key, start, end) in groups(sorted) {
        let mut at = fixed_slot(key.0, key.1) % SLOTS;
        while table[at].is_some() {
            at = (at + 1) % SLOTS;
        }
        table[at] = Some((key, start, end));
    }
    if table.iter().flatten().count() * 2 > SLOTS {
        return Err("the table of fixed words is too full".into());
    }
    let mut out = format!("static FIXED_SLOTS: [(char, char, u16, u16); {SLOTS}] = [\n");
    for slot in table {
        let (key, start, end) = slot.unwrap_or_default();
        writeln!(out, "({:?}, {:?}, {start}, {end}),", key.0, key.1)?;
    }
    out.push_str("];\n");
    Ok(out)
}

include!("src/fixed/slot.rs");
