//! `kanwu collate`: 核红, two states of a book compared and held against what was asked for.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use kanwu_decision::Decisions;
use kanwu_desk::{Asked, Collating, FileRemarks, Given, has_tracked_changes, not_a_form};
use kanwu_engine::Registry;
use kanwu_intake::Revisions;
use kanwu_lint::Answers;
use kanwu_report::{CollationTable, FileError, FormError, FormKind, form_among_requests};
use kanwu_text::{Lang, Manuscript, Source, SourceId};

use crate::answer_store::{AnswerStores, told};
use crate::checker::checker;
use crate::cli::{CollateArgs, TableFormat};
use crate::commands::put_table::put_table;
use crate::config::Config;
use crate::load::{Loaded, Request, load};
use crate::messages::output;
use crate::{Exit, Ui, failure};

/// Runs the command. What nobody asked for, what was missed or done wrongly and new faults make the exit code 1.
pub(crate) fn run_collate(
    ui: &mut Ui<'_>,
    registry: &Registry,
    config: &Config,
    args: &CollateArgs,
) -> io::Result<Exit> {
    if args.output_format == TableFormat::Xlsx && args.target.output.is_none() && ui.terminal {
        return ui.fail(output::COLLATION_WORKBOOK.text(ui.lang));
    }
    let mut errors = Vec::new();
    let old = read(&args.old, Revisions::Accepted, config, &mut errors);
    let new = read(&args.new, Revisions::Accepted, config, &mut errors);
    let (Some(old), Some(new)) = (old, new) else { return told_broken(ui, &errors) };
    let mut run = Run { lang: ui.lang, registry, config, args, errors };
    let table = run.collate(&old, &new);
    let errors = run.errors;
    let broken = !errors.is_empty();
    for error in &errors {
        ui.complain(error.message(ui.lang))?;
    }
    let exit = match (broken, table.fails()) {
        (true, _) => Exit::Broken,
        (false, true) => Exit::Findings,
        (false, false) => Exit::Clean,
    };
    let Some(path) = &args.target.output else {
        write(&mut ui.out, &table, args.output_format, ui.color)?;
        return Ok(exit);
    };
    let mut bytes = Vec::new();
    write(&mut bytes, &table, args.output_format, false)?;
    let inputs: Vec<PathBuf> = old.files.iter().chain(&new.files).flatten().cloned().collect();
    match put_table(ui, &args.target, path, &bytes, &inputs)? {
        Ok(()) => ui.complain(table.summary()).map(|()| exit),
        Err(message) => ui.fail(message),
    }
}

fn told_broken(ui: &mut Ui<'_>, errors: &[FileError]) -> io::Result<Exit> {
    for error in errors {
        ui.complain(error.message(ui.lang))?;
    }
    if errors.is_empty() {
        return ui.fail(crate::messages::file::NO_MANUSCRIPT.text(ui.lang));
    }
    Ok(Exit::Broken)
}

/// Reads a state: a file, or all files of a folder as one book.
fn read(
    path: &PathBuf,
    revisions: Revisions,
    config: &Config,
    errors: &mut Vec<FileError>,
) -> Option<Loaded> {
    let request = Request { revisions, ..Request::one(path) };
    let folder = kanwu_disk::files::is_dir(path);
    let request = if folder { request.whole() } else { request };
    let (loaded, unread) = load(&request, config);
    errors.extend(unread.into_iter().map(failure::told));
    let mut all = Loaded { manuscript: Manuscript::default(), files: Vec::new(), asked: Vec::new() };
    for one in loaded {
        all.manuscript.sources.extend(one.manuscript.sources);
        all.files.extend(one.files);
        all.asked.extend(one.asked);
    }
    (!all.files.is_empty()).then_some(all)
}

fn write(
    mut out: &mut (impl Write + ?Sized),
    table: &CollationTable,
    format: TableFormat,
    color: bool,
) -> io::Result<()> {
    match format {
        TableFormat::Json => table.json(&mut out),
        TableFormat::Csv => table.listing().csv(&mut out),
        TableFormat::Markdown => table.listing().markdown(&mut out),
        TableFormat::Html => table.html(&mut out),
        TableFormat::Xlsx => table.listing().xlsx(&mut out),
        TableFormat::Table => table.text(&mut out, color),
    }
}

struct Run<'r> {
    lang: Lang,
    registry: &'r Registry,
    config: &'r Config,
    args: &'r CollateArgs,
    errors: Vec<FileError>,
}

