//! Units of measurement and measure words, and all that they are written as.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::{Failure, first_two, groups};

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

/// A unit of the table.
struct Unit {
    kind: String,
    key: String,
    line: UnitLine,
}

/// What a unit may be written as.
struct Spelling {
    text: String,
    /// Index of the unit.
    unit: usize,
    /// `Written` in Rust.
    written: String,
}

/// Spellings that are no unit everywhere.
struct Exceptions<'t> {
    /// By spelling: characters before which it is none.
    not_before: BTreeMap<String, String>,
    /// Spellings that are one after digits only.
    digits_only: Vec<&'t str>,
}

/// The table of units as constants.
pub(crate) fn units(text: &str) -> Result<String, Failure> {
    let mut sections: BTreeMap<String, toml::Table> = toml::from_str(text)?;
    let not_before = sections.remove("not-before").ok_or("no section [not-before]")?.try_into()?;
    let digits_only = taken(&mut sections, "digits-only", "names")?;
    let words = taken(&mut sections, "count", "words")?;
    let exceptions = Exceptions { not_before, digits_only: digits_only.split_whitespace().collect() };
    let units = read(sections)?;

    let mut spellings = Vec::new();
    let mut signs = Vec::new();
    for (at, unit) in units.iter().enumerate() {
        spell(unit, at, &mut spellings, &mut signs);
    }
    for (at, word) in (units.len()..).zip(words.split_whitespace()) {
        spellings.push(Spelling { text: word.to_owned(), unit: at, written: "Written::Name".to_owned() });
    }
    exceptions.check(&spellings)?;
    spellings.sort_by_key(|s| (s.text.chars().next(), std::cmp::Reverse(s.text.len()), s.text.clone()));
    if let Some(pair) = spellings.windows(2).find(|p| p[0].text == p[1].text) {
        return Err(format!("{} stands for two units", pair[0].text).into());
    }
    signs.retain(|(sign, _)| !sign.is_empty());
    signs.sort_by_key(|(sign, _)| std::cmp::Reverse(sign.len()));

    let mut out = String::from("static UNITS: &[Unit] = &[\n");
    write_units(&units, &words, &mut out)?;
    write_spellings(&spellings, &exceptions, &mut out)?;
    writeln!(out, "static CURRENCY_SIGNS: &[(&str, UnitId)] = &[")?;
    for (sign, unit) in signs {
        writeln!(out, "({sign:?}, UnitId({unit})),")?;
    }
    out.push_str("];\n");
    Ok(out)
}

/// Takes the list `name` out of a section.
fn taken(sections: &mut BTreeMap<String, toml::Table>, section: &str, name: &str) -> Result<String, Failure> {
    let table = sections.remove(section).ok_or_else(|| format!("no section [{section}]"))?;
    let list = table.get(name).and_then(toml::Value::as_str);
    Ok(list.ok_or_else(|| format!("no list `{name}` in [{section}]"))?.to_owned())
}

/// The units of all kinds.
fn read(sections: BTreeMap<String, toml::Table>) -> Result<Vec<Unit>, Failure> {
    let mut units = Vec::new();
    for (kind, section) in sections {
        for (key, line) in section {
            let line: UnitLine = line.try_into().map_err(|e| format!("{kind}.{key}: {e}"))?;
            units.push(Unit { kind: kind.clone(), key, line });
        }
    }
    Ok(units)
}

/// What unit `at` is written as; the signs of a currency stand before the number and are kept apart.
fn spell(unit: &Unit, at: usize, spellings: &mut Vec<Spelling>, signs: &mut Vec<(String, usize)>) {
    let line = &unit.line;
    let mut spell = |text: &String, written: String| {
        spellings.push(Spelling { text: text.clone(), unit: at, written });
    };
    for name in std::iter::once(&line.name).chain(&line.names) {
        spell(name, "Written::Name".to_owned());
    }
    for name in &line.bad_names {
        spell(name, format!("Written::WrongName({:?})", line.name));
    }
    if unit.kind == "currency" {
        signs.extend(line.symbols.iter().chain([&line.symbol]).map(|sign| (sign.clone(), at)));
        return;
    }
    for symbol in std::iter::once(&line.symbol).chain(&line.symbols).filter(|s| !s.is_empty()) {
        spell(symbol, "Written::Symbol".to_owned());
    }
    for symbol in &line.bad_symbols {
        spell(symbol, format!("Written::WrongSymbol({:?})", line.symbol));
    }
}

impl Exceptions<'_> {
    /// An exception of what is no unit is a slip of the table.
    fn check(&self, spellings: &[Spelling]) -> Result<(), Failure> {
        let mut named = self.not_before.keys().map(String::as_str).chain(self.digits_only.iter().copied());
        match named.find(|name| !spellings.iter().any(|s| s.text == *name)) {
            Some(stray) => Err(format!("{stray} is no unit, but the exceptions name it").into()),
            None => Ok(()),
        }
    }
}

/// The units, then the measure words.
fn write_units(units: &[Unit], words: &str, out: &mut String) -> Result<(), Failure> {
    let places: BTreeMap<&str, usize> = units.iter().enumerate().map(|(i, u)| (u.key.as_str(), i)).collect();
    for Unit { kind, key, line } in units {
        let to = match &line.to {
            None => "None".to_owned(),
            Some((target, factor)) => {
                let target = places.get(target.as_str()).ok_or(format!("{key}: no unit {target}"))?;
                let (times, over) = factor.split_once('/').unwrap_or((factor, "1"));
                let times: Decimal = times.parse().map_err(|e| format!("{key}: {e}"))?;
                let over: u32 = over.parse().map_err(|e| format!("{key}: {e}"))?;
                format!("Some((UnitId({target}), {}, {}, {over}))", times.mantissa(), times.scale())
            }
        };
        writeln!(
            out,
            "Unit {{ key: {key:?}, name: {:?}, symbol: {:?}, kind: UnitKind::{}, legal: {}, to: {to} }},",
            line.name,
            line.symbol,
            pascal(kind),
            line.legal
        )?;
    }
    for word in words.split_whitespace() {
        writeln!(
            out,
            "Unit {{ key: {word:?}, name: {word:?}, symbol: \"\", kind: UnitKind::Count, legal: true, to: None }},"
        )?;
    }
    out.push_str("];\n");
    Ok(())
}

/// The spellings, in order, and where those of each first character stand.
fn write_spellings(
    spellings: &[Spelling],
    exceptions: &Exceptions<'_>,
    out: &mut String,
) -> Result<(), Failure> {
    out.push_str("static SPELLINGS: &[Spelling] = &[\n");
    for s in spellings {
        writeln!(
            out,
            "Spelling {{ text: {:?}, unit: UnitId({}), written: {}, not_before: {:?}, digits_only: {} }},",
            s.text,
            s.unit,
            s.written,
            exceptions.not_before.get(&s.text).map_or("", String::as_str),
            exceptions.digits_only.contains(&s.text.as_str())
        )?;
    }
    out.push_str("];\nstatic SPELLING_GROUPS: &[(char, u16, u16)] = &[\n");
    for (first, start, end) in groups(spellings.iter().map(|s| first_two(&s.text).0)) {
        writeln!(out, "({first:?}, {start}, {end}),")?;
    }
    out.push_str("];\n");
    Ok(())
}

fn pascal(kebab: &str) -> String {
    kebab
        .split('-')
        .map(|part| {
            let mut chars = part.chars();
            chars.next().map(|c| c.to_ascii_uppercase().to_string() + chars.as_str()).unwrap_or_default()
        })
        .collect()
}
