//! The catalogue of what the program itself says: `rules/messages/<crate>.toml`, in Chinese and in English by key.
//!
//! A table that holds `zh` and `en` is a message; every other table is a section and becomes a module. A text may name
//! - `{path}`: what the program gives for it, as it prints;
//! - `{files|file|files}`: one of two forms of a word, the first where the number `files` is 1;
//! - `{names:, }`: a list, with what stands between its members;
//! - `{{` and `}}`: braces.
//!
//! Both languages name the same; a name that one of them does without stands in `zh-only` or `en-only`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{constant, module_name};

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part<'t> {
    Text(String),
    Given(&'t str),
    Plural(&'t str, &'t str, &'t str),
    List(&'t str, &'t str),
}

/// What is given for a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Shown,
    Number,
    List,
}

/// The modules of the sections, as Rust: a constant of each text that names nothing, a type of each other one.
pub(super) fn modules(text: &str) -> Result<String, String> {
    let table = DeTable::parse(text).map_err(|e| e.to_string())?;
    let mut out = String::new();
    section(&mut out, text, table.get_ref())?;
    Ok(out)
}

fn section(out: &mut String, text: &str, table: &DeTable<'_>) -> Result<(), String> {
    let mut keys: Vec<_> = table.iter().collect();
    keys.sort_by_key(|(key, _)| key.span().start);
    for (key, value) in keys {
        let name = key.get_ref().as_ref();
        let at = |problem: String| format!("line {}: `{name}` {problem}", line(text, key.span().start));
        let Some(inner) = value.get_ref().as_table() else {
            return Err(at("is neither a message nor a section".to_owned()));
        };
        if ["zh", "en"].iter().any(|lang| inner.contains_key(*lang)) {
            message(out, name, inner).map_err(at)?;
        } else {
            let _ = writeln!(out, "pub(crate) mod {} {{", module_name(name));
            section(out, text, inner)?;
            out.push_str("}\n");
        }
    }
    Ok(())
}

fn line(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|b| *b == b'\n').count() + 1
}

fn message(out: &mut String, name: &str, of: &DeTable<'_>) -> Result<(), String> {
    if let Some(other) =
        of.keys().find(|key| !["zh", "en", "zh-only", "en-only"].contains(&key.get_ref().as_ref()))
    {
        return Err(format!("has `{}`, which no message has", other.get_ref()));
    }
    let value = |lang: &str| of.get(lang).map(Spanned::get_ref).ok_or_else(|| format!("lacks `{lang}`"));
    let (zh, en) = (value("zh")?, value("en")?);
    match (zh, en) {
        (DeValue::String(zh), DeValue::String(en)) => {
            let only = [names(of, "zh-only")?, names(of, "en-only")?];
            single(out, name, [zh, en], &only)
        }
        (DeValue::Array(_), DeValue::Array(_)) => several(out, name, [strings(zh)?, strings(en)?]),
        _ => Err("is neither one text nor one list in both languages".to_owned()),
    }
}

fn names<'t>(of: &'t DeTable<'_>, key: &str) -> Result<Vec<&'t str>, String> {
    of.get(key).map_or(Ok(Vec::new()), |value| strings(value.get_ref()))
}

fn strings<'t>(value: &'t DeValue<'_>) -> Result<Vec<&'t str>, String> {
    let all = value.as_array().map(|all| all.iter().map(|one| one.get_ref().as_str()).collect());
    all.flatten().ok_or_else(|| "holds what is no list of texts".to_owned())
}

/// A list of texts, of as many in both languages.
fn several(out: &mut String, name: &str, [zh, en]: [Vec<&str>; 2]) -> Result<(), String> {
    if zh.len() != en.len() {
        return Err(format!("has {} texts in Chinese and {} in English", zh.len(), en.len()));
    }
    let count = zh.len();
    let _ = writeln!(
        out,
        "/// {}\npub(crate) const {}: kanwu_text::Message<[&str; {count}]> = kanwu_text::Message {{ zh: {zh:?}, en: {en:?} }};",
        doc(&zh.join(", ")),
        constant(name)
    );
    Ok(())
}

