//! A figure of the text against the table of its section: 荷塘镇养殖水面860公顷, and in the table 680.

use kanwu_plugin::book::{SectionId, Table, squeeze};
use kanwu_plugin::context::{has_any, near_end};
use kanwu_plugin::{
    BookContext, Confidence, Fact, FactValue, Finding, ItemFlag, LocalContext, Place, Rule, Trigger, Triggers,
};
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use crate::card::prose_against_table as card;
use crate::same_figures::same_figures;
use crate::table::counting::NOT_A_PART;
use crate::table_rows::is_serial;
use crate::words_of::words_of;

/// See the card.
pub const RULE: Rule = Rule::survey(card::NAME, Triggers::flags(&[ItemFlag::Quantity]), collect, judge);

/// Words before a figure that tell what it is of.
const WORDS: std::ops::RangeInclusive<usize> = 4..=20;

fn collect(cx: &mut LocalContext<'_>, trigger: Trigger) {
    let Trigger::Item(i) = trigger else { return };
    let Some(quantity) = cx.paragraph().quantity(i) else { return };
    let plain = quantity.range.is_none()
        && quantity.unit.is_some()
        && quantity.approx_before.is_none()
        && quantity.approx_after.is_none()
        && quantity.sign.is_none();
    let start = quantity.span.start;
    let before = near_end(cx.before(start));
    let from = before
        .rfind(|c: char| !c.is_alphanumeric())
        .map_or(0, |at| at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8));
    let words = before.get(from..).unwrap_or_default();
    let digits = words.bytes().any(|b| b.is_ascii_digit());
    if !plain || digits || !WORDS.contains(&words.chars().count()) || has_any(words, NOT_A_PART) {
        return;
    }
    cx.fact("", words.to_owned(), FactValue::Words(cx.of(quantity.span).to_owned()), quantity.span);
}

/// A cell that holds a number.
struct Cell {
    value: Decimal,
    /// What its head or the title of the table says, where its unit stands.
    unit: String,
    at: kanwu_plugin::Location,
}

fn judge(facts: &[Fact], cx: &mut BookContext<'_>) {
    let book = cx.book;
    let mut cells: FxHashMap<(Option<SectionId>, String), Option<Cell>> = FxHashMap::default();
    for table in &book.tables {
        for (words, cell) in cells_of(cx, table) {
            // Two rows of one name tell nothing.
            cells.entry((table.section, words)).and_modify(|one| *one = None).or_insert(Some(cell));
        }
    }
    if cells.is_empty() {
        return;
    }
    for fact in facts {
        let Some(section) = book.reading(fact.reading).and_then(|r| book.block(r.block)).map(|b| b.section)
        else {
            continue;
        };
        let words = fact.key.as_str();
        let ends = words.char_indices().filter_map(|(at, _)| words.get(at..));
        let found = ends
            .into_iter()
            .take_while(|end| end.chars().count() >= *WORDS.start())
            .find_map(|end| cells.get(&(section, end.to_owned()))?.as_ref());
        let Some(cell) = found else { continue };
        let printed = fact.value.as_str();
        let unit = printed.trim_start_matches(|c: char| c.is_ascii_digit() || ".,".contains(c));
        let number = printed.get(..printed.len() - unit.len()).unwrap_or_default().replace(',', "");
        let Ok(value) = number.parse::<Decimal>() else { continue };
        if unit.is_empty() || !cell.unit.contains(unit) || !same_figures(value, cell.value) {
            continue;
        }
        let finding = Finding::new(fact.place(), Confidence::Likely)
            .arg(card::args::WORDS, words)
            .arg(card::args::FOUND, words_of(cx, fact))
            .arg(card::args::CELL, cell.value.normalize().to_string())
            .labelled(Place::Source(cell.at), card::labels::CELL);
        cx.push(finding);
    }
}

/// The cells of a table that hold numbers, each by the heads of its row and column.
fn cells_of(cx: &BookContext<'_>, table: &Table) -> Vec<(String, Cell)> {
    let book = cx.book;
    let Some(header) = &table.header else { return Vec::new() };
    let title = table.title.and_then(|id| book.block(id)).map(|b| book.text(b.at)).unwrap_or_default();
    let first = usize::from(is_serial(book, table));
    let mut out = Vec::new();
    for row in &table.rows {
        let head = row.cells.get(first).map(|c| squeeze(book.text(*c))).unwrap_or_default();
        for (cell, column) in row.cells.iter().zip(&header.cells).skip(first + 1) {
            let Ok(value) = squeeze(book.text(*cell)).replace(',', "").parse::<Decimal>() else { continue };
            let column = squeeze(book.text(*column));
            let name = column.split(['（', '(']).next().unwrap_or_default();
            let unit = if name.len() < column.len() { column.clone() } else { title.to_owned() };
            let words = format!("{head}{name}");
            if name.is_empty() || !WORDS.contains(&words.chars().count()) {
                continue;
            }
            out.push((words, Cell { value, unit, at: *cell }));
        }
    }
    out
}
