//! The form as a workbook for Excel and WPS: text wrapped, head frozen and printed on every page, filters,
//! A4 landscape. Text is written as text, so that none of it is a formula.

use std::fmt;
use std::io::{self, Write};

use kanwu_text::AmbiguousWidth;
use kanwu_text::lines::display_width;
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

use crate::messages::sheet as said;
use crate::sheet::{Row, Sheet, columns};
use crate::workbook::{LINE, cell, head_cell, print_across, workbook, write_marked};
use crate::{Checked, Extent, Options, Reporter, Totals, summary};

/// Widths of the columns, in characters of Latin script.
const WIDTHS: [f64; 12] = [5.5, 18.0, 5.5, 6.5, 20.0, 36.0, 28.0, 18.0, 7.0, 18.0, 18.0, 8.0];

/// Lines that a row shows at most.
const MOST_LINES: u32 = 12;

/// A workbook of two sheets: the form, and what was found and not checked.
pub struct Xlsx {
    options: Options,
    sheet: Sheet,
    /// Indices of the columns that the form has.
    kept: Vec<usize>,
    page: Worksheet,
    /// The row that was written last.
    line: u32,
}

impl fmt::Debug for Xlsx {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Xlsx").field("sheet", &self.sheet).field("line", &self.line).finish_non_exhaustive()
    }
}

impl Xlsx {
    /// With nothing in it.
    pub fn new(options: &Options, extent: Extent) -> Xlsx {
        Xlsx {
            options: *options,
            sheet: Sheet::new(options),
            kept: (0..WIDTHS.len()).filter(|i| *i != 1 || extent.files > 1).collect(),
            page: Worksheet::new(),
            line: 0,
        }
    }

    fn column(&self, i: usize) -> Option<u16> {
        self.kept.iter().position(|k| *k == i).and_then(|c| u16::try_from(c).ok())
    }

    fn rows(&mut self, rows: &[Row]) -> Result<(), XlsxError> {
        let format = cell();
        for row in rows {
            self.line = self.line.checked_add(1).ok_or(XlsxError::RowColumnLimitError)?;
            let line = self.line;
            let number = |n: u32| Cell::Number(f64::from(n));
            let cells: [Cell<'_>; 12] = [
                Cell::Number(f64::from(line)),
                Cell::Text(&row.path),
                row.page.map_or(Cell::Text(""), number),
                number(row.line),
                Cell::Text(&row.trail),
                Cell::Marked(row),
                Cell::Text(&row.want),
                Cell::Text(&row.kind),
                Cell::Number(row.points.to_f64().unwrap_or_default()),
                Cell::Text(&row.clause),
                Cell::Text(&row.opinion),
                Cell::Text(&row.person),
            ];
            // Not every program makes a row as high as its wrapped text.
            let lines = cells.iter().zip(WIDTHS).map(|(content, width)| content.lines(width)).max();
            self.page.set_row_height(line, LINE * f64::from(lines.unwrap_or(1).min(MOST_LINES)))?;
            for (i, content) in cells.into_iter().enumerate() {
                if let Some(at) = self.column(i) {
                    content.write(&mut self.page, line, at, &format)?;
                }
            }
        }
        Ok(())
    }

    fn workbook(&mut self, run: &Checked<'_>, notes: Vec<String>) -> Result<Vec<u8>, XlsxError> {
        let last = self.sheet.last_rows(run);
        self.rows(&last)?;
        self.frame()?;
        let mut book = workbook(self.sheet.title)?;
        book.push_worksheet(std::mem::take(&mut self.page));
        let page = book.add_worksheet();
        page.set_name(said::NOTES.text(self.options.lang))?;
        page.set_column_width(0, 110)?;
        let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        for (i, line) in notes.into_iter().enumerate() {
            page.write_string_with_format(row_number(i)?, 0, line, &wrapped)?;
        }
        book.save_to_buffer()
    }

    /// The head of the form, and how it is shown and printed.
    fn frame(&mut self) -> Result<(), XlsxError> {
        let title = self.sheet.title;
        self.page.set_name(title)?;
        let head = head_cell();
        for (i, (name, width)) in columns(self.options.lang).into_iter().zip(WIDTHS).enumerate() {
            let Some(at) = self.column(i) else { continue };
            self.page.set_column_width(at, width)?;
            self.page.write_string_with_format(0, at, name, &head)?;
        }
        let last = u16::try_from(self.kept.len().saturating_sub(1)).unwrap_or_default();
        let page = &mut self.page;
        page.autofilter(0, 0, self.line, last)?;
        print_across(page, 0)?;
        page.set_margins(0.4, 0.4, 0.7, 0.6, 0.3, 0.3);
        page.set_header(format!("&C&14{title}"));
        page.set_footer(said::FOOTER.text(self.options.lang));
        Ok(())
    }
}

impl Reporter for Xlsx {
    fn part(&mut self, _: &mut dyn Write, part: &Checked<'_>) -> io::Result<()> {
        let rows = self.sheet.rows(part);
        self.rows(&rows).map_err(io::Error::other)
    }

    fn end(&mut self, out: &mut dyn Write, run: &Checked<'_>, totals: &Totals) -> io::Result<()> {
        let mut notes = summary::lines(run, totals, &self.options)?;
        notes.extend(run.errors.iter().map(|error| error.message(self.options.lang)));
        let bytes = self.workbook(run, notes).map_err(io::Error::other)?;
        out.write_all(&bytes)
    }
}

fn row_number(i: usize) -> Result<u32, XlsxError> {
    u32::try_from(i).map_err(|_| XlsxError::RowColumnLimitError)
}

enum Cell<'c> {
    Text(&'c str),
    Number(f64),
    /// The text of a row, its place in bold and red.
    Marked(&'c Row),
}

impl Cell<'_> {
    /// Lines that it takes in a column of this width, with a little to spare: words are not cut in two.
    fn lines(&self, width: f64) -> u32 {
        let taken = |text: &str| display_width(text, AmbiguousWidth::Two) as f64;
        let taken = match self {
            Cell::Text(text) => taken(text),
            Cell::Number(_) => 1.0,
            Cell::Marked(Row { text, .. }) => taken(&text.before) + taken(&text.at) + taken(&text.after),
        };
        (taken * 1.1 / width).ceil().max(1.0) as u32
    }

    fn write(&self, page: &mut Worksheet, row: u32, column: u16, format: &Format) -> Result<(), XlsxError> {
        match self {
            Cell::Text(text) => page.write_string_with_format(row, column, *text, format)?,
            Cell::Number(number) => page.write_number_with_format(row, column, *number, format)?,
            Cell::Marked(Row { text, .. }) => {
                // A place without width is shown by the sign for what is missing.
                let at = if text.at.is_empty() { "∧" } else { text.at.as_str() };
                return write_marked(page, (row, column), [&text.before, at, &text.after], format);
            }
        };
        Ok(())
    }
}
