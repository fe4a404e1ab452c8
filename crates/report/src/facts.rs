//! The facts of a book as a list: for looking one up, for a spreadsheet, and for comparing another book with it.

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};
use kanwu_book::Book;
use kanwu_plugin::index::facts::{
    Facts, Observation, Origin, Period, Qualifier, RANK, Reference, ReferenceFact, plain,
};
use kanwu_plugin::reading::figure::Figure;
use kanwu_plugin::reading::unit::UnitId;
use kanwu_text::{Lang, Message};
use rust_decimal::Decimal;
use rust_xlsxwriter::{Format, XlsxError};
use serde::{Deserialize, Serialize};

use crate::csv as form;
use crate::messages::facts as said;
use crate::printable;
use crate::workbook::workbook;

/// Widths of the columns of the workbook, in characters of Latin script.
const WIDTHS: [f64; 9] = [26.0, 10.0, 10.0, 16.0, 18.0, 10.0, 30.0, 18.0, 6.0];

/// The facts of a book.
#[derive(Debug, Serialize, Deserialize)]
pub struct FactTable {
    /// The rows, in the order of the book, those of tables last.
    pub facts: Vec<FactRow>,
    #[serde(skip, default = "chinese")]
    lang: Lang,
}

fn chinese() -> Lang {
    Lang::Zh
}

/// A fact.
#[derive(Debug, Serialize, Deserialize)]
pub struct FactRow {
    /// What it is the figure of.
    pub indicator: String,
    /// Of what time: `2022`, `2022-03`; empty where it is not known.
    pub period: String,
    /// How it is meant: `actual`, `planned`, `change`, `share`, `mean`, `cumulative`.
    pub qualifier: String,
    /// As printed.
    pub text: String,
    /// Its value in the unit, exactly.
    pub value: Decimal,
    /// The least value that it may be rounded from.
    pub low: Decimal,
    /// The greatest.
    pub high: Decimal,
    /// The key of the unit that its value is in.
    pub unit: String,
    /// 类目 › 分目 › 条目.
    pub place: String,
    /// The file.
    pub path: String,
    /// 1-based.
    pub line: u32,
    #[serde(skip)]
    meant: &'static str,
    #[serde(skip)]
    unit_name: &'static str,
}

/// The facts of a book in whose name, figure or place `word` stands; all where it is empty.
pub fn fact_table(book: &Book<'_>, facts: &Facts, word: &str, lang: Lang) -> FactTable {
    let rows = facts.all().iter().map(|one| row(book, one, lang));
    let told = |row: &FactRow| {
        word.is_empty() || [&row.indicator, &row.text, &row.place].into_iter().any(|text| text.contains(word))
    };
    FactTable { facts: rows.filter(told).collect(), lang }
}

fn row(book: &Book<'_>, one: &Observation, lang: Lang) -> FactRow {
    let indicator = match one.origin {
        Origin::Prose { .. } if one.after(book).trim().is_empty() => one.before(book).trim().to_owned(),
        Origin::Prose { .. } => format!("{}…{}", one.before(book).trim(), one.after(book).trim()),
        Origin::Cell { row, column, .. } => format!("{}·{}", book.text(row).trim(), book.text(column).trim()),
    };
    let at = one.location(book);
    let source = book.manuscript.source(at.source);
    let block = book.block_at(at).map(|(_, block)| book.place(block)).unwrap_or_default();
    let titles: Vec<&str> = [block.0, block.1, block.2].into_iter().flatten().collect();
    FactRow {
        indicator,
        period: period(one.period),
        qualifier: one.qualifier.name().to_owned(),
        text: one.printed(book).to_owned(),
        value: one.figure.value.normalize(),
        low: one.figure.low.normalize(),
        high: one.figure.high.normalize(),
        unit: one.unit.to_owned(),
        place: titles.join(" › "),
        path: source.map_or_else(String::new, |source| source.path.clone()),
        line: source.map_or(0, |source| source.lines().line_of(at.span.start)),
        meant: meant(one.qualifier).text(lang),
        unit_name: UnitId::of_key(one.unit).map_or(one.unit, |unit| unit.unit().name),
    }
}

const fn meant(qualifier: Qualifier) -> Message {
    match qualifier {
        Qualifier::Actual => said::ACTUAL,
        Qualifier::Planned => said::PLANNED,
        Qualifier::Change => said::CHANGE,
        Qualifier::Share => said::SHARE,
        Qualifier::Mean => said::MEAN,
        Qualifier::Cumulative => said::CUMULATIVE,
    }
}

