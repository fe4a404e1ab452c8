//! Workflow commands of GitHub Actions, which become annotations on a pull request.
//!
//! GitHub shows ten annotations of each kind a step, so traces of conversion are one notice a kind.

use std::io::{self, Write};

use kanwu_card::Severity;
use kanwu_text::{Location, Position};

use crate::checked::Listed;
use crate::positions::Positions;
use crate::printable::printable;
use crate::{Checked, Options, fold, json, message};

/// Writes `::error file=…,line=…,col=…,endLine=…,endColumn=…,title=…::message` for each finding, and one
/// `::notice` for each kind of trace of conversion. Columns count characters from 1; the end is exclusive.
pub fn github(out: &mut impl Write, checked: &Checked<'_>, options: &Options) -> io::Result<()> {
    let positions = checked.positions();
    let folded = fold::fold(checked, options);
    for error in json::failures(checked, options.lang) {
        writeln!(out, "::error file={}::{}", property(error.path), data(error.message))?;
    }
    for listed in &folded.shown {
        let command = match options.severity(listed) {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info | Severity::Off => "notice",
        };
        let (what, advice) = message(listed.card, listed.finding, options.lang);
        annotation(out, command, listed, &positions, &format!("{what}\n{advice}"))?;
    }
    if folded.more > 0 {
        writeln!(out, "::notice::{}", data(&fold::left_out(folded.more, options.lang)))?;
    }
    for all in folded.kinds.values() {
        let Some(first) = all.first() else { continue };
        let told = fold::kind(first.card, all, &positions, options.lang);
        annotation(out, "notice", first, &positions, &told)?;
    }
    Ok(())
}

fn annotation(
    out: &mut impl Write,
    command: &str,
    listed: &Listed<'_>,
    positions: &Positions<'_>,
    said: &str,
) -> io::Result<()> {
    let (card, at) = (listed.card, listed.finding.at);
    let Some(file) = positions.file_of(listed, at) else { return Ok(()) };
    let [start, end] = ends(at, |offset| file.columns.position(offset));
    let file = property(&file.source.path);
    write!(out, "::{command} file={file},line={},endLine={}", start.line, end.line)?;
    if start.line == end.line {
        // GitHub takes columns only within one line.
        write!(out, ",col={},endColumn={}", start.column, end.column)?;
    }
    let title = property(&format!("{} {}", card.code, card.name));
    writeln!(out, ",title={title}::{}", data(said.trim_end()))
}

fn ends(at: Location, position: impl Fn(u32) -> Position) -> [Position; 2] {
    [position(at.span.start), position(at.span.end)]
}

/// What stands after `::`.
fn data(text: &str) -> String {
    let text = text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    printable(&text).into_owned()
}

/// What stands in `name=value`.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// As the runner's own command parser undoes them.
    fn read(text: &str) -> String {
        let plain = text.replace("%0D", "\r").replace("%0A", "\n");
        plain.replace("%3A", ":").replace("%2C", ",").replace("%25", "%")
    }

    proptest! {
        #[test]
        fn the_runner_reads_what_was_meant(value in "[a甲,:%\r\n0-9A-D]{0,20}") {
            prop_assert_eq!(read(&property(&value)), value.as_str());
            prop_assert!(!property(&value).contains([',', ':', '\n', '\r']));
            prop_assert!(!data(&value).contains(['\n', '\r']));
        }
    }
}
