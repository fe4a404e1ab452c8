//! Listings: plain tables for a terminal, in which Han characters count two columns, and JSON for programs.

use std::io::{self, Write};

use kanwu_text::AmbiguousWidth;
use kanwu_text::lines::display_width;
use serde::Serialize;

/// Writes a listing as JSON, with a line end.
pub(crate) fn json(out: &mut dyn Write, listing: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, listing)?;
    writeln!(out)
}

/// Writes rows with their columns aligned; the first row is the heading.
pub(crate) fn write(out: &mut dyn Write, rows: &[Vec<String>]) -> io::Result<()> {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let width = |s: &str| display_width(s, AmbiguousWidth::One);
    let widths: Vec<usize> = (0..columns)
        .map(|c| rows.iter().filter_map(|r| r.get(c)).map(|s| width(s)).max().unwrap_or(0))
        .collect();
    for row in rows {
        let mut line = String::new();
        for (c, cell) in row.iter().enumerate() {
            line.push_str(cell);
            if c + 1 < row.len() {
                line.extend(std::iter::repeat_n(' ', widths[c] - width(cell) + 2));
            }
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}
