//! `--fix` and `--diff`: fixes applied to a fixed point, files written whole or not at all.

use std::path::Path;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use kanwu_book::parse;
use kanwu_engine::{Diagnostic, choose};
use kanwu_intake::{TextEdit, WriteError};
use kanwu_plugin::Applicability;
use kanwu_report::FileError;
use kanwu_text::{Format, Lang, Manuscript, Source, SourceId};

use crate::answer_store::AnswerStore;
use crate::checker::Checker;
use crate::edit_history::{self, EditHistory};
use crate::failure::told;
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

/// A file of a manuscript, and what is done to it.
pub(crate) struct Work {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// As it was read.
    pub before: Source,
    /// What was done to its text.
    pub history: EditHistory,
    /// How many fixes were applied.
    pub count: usize,
}

/// A manuscript fixed in memory.
pub(crate) struct Rounds {
    /// By source: the file; `None` for standard input.
    pub files: Vec<Option<Work>>,
    /// What was found before anything was done.
    pub first: Vec<Diagnostic>,
    /// The manuscript as it has become.
    pub after: Manuscript,
    /// What is found there.
    pub last: Vec<Diagnostic>,
}

/// Applies fixes of at least `grade`, none where `None`, to the files that were asked for, until no more can be
/// made.
pub(crate) fn rounds(
    checker: &Checker<'_>,
    loaded: &Loaded,
    store: &AnswerStore,
    grade: Option<Applicability>,
) -> Result<Rounds, FileError> {
    let mut files = Vec::new();
    let mut after = Manuscript::default();
    for (source, file) in loaded.manuscript.sources.iter().zip(&loaded.files) {
        let Some(file) = file else {
            files.push(None);
            after.sources.push(edit_history::edited(source, &[]));
            continue;
        };
        let bytes = kanwu_intake::read_all(file).map_err(told)?;
        let before = kanwu_intake::read_bytes(&bytes, &source.path, source.format).map_err(told)?;
        after.sources.push(edit_history::edited(&before, &[]));
        files.push(Some(Work { bytes, history: EditHistory::new(before.text.len()), before, count: 0 }));
    }
    let (mut last, _) = checker.found(&parse(&after), store);
    let first = last.clone();
    for _ in 0..ROUNDS {
        let mut changed = false;
        for (i, work) in files.iter_mut().enumerate() {
            let (Some(work), Some(grade)) = (work, grade) else { continue };
            if loaded.asked.get(i) != Some(&true) {
                continue;
            }
            let (edits, count) = choose(&last, SourceId(i as u32), grade);
            if edits.is_empty() {
                continue;
            }
            let edits: Vec<TextEdit> =
                edits.into_iter().map(|e| TextEdit { span: e.span, content: e.content }).collect();
            work.history.edit(&edits);
            work.count += count;
            after.sources[i] = edit_history::edited(&after.sources[i], &edits);
            changed = true;
        }
        if !changed {
            break;
        }
        last = checker.found(&parse(&after), store).0;
    }
    Ok(Rounds { files, first, after, last })
}

/// Applies every fix of at least `grade` to the files of a manuscript, in memory. Into a document the fixes
/// go as tracked changes 修订, made at `date`; in place where `None`.
pub(crate) fn fix(
    checker: &Checker<'_>,
    loaded: &Loaded,
    store: &AnswerStore,
    grade: Applicability,
    date: Option<&str>,
) -> Result<Vec<Fixed>, FileError> {
    let Rounds { files, after, .. } = rounds(checker, loaded, store, Some(grade))?;
    let mut fixed = Vec::new();
    for (work, after) in files.into_iter().zip(after.sources) {
        let Some(work) = work.filter(|work| work.before.text != after.text) else { continue };
        let edits = work.history.edits();
        let written = match date.filter(|_| after.format == Format::Docx) {
            Some(date) => {
                kanwu_intake::annotate(&work.bytes, &work.before, &[], &edits, date).map(|done| done.bytes)
            }
            None => kanwu_intake::write(&work.bytes, &work.before, &edits),
        };
        fixed.push(Fixed {
            path: after.path.clone(),
            before: work.before.text.clone(),
            bytes: written.map_err(|e| unwritten(&after.path, &e))?,
            after: after.text,
            count: work.count,
        });
    }
    Ok(fixed)
}

/// An error of putting something into a file, as reports tell it.
pub(crate) fn unwritten(path: &str, error: &WriteError) -> FileError {
    FileError { path: path.to_owned(), zh: error.message(Lang::Zh), en: error.message(Lang::En) }
}

/// When changes are made: as asked, else as `SOURCE_DATE_EPOCH` says, so that builds can be repeated, else now.
/// In the form of XML, to the second. `Err` gives what is no date.
pub(crate) fn date(asked: Option<&str>) -> Result<String, String> {
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok();
    let second = match (asked, epoch) {
        (Some(asked), _) => {
            let day = || asked.parse::<jiff::civil::Date>().and_then(|day| day.to_zoned(TimeZone::UTC));
            let parsed = asked.parse::<Timestamp>().or_else(|_| day().map(|zoned| zoned.timestamp()));
            parsed.map_err(|_| asked.to_owned())?
        }
        (None, Some(epoch)) => {
            let parsed = epoch.trim().parse().ok().and_then(|s| Timestamp::from_second(s).ok());
            parsed.ok_or(epoch)?
        }
        (None, None) => Timestamp::now(),
    };
    Ok(second.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
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
