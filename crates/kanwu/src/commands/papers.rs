//! Forms that an office prints: `kanwu accept` 来稿验收, `kanwu queries` 校对质疑表, `kanwu returns` 退改单, `kanwu press`
//! 付印检查, `kanwu statistics` 全书统计. None fails on what is found: the exit code tells of the run alone.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use kanwu_engine::{Registry, Selection};
use kanwu_plugin::Severity;
use kanwu_report::{
    Acceptance, Asked, BookStatistics, Checked, FileError, Options, Paper, PaperFormat, PressCheck, Queries,
    Returns, Sentences, Units,
};

use crate::checker::checker;
use crate::cli::{AcceptArgs, PaperArgs, PaperForm, QueriesArgs, ReturnsArgs, StatisticsArgs, Target};
use crate::commands::put_table::put_table;
use crate::commands::stream::{Work, each_part};
use crate::config::Config;
use crate::coverage::{self, coverage};
use crate::failure::{self, shown, unreadable};
use crate::load::{Request, load};
use crate::messages::papers as said;
use crate::{Exit, Ui};

/// Runs `kanwu queries`.
pub(crate) fn run_queries(
    ui: &mut Ui<'_>,
    registry: &Registry,
    config: &Config,
    args: &QueriesArgs,
) -> io::Result<Exit> {
    let form = &args.form;
    let asked = Asked {
        book: book(form),
        stage: stage(form, config),
        person: args.person.clone().or_else(|| config.decisions.person.clone()).unwrap_or_default(),
        date: today(),
    };
    let selection = selection(config);
    let request = Request::one(&form.file).whole();
    let mut work = Work::plan(&request, config);
    let mut queries = Queries::new(asked, &options(ui), work.extent());
    let broken = each_part(ui, (registry, config), &selection, &mut work, |part| queries.add(part))?;
    put(ui, &queries.paper(), form, &work, broken)
}

/// Runs `kanwu accept`.
pub(crate) fn run_accept(
    ui: &mut Ui<'_>,
    registry: &Registry,
    config: &Config,
    args: &AcceptArgs,
) -> io::Result<Exit> {
    let form = &args.form;
    let mut former = Sentences::default();
    let mut broken = false;
    if let Some(path) = &args.last_year {
        let (loaded, unread) = load(&Request::one(path), config);
        loaded.iter().for_each(|one| former.add(&one.manuscript));
        for error in unread {
            ui.complain(failure::told(error).message(ui.lang))?;
            broken = true;
        }
    }
    let selection = selection(config);
    let request = Request::one(&form.file).whole();
    let mut work = Work::plan(&request, config);
    let mut acceptance = Acceptance::new(book(form), today(), former, &options(ui));
    broken |= each_part(ui, (registry, config), &selection, &mut work, |part| acceptance.add(part))?;
    put(ui, &acceptance.paper(), form, &work, broken)
}

/// Runs `kanwu returns`: a file for each unit.
pub(crate) fn run_returns(
    ui: &mut Ui<'_>,
    registry: &Registry,
    config: &Config,
    args: &ReturnsArgs,
) -> io::Result<Exit> {
    let units = match args.units.as_deref().map(units).transpose() {
        Ok(units) => units.unwrap_or_default(),
        Err(error) => return ui.fail(error.message(ui.lang)),
    };
    let selection = selection(config);
    let request = Request::one(&args.file).whole();
    let mut work = Work::plan(&request, config);
    let book = args.book.clone().unwrap_or_else(|| title(&args.file));
    let mut returns = Returns::new(book, today(), units, &options(ui), work.extent());
    let mut broken = each_part(ui, (registry, config), &selection, &mut work, |part| returns.add(part))?;
    let papers = returns.papers();
    if papers.is_empty() {
        ui.complain(said::NO_RETURNS.text(ui.lang))?;
    }
    let (format, extension) = formats(args.output_format);
    let inputs: Vec<PathBuf> = work.files().map(Path::to_owned).collect();
    let folder = args.output.clone().unwrap_or_else(|| match kanwu_disk::files::is_dir(&args.file) {
        true => args.file.clone(),
        false => args.file.parent().unwrap_or(Path::new("")).to_owned(),
    });
    for (unit, paper) in papers {
        let mut bytes = Vec::new();
        paper.write(&mut bytes, format)?;
        // A title may hold what no file can be called.
        let unit: String = unit.chars().map(|c| if "/\\:*?\"<>|".contains(c) { '_' } else { c }).collect();
        let path = folder.join(format!("{}-{unit}.{extension}", paper.title));
        let target = Target { output: None, overwrite: args.overwrite };
        if let Err(message) = put_table(ui, &target, &path, &bytes, &inputs)? {
            ui.complain(message)?;
            broken = true;
        }
    }
    Ok(if broken { Exit::Broken } else { Exit::Clean })
}

