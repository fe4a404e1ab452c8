//! The code quality report of GitLab.
//!
//! An `error` is `major`, a `warning` is `minor`, the rest with the traces of conversion `info`.

use std::io::{self, Write};

use kanwu_card::Severity;
use serde::Serialize;

use crate::{Checked, Options, Reporter, Totals, json, message, printable};

/// What the Code Climate format, of which GitLab reads a part, wants of every issue.
const KIND: &str = "issue";
const CATEGORIES: [&str; 1] = ["Style"];

#[derive(Serialize)]
struct Issue<'c> {
    #[serde(rename = "type")]
    kind: &'static str,
    categories: [&'static str; 1],
    description: String,
    check_name: &'c str,
    fingerprint: String,
    severity: &'static str,
    location: Place<'c>,
}

#[derive(Serialize)]
struct Place<'c> {
    path: &'c str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

/// One JSON array; a file that could not be read is a `blocker` on its first line.
#[derive(Debug)]
pub struct Gitlab {
    options: Options,
    /// Whether an issue has been written.
    any: bool,
}

impl Gitlab {
    /// With nothing in it.
    pub fn new(options: &Options) -> Gitlab {
        Gitlab { options: *options, any: false }
    }

    fn issue(&mut self, out: &mut dyn Write, issue: &Issue<'_>) -> io::Result<()> {
        out.write_all(if std::mem::replace(&mut self.any, true) { b",\n" } else { b"[\n" })?;
        printable::json(out, issue)
    }
}

impl Reporter for Gitlab {
    fn part(&mut self, out: &mut dyn Write, part: &Checked<'_>) -> io::Result<()> {
        let positions = part.positions();
        for listed in &part.listed(&self.options) {
            let (card, finding) = (listed.card, listed.finding);
            let Some(file) = positions.file_of(listed, finding.at) else { continue };
            let line = |offset| file.lines().line_of(offset);
            let issue = Issue {
                kind: KIND,
                categories: CATEGORIES,
                description: message::whole(card, finding, self.options.lang),
                check_name: &card.name,
                fingerprint: finding.id.to_string(),
                severity: match self.options.severity(listed) {
                    Severity::Error => "major",
                    Severity::Warning => "minor",
                    Severity::Info | Severity::Off => "info",
                },
                location: Place {
                    path: relative(&file.source.path),
                    lines: Lines { begin: line(finding.at.span.start), end: line(finding.at.span.end) },
                },
            };
            self.issue(out, &issue)?;
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, run: &Checked<'_>, _: &Totals) -> io::Result<()> {
        for error in json::failures(&run.errors, self.options.lang) {
            let issue = Issue {
                kind: KIND,
                categories: CATEGORIES,
                description: error.message.to_owned(),
                check_name: "unreadable-file",
                fingerprint: format!("unreadable-file:{}", error.path),
                severity: "blocker",
                location: Place { path: relative(error.path), lines: Lines { begin: 1, end: 1 } },
            };
            self.issue(out, &issue)?;
        }
        out.write_all(if self.any { b"\n]\n" } else { b"[]\n" })
    }
}

/// GitLab knows no `./`.
fn relative(path: &str) -> &str {
    path.strip_prefix("./").unwrap_or(path)
}
