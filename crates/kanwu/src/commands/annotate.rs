//! `kanwu annotate`: findings written into a document as comments 批注, safe fixes as tracked changes 修订.

use std::io;
use std::path::{Path, PathBuf};

use kanwu_desk::{Remarks, Scope};
use kanwu_disk::{Policy, is_as_marked};
use kanwu_engine::Registry;
use kanwu_intake::Remark;
use kanwu_lint::{Applied, Work};
use kanwu_plugin::{Applicability, Severity};
use kanwu_report::FileError;
use kanwu_text::{Format, Lang, SourceId};

use crate::answer_store::AnswerStores;
use crate::checker::checker;
use crate::cli::{AnnotateArgs, Changes};
use crate::commands::check::wrong_date;
use crate::config::{Config, unknown_rule};
use crate::fixing::{self, decided, rounds};
use crate::load::{Loaded, Request, load};
use crate::messages::annotate as said;
use crate::{Exit, Ui, failure};

/// Runs the command. Findings fail nothing here: the exit code tells of the run alone.
pub(crate) fn run_annotate(
    ui: &mut Ui<'_>,
    registry: &Registry,
    config: &Config,
    args: &AnnotateArgs,
) -> io::Result<Exit> {
    let mut selection = config.selection();
    if !args.select.is_empty() {
        selection.select.clone_from(&args.select);
    }
    selection.ignore.extend(args.ignore.iter().cloned());
    selection.least = Some(Severity::Warning);
    if let Some(unknown) = selection.unknown(registry).into_iter().next() {
        return ui.fail(unknown_rule(&unknown.name, unknown.nearest.as_deref(), ui.lang));
    }
    let date = match fixing::date(args.date.as_deref()) {
        Ok(date) => date,
        Err(wrong) => return ui.fail(wrong_date(&wrong, ui.lang)),
    };
    let paths: Vec<PathBuf> = args.file.iter().cloned().collect();
    let request = Request::of(&paths).whole();
    let (loaded, unread) = load(&request, config);
    let mut errors: Vec<FileError> = unread.into_iter().map(failure::told).collect();
    let stores = AnswerStores::open(config, loaded.iter().map(Loaded::first), &mut errors);
    let checker = checker(registry, &selection, config);
    let mut documents = 0;
    for one in &loaded {
        let grade = (args.changes == Changes::Safe).then_some(Applicability::Safe);
        let answers = &stores.of(config, one).answers;
        let outcome = match args.changes {
            Changes::Decided => {
                decided(&checker, one, answers).map(|Applied { fixes, made }| (fixes, Some(made)))
            }
            _ => rounds(&checker, one, answers, grade).map(|fixes| (fixes, None)),
        };
        let (done, made) = match outcome {
            Ok(done) => done,
            Err(error) => {
                errors.push(error);
                continue;
            }
        };
        let scope = made.as_ref().map_or(Scope::Open, Scope::Decided);
        if let Some(work) = done.files.first().filter(|_| !done.settled && grade.is_some()) {
            ui.complain(fixing::unsettled(&work.before.path, ui.lang))?;
        }
        let asked = |i: &usize| one.asked.get(*i) == Some(&true);
        for (i, work) in done.files.iter().enumerate().filter(|(i, _)| asked(i)) {
            let file = one.files.get(i).and_then(Option::as_deref);
            let Some(file) = file.filter(|_| matches!(work.before.format, Format::Docx | Format::Pdf)) else {
                continue;
            };
            documents += 1;
            let source = SourceId(i as u32);
            let cards = checker.cards();
            let remarks = Remarks { fixes: &done, cards: &cards, lang: ui.lang, scope, fold: args.fold };
            let remarks = remarks.of(source, work);
            let to = args.output.clone().unwrap_or_else(|| beside(file));
            if let Some(error) = other_kind(file, &to) {
                errors.push(error);
                continue;
            }
            let inputs: Vec<PathBuf> = one.files.iter().flatten().cloned().collect();
            let policy =
                Policy { overwrite: args.overwrite, is_ours: is_as_marked, inputs: &inputs, ..Policy::NEW };
            match write((work, file), &remarks, &date, &to, &policy) {
                Ok(told) => ui.complain(told.say(&work.before.path, &to, ui.lang))?,
                Err(error) => errors.push(error),
            }
        }
    }
    for error in &errors {
        ui.complain(error.message(ui.lang))?;
    }
    if documents == 0 && errors.is_empty() {
        return ui.fail(said::NO_DOCUMENT.text(ui.lang));
    }
    Ok(if errors.is_empty() { Exit::Clean } else { Exit::Broken })
}

/// What was written.
struct Told {
    remarks: usize,
    known: usize,
    changes: usize,
}

impl Told {
    fn say(&self, from: &str, to: &Path, lang: Lang) -> String {
        let Told { remarks, known, changes } = self;
        let to = to.display();
        match known {
            0 => said::Written { from, remarks, changes, to }.text(lang),
            _ => said::Added { from, remarks, known, changes, to }.text(lang),
        }
    }
}

fn write(
    (work, file): (&Work, &Path),
    remarks: &[Remark],
    date: &str,
    to: &Path,
    policy: &Policy<'_>,
) -> Result<Told, FileError> {
    let done = kanwu_intake::annotate(&work.bytes, &work.before, remarks, &work.edits(), date)
        .map_err(|e| fixing::unwritten(&work.before.path, &e))?;
    let bytes = kanwu_disk::marked(&done.bytes);
    // A document that carries its findings already is written to itself.
    let saved = match to == file {
        true => kanwu_disk::edit(file, &work.bytes, &bytes),
        false => kanwu_disk::put(to, &bytes, policy),
    };
    saved.map_err(failure::unsaved)?;
    Ok(Told { remarks: done.remarks, known: done.known, changes: done.changes })
}

/// A copy under an extension of another kind, which Word would refuse to open: a document with macros as .docx.
fn other_kind(file: &Path, to: &Path) -> Option<FileError> {
    let extension = |path: &Path| path.extension().map(|e| e.to_string_lossy().to_lowercase());
    let (from, asked) = (extension(file)?, extension(to));
    let plain_file = asked.as_deref().is_some_and(|asked| matches!(asked, "docx" | "docm" | "dotx" | "dotm"));
    (plain_file && asked.as_deref() != Some(&from))
        .then(|| FileError::new(failure::shown(to), |lang| said::OtherKind { extension: &from }.text(lang)))
}

/// 书稿.docx → 书稿.审校.docx. A file that is called so already is written to itself.
fn beside(file: &Path) -> PathBuf {
    let extension = file.extension().unwrap_or_default().to_string_lossy();
    let named = file.file_stem().is_some_and(|stem| stem.as_encoded_bytes().ends_with(".审校".as_bytes()));
    if named { file.to_owned() } else { kanwu_disk::beside(file, &format!(".审校.{extension}")) }
}
