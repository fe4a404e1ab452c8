//! The form as CSV, for the spreadsheets of Chinese offices: UTF-8 with a byte-order mark, lines that end in
//! CR LF, and no cell that a spreadsheet would take for a formula.

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use crate::coverage::Told;
use crate::messages::sheet as said;
use crate::printable::printable;
use crate::sheet::{Row, Sheet, columns};
use crate::{Checked, Extent, Options, Reporter, Totals};

/// The form. The place stands in `⟦ ⟧` within the text round it.
#[derive(Debug)]
pub struct Csv {
    options: Options,
    sheet: Sheet,
    /// Whether the rows are of several files.
    files: bool,
    /// How many rows have been written.
    rows: usize,
    /// Whether the head has been.
    begun: bool,
}

impl Csv {
    /// With nothing in it.
    pub fn new(options: &Options, extent: Extent) -> Csv {
        Csv { options: *options, sheet: Sheet::new(options), files: extent.files > 1, rows: 0, begun: false }
    }

    fn write(&mut self, out: &mut dyn Write, rows: &[Row], notes: &[String]) -> io::Result<()> {
        if !self.begun {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let mut table = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
        let files = self.files;
        let mut record = |cells: &[&str]| {
            let kept = cells.iter().enumerate().filter(|(i, _)| *i != 1 || files);
            table.write_record(kept.map(|(_, cell)| plain(cell))).map_err(io::Error::other)
        };
        if !std::mem::replace(&mut self.begun, true) {
            record(&columns(self.options.lang))?;
        }
        for row in rows {
            self.rows += 1;
            record(&[
                &self.rows.to_string(),
                &row.path,
                &row.page.map_or_else(String::new, |page| page.to_string()),
                &row.line.to_string(),
                &row.trail,
                &format!("{}⟦{}⟧{}", row.text.before, row.text.at, row.text.after),
                &row.want,
                &row.kind,
                &row.points.to_string(),
                &row.clause,
                &row.opinion,
                &row.person,
            ])?;
        }
        for note in notes {
            let mut cells = [""; 12];
            (cells[0], cells[5]) = (said::NOT_CHECKED.text(self.options.lang), note);
            record(&cells)?;
        }
        table.flush()
    }
}

impl Reporter for Csv {
    fn part(&mut self, out: &mut dyn Write, part: &Checked<'_>) -> io::Result<()> {
        let rows = self.sheet.rows(part);
        self.write(out, &rows, &[])
    }

    fn end(&mut self, out: &mut dyn Write, run: &Checked<'_>, totals: &Totals) -> io::Result<()> {
        let lang = self.options.lang;
        let last = self.sheet.last_rows(run);
        // What was not looked at stands under the rows, in the column of the text.
        let (told, counts) = (Told::of(run, &totals.seen), &totals.counts);
        let mut notes = Vec::new();
        if self.rows + last.len() == 0 {
            notes.push(counts.nothing(run, lang));
        }
        notes.extend(counts.unchecked(lang));
        notes.extend(told.required_lines(lang));
        notes.extend(told.lines(lang));
        self.write(out, &last, &notes)
    }
}

/// A cell that begins as a formula does gets the sign that spreadsheets know for text.
pub(crate) fn plain(cell: &str) -> String {
    let cell = printable(cell);
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    if formula { format!("'{cell}") } else { cell.into_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=1+1", "+8610", "-5℃", "@a", "\t=1", "＝1"] {
            assert_eq!(plain(cell), format!("'{cell}"));
        }
        assert_eq!(plain("15%"), "15%");
    }
}
