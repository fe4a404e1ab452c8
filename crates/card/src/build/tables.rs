//! A table of `rules/tables/` as Rust constants.
//!
//! A table has `[meta]` (`meaning`, `licence`, `source`, `date`: all required) and any of
//! - `[words]`: lists of words, as an array or as one text with blanks between; `LIST: &[&str]`;
//! - `[chars]`: sets of characters, as one text; `LIST: &[char]`, sorted;
//! - `[[rows.NAME]]`: rows with named fields; `NAME: &[NameRow]`. A field that some row lacks is an `Option`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Deserialize;
use toml::Value;

use super::{constant, module_name};
use crate::concept::Stated;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    meta: Meta,
    #[serde(default)]
    words: BTreeMap<String, Value>,
    #[serde(default)]
    chars: BTreeMap<String, String>,
    #[serde(default)]
    rows: BTreeMap<String, Vec<BTreeMap<String, Value>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Meta {
    meaning: String,
    licence: String,
    source: String,
    date: String,
}

impl Table {
    fn read(text: &str) -> Result<Table, String> {
        let table: Table = toml::from_str(text).map_err(|e| e.to_string())?;
        let meta = [&table.meta.meaning, &table.meta.licence, &table.meta.source, &table.meta.date];
        if meta.iter().any(|field| field.trim().is_empty()) {
            return Err("`[meta]` needs `meaning`, `licence`, `source` and `date`".to_owned());
        }
        Ok(table)
    }
}

/// The table as a module of its name; of a table in a folder, the name without the folder.
pub(super) fn module(name: &str, text: &str) -> Result<String, String> {
    let table = Table::read(text)?;
    let own = name.rsplit('/').next().unwrap_or(name);
    let mut out = format!("/// {}\npub mod {} {{\n", one_line(&table.meta.meaning), module_name(own));
    for (list, value) in &table.words {
        let words = words(value).ok_or_else(|| format!("`words.{list}` is no list of words"))?;
        if let Some(twice) = first_twice(&words) {
            return Err(format!("`{twice}` stands twice in `words.{list}`"));
        }
        let _ = writeln!(out, "    /// `{list}`.\n    pub const {}: &[&str] = &{words:?};", constant(list));
    }
    for (list, value) in &table.chars {
        let mut chars: Vec<char> = value.chars().filter(|c| !c.is_whitespace()).collect();
        chars.sort_unstable();
        chars.dedup();
        let _ = writeln!(
            out,
            "    /// `{list}`, sorted.\n    pub const {}: &[char] = &{chars:?};",
            constant(list)
        );
    }
    for (name, rows) in &table.rows {
        out.push_str(&row_code(name, rows)?);
    }
    out.push_str("}\n");
    Ok(out)
}

/// The right forms of a list: of `[words]`, or of rows with a `name` and, where it has more, `also`.
pub(super) fn stated(text: &str, list: &str) -> Result<Stated, String> {
    let table = Table::read(text)?;
    let mut out = Stated::default();
    if let Some(value) = table.words.get(list) {
        let words = words(value).ok_or_else(|| format!("`words.{list}` is no list of words"))?;
        out.right = words.into_iter().map(str::to_owned).collect();
        return Ok(out);
    }
    let rows = table.rows.get(list).ok_or_else(|| format!("there is no list `{list}`"))?;
    for row in rows {
        let name = row.get("name").and_then(Value::as_str).ok_or("a row without `name`")?;
        out.right.push(name.to_owned());
        let also = row.get("also").map(|value| words(value).ok_or("`also` is no list of words"));
        out.also.extend(also.transpose()?.unwrap_or_default().into_iter().map(str::to_owned));
    }
    Ok(out)
}

fn words(value: &Value) -> Option<Vec<&str>> {
    match value {
        Value::String(text) => Some(text.split_whitespace().collect()),
        Value::Array(list) => list.iter().map(Value::as_str).collect(),
        _ => None,
    }
}

fn first_twice<'w>(words: &[&'w str]) -> Option<&'w str> {
    let mut sorted = words.to_vec();
    sorted.sort_unstable();
    sorted.windows(2).find(|w| w[0] == w[1]).map(|w| w[0])
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The type of a field, from the values that its rows have.
fn kind(value: &Value) -> Option<&'static str> {
    Some(match value {
        Value::String(_) => "&'static str",
        Value::Integer(_) => "i64",
        Value::Boolean(_) => "bool",
        Value::Array(_) => "&'static [&'static str]",
        _ => return None,
    })
}

