//! `--fix` and `--diff`: fixes applied to a fixed point, files written whole or not at all.

use std::path::Path;

use kanwu_book::parse;
use kanwu_engine::choose;
use kanwu_intake::{IntakeError, TextEdit};
use kanwu_report::FileError;
use kanwu_rule::Applicability;
use kanwu_text::{Lang, Manuscript, Source, SourceId};

use crate::check::Checker;
use crate::ledger::Ledger;
use crate::load::Loaded;

/// A fix may open the way for another; a book needs two or three rounds.
const ROUNDS: usize = 20;

/// A file before and after.
pub(crate) struct Fixed {
    /// The path as reports show it.
    pub path: String,
    /// Decoded text before.
    pub before: String,
    /// Decoded text after.
    pub after: String,
    /// The bytes to write.
    bytes: Vec<u8>,
    /// How many fixes were applied.
    pub count: usize,
}

/// Applies every fix of at least `grade` to the files of a manuscript, in memory.
pub(crate) fn fix(
    checker: &Checker<'_>,
    loaded: &Loaded,
    ledger: &Ledger,
    grade: Applicability,
) -> Result<Vec<Fixed>, FileError> {
    let mut files: Vec<Option<Fixed>> = Vec::new();
    let mut sources: Vec<Source> = Vec::new();
    for (source, file) in loaded.manuscript.sources.iter().zip(&loaded.files) {
        let Some(file) = file else {
            files.push(None);
            sources.push(Source::new(source.path.clone(), source.format, source.text.clone()));
            continue;
        };
        let bytes = kanwu_intake::read_all(file).map_err(told)?;
        let fresh = kanwu_intake::read_bytes(&bytes, &source.path, source.format).map_err(told)?;
        let before = fresh.text.clone();
        files.push(Some(Fixed { path: source.path.clone(), after: before.clone(), before, bytes, count: 0 }));
        sources.push(fresh);
    }
    for _ in 0..ROUNDS {
        let manuscript = Manuscript { sources: std::mem::take(&mut sources) };
        let mut changed = false;
        {
            let book = parse(&manuscript);
            let (found, _) = checker.found(&book, ledger);
            for (i, file) in files.iter_mut().enumerate() {
                let Some(file) = file else { continue };
                let (edits, count) = choose(&found, SourceId(i as u32), grade);
                if edits.is_empty() {
                    continue;
                }
                let edits: Vec<TextEdit> =
                    edits.into_iter().map(|e| TextEdit { span: e.span, content: e.content }).collect();
                let source = &manuscript.sources[i];
                file.bytes = kanwu_intake::write(&file.bytes, source, &edits).map_err(|e| FileError {
                    path: source.path.clone(),
                    zh: e.message(Lang::Zh),
                    en: e.message(Lang::En),
                })?;
                file.count += count;
                changed = true;
            }
        }
        sources = manuscript.sources;
        if !changed {
            break;
        }
        for (file, source) in files.iter_mut().zip(&mut sources) {
            let Some(file) = file else { continue };
            *source = kanwu_intake::read_bytes(&file.bytes, &source.path, source.format).map_err(told)?;
            file.after.clone_from(&source.text);
        }
    }
    Ok(files.into_iter().flatten().filter(|f| f.before != f.after).collect())
}

/// An error of reading or writing, as reports tell it.
pub(crate) fn told(error: IntakeError) -> FileError {
    FileError { zh: error.kind.message(Lang::Zh), en: error.kind.message(Lang::En), path: error.path }
}

/// Writes a fixed file in the place of the old one.
pub(crate) fn save(fixed: &Fixed) -> Result<(), FileError> {
    kanwu_intake::save(Path::new(&fixed.path), &fixed.bytes).map_err(told)
}

/// The change as a unified diff, by lines.
pub(crate) fn diff(fixed: &Fixed) -> String {
    similar::TextDiff::from_lines(&fixed.before, &fixed.after)
        .unified_diff()
        .context_radius(0)
        .header(&format!("a/{}", fixed.path), &format!("b/{}", fixed.path))
        .to_string()
}
