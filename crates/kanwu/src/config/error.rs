//! Faults of a config, told with their place in one line, and drawn below it.

use std::ops::Range;
use std::path::Path;

use ariadne::{Config as Drawing, IndexType, Label, Report, ReportKind, Source};
use kanwu_card::concept::EXPECTED_DATE;
use kanwu_text::{Lang, LineIndex};

use crate::failure;
use crate::messages::{config_error as said, kind};

/// Why a config can't be used: one line that names the place, and a drawing of it.
#[derive(Debug)]
pub(crate) struct ConfigError(pub String);

impl ConfigError {
    /// A fault at bytes `span` of `text`.
    pub(crate) fn at(path: &Path, text: &str, span: Range<usize>, what: &str, lang: Lang) -> ConfigError {
        let end = span.end.min(text.len());
        let span = span.start.min(end)..end;
        let shown = failure::shown(path);
        let at = LineIndex::new(text).position(text, span.start as u32);
        let line = said::At { place: format!("{shown}:{}:{}", at.line, at.column), what }.text(lang);
        match drawn(&shown, text, span, lang) {
            Some(picture) => ConfigError(format!("{line}\n{picture}")),
            None => ConfigError(line),
        }
    }

    /// A fault of the whole file.
    pub(crate) fn of(path: &Path, what: &str, lang: Lang) -> ConfigError {
        ConfigError(said::At { place: failure::shown(path), what }.text(lang))
    }
}

/// The stretch of TOML, marked; nothing where the place is empty.
fn drawn(path: &str, text: &str, span: Range<usize>, lang: Lang) -> Option<String> {
    if span.is_empty() {
        return None;
    }
    let mut out = Vec::new();
    Report::build(ReportKind::Error, (path, span.clone()))
        .with_config(Drawing::default().with_index_type(IndexType::Byte).with_color(false))
        .with_label(Label::new((path, span)).with_message(said::HERE.text(lang)))
        .finish()
        .write((path, Source::from(text)), &mut out)
        .ok()?;
    let picture = String::from_utf8_lossy(&out).into_owned();
    // Its first line says no more than "Error".
    let lines: Vec<&str> = picture.trim_end().lines().skip(1).map(str::trim_end).collect();
    Some(lines.join("\n"))
}

/// What the TOML reader says, in the reader's language. It speaks English; its sentences about keys and types
/// have a form of their own and are said anew, those about the grammar of TOML are kept.
pub(crate) fn toml_message(read: &str, lang: Lang) -> String {
    let read = read.lines().next().unwrap_or_default().trim_end();
    let ticked = |s: &str| -> Vec<String> { s.split('`').skip(1).step_by(2).map(str::to_owned).collect() };
    let near = |word: &str, of: &[String]| {
        of.iter()
            .map(|known| (strsim::normalized_damerau_levenshtein(known, word), known.clone()))
            .filter(|(score, _)| *score > 0.4)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, known)| known)
    };
    if let Some(rest) = read.strip_prefix("unknown field ").or_else(|| read.strip_prefix("unknown variant "))
    {
        let words = ticked(rest);
        let (word, known) = words.split_first().map_or((String::new(), &[][..]), |(w, k)| (w.clone(), k));
        return match near(&word, known) {
            Some(near) => said::Near { word, near }.text(lang),
            None => said::Unknown { word, known }.text(lang),
        };
    }
    if lang == Lang::En {
        return read.to_owned();
    }
    let typed = read.strip_prefix("invalid type: ").or_else(|| read.strip_prefix("invalid value: "));
    if let Some((what, wanted)) = typed.and_then(|rest| rest.split_once(", expected ")) {
        return said::Type { expected: expected(wanted, lang), found: found(what, lang) }.text(lang);
    }
    if let Some(field) = read.strip_prefix("missing field ") {
        return said::Missing { field: field.trim_matches('`') }.text(lang);
    }
    if read.starts_with("duplicate") {
        return said::TWICE.text(lang).to_owned();
    }
    said::Grammar { said: read }.text(lang)
}

fn found(found: &str, lang: Lang) -> String {
    let (kind, value) = found.split_once(' ').unwrap_or((found, ""));
    let value = value.trim_start_matches("point ").trim_matches(['`', '"']);
    match kind {
        "string" => kind::FoundText { value }.text(lang),
        "boolean" => kind::FoundBoolean { value }.text(lang),
        "integer" | "floating" => kind::FoundNumber { value }.text(lang),
        "sequence" => kind::FOUND_SEQUENCE.text(lang).to_owned(),
        "map" => kind::MAP.text(lang).to_owned(),
        _ => found.to_owned(),
    }
}

fn expected(expected: &str, lang: Lang) -> &str {
    let kind = match expected {
        "a boolean" => kind::BOOLEAN,
        "a string" | "path string" | "a borrowed string" => kind::TEXT,
        "a sequence" => kind::SEQUENCE,
        "a map" => kind::MAP,
        "u32" | "a nonzero u32" => kind::POSITIVE,
        "a TOML datetime" | "a datetime" => kind::DATE,
        "an array of length 2" => kind::PAIR,
        EXPECTED_DATE => kind::DATE_OF_USE,
        other if other.starts_with("struct") => kind::MAP,
        other => return other,
    };
    kind.text(lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_toml_reader_says_is_said_in_chinese() {
        let date = format!("invalid value: string \"2024年13月\", expected {EXPECTED_DATE}");
        let zh = |said| toml_message(said, Lang::Zh);
        assert_eq!(
            zh("unknown field `selct`, expected one of `select`, `ignore`"),
            "没有“selct”；是不是“select”？"
        );
        assert_eq!(zh("unknown variant `x`, expected `off` or `info`"), "没有“x”；可以写的是：off、info。");
        assert_eq!(
            zh("invalid type: string \"yes\", expected a boolean"),
            "这里应是真假值（true或false），写的是文字“yes”。"
        );
        assert_eq!(zh(&date), "这里应是年月（如2024、2024-03、2024年3月），写的是文字“2024年13月”。");
        assert_eq!(zh("missing field `version`"), "缺少“version”。");
        assert_eq!(zh("duplicate key"), "这个键写了两次。");
        assert!(zh("key with no value, expected `=`").starts_with("TOML写法有误"));
    }
}
