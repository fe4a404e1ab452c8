//! `kanwu clues`: 保密送审与个人信息线索表.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use kanwu_engine::Registry;
use kanwu_report::ClueTable;

use crate::cli::{CluesArgs, TableFormat};
use crate::commands::put_table::put_table;
use crate::commands::stream::{Work, each_part};
use crate::config::Config;
use crate::load::Request;
use crate::messages::output;
use crate::{Exit, Ui, table};

/// Runs the command. Clues are no faults: the exit code tells of the run alone.
pub(crate) fn run_clues(
    ui: &mut Ui<'_>,
    registry: &Registry,
    config: &Config,
    args: &CluesArgs,
) -> io::Result<Exit> {
    if args.output_format == TableFormat::Xlsx && args.target.output.is_none() && ui.terminal {
        return ui.fail(output::CLUES_WORKBOOK.text(ui.lang));
    }
    let mut selection = config.selection();
    // The rules of clues can't be switched off here, and doubtful ones are listed as well.
    selection.ignore.clear();
    selection.least = None;
    let request = Request::one(&args.file).whole();
    let mut work = Work::plan(&request, config);
    let mut clues = ClueTable::new(ui.lang);
    let broken = each_part(ui, (registry, config), &selection, &mut work, |part| clues.add(part))?;
    let Some(path) = &args.target.output else {
        write(&mut ui.out, &clues, args.output_format)?;
        return Ok(if broken { Exit::Broken } else { Exit::Clean });
    };
    let mut bytes = Vec::new();
    write(&mut bytes, &clues, args.output_format)?;
    let inputs: Vec<PathBuf> = work.files().map(Path::to_owned).collect();
    match put_table(ui, &args.target, path, &bytes, &inputs)? {
        Ok(()) => Ok(if broken { Exit::Broken } else { Exit::Clean }),
        Err(message) => ui.fail(message),
    }
}

fn write(mut out: &mut (impl Write + ?Sized), clues: &ClueTable, format: TableFormat) -> io::Result<()> {
    match format {
        TableFormat::Json => clues.json(&mut out),
        TableFormat::Csv => clues.listing().csv(&mut out),
        TableFormat::Markdown => clues.listing().markdown(&mut out),
        TableFormat::Html => clues.listing().html(&mut out),
        TableFormat::Xlsx => clues.listing().xlsx(&mut out),
        TableFormat::Table => {
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