impl Run<'_> {
    fn collate(&mut self, old: &Loaded, new: &Loaded) -> CollationTable {
        let args = self.args;
        let asks = !args.against_copy;
        let rejected = match asks && has_tracked_changes(&old.manuscript) {
            true => read(&args.old, Revisions::Rejected, self.config, &mut self.errors),
            false => None,
        };
        let remarks = if asks { self.remarks_of(old) } else { Vec::new() };
        let mut old_answers = self.answers(old);
        let mut asked = Vec::new();
        for path in args.asked.iter().filter(|_| asks) {
            if is_decisions(path) {
                for (id, decision) in self.read_decisions(path).iter() {
                    old_answers.decisions.set(id, decision.clone());
                }
            } else if let Some(rows) = self.form(path) {
                asked.push(Asked::Form(rows));
            } else {
                asked.extend(self.copy(path));
            }
        }
        let new_answers = self.answers(new);
        let selection = self.config.selection();
        let (old_name, new_name) = (failure::shown(&args.old), failure::shown(&args.new));
        Collating {
            checker: &checker(self.registry, &selection, self.config),
            old: Given { name: &old_name, manuscript: &old.manuscript, answers: &old_answers },
            new: Given { name: &new_name, manuscript: &new.manuscript, answers: &new_answers },
            rejected: rejected.as_ref().map(|one| &one.manuscript),
            remarks,
            asked,
            against_copy: args.against_copy,
            wide: args.output_format == TableFormat::Html,
            lang: self.lang,
        }
        .table()
    }

    /// What was answered to a state.
    fn answers(&mut self, state: &Loaded) -> Answers {
        let first = state.files.iter().map(Option::as_deref).take(1);
        let stores = AnswerStores::open(self.config, first, &mut self.errors);
        stores.of(self.config, state).answers.clone()
    }

    /// Comments and marks in the files of a state.
    fn remarks_of(&mut self, state: &Loaded) -> Vec<(SourceId, FileRemarks)> {
        let mut all = Vec::new();
        for (i, (file, source)) in (0_u32..).zip(state.files.iter().zip(&state.manuscript.sources)) {
            let Some(file) = file else { continue };
            all.extend(self.remarks(file, source).map(|remarks| (SourceId(i), remarks)));
        }
        all
    }

    /// Comments or marks in a file.
    fn remarks(&mut self, file: &Path, source: &Source) -> Option<FileRemarks> {
        let origin = FileRemarks::origin(source.format)?;
        let read = kanwu_disk::read_all(file).and_then(|bytes| {
            let fail = |kind| kanwu_intake::IntakeError { path: source.path.clone(), kind };
            kanwu_intake::reader_remarks(&bytes, source).map_err(fail)
        });
        match read {
            Ok(remarks) => Some(FileRemarks { remarks, origin }),
            Err(error) => {
                self.errors.push(failure::told(error));
                None
            }
        }
    }

    /// A copy of the old state with comments or marks.
    fn copy(&mut self, path: &PathBuf) -> Option<Asked> {
        let copy = read(path, Revisions::Accepted, self.config, &mut self.errors)?;
        let source = copy.manuscript.sources.first()?;
        if FileRemarks::origin(source.format).is_none() {
            self.errors.push(no_form(path, FormError::Unreadable));
            return None;
        }
        let remarks = self.remarks(path, source)?;
        Some(Asked::Copy(copy.manuscript, remarks))
    }

    fn read_decisions(&mut self, path: &Path) -> Decisions {
        let text = match kanwu_disk::files::text(path) {
            Ok(text) => text,
            Err(error) => {
                self.errors.push(failure::unreadable(path, &error));
                return Decisions::default();
            }
        };
        read_decisions(&text).unwrap_or_else(|problem| {
            self.errors.push(told(path, &text, &problem));
            Decisions::default()
        })
    }

    /// The rows of a form; `None` where the file is to be read as a copy, which tells its own faults.
    fn form(&mut self, path: &Path) -> Option<Vec<kanwu_report::FilledRow>> {
        let name = failure::shown(path);
        let kind = FormKind::of(&name)?;
        let bytes = match (kanwu_disk::read_all(path), kind) {
            (Ok(bytes), _) => bytes,
            (Err(_), FormKind::Document) => return None,
            (Err(error), FormKind::Sheet) => {
                self.errors.push(failure::told(error));
                return Some(Vec::new());
            }
        };
        let rows = form_among_requests(&name, &bytes)?;
        Some(rows.unwrap_or_else(|why| {
            self.errors.push(no_form(path, why));
            Vec::new()
        }))
    }
}

fn no_form(path: &Path, why: FormError) -> FileError {
    FileError::new(failure::shown(path), |lang| not_a_form(why, lang).to_owned())
}

/// A file of decisions, or what a report exported.
fn read_decisions(text: &str) -> Result<Decisions, kanwu_decision::Problem> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with('{') { Decisions::from_json(text) } else { Decisions::from_toml(text) }
}

/// Whether a file that holds requests is one of decisions, by its name.
fn is_decisions(path: &Path) -> bool {
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    matches!(extension.as_deref(), Some("toml" | "json"))
}
