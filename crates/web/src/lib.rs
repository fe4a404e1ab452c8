//! The check as a WebAssembly module.
//!
//! [`check`] is what it does. A page or Node reaches it through the functions of [`export`], byte by byte, so that
//! neither side needs to know the other's memory.

pub mod export;

use std::path::Path;
use std::time::Duration;

use kanwu_book::parse;
use kanwu_engine::{Registry, RuleId, Selection};
use kanwu_intake::{IntakeError, format_of};
use kanwu_lint::{Answers, Checker, read};
use kanwu_plugin::{Family, Severity};
use kanwu_report::{Checked, Coverage, FileError, Options, RuleOff, Will};
use kanwu_text::{AmbiguousWidth, Lang, Manuscript};

/// The families of rules.
fn families() -> [&'static Family; 9] {
    [
        &kanwu_rules_punctuation::FAMILY,
        &kanwu_rules_number::FAMILY,
        &kanwu_rules_unit::FAMILY,
        &kanwu_rules_typography::FAMILY,
        &kanwu_rules_wording::FAMILY,
        &kanwu_rules_toc::FAMILY,
        &kanwu_rules_structure::FAMILY,
        &kanwu_rules_consistency::FAMILY,
        &kanwu_engine::FAMILY,
    ]
}

/// Checks a file and tells the findings as JSON, as `kanwu check --isolated --output-format json` does. On one thread.
///
/// # Errors
/// Where the rules don't fit together, or a finding can't be written; neither hangs on the file.
pub fn check(name: &str, bytes: &[u8]) -> Result<Vec<u8>, String> {
    let registry = Registry::new(&families(), Vec::new()).map_err(|e| e.to_string())?;
    let selection = Selection { least: Some(Severity::Warning), ..Selection::default() };
    let checker = Checker::new(&registry, &selection);
    let source = format_of(Path::new(name))
        .map_err(|kind| IntakeError { path: name.to_owned(), kind })
        .and_then(|format| read(bytes, name, format));
    let (manuscript, errors) = match source {
        Ok(source) => (Manuscript::single(source), Vec::new()),
        Err(IntakeError { path, kind }) => {
            let error = FileError::new(path, |lang| kind.message(lang));
            (Manuscript::default(), vec![error])
        }
    };
    let book = parse(&manuscript);
    let found =
        if errors.is_empty() { checker.found(&book, &Answers::default()).diagnostics } else { Vec::new() };
    let manuscripts = if errors.is_empty() { vec![(&book, found.as_slice())] } else { Vec::new() };
    let coverage = coverage(&registry, &selection);
    let checked = Checked {
        manuscripts,
        cards: checker.cards(),
        errors,
        elapsed: Duration::ZERO,
        only: None,
        coverage,
    };
    let mut out = Vec::new();
    kanwu_report::whole(&mut kanwu_report::Json::new(&options()), &mut out, &checked, Lang::Zh)
        .map_err(|e| e.to_string())?;
    Ok(out)
}

/// What a run without a config leaves out: rules in preview, and hints.
fn coverage(registry: &Registry, selection: &Selection) -> Coverage {
    let runs = selection.runs(registry);
    let on = |id: RuleId| runs.get(id.index()).copied().unwrap_or(false);
    let off = registry.iter().filter(|(id, _)| !on(*id)).map(|(id, rule)| {
        let by = if rule.card.head.preview { Will::Preview } else { Will::Hints };
        RuleOff { rule: id, by, partly: false }
    });
    Coverage { off: off.collect(), zones: registry.looking(&runs), unsettled: Vec::new() }
}

fn options() -> Options {
    Options {
        lang: Lang::Zh,
        width: 100,
        ambiguous: AmbiguousWidth::One,
        color: false,
        show_info: false,
        show_kept: false,
        fold_conversion: true,
        quiet: false,
        redact: false,
        max_findings: None,
        fail_on: Severity::Warning,
        strict_conversion: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_not_be_read_is_told_in_the_report() {
        let said = |name, bytes: &[u8]| String::from_utf8(check(name, bytes).unwrap()).unwrap();
        assert!(said("a.md", "# 综合\n\n清河区,青石镇。\n".as_bytes()).contains("half-width-mark"));
        assert!(said("a.md", b"PK\x03\x04\0").contains("\"errors\":[{"));
        assert!(said("a.pdf", b"").contains("\"errors\":[{"));
    }
}
