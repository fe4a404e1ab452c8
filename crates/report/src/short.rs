//! Findings on a terminal, one line each.

use std::io::{self, Write};

use codespan_reporting::diagnostic::Severity as Grade;
use codespan_reporting::term::Styles;
use codespan_reporting::term::termcolor::{Ansi, NoColor, WriteColor};
use kanwu_card::Severity;

use crate::fold::{Fold, Taken};
use crate::positions::Positions;
use crate::printable::Printable;
use crate::{Checked, Options, Reporter, Totals, answers, message, words};

/// `path:line:column: 错误[NUM013 range-left-percent-missing] what` for each finding, by place; traces of conversion
/// are folded.
///
/// No text is drawn here, so the renderer has no part in it; the colours are its own.
#[derive(Debug)]
pub struct Short {
    options: Options,
    fold: Fold,
}

impl Short {
    /// With nothing in it.
    pub fn new(options: &Options) -> Short {
        Short { options: *options, fold: Fold::new(options) }
    }
}

impl Reporter for Short {
    fn part(&mut self, out: &mut dyn Write, part: &Checked<'_>) -> io::Result<()> {
        let positions = part.positions();
        let taken = self.fold.take(part, &positions, &self.options);
        if self.options.color {
            lines(&mut Printable(Ansi::new(out)), &taken, &positions, &self.options)
        } else {
            lines(&mut Printable(NoColor::new(out)), &taken, &positions, &self.options)
        }
    }

    fn end(&mut self, out: &mut dyn Write, run: &Checked<'_>, _: &Totals) -> io::Result<()> {
        self.fold.write(&mut Printable(out), run, &self.options)
    }
}

fn lines(
    out: &mut impl WriteColor,
    taken: &Taken<'_>,
    positions: &Positions<'_>,
    options: &Options,
) -> io::Result<()> {
    let styles = Styles::default();
    for listed in &taken.shown {
        let (card, finding) = (listed.card, listed.finding);
        let Some(place) = positions.told(listed.manuscript, finding.at, options.lang) else { continue };
        write!(out, "{place}: ")?;
        out.set_color(styles.header(match finding.severity {
            Severity::Error => Grade::Error,
            Severity::Warning => Grade::Warning,
            Severity::Info | Severity::Off => Grade::Note,
        }))?;
        write!(out, "{}[{} {}]", words::severity(finding.severity, options.lang), card.code, card.name)?;
        out.reset()?;
        let answer = answers::note(listed, options.lang).map_or(String::new(), |note| format!(" [{note}]"));
        writeln!(out, " {}{answer}", message(card, finding, options.lang).0)?;
    }
    Ok(())
}
