//! Files as manuscripts, and their findings.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use kanwu_book::{Book, parse};
use kanwu_engine::{Diagnostic, Registry, RuleId, Selection};
use kanwu_intake::{IntakeError, Revisions, format_of, read_stream};
use kanwu_lint::{Answers, Checker, Input, KeptBooks};
use kanwu_plugin::{HouseWords, Severity};
use kanwu_report::{
    Checked, Coverage, Extent, FileError, Html, Json, Options, RateOptions, Reporter, RuleOff, Scheme, Will,
};
use kanwu_text::{Lang, Manuscript, Source};
use rust_decimal::Decimal;

use crate::desk::File;
use crate::request::Form;

/// How a run looks at files.
#[derive(Clone, Default)]
pub(crate) struct How {
    pub info: bool,
    pub one_book: bool,
    /// The office's words.
    pub words: Arc<HouseWords>,
}

pub(crate) fn selection(info: bool) -> Selection {
    Selection { least: (!info).then_some(Severity::Warning), ..Selection::default() }
}

fn source(file: &File) -> Result<Source, IntakeError> {
    source_as(file, Revisions::Accepted)
}

/// A file with its tracked changes as if all were accepted, or rejected.
pub(crate) fn source_as(file: &File, revisions: Revisions) -> Result<Source, IntakeError> {
    let format =
        format_of(Path::new(&file.name)).map_err(|kind| IntakeError { path: file.name.clone(), kind })?;
    read_stream(file.bytes.as_slice(), file.bytes.len(), &file.name, format, revisions)
}

/// The manuscript that holds a file, and which of its sources the file is. The others are read along.
pub(crate) fn inputs(files: &[File], file: usize, one_book: bool) -> Result<(Vec<Input>, usize), String> {
    let mut inputs = Vec::new();
    let mut at = None;
    for (i, one) in files.iter().enumerate().filter(|(i, _)| one_book || *i == file) {
        let bytes = one.bytes.clone();
        match source(one) {
            Ok(source) => {
                if i == file {
                    at = Some(inputs.len());
                }
                inputs.push(Input { source, bytes, open: i == file });
            }
            Err(IntakeError { kind, .. }) if i == file => return Err(kind.message(Lang::Zh)),
            Err(_) => {}
        }
    }
    Ok((inputs, at.ok_or("no such file")?))
}

/// Checks files and hands over what was found.
pub(crate) fn checked<T>(
    registry: &Registry,
    files: &[File],
    how: How,
    answers: &Answers,
    kept: &mut KeptBooks,
    tell: impl FnOnce(&Checked<'_>, Extent, &Options) -> Result<T, String>,
) -> Result<T, String> {
    let (mut sources, mut errors) = (Vec::new(), Vec::new());
    for file in files {
        match source(file) {
            Ok(source) => sources.push(source),
            Err(IntakeError { path, kind }) => errors.push(FileError::new(path, |lang| kind.message(lang))),
        }
    }
    let extent = Extent { manuscripts: if how.one_book { 1 } else { sources.len() }, files: sources.len() };
    let manuscripts: Vec<Manuscript> = match how.one_book {
        true if sources.is_empty() => Vec::new(),
        true => vec![Manuscript { sources }],
        false => sources.into_iter().map(Manuscript::single).collect(),
    };
    let selection = selection(how.info);
    let checker = Checker { words: how.words, ..Checker::new(registry, &selection) };
    kept.begin(&(&checker.words, how.info));
    let books: Vec<Book<'_>> = manuscripts.iter().map(parse).collect();
    let found: Vec<Vec<Diagnostic>> =
        books.iter().map(|book| kept.check(&checker, book, answers).diagnostics).collect();
    let checked = Checked {
        manuscripts: books.iter().zip(found.iter().map(Vec::as_slice)).collect(),
        cards: checker.cards(),
        errors,
        elapsed: Duration::ZERO,
        only: None,
        coverage: coverage(registry, &selection),
    };
    tell(&checked, extent, &options(how.info))
}

/// Checks files and tells what was found as `form` says.
pub(crate) fn check(
    registry: &Registry,
    files: &[File],
    (form, how): (Form, How),
    answers: &Answers,
    kept: &mut KeptBooks,
) -> Result<Vec<u8>, String> {
    checked(registry, files, how, answers, kept, |checked, extent, options| {
        let mut reporter: Box<dyn Reporter> = match form {
            Form::Page => Box::new(Html::new(options, extent, Some(&rate()?)).bare()),
            Form::Json => Box::new(Json::new(options)),
        };
        let mut out = Vec::new();
        kanwu_report::whole(&mut *reporter, &mut out, checked, Lang::Zh).map_err(|e| e.to_string())?;
        Ok(out)
    })
}

fn rate() -> Result<RateOptions, String> {
    let scheme = Scheme::named(Scheme::DEFAULT).map_err(|e| e.message(Lang::Zh))?;
    Ok(RateOptions { scheme, page: None, pages: None, limit: Decimal::ONE })
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

fn options(show_info: bool) -> Options {
    Options { width: 100, show_info, ..Options::default() }
}
