//! Workflow commands of GitHub Actions, which become annotations on a pull request.
//!
//! GitHub shows ten annotations of each kind a step, so traces of conversion are one notice a kind.

use std::collections::BTreeMap;
use std::io::{self, Write};

use kanwu_card::Severity;
use kanwu_text::{Location, Position};

use crate::checked::Listed;
use crate::fold::Fold;
use crate::positions::Positions;
use crate::printable::printable;
use crate::{Checked, Options, Reporter, Totals, fold, json, message};

/// `::error file=…,line=…,col=…,endLine=…,endColumn=…,title=…::message` for each finding, and one `::notice` for each
/// kind of trace of conversion. Columns count characters from 1; the end is exclusive.
#[derive(Debug)]
pub struct Github {
    options: Options,
    fold: Fold,
    /// By code, what stands before the message of its notice.
    notices: BTreeMap<String, String>,
}

impl Github {
    /// With nothing in it.
    pub fn new(options: &Options) -> Github {
        Github { options: *options, fold: Fold::new(options), notices: BTreeMap::new() }
    }
}

impl Reporter for Github {
    fn part(&mut self, out: &mut dyn Write, part: &Checked<'_>) -> io::Result<()> {
        let positions = part.positions();
        let taken = self.fold.take(part, &positions, &self.options);
        for listed in &taken.shown {
            let command = match self.options.severity(listed) {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info | Severity::Off => "notice",
            };
            let (what, advice) = message(listed.card, listed.finding, self.options.lang);
            let Some(head) = annotation(command, listed, &positions) else { continue };
            writeln!(out, "{head}{}", data(format!("{what}\n{advice}").trim_end()))?;
        }
        for listed in &taken.firsts {
            if let Some(head) = annotation("notice", listed, &positions) {
                self.notices.insert(listed.card.code.clone(), head);
            }
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, run: &Checked<'_>, _: &Totals) -> io::Result<()> {
        for error in json::failures(&run.errors, self.options.lang) {
            writeln!(out, "::error file={}::{}", property(error.path), data(error.message))?;
        }
        if self.fold.more > 0 {
            writeln!(out, "::notice::{}", data(&fold::left_out(self.fold.more, self.options.lang)))?;
        }
        for (card, told) in self.fold.kinds(run, self.options.lang) {
            if let Some(head) = self.notices.get(&card.code) {
                writeln!(out, "{head}{}", data(&told))?;
            }
        }
        Ok(())
    }
}

/// An annotation up to its message.
fn annotation(command: &str, listed: &Listed<'_>, positions: &Positions<'_>) -> Option<String> {
    let (card, at) = (listed.card, listed.finding.at);
    let file = positions.file_of(listed, at)?;
    let [start, end] = ends(at, |offset| file.columns.position(offset));
    let name = property(&file.source.path);
    // GitHub takes columns only within one line.
    let columns = match start.line == end.line {
        true => format!(",col={},endColumn={}", start.column, end.column),
        false => String::new(),
    };
    let title = property(&format!("{} {}", card.code, card.name));
    Some(format!("::{command} file={name},line={},endLine={}{columns},title={title}::", start.line, end.line))
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
