//! `kanwu collate`: 核红, two states of a book compared and held against what was asked for.

mod requests;
mod rows;
mod state;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use kanwu_book::{Book, parse};
use kanwu_collate::{Stream, collate, expect};
use kanwu_decision::Decisions;
use kanwu_engine::Registry;
use kanwu_intake::Revisions;
use kanwu_plugin::{Severity, State as Decision};
use kanwu_report::{
    CollationPlaces, CollationTable, FileError, FormError, RequestOrigin, message, read_form,
};
use kanwu_text::{Format, Manuscript, SourceId};

use crate::answer_store::{AnswerStores, told};
use crate::checker::checker;
use crate::cli::{CollateArgs, TableFormat};
use crate::commands::put_table::put_table;
use crate::config::Config;
use crate::load::{Loaded, Request, load};
use crate::messages::{collate as said, output};
use crate::{Exit, Ui, failure};

use requests::{Requests, has_tracked_changes, is_decisions, is_form, of_copy, read_decisions};
use rows::Compared;
use state::{Basis, State};

/// Columns that the text round a place takes, a Han character being two: on a page, and elsewhere.
const WIDE: usize = 600;
const NARROW: usize = 56;

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
    let mut run = Run { ui, registry, config, args, errors };
    let table = run.collate(&old, &new);
    let Run { ui, errors, .. } = run;
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

struct Run<'r, 'u> {
    ui: &'r mut Ui<'u>,
    registry: &'r Registry,
    config: &'r Config,
    args: &'r CollateArgs,
    errors: Vec<FileError>,
}

impl Run<'_, '_> {
    fn collate(&mut self, old: &Loaded, new: &Loaded) -> CollationTable {
        let lang = self.ui.lang;
        let (old_book, new_book) = (parse(&old.manuscript), parse(&new.manuscript));
        let basis = Basis::of(&old_book, &new_book);
        let (old_state, new_state) = (State::new(&old_book, basis), State::new(&new_book, basis));
        let mut requests = Requests::default();
        if !self.args.against_copy {
            self.gather(&mut requests, old, &old_state, basis);
        }
        // Where nothing was asked for, all that differs is told.
        let against_copy = requests.list.is_empty();
        let shown = |path: &Path| failure::shown(path);
        let mut table =
            CollationTable::new(&shown(&self.args.old), &shown(&self.args.new), against_copy, lang);
        table.requests = requests.list.len();
        if against_copy && !self.args.against_copy {
            table.notes.push(said::NO_REQUESTS.text(lang).to_owned());
        }
        let expected = expect(&old_state.paragraphs, &requests.asked);
        let state = expected.paragraphs();
        let (should, is) = (Stream::new(&state), Stream::new(&new_state.paragraphs));
        let collation = collate(&should, &is);
        let width = if self.args.output_format == TableFormat::Html { WIDE } else { NARROW };
        let compared = Compared {
            old: &old_state,
            new: &new_state,
            expected: &expected,
            should: &should,
            is: &is,
            collation: &collation,
            old_places: &CollationPlaces::new(&old_book, width, lang),
            new_places: &CollationPlaces::new(&new_book, width, lang),
        };
        compared.tell(&mut table, &requests, lang);
        table.faults = self.faults(&compared, new, &new_book);
        table.notes.extend(requests.notes(lang));
        table.notes.extend(unread(&old.manuscript, lang));
        table.notes.extend(unread(&new.manuscript, lang));
        if !basis.heads {
            table.notes.push(said::HEADS.text(lang).to_owned());
        }
        table.notes.push(said::PICTURES.text(lang).to_owned());
        table.sort();
        table
    }

    /// Findings in what was changed.
    fn faults(
        &mut self,
        compared: &Compared<'_>,
        new: &Loaded,
        book: &Book<'_>,
    ) -> Vec<kanwu_report::NewFault> {
        let changed = !compared.collation.changes.is_empty() || !compared.expected.regions.is_empty();
        if !changed {
            return Vec::new();
        }
        let mut selection = self.config.selection();
        selection.least = Some(Severity::Warning);
        let checker = checker(self.registry, &selection, self.config);
        let first = new.files.iter().map(Option::as_deref).take(1);
        let stores = AnswerStores::open(self.config, first, &mut self.errors);
        let found = checker.found(book, &stores.of(self.config, new).answers);
        compared.faults(&found.diagnostics, &checker.cards(), self.ui.lang)
    }