fn period(period: Period) -> String {
    match period {
        Period::Unknown | Period::Span => String::new(),
        Period::Year(year) => year.to_string(),
        Period::Month(Some(year), month) => format!("{year}-{month:02}"),
        Period::Month(None, month) => format!("--{month:02}"),
    }
}

/// The period that an exported fact names.
fn period_of(text: &str) -> Period {
    let (year, month) = text.split_once('-').map_or((text, None), |(year, month)| (year, Some(month)));
    match (year.parse(), month.map(|month| month.trim_start_matches('-').parse())) {
        (Ok(year), None) => Period::Year(year),
        (Ok(year), Some(Ok(month))) => Period::Month(Some(year), month),
        (_, Some(Ok(month))) => Period::Month(None, month),
        _ => Period::Unknown,
    }
}

/// A list of facts that was exported as JSON, as what a book is compared with.
pub fn read_facts(bytes: &[u8], name: &str) -> Result<Reference, String> {
    let table: FactTable = serde_json::from_slice(bytes).map_err(|e| e.to_string())?;
    let mut reference = Reference::new(name, None);
    for row in table.facts.iter().filter(|row| row.qualifier == "actual" && row.unit != RANK) {
        let figure = Figure { low: row.low, value: row.value, high: row.high };
        let fact = ReferenceFact { period: period_of(&row.period), figure, printed: row.text.clone() };
        let (first, second) = row.indicator.split_once('·').unwrap_or((&row.indicator, ""));
        let head = |text: &str| plain(text.split(['（', '(', '…']).next().unwrap_or(text));
        reference.add(&format!("{}{}", head(first), head(second)), &row.unit, fact.clone());
        if !second.is_empty() {
            reference.add(&head(first), &row.unit, fact);
        }
    }
    Ok(reference)
}

impl FactTable {
    /// The names of the columns.
    pub fn columns(&self) -> [&'static str; 9] {
        said::COLUMNS.text(self.lang)
    }

    /// The rows as text.
    pub fn rows(&self) -> impl Iterator<Item = [String; 9]> {
        self.facts.iter().map(|fact| {
            [
                fact.indicator.clone(),
                fact.period.clone(),
                fact.meant.to_owned(),
                fact.text.clone(),
                fact.value.to_string(),
                fact.unit_name.to_owned(),
                fact.place.clone(),
                fact.path.clone(),
                fact.line.to_string(),
            ]
        })
    }

    /// As CSV for the spreadsheets of Chinese offices.
    pub fn csv(&self, out: &mut impl Write) -> io::Result<()> {
        out.write_all("\u{feff}".as_bytes())?;
        let mut table = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
        table.write_record(self.columns()).map_err(io::Error::other)?;
        for row in self.rows() {
            table.write_record(row.iter().map(|cell| form::plain(cell))).map_err(io::Error::other)?;
        }
        table.flush()
    }

    /// As JSON, for other programs and for `[reference]`.
    pub fn json(&self, out: &mut impl Write) -> io::Result<()> {
        printable::pretty_json(out, self)?;
        writeln!(out)
    }

    /// As a workbook for Excel and WPS.
    pub fn xlsx(&self, out: &mut impl Write) -> io::Result<()> {
        let bytes = self.workbook().map_err(io::Error::other)?;
        out.write_all(&bytes)
    }

    fn workbook(&self) -> Result<Vec<u8>, XlsxError> {
        let mut book = workbook("")?;
        let page = book.add_worksheet();
        page.set_name(said::SHEET.text(self.lang))?;
        let head = Format::new().set_bold();
        for ((column, name), width) in (0_u16..).zip(self.columns()).zip(WIDTHS) {
            page.set_column_width(column, width)?;
            page.write_string_with_format(0, column, name, &head)?;
        }
        for (line, row) in (1_u32..).zip(self.rows()) {
            for (column, text) in (0_u16..).zip(row) {
                page.write_string(line, column, text)?;
            }
        }
        page.set_freeze_panes(1, 0)?;
        page.autofilter(0, 0, u32::try_from(self.facts.len()).unwrap_or(u32::MAX), 8)?;
        book.save_to_buffer()
    }
}
