//! `kanwu quantities`: every quantity of the book as it is read, with its place.

use std::io::{self, Write};

use kanwu_book::{Book, Reading};
use kanwu_reading::Item;
use kanwu_reading::quantity::{Fraction, Quantity, RangeEnd};
use kanwu_text::{Lang, ReadingSpan, lex};
use rust_decimal::Decimal;
use serde::Serialize;

use crate::cli::ListingFormat;
use crate::messages::quantities as said;
use crate::table;

/// A quantity as read. Values are decimals in text, so that no reader of JSON rounds them.
#[derive(Serialize)]
struct Row {
    path: String,
    /// 1-based.
    line: u32,
    /// 1-based, in characters.
    column: u32,
    text: String,
    value: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    upper: Option<String>,
    /// The place word after the digits: 万, 亿.
    #[serde(skip_serializing_if = "Option::is_none")]
    scale: Option<String>,
    /// Digits after the decimal point.
    places: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    approximators: Vec<&'static str>,
    /// Both ends, where it is a range.
    #[serde(skip_serializing_if = "Option::is_none")]
    range: Option<[String; 2]>,
}

/// Writes the quantities, in the order of the text.
pub(crate) fn write(
    out: &mut dyn Write,
    book: &Book<'_>,
    format: ListingFormat,
    lang: Lang,
) -> io::Result<()> {
    let rows: Vec<Row> = book.readings.iter().flat_map(|reading| rows(book, reading)).collect();
    if format == ListingFormat::Json {
        return table::json(out, &rows);
    }
    let head = said::COLUMNS.text(lang);
    let mut lines = vec![head.map(str::to_owned).to_vec()];
    lines.extend(rows.into_iter().map(|row| {
        let range = row.range.map_or(String::new(), |[low, high]| format!("{low} … {high}"));
        vec![
            format!("{}:{}:{}", row.path, row.line, row.column),
            row.text,
            row.value,
            row.unit.unwrap_or_default(),
            row.approximators.join(" "),
            range,
        ]
    }));
    table::write(out, &lines)
}

fn rows(book: &Book<'_>, reading: &Reading<'_>) -> Vec<Row> {
    let (mut tokens, mut items) = (Vec::new(), Vec::new());
    lex(&reading.text, &mut tokens);
    kanwu_reading::read(&reading.text, &tokens, &mut items);
    items
        .iter()
        .filter_map(|item| match item {
            Item::Quantity(quantity) => Some(of_quantity(&reading.text, quantity)),
            Item::Fraction(fraction) => of_fraction(&reading.text, fraction),
            _ => None,
        })
        .map(|(span, row)| placed(book, reading, span, row))
        .collect()
}

fn placed(book: &Book<'_>, reading: &Reading<'_>, span: ReadingSpan, row: Row) -> Row {
    let at = reading.locate_point(span.start);
    let Some(source) = book.manuscript.source(at.source) else { return row };
    let position = source.lines().position(&source.text, at.span.start);
    Row { path: source.path.clone(), line: position.line, column: position.column, ..row }
}

fn of_quantity(text: &str, quantity: &Quantity) -> (ReadingSpan, Row) {
    let words = [quantity.approx_before, quantity.approx_after, quantity.approx_tail];
    let negative = quantity.sign.is_some_and(|s| s.kind.is_negative());
    let signed = |end: &RangeEnd| {
        let negative = end.sign.is_some_and(|s| s.kind.is_negative());
        if negative { plain(-end.number.value) } else { plain(end.number.value) }
    };
    let number = &quantity.number;
    let row = Row {
        text: quantity.span.of_text(text).to_owned(),
        value: if negative { plain(-number.value) } else { plain(number.value) },
        upper: number.upper.map(plain),
        scale: number.scale.map(|s| s.span.of_text(text).to_owned()),
        places: number.places,
        unit: quantity.unit.as_ref().map(|u| u.span.of_text(text).to_owned()),
        kind: quantity.kind().map(|k| format!("{k:?}").to_lowercase()),
        approximators: words.into_iter().flatten().map(|a| a.word).collect(),
        range: quantity.range.as_ref().map(|r| [signed(&r.low), signed(&r.high)]),
        ..empty()
    };
    (quantity.span, row)
}

fn of_fraction(text: &str, fraction: &Fraction) -> Option<(ReadingSpan, Row)> {
    let words = [fraction.approx_before, fraction.approx_tail];
    let row = Row {
        text: fraction.span.of_text(text).to_owned(),
        value: plain(fraction.value()?),
        kind: Some("fraction".to_owned()),
        approximators: words.into_iter().flatten().map(|a| a.word).collect(),
        ..empty()
    };
    Some((fraction.span, row))
}

/// Without zeros at the end that 万 and 亿 leave behind.
fn plain(value: Decimal) -> String {
    value.normalize().to_string()
}

fn empty() -> Row {
    Row {
        path: String::new(),
        line: 0,
        column: 0,
        text: String::new(),
        value: String::new(),
        upper: None,
        scale: None,
        places: 0,
        unit: None,
        kind: None,
        approximators: Vec::new(),
        range: None,
    }
}