/// Runs `kanwu statistics`.
pub(crate) fn run_statistics(
    ui: &mut Ui<'_>,
    registry: &Registry,
    config: &Config,
    args: &StatisticsArgs,
) -> io::Result<Exit> {
    let units = match args.units.as_deref().map(units).transpose() {
        Ok(units) => units.unwrap_or_default(),
        Err(error) => return ui.fail(error.message(ui.lang)),
    };
    let form = &args.form;
    let selection = selection(config);
    let request = Request::one(&form.file).whole();
    let mut work = Work::plan(&request, config);
    let mut statistics = BookStatistics::new(book(form), today(), units, &options(ui), work.extent());
    let broken = each_part(ui, (registry, config), &selection, &mut work, |part| statistics.add(part))?;
    put(ui, &statistics.paper(), form, &work, broken)
}

fn units(path: &Path) -> Result<Units, FileError> {
    let text = kanwu_disk::files::text(path).map_err(|e| unreadable(path, &e))?;
    Units::read(&text).map_err(|line| {
        FileError::new(format!("{}:{line}", shown(path)), |lang| said::NO_UNIT.text(lang).to_owned())
    })
}

/// Runs `kanwu press`.
pub(crate) fn run_press(
    ui: &mut Ui<'_>,
    registry: &Registry,
    config: &Config,
    form: &PaperArgs,
) -> io::Result<Exit> {
    let selection = selection(config);
    let request = Request::one(&form.file).whole();
    let mut work = Work::plan(&request, config);
    let mut press = PressCheck::new(book(form), stage(form, config), today(), &options(ui), work.extent());
    let broken = each_part(ui, (registry, config), &selection, &mut work, |part| press.add(part))?;
    let asked = coverage::Asked::default();
    let run = Checked {
        manuscripts: Vec::new(),
        cards: checker(registry, &selection, config).cards(),
        errors: Vec::new(),
        elapsed: Duration::ZERO,
        only: None,
        coverage: coverage(registry, &selection, config, asked, ui.lang),
    };
    put(ui, &press.paper(&run), form, &work, broken)
}

fn selection(config: &Config) -> Selection {
    Selection { least: Some(Severity::Warning), ..config.selection() }
}

fn options(ui: &Ui<'_>) -> Options {
    Options { lang: ui.lang, ..Options::default() }
}

pub(super) fn today() -> String {
    kanwu_disk::clock::here().date().to_string()
}

fn stage(form: &PaperArgs, config: &Config) -> String {
    form.stage.as_deref().or(config.stage().map(|s| s.name.as_str())).unwrap_or_default().to_owned()
}

/// What the book is called; the name of its file where nobody has said.
fn book(form: &PaperArgs) -> String {
    form.book.clone().unwrap_or_else(|| title(&form.file))
}

pub(super) fn title(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn formats(form: PaperForm) -> (PaperFormat, &'static str) {
    match form {
        PaperForm::Docx => (PaperFormat::Docx, "docx"),
        PaperForm::Xlsx => (PaperFormat::Xlsx, "xlsx"),
        PaperForm::Html => (PaperFormat::Html, "html"),
        PaperForm::Json => (PaperFormat::Json, "json"),
    }
}

/// Writes a form beside its manuscript, or where it was asked for.
fn put(ui: &mut Ui<'_>, paper: &Paper, form: &PaperArgs, work: &Work<'_>, broken: bool) -> io::Result<Exit> {
    let (format, extension) = formats(form.output_format);
    let mut bytes = Vec::new();
    paper.write(&mut bytes, format)?;
    let beside = || kanwu_disk::beside(&form.file, &format!(".{}.{extension}", paper.title));
    let path = form.output.clone().unwrap_or_else(beside);
    let inputs: Vec<PathBuf> = work.files().map(Path::to_owned).collect();
    let target = Target { output: None, overwrite: form.overwrite };
    match put_table(ui, &target, &path, &bytes, &inputs)? {
        Ok(()) => Ok(if broken { Exit::Broken } else { Exit::Clean }),
        Err(message) => ui.fail(message),
    }
}