fn single(out: &mut String, name: &str, texts: [&str; 2], only: &[Vec<&str>; 2]) -> Result<(), String> {
    let [zh, en] = [parts(texts[0])?, parts(texts[1])?];
    let kinds = [kinds(&zh)?, kinds(&en)?];
    for (i, lang) in ["Chinese", "English"].iter().enumerate() {
        let (own, other) = (&kinds[i], &kinds[1 - i]);
        if let Some(lost) = other.keys().find(|name| !own.contains_key(*name) && !only[1 - i].contains(name))
        {
            return Err(format!("does not name `{lost}` in {lang}"));
        }
        if let Some(idle) = only[i].iter().find(|name| !own.contains_key(*name) || other.contains_key(*name))
        {
            return Err(format!("does not name `{idle}` in {lang} alone"));
        }
    }
    let mut fields = kinds[0].clone();
    for (name, kind) in &kinds[1] {
        let known = fields.entry(*name).or_insert(*kind);
        *known =
            agreed(*known, *kind).ok_or_else(|| format!("has a list and something else for `{name}`"))?;
    }
    if fields.is_empty() {
        let plain = |parts: &[Part<'_>]| match parts {
            [Part::Text(text)] => text.clone(),
            _ => String::new(),
        };
        let _ = writeln!(
            out,
            "/// {}\npub(crate) const {}: kanwu_text::Message = kanwu_text::Message {{ zh: {:?}, en: {:?} }};",
            doc(texts[0]),
            constant(name),
            plain(&zh),
            plain(&en)
        );
        return Ok(());
    }
    structure(out, name, texts[0], &fields, [&zh, &en]);
    Ok(())
}

/// A type whose fields are what a text names, and `text`, which tells it in a language.
fn structure(
    out: &mut String,
    name: &str,
    text: &str,
    fields: &BTreeMap<&str, Kind>,
    parts: [&[Part<'_>]; 2],
) {
    let mut generics = Vec::new();
    let mut declared = String::new();
    for (i, (field, kind)) in fields.iter().enumerate() {
        let kind = match kind {
            Kind::Number => "usize".to_owned(),
            Kind::Shown => {
                generics.push((format!("A{i}"), "std::fmt::Display"));
                format!("A{i}")
            }
            Kind::List => {
                generics.push((format!("A{i}"), "AsRef<str>"));
                format!("&'l [A{i}]")
            }
        };
        let _ = writeln!(declared, "    pub {}: {kind},", module_name(field));
    }
    let life = if fields.values().any(|kind| *kind == Kind::List) { Some("'l".to_owned()) } else { None };
    let angled =
        |all: Vec<String>| if all.is_empty() { String::new() } else { format!("<{}>", all.join(", ")) };
    let plain = angled(life.iter().cloned().chain(generics.iter().map(|(g, _)| g.clone())).collect());
    let bound = angled(life.into_iter().chain(generics.iter().map(|(g, b)| format!("{g}: {b}"))).collect());
    let kind = type_name(name);
    let given: Vec<String> = fields.keys().map(|field| module_name(field)).collect();
    let _ = writeln!(out, "/// {}\npub(crate) struct {kind}{plain} {{\n{declared}}}", doc(text));
    let _ = writeln!(
        out,
        "impl{bound} {kind}{plain} {{\n    /// The text in a language.\n    \
         pub(crate) fn text(&self, lang: kanwu_text::Lang) -> String {{\n        \
         let {kind} {{ {} }} = self;\n        match lang {{",
        given.join(", ")
    );
    for (lang, parts) in ["Zh", "En"].iter().zip(parts) {
        let _ = writeln!(out, "            kanwu_text::Lang::{lang} => {},", code(parts));
    }
    out.push_str("        }\n    }\n}\n");
}

/// An expression that makes the text of its parts.
fn code(parts: &[Part<'_>]) -> String {
    let mut format = String::new();
    let mut arguments = String::new();
    for part in parts {
        match part {
            Part::Text(text) => format += &text.replace('{', "{{").replace('}', "}}"),
            Part::Given(name) => {
                let _ = write!(format, "{{{}}}", module_name(name));
            }
            Part::Plural(name, one, many) => {
                format += "{}";
                let _ =
                    write!(arguments, ", if *{} == 1 {{ {one:?} }} else {{ {many:?} }}", module_name(name));
            }
            Part::List(name, between) => {
                format += "{}";
                let list = module_name(name);
                let _ = write!(
                    arguments,
                    ", {list}.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join({between:?})"
                );
            }
        }
    }
    if parts.iter().all(|part| matches!(part, Part::Text(_))) {
        let text: String =
            parts.iter().map(|part| if let Part::Text(text) = part { text } else { "" }).collect();
        return format!("{text:?}.to_owned()");
    }
    if let ([Part::List(..)], Some(joined)) = (parts, arguments.strip_prefix(", ")) {
        return joined.to_owned();
    }
    format!("format!({format:?}{arguments})")
}

fn parts(text: &str) -> Result<Vec<Part<'_>>, String> {
    let mut out = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        plain += &rest[..at];
        let (brace, after) = rest[at..].split_at(1);
        if let Some(after) = after.strip_prefix(brace) {
            plain += brace;
            rest = after;
            continue;
        }
        let closed = (brace == "{").then(|| after.split_once('}')).flatten();
        let (inner, after) = closed.ok_or_else(|| format!("has a brace without its partner in `{text}`"))?;
        if !plain.is_empty() {
            out.push(Part::Text(std::mem::take(&mut plain)));
        }
        out.push(placeholder(inner)?);
        rest = after;
    }
    plain += rest;
    if !plain.is_empty() {
        out.push(Part::Text(plain));
    }
    Ok(out)
}

fn placeholder(inner: &str) -> Result<Part<'_>, String> {
    let part = if let Some((name, forms)) = inner.split_once('|') {
        let (one, many) =
            forms.split_once('|').ok_or_else(|| format!("has one form only in `{{{inner}}}`"))?;
        Part::Plural(name, one, many)
    } else if let Some((name, between)) = inner.split_once(':') {
        Part::List(name, between)
    } else {
        Part::Given(inner)
    };
    let (Part::Given(name) | Part::Plural(name, ..) | Part::List(name, _)) = part else { return Ok(part) };
    let is_name = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_'));
    if is_name { Ok(part) } else { Err(format!("has `{{{inner}}}`, which names nothing")) }
}

