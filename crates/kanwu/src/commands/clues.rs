//! `kanwu clues`: 保密送审与个人信息线索表.

use std::io::{self, Write};

use kanwu_engine::Registry;
use kanwu_report::{Checked, ClueTable, FileError, Options};

use crate::answer_store::AnswerStores;
use crate::checker::checker;
use crate::cli::{CluesArgs, CluesFormat};
use crate::commands::check::{check_all, parsed};
use crate::config::Config;
use crate::load::{Request, load};
use crate::messages::{file, output};
use crate::output::Timings;
use crate::{Exit, Ui, failure, table};

/// Runs the command. Clues are no faults: the exit code tells of the run alone.
pub(crate) fn run_clues(
    ui: &mut Ui<'_>,
    registry: &Registry,
    config: &Config,
    args: &CluesArgs,
) -> io::Result<Exit> {
    if args.output_format == CluesFormat::Xlsx && args.output.is_none() && ui.terminal {
        return ui.fail(output::CLUES_WORKBOOK.text(ui.lang));
    }
    let started = kanwu_disk::clock::instant();
    let mut selection = config.selection();
    // The rules of clues can't be switched off here, and doubtful ones are listed as well.
    selection.ignore.clear();
    selection.least = None;
    let request = Request::one(&args.file).whole();
    let (loaded, unread) = load(&request, config);
    let mut errors: Vec<FileError> = unread.into_iter().map(failure::told).collect();
    let stores = AnswerStores::open(config, &loaded, &mut errors);
    let checker = checker(registry, &selection, config);
    let mut timings = Timings::default();
    let books = parsed(&loaded, &mut timings);
    let books = check_all(ui, (&checker, config), (&loaded, books), &stores, &mut errors, &mut timings);
    for error in &errors {
        ui.complain(error.message(ui.lang))?;
    }
    let broken = !errors.is_empty();
    let checked = Checked {
        manuscripts: books.iter().map(|(book, found)| (book, found.as_slice())).collect(),
        cards: checker.cards(),
        errors,
        elapsed: started.elapsed(),
        only: None,
        coverage: kanwu_report::Coverage::default(),
    };
    let clues = kanwu_report::clues(&checked, &Options { lang: ui.lang, ..Options::default() });
    let Some(path) = &args.output else {
        write(&mut ui.out, &clues, args.output_format)?;
        return Ok(if broken { Exit::Broken } else { Exit::Clean });
    };
    let mut bytes = Vec::new();
    write(&mut bytes, &clues, args.output_format)?;
    let inputs: Vec<_> = loaded.iter().flat_map(|one| one.files.iter().flatten().cloned()).collect();
    let policy = kanwu_disk::Policy { overwrite: args.overwrite, inputs: &inputs, ..kanwu_disk::Policy::NEW };
    match kanwu_disk::put(path, &bytes, &policy).map_err(failure::unsaved) {
        Ok(()) => {
            let path = failure::shown(path);
            ui.complain(file::Written { path }.text(ui.lang))?;
            Ok(if broken { Exit::Broken } else { Exit::Clean })
        }
        Err(error) => ui.fail(error.message(ui.lang)),
    }
}

fn write(mut out: &mut (impl Write + ?Sized), clues: &ClueTable, format: CluesFormat) -> io::Result<()> {
    match format {
        CluesFormat::Json => clues.json(&mut out),
        CluesFormat::Csv => clues.csv(&mut out),
        CluesFormat::Markdown => clues.markdown(&mut out),
        CluesFormat::Html => clues.html(&mut out),
        CluesFormat::Xlsx => clues.xlsx(&mut out),
        CluesFormat::Table => {
            writeln!(out, "{}\n{}\n", clues.title, clues.note)?;
            // The last two columns are for paper.
            let shown = |cells: &[String]| cells.iter().take(7).cloned().collect::<Vec<String>>();
            let head = clues.columns().map(str::to_owned);
            let rows: Vec<Vec<String>> =
                std::iter::once(shown(&head)).chain(clues.rows().map(|row| shown(&row))).collect();
            table::write(&mut out, &rows)
        }
    }
}
