//! Findings on a terminal, one line each.

use std::io::{self, Write};

use codespan_reporting::diagnostic::Severity as Grade;
use codespan_reporting::term::Styles;
use codespan_reporting::term::termcolor::{Ansi, NoColor, WriteColor};
use kanwu_card::Severity;

use crate::printable::Printable;
use crate::{Checked, Options, answers, fold, message, words};

/// Writes `path:line:column: 错误[NUM013 range-left-percent-missing] what` for each finding, by place;
/// traces of conversion are folded.
///
/// No text is drawn here, so the renderer has no part in it; the colours are its own.
pub fn short(out: &mut impl Write, checked: &Checked<'_>, options: &Options) -> io::Result<()> {
    if options.color {
        lines(&mut Printable(Ansi::new(&mut *out)), checked, options)
    } else {
        lines(&mut Printable(NoColor::new(&mut *out)), checked, options)
    }
}

fn lines(out: &mut impl WriteColor, checked: &Checked<'_>, options: &Options) -> io::Result<()> {
    let positions = checked.positions();
    let styles = Styles::default();
    let folded = fold::fold(checked, options);
    for listed in &folded.shown {
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
    fold::write(out, &folded, &positions, options)
}
