//! What a report is written by, some manuscripts at a time, so that a folder is never held whole.

use std::io::{self, Write};

use kanwu_text::Lang;

use crate::{Checked, Totals};

/// A report in the making.
///
/// What is told of a finding is written when its manuscript comes; counts and what was not looked at, which are known
/// last, stand at the end, or are gathered where the form has them in front.
pub trait Reporter {
    /// Tells of some manuscripts of the run, which come in order. How many come at a time may not show.
    fn part(&mut self, out: &mut dyn Write, part: &Checked<'_>) -> io::Result<()>;

    /// Ends the report. `run` is the run without its manuscripts, whose `totals` were gathered part by part.
    fn end(&mut self, out: &mut dyn Write, run: &Checked<'_>, totals: &Totals) -> io::Result<()>;
}

/// Writes the report of a run that is at hand whole.
pub fn whole(
    reporter: &mut dyn Reporter,
    out: &mut dyn Write,
    checked: &Checked<'_>,
    lang: Lang,
) -> io::Result<()> {
    let mut totals = Totals::new(lang);
    totals.add(checked);
    reporter.part(out, checked)?;
    reporter.end(out, checked, &totals)
}

/// How much is to be told, as far as it is known before anything is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// How many manuscripts.
    pub manuscripts: usize,
    /// How many files.
    pub files: usize,
}

impl Extent {
    /// One manuscript of one file.
    pub const ONE: Extent = Extent { manuscripts: 1, files: 1 };
}
