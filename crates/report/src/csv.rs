//! The form as CSV, for the spreadsheets of Chinese offices: UTF-8 with a byte-order mark, lines that end in
//! CR LF, and no cell that a spreadsheet would take for a formula.

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use crate::coverage::Told;
use crate::messages::sheet as said;
use crate::printable::printable;
use crate::sheet::{Sheet, columns};
use crate::summary::Counts;
use crate::{Checked, Options};

/// Writes the form. The place stands in `⟦ ⟧` within the text round it.
pub fn csv(out: &mut impl Write, checked: &Checked<'_>, options: &Options) -> io::Result<()> {
    let positions = checked.positions();
    let sheet = Sheet::new(checked, &positions, options);
    let (told, counts) = (Told::of(checked), Counts::of(checked));
    out.write_all("\u{feff}".as_bytes())?;
    let mut table = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
    let mut record = |cells: &[&str]| {
        let kept = cells.iter().enumerate().filter(|(i, _)| *i != 1 || sheet.files);
        table.write_record(kept.map(|(_, cell)| plain(cell))).map_err(io::Error::other)
    };
    record(&columns(options.lang))?;
    for (i, row) in sheet.rows.iter().enumerate() {
        record(&[
            &(i + 1).to_string(),
            row.path,
            &row.page.map_or_else(String::new, |page| page.to_string()),
            &row.line.to_string(),
            &row.trail,
            &format!("{}⟦{}⟧{}", row.text.before, row.text.at, row.text.after),
            &row.want,
            &row.kind,
            &row.points.to_string(),
            row.clause,
            &row.opinion,
            row.person,
        ])?;
    }
    // What was not looked at stands under the rows, in the column of the text.
    let notes = told.required_lines(options.lang).into_iter().chain(told.lines(options.lang));
    let said = counts.unchecked(options.lang).into_iter().chain(notes);
    let nothing = sheet.rows.is_empty().then(|| counts.nothing(options.lang));
    for note in nothing.into_iter().chain(said) {
        let mut cells = [""; 12];
        (cells[0], cells[5]) = (said::NOT_CHECKED.text(options.lang), &note);
        record(&cells)?;
    }
    table.flush()
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
