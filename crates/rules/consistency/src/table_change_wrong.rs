//! | 2023年 | 2022年 | 增减 |: a column of changes against the two columns before it.

use kanwu_plugin::book::{Row, Table};
use kanwu_plugin::context::has_any;
use kanwu_plugin::reading::figure::Figure;
use kanwu_plugin::{Book, BookContext, Confidence, Finding, Location, Place, Reads, Rule};
use rust_decimal::Decimal;

use crate::card::table_change_wrong as card;
use crate::table::fact_words::{CHANGE_COLUMNS, EARLIER_COLUMNS, GROWTH_COLUMNS};
use crate::table::reckoning::FIXED_PRICES;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

/// A row of changes: the two levels, the change as printed, and where it stands.
struct Line<'b> {
    name: &'b str,
    at: Location,
    now: Figure,
    before: Figure,
    printed: Figure,
    want: Figure,
}

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for table in &book.tables {
        let Some(header) = &table.header else { continue };
        let heads: Vec<String> = header
            .cells
            .iter()
            .map(|c| book.text(*c).chars().filter(|c| !c.is_whitespace()).collect())
            .collect();
        for column in 3..heads.len().max(3) {
            let Some(head) = heads.get(column) else { continue };
            let name = head.split(['（', '(']).next().unwrap_or(head);
            let growth = GROWTH_COLUMNS.contains(&name)
                && (head.contains('%') || head.contains('率') || head.contains('幅'));
            if growth || CHANGE_COLUMNS.contains(&name) && !head.contains('%') {
                judge(cx, book, table, &heads, column, growth);
            }
        }
    }
}

fn judge(
    cx: &mut BookContext<'_>,
    book: &Book<'_>,
    table: &Table,
    heads: &[String],
    column: usize,
    growth: bool,
) {
    let (Some(first), Some(second)) = (heads.get(column - 2), heads.get(column - 1)) else { return };
    // 2023年 | 2022年 | 增减, or the other way about.
    let year = |head: &str| {
        let at = head.find(han_year)?;
        head.get(at.checked_sub(4)?..at)?.parse::<i32>().ok()
    };
    let earlier = |head: &str| has_any(head, EARLIER_COLUMNS);
    let turned = match (year(first), year(second)) {
        (Some(a), Some(b)) if a != b => a < b,
        (Some(_), None) | (None, Some(_)) | (None, None) if earlier(second) != earlier(first) => {
            earlier(first)
        }
        (None, Some(_)) => false,
        _ => return,
    };
    let lines: Vec<Line<'_>> =
        table.rows.iter().filter_map(|row| line(book, row, column, turned, growth)).collect();
    let right = lines.iter().filter(|line| line.want.agrees(line.printed)).count();
    // What the columns are is known from the rows that fit.
    if right == 0 || right * 2 < lines.len() {
        return;
    }
    for line in lines.iter().filter(|line| !line.want.agrees(line.printed)) {
        let shown = line.want.value.round_dp(line.printed.value.scale());
        let finding = Finding::new(Place::Source(line.at), Confidence::Likely)
            .arg(card::args::ROW, line.name)
            .arg(card::args::FOUND, line.printed.value)
            .arg(card::args::NOW, line.now.value)
            .arg(card::args::BEFORE, line.before.value)
            .arg(card::args::WANT, shown);
        cx.push(finding);
    }
}

fn han_year(c: char) -> bool {
    c == kanwu_plugin::text::han::YEAR
}

fn line<'b>(book: &'b Book<'_>, row: &Row, column: usize, turned: bool, growth: bool) -> Option<Line<'b>> {
    let (a, b) = (cell(book, row, column - 2)?, cell(book, row, column - 1)?);
    let (now, before) = if turned { (b, a) } else { (a, b) };
    let printed = cell(book, row, column)?;
    let name = row.cells.first().map_or("", |c| book.text(*c)).trim();
    // Growth at fixed prices does not follow from the figures printed.
    if growth && has_any(name, FIXED_PRICES) {
        return None;
    }
    let want = if growth { now.growth_from(before)? } else { now.minus(before)? };
    Some(Line { name, at: *row.cells.get(column)?, now, before, printed, want })
}

/// The number in a cell, which stands for all that print alike.
fn cell(book: &Book<'_>, row: &Row, column: usize) -> Option<Figure> {
    let text: String =
        book.text(*row.cells.get(column)?).chars().filter(|c| !c.is_whitespace() && *c != ',').collect();
    let text = text.replace(['－', '−', '—'], "-");
    let value: Decimal = text.trim_start_matches('+').parse().ok()?;
    let half = if value.scale() == 0 { Decimal::ZERO } else { Decimal::new(5, value.scale() + 1) };
    Some(Figure { low: value - half, value, high: value + half })
}
