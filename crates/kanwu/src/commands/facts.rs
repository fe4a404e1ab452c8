//! `kanwu facts`: what the book states in figures, to look up, to export and to compare another book with.

use std::io::{self, Write};

use kanwu_book::Book;
use kanwu_plugin::Settings;
use kanwu_report::{FactTable, fact_table};

use crate::cli::{FactsArgs, FactsFormat};
use crate::commands::put_table::put_table;
use crate::config::Config;
use crate::messages;
use crate::{Ui, table};

/// Writes the facts that were asked for.
pub(crate) fn run_facts(
    ui: &mut Ui<'_>,
    book: &Book<'_>,
    config: &Config,
    args: &FactsArgs,
) -> io::Result<()> {
    if args.output_format == FactsFormat::Xlsx && args.target.output.is_none() && ui.terminal {
        return ui.complain(messages::facts::WORKBOOK.text(ui.lang));
    }
    let mut spec = book.spec.clone();
    config.overlay().lay(&mut spec);
    let settings = Settings { spec, ..Settings::default() };
    let facts = kanwu_engine::facts(book, &settings);
    let listed = fact_table(book, &facts, args.word.as_deref().unwrap_or_default(), ui.lang);
    let Some(path) = &args.target.output else { return write(&mut ui.out, &listed, args.output_format) };
    let mut bytes = Vec::new();
    write(&mut bytes, &listed, args.output_format)?;
    let inputs = [args.file.clone()];
    put_table(ui, &args.target, path, &bytes, &inputs)?.map_err(io::Error::other)
}

fn write(mut out: &mut (impl Write + ?Sized), facts: &FactTable, format: FactsFormat) -> io::Result<()> {
    match format {
        FactsFormat::Json => facts.json(&mut out),
        FactsFormat::Csv => facts.csv(&mut out),
        FactsFormat::Xlsx => facts.xlsx(&mut out),
        FactsFormat::Table => {
            let head = facts.columns().map(str::to_owned);
            let rows: Vec<Vec<String>> =
                std::iter::once(head.to_vec()).chain(facts.rows().map(|row| row.to_vec())).collect();
            table::write(&mut out, &rows)
        }
    }
}
