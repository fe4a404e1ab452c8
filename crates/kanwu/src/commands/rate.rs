//! `kanwu rate`.

use std::io::{self, Write};

use kanwu_engine::Registry;
use kanwu_plugin::Severity;
use kanwu_report::{Checked, Coverage, FileError};

use crate::answer_store::AnswerStores;
use crate::checker::checker;
use crate::cli::{FileArgs, ListingFormat};
use crate::commands::check::{check_all, parsed};
use crate::config::Config;
use crate::load::{Request, load};
use crate::messages::file;
use crate::output::Timings;
use crate::{Exit, Ui, failure, table};

/// Runs the command. An estimate fails nothing, however high: the exit code tells of the run alone.
pub(crate) fn run_rate(
    ui: &mut Ui<'_>,
    registry: &Registry,
    config: &Config,
    args: &FileArgs,
) -> io::Result<Exit> {
    let started = kanwu_disk::clock::instant();
    let options = match config.rate(ui.lang) {
        Ok(options) => options,
        Err(problem) => return ui.fail(problem.0),
    };
    let mut selection = config.selection();
    selection.least = Some(Severity::Warning);
    let request = Request::one(&args.file);
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
    if loaded.is_empty() && errors.is_empty() {
        return ui.fail(file::NO_MANUSCRIPT.text(ui.lang));
    }
    let broken = !errors.is_empty();
    let checked = Checked {
        manuscripts: books.iter().map(|(book, found)| (book, found.as_slice())).collect(),
        cards: checker.cards(),
        errors,
        elapsed: started.elapsed(),
        only: None,
        coverage: Coverage::default(),
    };
    match args.listing.output_format {
        ListingFormat::Json => kanwu_report::rate_json(&mut ui.out, &checked, &options)?,
        ListingFormat::Table => {
            for (i, one) in kanwu_report::rate_tables(&checked, &options, ui.lang, false).iter().enumerate() {
                if i > 0 {
                    writeln!(ui.out)?;
                }
                for line in &one.head {
                    writeln!(ui.out, "{line}")?;
                }
                writeln!(ui.out)?;
                table::write(&mut ui.out, &one.rows)?;
                writeln!(ui.out)?;
                for line in &one.foot {
                    writeln!(ui.out, "{line}")?;
                }
            }
        }
    }
    Ok(if broken { Exit::Broken } else { Exit::Clean })
}