    /// Reads what was asked for.
    fn gather(&mut self, requests: &mut Requests, old: &Loaded, state: &State<'_>, basis: Basis) {
        if has_tracked_changes(state.book)
            && let Some(rejected) = read(&self.args.old, Revisions::Rejected, self.config, &mut self.errors)
        {
            let book = parse(&rejected.manuscript);
            requests.tracked_changes(&State::new(&book, basis), state);
        }
        for (i, file) in old.files.iter().enumerate() {
            let (Some(file), Some(source)) = (file, old.manuscript.sources.get(i)) else { continue };
            if let Some((remarks, origin)) = self.remarks(file, source) {
                let source = SourceId(u32::try_from(i).unwrap_or(u32::MAX));
                requests.remarks(state, source, &remarks, origin);
            }
        }
        let first = old.files.iter().map(Option::as_deref).take(1);
        let stores = AnswerStores::open(self.config, first, &mut self.errors);
        let mut answers = stores.of(self.config, old).answers.clone();
        for path in &self.args.asked {
            if is_decisions(path) {
                for (id, decision) in self.read_decisions(path).iter() {
                    answers.decisions.set(id, decision.clone());
                }
            } else if is_form(path) {
                requests.form(state, &self.read_form(path));
            } else {
                self.copy(requests, state, basis, path);
            }
        }
        if answers.decisions.iter().any(|(_, decision)| decision.decided.state == Decision::Change) {
            let selection = self.config.selection();
            let checker = checker(self.registry, &selection, self.config);
            let found = checker.found(state.book, &answers);
            let (cards, lang) = (checker.cards(), self.ui.lang);
            requests.decisions(state, &found.diagnostics, |d| {
                cards.get(d.rule.index()).map_or_else(String::new, |card| message(card, d, lang).0)
            });
        }
    }

    /// Comments or marks in a file of the old state.
    fn remarks(
        &mut self,
        file: &Path,
        source: &kanwu_text::Source,
    ) -> Option<(Vec<kanwu_intake::ReaderRemark>, RequestOrigin)> {
        let origin = match source.format {
            Format::Docx => RequestOrigin::Comment,
            Format::Pdf => RequestOrigin::Mark,
            Format::Markdown | Format::Plain => return None,
        };
        let read = kanwu_disk::read_all(file).and_then(|bytes| {
            let fail = |kind| kanwu_intake::IntakeError { path: source.path.clone(), kind };
            kanwu_intake::reader_remarks(&bytes, source).map_err(fail)
        });
        match read {
            Ok(remarks) => Some((remarks, origin)),
            Err(error) => {
                self.errors.push(failure::told(error));
                None
            }
        }
    }

    /// Comments or marks in a copy of the old state.
    fn copy(&mut self, requests: &mut Requests, state: &State<'_>, basis: Basis, path: &PathBuf) {
        let Some(copy) = read(path, Revisions::Accepted, self.config, &mut self.errors) else { return };
        let Some(source) = copy.manuscript.sources.first() else { return };
        match self.remarks(path, source) {
            Some((remarks, origin)) => of_copy(requests, state, basis, &copy.manuscript, &remarks, origin),
            None => self
                .errors
                .push(FileError::new(failure::shown(path), |lang| said::NO_FORM.text(lang).to_owned())),
        }
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

    fn read_form(&mut self, path: &Path) -> Vec<kanwu_report::FilledRow> {
        let bytes = match kanwu_disk::read_all(path) {
            Ok(bytes) => bytes,
            Err(error) => {
                self.errors.push(failure::told(error));
                return Vec::new();
            }
        };
        read_form(&bytes).unwrap_or_else(|why| {
            let said = match why {
                FormError::Unreadable => said::NO_FORM,
                FormError::NoColumns => said::NO_COLUMNS,
                FormError::TooLarge => said::TOO_LARGE,
            };
            self.errors.push(FileError::new(failure::shown(path), |lang| said.text(lang).to_owned()));
            Vec::new()
        })
    }
}

/// Pages of proofs that could not be read.
fn unread(manuscript: &Manuscript, lang: kanwu_text::Lang) -> Vec<String> {
    let mut notes = Vec::new();
    for source in &manuscript.sources {
        let Some(proof) = source.proof() else { continue };
        let refused = (1_u32..).zip(&proof.pages).filter(|(_, page)| page.refused.is_some());
        let pages: Vec<String> =
            refused.map(|(ordinal, page)| page.label.unwrap_or(ordinal).to_string()).collect();
        if !pages.is_empty() {
            notes.push(said::Unread { path: &source.path, pages: &pages }.text(lang));
        }
    }
    notes
}
