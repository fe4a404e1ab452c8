//! The code quality report of GitLab.
//!
//! An `error` is `major`, a `warning` is `minor`, the rest with the traces of conversion `info`.

use std::io::{self, Write};

use kanwu_card::Severity;
use serde::Serialize;

use crate::{Checked, Options, json, message};

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

/// Writes one JSON array; a file that could not be read is a `blocker` on its first line.
pub fn gitlab(out: &mut impl Write, checked: &Checked<'_>, options: &Options) -> io::Result<()> {
    let positions = checked.positions();
    let listed = checked.listed(options);
    let findings = listed.iter().filter_map(|listed| {
        let (card, finding) = (listed.card, listed.finding);
        let file = positions.file_of(listed, finding.at)?;
        let line = |offset| file.lines().line_of(offset);
        Some(Issue {
            kind: KIND,
            categories: CATEGORIES,
            description: message::whole(card, finding, options.lang),
            check_name: &card.name,
            fingerprint: finding.id.to_string(),
            severity: match options.severity(listed) {
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Info | Severity::Off => "info",
            },
            location: Place {
                path: relative(&file.source.path),
                lines: Lines { begin: line(finding.at.span.start), end: line(finding.at.span.end) },
            },
        })
    });
    let failures = json::failures(checked, options.lang).into_iter().map(|error| Issue {
        kind: KIND,
        categories: CATEGORIES,
        description: error.message.to_owned(),
        check_name: "unreadable-file",
        fingerprint: format!("unreadable-file:{}", error.path),
        severity: "blocker",
        location: Place { path: relative(error.path), lines: Lines { begin: 1, end: 1 } },
    });
    serde_json::to_writer_pretty(&mut *out, &findings.chain(failures).collect::<Vec<_>>())?;
    writeln!(out)
}

/// GitLab knows no `./`.
fn relative(path: &str) -> &str {
    path.strip_prefix("./").unwrap_or(path)
}
