//! What an editor must see: wrong names and formulas are found, right ones are not.

use kanwu_engine::{Mode, Registry, Selection, run};
use kanwu_plugin::book::parse;
use kanwu_plugin::text::{Format, Manuscript, Source};
use kanwu_plugin::{Settings, Severity};

/// The rules on near misses.
const CODES: [&str; 7] = ["WRD201", "WRD202", "WRD203", "WRD204", "WRD205", "WRD206", "WRD207"];

/// What is reported in a paragraph: code, and the text it is about.
fn reported(registry: &Registry, text: &str) -> Vec<(String, String)> {
    let source = Source::new("t.md", Format::Markdown, format!("# 综合\n\n{text}\n"));
    let manuscript = Manuscript::single(source);
    let book = parse(&manuscript);
    let selection =
        Selection { select: CODES.iter().map(|c| (*c).to_owned()).collect(), ..Selection::default() };
    let settings = Settings { spec: book.spec.clone(), ..Settings::default() };
    let whole = format!("# 综合\n\n{text}\n");
    run(registry, &selection, &settings, &book, Mode::Serial)
        .into_iter()
        .filter(|d| d.severity >= Severity::Warning)
        .map(|d| {
            let code = registry.get(d.rule).map(|r| r.card.code.clone()).unwrap_or_default();
            (code, d.at.span.of_text(&whole).to_owned())
        })
        .collect()
}

#[allow(clippy::unwrap_used, reason = "a test may fail so")]
fn registry() -> Registry {
    Registry::new(&[&kanwu_rules_wording::FAMILY], Vec::new()).unwrap()
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

#[test]
fn wrong_forms_are_reported() {
    let registry = registry();
    for line in lines(include_str!("must-see/wrong.txt")) {
        let (code, text) = line.split_once('\t').unwrap();
        let marked = text.split(['⟦', '⟧']).nth(1).unwrap();
        let found = reported(&registry, &text.replace(['⟦', '⟧'], ""));
        assert!(found.iter().any(|(c, at)| c == code && at == marked), "{line}: {found:?}");
    }
}

#[test]
fn right_forms_are_not() {
    let registry = registry();
    for line in lines(include_str!("must-see/right.txt")) {
        let found = reported(&registry, line);
        assert!(found.is_empty(), "{line}: {found:?}");
    }
}
