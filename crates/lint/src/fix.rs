//! Fixes made in memory until none is left.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use kanwu_engine::{Diagnostic, choose};
use kanwu_intake::{IntakeError, WriteError};
use kanwu_plugin::Applicability;
use kanwu_text::{Edit, Format, Manuscript, Source, SourceId, SourceSpan};

use crate::history::edited;
use crate::{Answers, Checker, EditHistory};

/// A fix may open the way for another; a book needs two or three rounds, a run of a hundred wrong marks one for each.
pub const ROUNDS: usize = 200;

/// Makes a source of a file's bytes; `path` is for reports.
pub fn read(bytes: &[u8], path: &str, format: Format) -> Result<Source, IntakeError> {
    kanwu_intake::read_bytes(bytes, path, format)
}

/// A file of a manuscript that fixes may go into.
#[derive(Debug)]
pub struct Input {
    /// As it was read.
    pub source: Source,
    /// The bytes that it was read from.
    pub bytes: Vec<u8>,
    /// Whether fixes may be made in it; else it is only read along.
    pub open: bool,
}

/// A file, and what is done to it.
#[derive(Debug)]
pub struct Work {
    /// As it was read.
    pub before: Source,
    /// The bytes that it was read from.
    pub bytes: Vec<u8>,
    /// What was done to its text.
    pub history: EditHistory,
    /// How many fixes were made.
    pub count: usize,
    pub(crate) open: bool,
}

impl Work {
    /// Files to which nothing has been done, and the manuscript that they are.
    pub(crate) fn all(inputs: Vec<Input>) -> (Vec<Work>, Manuscript) {
        let mut manuscript = Manuscript::default();
        let mut files = Vec::with_capacity(inputs.len());
        for Input { source, bytes, open } in inputs {
            manuscript.sources.extend(edited(&source, &[]));
            let history = EditHistory::new(source.text.len());
            files.push(Work { before: source, bytes, history, count: 0, open });
        }
        (files, manuscript)
    }

    /// All that was done, as edits of the text that was read.
    pub fn edits(&self) -> Vec<Edit<SourceSpan>> {
        self.history.edits()
    }

    /// The bytes with the fixes in them. Into a document they go as tracked changes 修订, made at `date`; in place
    /// where `None`.
    pub fn written(&self, date: Option<&str>) -> Result<Vec<u8>, WriteError> {
        match date.filter(|_| self.before.format == Format::Docx) {
            Some(date) => {
                let done = kanwu_intake::annotate(&self.bytes, &self.before, &[], &self.edits(), date)?;
                Ok(done.bytes)
            }
            None => kanwu_intake::write(&self.bytes, &self.before, &self.edits()),
        }
    }
}

/// A manuscript fixed in memory.
#[derive(Debug)]
pub struct Fixes {
    /// By source.
    pub files: Vec<Work>,
    /// What was found before anything was done.
    pub first: Vec<Diagnostic>,
    /// The manuscript as it has become.
    pub after: Manuscript,
    /// What is found there.
    pub last: Vec<Diagnostic>,
    /// Whether no more fix can be made; else the rounds were used up, or fixes undo each other.
    pub settled: bool,
}

/// Makes fixes of at least `grade`, none where `None`, in the files that are open, until no more can be made.
pub fn fix(
    checker: &Checker<'_>,
    answers: &Answers,
    inputs: Vec<Input>,
    grade: Option<Applicability>,
) -> Fixes {
    let (mut files, mut after) = Work::all(inputs);
    let mut last = checker.check(&after, answers).diagnostics;
    let first = last.clone();
    let mut settled = false;
    // Fixes that undo each other would go on for ever.
    let mut seen = HashSet::from([fingerprint(&after)]);
    for _ in 0..ROUNDS {
        settled = !round(&mut files, &mut after, &last, grade);
        if settled {
            break;
        }
        let again = !seen.insert(fingerprint(&after));
        last = checker.check(&after, answers).diagnostics;
        if again {
            break;
        }
    }
    Fixes { files, first, after, last, settled }
}

/// By which a manuscript is known again.
fn fingerprint(manuscript: &Manuscript) -> u64 {
    let mut hasher = DefaultHasher::new();
    manuscript.sources.iter().for_each(|source| source.text.hash(&mut hasher));
    hasher.finish()
}

/// Makes the fixes that can be made at once; false where there is none.
fn round(
    files: &mut [Work],
    after: &mut Manuscript,
    found: &[Diagnostic],
    grade: Option<Applicability>,
) -> bool {
    let Some(grade) = grade else { return false };
    let mut changed = false;
    for (i, work) in files.iter_mut().enumerate().filter(|(_, work)| work.open) {
        let mut fixes = choose(found, SourceId(i as u32), grade);
        let Some(now) = after.sources.get_mut(i).filter(|_| !fixes.is_empty()) else { continue };
        if now.format == Format::Markdown {
            fixes = keeping_tree(now, fixes);
        }
        let mut edits = fixes.concat();
        edits.sort_by_key(|edit| (edit.at.start, edit.at.end));
        let Some(next) = edited(now, &edits).filter(|_| !edits.is_empty()) else { continue };
        work.history.edit(&edits);
        work.count += fixes.len();
        *now = next;
        changed = true;
    }
    changed
}

/// The fixes that stay in the prose and leave the tree of the parsed text as it is. The writer would leave the others
/// out; a fix is made whole or not at all.
fn keeping_tree(source: &Source, fixes: Vec<Vec<Edit<SourceSpan>>>) -> Vec<Vec<Edit<SourceSpan>>> {
    keeping_tree_of(source, fixes.into_iter().map(|fix| ((), fix)).collect())
        .into_iter()
        .map(|(_, f)| f)
        .collect()
}

/// The same of fixes that something is known of.
pub(crate) fn keeping_tree_of<T>(
    source: &Source,
    mut fixes: Vec<(T, Vec<Edit<SourceSpan>>)>,
) -> Vec<(T, Vec<Edit<SourceSpan>>)> {
    fixes.retain(|(_, fix)| fix.iter().all(|edit| source.layout().is_prose(edit.at)));
    let sets: Vec<&[Edit<SourceSpan>]> = fixes.iter().map(|(_, fix)| fix.as_slice()).collect();
    let kept = kanwu_intake::keeps_tree(&source.text, &sets);
    fixes.into_iter().zip(kept).filter(|(_, kept)| *kept).map(|(fix, _)| fix).collect()
}
