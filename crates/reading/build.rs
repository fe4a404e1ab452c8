//! Turns the tables of units, fixed words and eras into constants and the lexicon into a transducer, so that
//! nothing is read at start-up.

#[path = "build/lexicon.rs"]
mod lexicon;

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use rust_decimal::Decimal;
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
    std::fs::write(out.join("units.rs"), units(&read("units.toml")?)?)?;
    std::fs::write(out.join("fixed.rs"), fixed(&read("fixed-numerals.toml")?)?)?;
    std::fs::write(out.join("eras.rs"), eras(&read("eras.toml")?)?)?;
    let lexicon = lexicon::lexicon(&read("lexicon.txt")?, &read("words.toml")?)?;
    std::fs::write(out.join("lexicon.fst"), lexicon)?;
    Ok(())
}

/// One line of the table of units.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct UnitLine {
    name: String,
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    symbol: String,
    #[serde(default)]
    symbols: Vec<String>,
    #[serde(default)]
    bad_names: Vec<String>,
    #[serde(default)]
    bad_symbols: Vec<String>,
    #[serde(default = "legal")]
    legal: bool,
    to: Option<(String, String)>,
}

fn legal() -> bool {
    true
}

struct Spelling {
    text: String,
    unit: usize,
    written: String,
    not_before: String,
}

fn units(text: &str) -> Result<String, Failure> {
    let mut sections: BTreeMap<String, toml::Table> = toml::from_str(text)?;
    let blocked: BTreeMap<String, String> =
        sections.remove("not-before").ok_or("no section [not-before]")?.try_into()?;
    let digits_only = sections.remove("digits-only").ok_or("no section [digits-only]")?;
    let digits_only =
        digits_only.get("names").and_then(toml::Value::as_str).ok_or("no list `names` in [digits-only]")?;
    let digits_only: Vec<&str> = digits_only.split_whitespace().collect();
    let count = sections.remove("count").ok_or("no section [count]")?;
    let words = count.get("words").and_then(toml::Value::as_str).ok_or("no list `words` in [count]")?;

    let mut lines: Vec<(String, String, UnitLine)> = Vec::new();
    for (kind, section) in sections {
        for (key, line) in section {
            let line: UnitLine = line.try_into().map_err(|e| format!("{kind}.{key}: {e}"))?;
            lines.push((kind.clone(), key, line));
        }
    }
    let keys: BTreeMap<String, usize> =
        lines.iter().enumerate().map(|(i, (_, key, _))| (key.clone(), i)).collect();

    let mut rows = String::new();
    let mut spellings = Vec::new();
    let mut prefixes = Vec::new();
    for (at, (kind, key, line)) in lines.iter().enumerate() {
        let to = match &line.to {
            None => "None".to_owned(),
            Some((target, factor)) => {
                let target = keys.get(target).ok_or(format!("{key}: no unit {target}"))?;
                let (times, over) = factor.split_once('/').unwrap_or((factor, "1"));
                let times: Decimal = times.parse().map_err(|e| format!("{key}: {e}"))?;
                let over: u32 = over.parse().map_err(|e| format!("{key}: {e}"))?;
                format!("Some((UnitId({target}), {}, {}, {over}))", times.mantissa(), times.scale())
            }
        };
        writeln!(
            rows,
            "Unit {{ key: {key:?}, name: {:?}, symbol: {:?}, kind: UnitKind::{}, legal: {}, to: {to} }},",
            line.name,
            line.symbol,
            pascal(kind),
            line.legal
        )?;
        let mut spell = |text: &str, written: String| {
            let not_before = blocked.get(text).cloned().unwrap_or_default();
            spellings.push(Spelling { text: text.to_owned(), unit: at, written, not_before });
        };
        spell(&line.name, "Written::Name".to_owned());
        for name in &line.names {
            spell(name, "Written::Name".to_owned());
        }
        for name in &line.bad_names {
            spell(name, format!("Written::WrongName({:?})", line.name));
        }
        if kind == "currency" {
            prefixes.extend(line.symbols.iter().map(|s| (s.clone(), at)));
            prefixes.push((line.symbol.clone(), at));
            continue;
        }
        for symbol in std::iter::once(&line.symbol).chain(&line.symbols).filter(|s| !s.is_empty()) {
            spell(symbol, "Written::Symbol".to_owned());
        }
        for symbol in &line.bad_symbols {
            spell(symbol, format!("Written::WrongSymbol({:?})", line.symbol));
        }
    }
    for (at, word) in (lines.len()..).zip(words.split_whitespace()) {
        writeln!(
            rows,
            "Unit {{ key: {word:?}, name: {word:?}, symbol: \"\", kind: UnitKind::Count, legal: true, to: None }},"
        )?;
        let not_before = blocked.get(word).cloned().unwrap_or_default();
        let written = "Written::Name".to_owned();
        spellings.push(Spelling { text: word.to_owned(), unit: at, written, not_before });
    }
    let mut named = blocked.keys().map(String::as_str).chain(digits_only.iter().copied());
    if let Some(stray) = named.find(|k| !spellings.iter().any(|s| s.text == *k)) {
        return Err(format!("{stray} is no unit, but the exceptions name it").into());
    }

    spellings.sort_by_key(|s| (s.text.chars().next(), std::cmp::Reverse(s.text.len()), s.text.clone()));
    if let Some(pair) = spellings.windows(2).find(|p| p[0].text == p[1].text) {
        return Err(format!("{} stands for two units", pair[0].text).into());
    }
    prefixes.retain(|(s, _)| !s.is_empty());
    prefixes.sort_by_key(|(s, _)| std::cmp::Reverse(s.len()));

    let mut out = format!("static UNITS: &[Unit] = &[\n{rows}];\nstatic SPELLINGS: &[Spelling] = &[\n");
    for s in &spellings {
        writeln!(
            out,
            "Spelling {{ text: {:?}, unit: UnitId({}), written: {}, not_before: {:?}, digits_only: {} }},",
            s.text,
            s.unit,
            s.written,
            s.not_before,
            digits_only.contains(&s.text.as_str())
        )?;
    }
    out.push_str("];\n");
    out.push_str("static SPELLING_GROUPS: &[(char, u16, u16)] = &[\n");
    for (first, start, end) in groups(spellings.iter().map(|s| first_two(&s.text).0)) {
        writeln!(out, "({first:?}, {start}, {end}),")?;
    }
    out.push_str("];\n");
    writeln!(out, "static CURRENCY_SIGNS: &[(&str, UnitId)] = &[")?;
    for (sign, unit) in prefixes {
        writeln!(out, "({sign:?}, UnitId({unit})),")?;
    }
    out.push_str("];\n");
    Ok(out)
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

fn pascal(kebab: &str) -> String {
    kebab
        .split('-')
        .map(|part| {
            let mut chars = part.chars();
            chars.next().map(|c| c.to_ascii_uppercase().to_string() + chars.as_str()).unwrap_or_default()
        })
        .collect()
}