fn literal(value: &Value) -> Option<String> {
    Some(match value {
        Value::String(text) => format!("{text:?}"),
        Value::Integer(number) => number.to_string(),
        Value::Boolean(is) => is.to_string(),
        Value::Array(_) => format!("&{:?}", words(value)?),
        _ => return None,
    })
}

fn row_code(name: &str, rows: &[BTreeMap<String, Value>]) -> Result<String, String> {
    let mut fields: BTreeMap<&str, (&'static str, usize)> = BTreeMap::new();
    for (field, value) in rows.iter().flatten() {
        let kind = kind(value).ok_or_else(|| format!("`rows.{name}.{field}` is of no kind known"))?;
        let entry = fields.entry(field).or_insert((kind, 0));
        if entry.0 != kind {
            return Err(format!("`rows.{name}.{field}` is of several kinds"));
        }
        entry.1 += 1;
    }
    let row = row_name(name);
    let mut out = format!(
        "    /// A row of `{name}`.\n    #[derive(Clone, Copy, Debug, PartialEq, Eq)]\n    pub struct {row} {{\n"
    );
    for (field, (kind, count)) in &fields {
        let kind = if *count == rows.len() { (*kind).to_owned() } else { format!("Option<{kind}>") };
        let _ = writeln!(out, "        /// `{field}`.\n        pub {}: {kind},", module_name(field));
    }
    let _ = writeln!(out, "    }}\n    /// `{name}`.\n    pub const {}: &[{row}] = &[", constant(name));
    for values in rows {
        let _ = write!(out, "        {row} {{ ");
        for (field, (_, count)) in &fields {
            let text = match values.get(*field) {
                Some(value) => {
                    literal(value).ok_or_else(|| format!("`rows.{name}.{field}` holds more than words"))?
                }
                None => "None".to_owned(),
            };
            let some = *count < rows.len() && values.contains_key(*field);
            let text = if some { format!("Some({text})") } else { text };
            let _ = write!(out, "{}: {text}, ", module_name(field));
        }
        out.push_str("},\n");
    }
    out.push_str("    ];\n");
    Ok(out)
}

/// `party-organ` as the name of a type: `PartyOrganRow`.
fn row_name(name: &str) -> String {
    let mut out = String::new();
    for part in name.split('-') {
        let mut chars = part.chars();
        out.extend(chars.next().map(|c| c.to_ascii_uppercase()));
        out.extend(chars);
    }
    out + "Row"
}

#[cfg(test)]
mod tests {
    use super::*;

    const META: &str = "[meta]\nmeaning = \"m\"\nlicence = \"MIT\"\nsource = \"s\"\ndate = \"2026-11-29\"\n";

    #[test]
    fn lists_sets_and_rows_become_constants() {
        let text = format!(
            "{META}[words]\nfarm-crop = \"稻 麦\"\n[chars]\nstop = \"。！\"\n\
             [[rows.body]]\nname = \"民政局\"\nfrom = 1950\n[[rows.body]]\nname = \"扶贫办\"\n"
        );
        let code = module("test-table", &text).unwrap();
        assert!(code.contains("pub const FARM_CROP: &[&str] = &[\"稻\", \"麦\"];"), "{code}");
        assert!(code.contains("pub const STOP: &[char] = &['。', '！'];"), "{code}");
        assert!(code.contains("BodyRow { from: Some(1950), name: \"民政局\", }"), "{code}");
        assert!(code.contains("BodyRow { from: None, name: \"扶贫办\", }"), "{code}");
    }

    #[test]
    fn lists_and_rows_state_right_forms() {
        let text = format!(
            "{META}[words]\nshort = \"青石镇 清河区\"\n[[rows.long]]\nname = \"清河区人大\"\nalso = [\"区人大\"]\n"
        );
        assert_eq!(stated(&text, "short").unwrap().right, ["青石镇", "清河区"]);
        let long = stated(&text, "long").unwrap();
        assert_eq!((long.right, long.also), (vec!["清河区人大".to_owned()], vec!["区人大".to_owned()]));
        assert!(stated(&text, "other").is_err());
    }

    #[test]
    fn a_table_without_source_or_with_a_word_twice_is_refused() {
        assert!(module("t", "[words]\na = \"甲\"\n").is_err());
        assert!(module("t", &format!("{META}[words]\na = \"甲 甲\"\n")).is_err());
        assert!(module("t", &META.replace("\"s\"", "\" \"")).is_err());
    }
}