fn kinds<'t>(parts: &[Part<'t>]) -> Result<BTreeMap<&'t str, Kind>, String> {
    let mut out = BTreeMap::new();
    for part in parts {
        let (name, kind) = match part {
            Part::Text(_) => continue,
            Part::Given(name) => (*name, Kind::Shown),
            Part::Plural(name, ..) => (*name, Kind::Number),
            Part::List(name, _) => (*name, Kind::List),
        };
        let known = out.entry(name).or_insert(kind);
        *known = agreed(*known, kind).ok_or_else(|| format!("has a list and something else for `{name}`"))?;
    }
    Ok(out)
}

/// A number may be shown as well.
fn agreed(one: Kind, other: Kind) -> Option<Kind> {
    match (one, other) {
        (a, b) if a == b => Some(a),
        (Kind::List, _) | (_, Kind::List) => None,
        _ => Some(Kind::Number),
    }
}

/// `not-found` as the name of a type: `NotFound`.
fn type_name(name: &str) -> String {
    let mut out = String::new();
    for part in name.split(['-', '_']) {
        let mut chars = part.chars();
        out.extend(chars.next().map(|c| c.to_ascii_uppercase()));
        out.extend(chars);
    }
    out
}

/// A text as documentation, where brackets and angles would be markup.
fn doc(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("`{}`", line.replace('`', "'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_names_nothing_is_a_constant_and_another_a_type() {
        let code = modules("[read]\nnone.zh = \"未检查。\"\nnone.en = \"Nothing.\"\n").unwrap();
        assert!(code.contains("pub(crate) mod read {"), "{code}");
        assert!(
            code.contains("NONE: kanwu_text::Message = kanwu_text::Message { zh: \"未检查。\""),
            "{code}"
        );
        let code =
            modules("[read]\nall.zh = \"{files}个\"\nall.en = \"{files} {files|file|files}\"\n").unwrap();
        assert!(code.contains("pub files: usize,"), "{code}");
        assert!(code.contains("if *files == 1 { \"file\" } else { \"files\" }"), "{code}");
        let code = modules("[read]\nall.zh = \"{names:、}\"\nall.en = \"{{{names:, }}}\"\n").unwrap();
        assert!(code.contains("join(\"、\")") && code.contains("format!(\"{{{}}}\""), "{code}");
    }

    #[test]
    fn what_differs_between_the_languages_is_refused_with_its_line() {
        let problem = |text: &str| modules(text).unwrap_err();
        assert_eq!(problem("\n[a]\nb.zh = \"x\"\n"), "line 3: `b` lacks `en`");
        assert_eq!(
            problem("[a]\nb.zh = \"{x}\"\nb.en = \"y\"\n"),
            "line 2: `b` does not name `x` in English"
        );
        assert!(modules("[a]\nb.zh = \"{x}\"\nb.en = \"y\"\nb.zh-only = [\"x\"]\n").is_ok());
        assert!(problem("[a]\nb.zh = \"{x}\"\nb.en = \"{x}\"\nb.zh-only = [\"x\"]\n").contains("alone"));
        assert!(problem("[a]\nb.zh = [\"x\"]\nb.en = [\"x\", \"y\"]\n").contains("1 texts"));
        assert!(problem("[a]\nb.zh = \"{x\"\nb.en = \"{x\"\n").contains("partner"));
        assert!(problem("[a]\nb.zh = \"x\"\nb.en = \"x\"\nb.fr = \"x\"\n").contains("`fr`"));
    }
}
