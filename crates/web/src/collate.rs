//! 核红 of two states of a book that lie on the desk.

use kanwu_desk::{Asked, Collating, FileRemarks, Given, has_tracked_changes, not_a_form};
use kanwu_engine::Registry;
use kanwu_intake::{IntakeError, Revisions, reader_remarks};
use kanwu_lint::{Answers, Checker};
use kanwu_report::{FormError, form_among_requests};
use kanwu_text::{Lang, Manuscript, Source, SourceId};
use serde_json::Value;

use crate::check::{How, selection, source_as};
use crate::desk::{File, Reply};
use crate::request::{CollationForm, States};

/// Compares the states.
pub(crate) fn collate(
    registry: &Registry,
    files: &[File],
    states: &States,
    how: How,
    (answers, form): (&Answers, CollationForm),
) -> Result<Reply, String> {
    let (old_files, new_files) = (chosen(files, &states.old)?, chosen(files, &states.new)?);
    let old = manuscript(&old_files, Revisions::Accepted)?;
    let new = manuscript(&new_files, Revisions::Accepted)?;
    let asks = !states.against_copy;
    let rejected = match asks && has_tracked_changes(&old) {
        true => Some(manuscript(&old_files, Revisions::Rejected)?),
        false => None,
    };
    let mut remarks = Vec::new();
    for (i, (file, source)) in (0_u32..).zip(old_files.iter().zip(&old.sources)).filter(|_| asks) {
        remarks.extend(remarks_of(file, source)?.map(|remarks| (SourceId(i), remarks)));
    }
    let mut asked = Vec::new();
    for file in chosen(files, &states.asked)?.into_iter().filter(|_| asks) {
        asked.push(asked_by(file)?);
    }
    let selection = selection(how.info);
    let checker = Checker { words: how.words, ..Checker::new(registry, &selection) };
    let table = Collating {
        checker: &checker,
        old: Given { name: &named(&old_files), manuscript: &old, answers },
        new: Given { name: &named(&new_files), manuscript: &new, answers },
        rejected: rejected.as_ref(),
        remarks,
        asked,
        against_copy: states.against_copy,
        wide: form == CollationForm::Html,
        lang: Lang::Zh,
    }
    .table();
    let mut bytes = Vec::new();
    match form {
        CollationForm::Table => {
            serde_json::to_writer(&mut bytes, &table.paper()).map_err(|e| e.to_string())?
        }
        CollationForm::Xlsx => table.listing().xlsx(&mut bytes).map_err(|e| e.to_string())?,
        CollationForm::Html => table.html(&mut bytes).map_err(|e| e.to_string())?,
    }
    Ok(Reply { told: Value::Null, bytes })
}

fn chosen<'f>(files: &'f [File], numbers: &[usize]) -> Result<Vec<&'f File>, String> {
    numbers.iter().map(|n| files.get(*n).ok_or_else(|| "no such file".to_owned())).collect()
}

/// The files as one book.
fn manuscript(files: &[&File], revisions: Revisions) -> Result<Manuscript, String> {
    let read = |file: &&File| source_as(file, revisions).map_err(|e| told(&e));
    Ok(Manuscript { sources: files.iter().map(read).collect::<Result<_, _>>()? })
}

fn told(error: &IntakeError) -> String {
    format!("{}：{}", error.path, error.kind.message(Lang::Zh))
}

/// What the states are called by: the first file, and how many there are where there are more.
fn named(files: &[&File]) -> String {
    let first = files.first().map_or("", |file| file.name.as_str());
    if files.len() > 1 { format!("{first} +{}", files.len() - 1) } else { first.to_owned() }
}

/// Comments or marks in a file.
fn remarks_of(file: &File, source: &Source) -> Result<Option<FileRemarks>, String> {
    let Some(origin) = FileRemarks::origin(source.format) else { return Ok(None) };
    let remarks = reader_remarks(&file.bytes, source);
    let remarks = remarks.map_err(|kind| format!("{}：{}", file.name, kind.message(Lang::Zh)))?;
    Ok(Some(FileRemarks { remarks, origin }))
}

/// What a file asks for: a filled form, or a copy of the older state with comments or marks.
fn asked_by(file: &File) -> Result<Asked, String> {
    let no_form = |why| format!("{}：{}", file.name, not_a_form(why, Lang::Zh));
    if let Some(form) = form_among_requests(&file.name, &file.bytes) {
        return form.map(Asked::Form).map_err(no_form);
    }
    let source = source_as(file, Revisions::Accepted).map_err(|e| told(&e))?;
    match remarks_of(file, &source)? {
        Some(remarks) => Ok(Asked::Copy(Manuscript::single(source), remarks)),
        None => Err(no_form(FormError::Unreadable)),
    }
}
