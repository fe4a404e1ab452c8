//! The format of reviewdog, `rdjson`: findings with suggestions for a review.
//!
//! Columns count bytes of UTF-8 from 1; the end is exclusive. Traces of conversion are `INFO`.

use std::io::{self, Write};

use kanwu_card::Severity;
use kanwu_text::{Location, SourceSpan};
use serde::Serialize;

use crate::checked::Listed;
use crate::place::File;
use crate::positions::Positions;
use crate::{Checked, Options, Reporter, Totals, message, printable, privacy, sheet};

/// The longest stretch, in bytes, that one suggestion writes anew.
const LONGEST: u32 = 4000;

#[derive(Serialize)]
struct Diagnostic<'c> {
    message: String,
    location: Place<'c>,
    severity: &'static str,
    code: Code<'c>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'c>>,
}

#[derive(Serialize)]
struct Place<'c> {
    path: &'c str,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: u32,
    column: u32,
}

#[derive(Serialize)]
struct Code<'c> {
    value: &'c str,
}

#[derive(Serialize)]
struct Suggestion {
    range: Range,
    text: String,
}

#[derive(Serialize)]
struct Related<'c> {
    message: String,
    location: Place<'c>,
}

/// One JSON document. Files that could not be read have no place in the format.
#[derive(Debug)]
pub struct Rdjson {
    options: Options,
    /// Whether the head has been written.
    begun: bool,
    /// Whether a finding has been.
    any: bool,
}

impl Rdjson {
    /// With nothing in it.
    pub fn new(options: &Options) -> Rdjson {
        Rdjson { options: *options, begun: false, any: false }
    }

    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        out.write_all(b"{\"source\":{\"name\":\"kanwu\"},\n\"diagnostics\":[")
    }
}

impl Reporter for Rdjson {
    fn part(&mut self, out: &mut dyn Write, part: &Checked<'_>) -> io::Result<()> {
        self.begin(out)?;
        let positions = part.positions();
        for listed in &part.listed(&self.options) {
            let Some(diagnostic) = diagnostic(listed, &positions, &self.options) else { continue };
            out.write_all(if std::mem::replace(&mut self.any, true) { b",\n" } else { b"\n" })?;
            printable::json(out, &diagnostic)?;
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, _: &Checked<'_>, _: &Totals) -> io::Result<()> {
        self.begin(out)?;
        out.write_all(b"\n]}\n")
    }
}

fn diagnostic<'c>(
    listed: &Listed<'c>,
    positions: &Positions<'c>,
    options: &Options,
) -> Option<Diagnostic<'c>> {
    let (card, finding) = (listed.card, listed.finding);
    let related = finding.related.iter().filter_map(|related| {
        let location = place(listed, related.at, positions)?;
        Some(Related { message: listed.said_of(related, options.lang).into_owned(), location })
    });
    Some(Diagnostic {
        message: message::whole(card, finding, options.lang),
        location: place(listed, finding.at, positions)?,
        severity: match options.severity(listed) {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Info | Severity::Off => "INFO",
        },
        code: Code { value: &card.name },
        suggestions: suggestion(listed, positions).into_iter().collect(),
        related_locations: related.collect(),
    })
}

fn place<'c>(listed: &Listed<'_>, at: Location, positions: &Positions<'c>) -> Option<Place<'c>> {
    let file = positions.file(listed.manuscript, at.source)?;
    Some(Place { path: &file.source.path, range: range(file, at.span) })
}

fn range(file: &File<'_>, span: SourceSpan) -> Range {
    let at =
        |offset| Position { line: file.lines().line_of(offset), column: file.lines().byte_column(offset) };
    Range { start: at(span.start), end: at(span.end) }
}

/// The whole fix as one suggestion: each is taken by itself, and half a fix is none. Where the edits lie in
/// several files or far apart, or a number of a person stands between them, there is no suggestion.
fn suggestion(listed: &Listed<'_>, positions: &Positions<'_>) -> Option<Suggestion> {
    let edits = listed.edits();
    let source = listed.finding.at.source;
    if edits.is_empty() || edits.iter().any(|e| e.at.source != source) {
        return None;
    }
    let file = positions.file(listed.manuscript, source)?;
    let span = edits.iter().map(|e| e.at.span).reduce(SourceSpan::join)?;
    let old = span.of_text(&file.source.text);
    if span.len() > LONGEST || privacy::surroundings(old, &[]) != old {
        return None;
    }
    let text = sheet::applied(edits, span, &file.source.text)?;
    Some(Suggestion { range: range(file, span), text })
}
