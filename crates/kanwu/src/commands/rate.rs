//! `kanwu rate`.

use std::io::{self, Write};

use kanwu_engine::Registry;
use kanwu_plugin::Severity;
use kanwu_report::Rates;

use crate::cli::{FileArgs, ListingFormat};
use crate::commands::stream::{Work, each_part};
use crate::config::Config;
use crate::load::Request;
use crate::messages::file;
use crate::{Exit, Ui, table};

/// Runs the command. An estimate fails nothing, however high: the exit code tells of the run alone.
pub(crate) fn run_rate(
    ui: &mut Ui<'_>,
    registry: &Registry,
    config: &Config,
    args: &FileArgs,
) -> io::Result<Exit> {
    let options = match config.rate(ui.lang) {
        Ok(options) => options,
        Err(problem) => return ui.fail(problem.0),
    };
    let mut selection = config.selection();
    selection.least = Some(Severity::Warning);
    let request = Request::one(&args.file);
    let mut work = Work::plan(&request, config);
    let mut rates = Rates::new(&options, work.extent());
    let broken = each_part(ui, (registry, config), &selection, &mut work, |part| rates.add(part))?;
    if work.planned.is_empty() && !broken {
        return ui.fail(file::NO_MANUSCRIPT.text(ui.lang));
    }
    match args.listing.output_format {
        ListingFormat::Json => rates.json(&mut ui.out)?,
        ListingFormat::Table => {
            for (i, one) in rates.tables(ui.lang, false).iter().enumerate() {
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
