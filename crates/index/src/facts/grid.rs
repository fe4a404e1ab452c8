//! Facts of tables: the head of a row and the head of a column name what stands where they cross.

use kanwu_book::{Book, Row, Table, TableId, squeeze};
use kanwu_reading::figure::Figure;
use kanwu_reading::to_root;
use kanwu_reading::unit::{Unit, UnitKind, UnitRef, parse_unit};
use kanwu_text::Location;
use kanwu_text::han;
use rust_decimal::Decimal;

use super::observation::{Observation, Origin, Qualifier};
use super::period::Period;
use crate::table::fact_words::{OTHER_COLUMNS, UNIT_OF_TABLE};

/// So many lines above a table may say its unit.
const ABOVE: usize = 2;

/// Adds the facts of all tables to `out`.
pub(super) fn read(book: &Book<'_>, recorded: Option<i32>, out: &mut Vec<Observation>) {
    for (n, table) in book.tables.iter().enumerate() {
        of_table(book, TableId(n as u32), table, recorded, out);
    }
}

/// A unit with the power of ten before it: 万吨.
struct Scaled {
    power: u8,
    unit: UnitRef,
}

impl Scaled {
    fn parse(text: &str) -> Option<Scaled> {
        let (power, unit) = parse_unit(text.trim())?;
        Some(Scaled { power, unit })
    }

    fn of(&self, printed: &str) -> Option<(&'static Unit, Figure)> {
        let plain: String = printed.chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
        let value: Decimal = plain.parse().ok()?;
        let half = Decimal::new(5, value.scale() + 1);
        let counted =
            value.scale() == 0 && self.power == 0 && self.unit.head.id.unit().kind == UnitKind::Count;
        let figure = if counted {
            Figure::exact(value)
        } else {
            Figure { low: (value - half).max(Decimal::ZERO), value, high: value + half }
        };
        let figure = figure.times(Decimal::from(10_i64.checked_pow(u32::from(self.power))?))?;
        to_root(&self.unit, figure)
    }
}

fn of_table(book: &Book<'_>, id: TableId, table: &Table, recorded: Option<i32>, out: &mut Vec<Observation>) {
    let Some(header) = &table.header else { return };
    let title =
        table.title.and_then(|title| book.block(title)).map(|b| squeeze(book.text(b.at))).unwrap_or_default();
    let overall = unit_above(book, header).or_else(|| unit_in(&title));
    let year = year_in(&title).or(recorded);
    let first = usize::from(is_serial(book, table));
    let Some(named) = header.cells.get(first) else { return };
    let columns: Vec<(usize, Location, String)> = (header.cells.iter().enumerate().skip(first + 1))
        .map(|(n, cell)| (n, *cell, squeeze(book.text(*cell))))
        .collect();
    let own: Vec<Option<Scaled>> =
        columns.iter().map(|(.., head)| unit_in(head).and_then(|u| Scaled::parse(&u))).collect();
    let all = overall.and_then(|unit| Scaled::parse(&unit));
    let unit_column = columns.iter().find(|(.., head)| head.contains("单位")).map(|(n, ..)| *n);
    for row in &table.rows {
        let Some(head) = row.cells.get(first).filter(|cell| **cell != *named) else { continue };
        let name = squeeze(book.text(*head));
        if name.is_empty() || row.cells.len() != header.cells.len() {
            continue;
        }
        let of_row = unit_in(&name).and_then(|u| Scaled::parse(&u)).or_else(|| {
            let cell = row.cells.get(unit_column?)?;
            Scaled::parse(&squeeze(book.text(*cell)))
        });
        for ((n, column, title), own) in columns.iter().zip(&own) {
            let Some(cell) = row.cells.get(*n) else { continue };
            let unit = of_row.as_ref().or(own.as_ref()).or(all.as_ref());
            let Some((unit, figure)) = unit.and_then(|unit| unit.of(book.text(*cell))) else { continue };
            if figure.value <= Decimal::ZERO {
                continue;
            }
            let other = OTHER_COLUMNS.iter().any(|word| title.contains(word) || name.contains(word));
            let year = year_in(title).or_else(|| year_in(&name)).or(year);
            out.push(Observation {
                origin: Origin::Cell { table: id, at: *cell, row: *head, column: *column },
                period: year.map_or(Period::Unknown, Period::Year),
                qualifier: if other { Qualifier::Change } else { Qualifier::Actual },
                unit: unit.key,
                figure,
                verbatim: false,
            });
        }
    }
}

/// The unit in the brackets that end a head: 产量（万吨）.
fn unit_in(head: &str) -> Option<String> {
    if let Some((_, unit)) = UNIT_OF_TABLE.iter().find_map(|word| head.rsplit_once(word)) {
        return Some(unit.trim_end_matches(['）', ')']).to_owned());
    }
    let inner = head.strip_suffix(['）', ')'])?;
    inner
        .rfind(['（', '('])
        .and_then(|at| inner.get(at..))
        .map(|unit| unit.trim_start_matches(['（', '(']).to_owned())
}

/// 单位：公顷 on a line above the table.
fn unit_above(book: &Book<'_>, header: &Row) -> Option<String> {
    let first = header.block.index().min(book.blocks.len());
    let above = book.blocks.get(first.saturating_sub(ABOVE)..first)?;
    above.iter().rev().find_map(|block| {
        let line = squeeze(book.text(block.at));
        UNIT_OF_TABLE.iter().any(|word| line.contains(word)).then(|| unit_in(&line)).flatten()
    })
}

/// The one year that a title names.
fn year_in(title: &str) -> Option<i32> {
    let mut years = title.match_indices(han::YEAR).filter_map(|(at, _)| {
        let figure = title.get(at.checked_sub(4)?..at)?;
        figure.bytes().all(|b| b.is_ascii_digit()).then(|| figure.parse().ok()).flatten()
    });
    years.next().filter(|_| years.next().is_none())
}

/// Whether the first column only counts the rows.
fn is_serial(book: &Book<'_>, table: &Table) -> bool {
    !table.rows.is_empty()
        && table.rows.iter().all(|row| {
            let cell = row.cells.first().map(|cell| book.text(*cell).trim()).unwrap_or_default();
            !cell.is_empty() && cell.len() <= 4 && cell.bytes().all(|b| b.is_ascii_digit())
        })
}
