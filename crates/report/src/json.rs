//! Findings for other programs.
//!
//! One document (`json`) or one finding a line (`jsonl`). Line and column are 1-based, columns count
//! characters, `offset` counts bytes of the decoded text, `end` is exclusive. `excerpt` is the text at the
//! range; only numbers of people are masked in it, without changing its length. The same input gives the
//! same bytes.

use std::borrow::Cow;
use std::io::{self, Write};

use kanwu_card::{Applicability, Class, Confidence, Severity};
use kanwu_rule::Occurrence;
use kanwu_text::{Lang, Location, Position};
use serde::Serialize;

use crate::checked::{Listed, Positions};
use crate::{Checked, Options, message, privacy};

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

const TOOL: Tool = Tool { name: "kanwu", version: env!("CARGO_PKG_VERSION") };

#[derive(Serialize)]
struct File<'c> {
    path: &'c str,
    encoding: &'static str,
    characters: u32,
    lines: u32,
}

#[derive(Serialize)]
struct Failure<'c> {
    path: &'c str,
    message: &'c str,
}

#[derive(Serialize)]
struct FailureLine<'c> {
    error: Failure<'c>,
}

#[derive(Clone, Copy, Serialize)]
struct Point {
    line: u32,
    column: u32,
    offset: u32,
}

#[derive(Clone, Copy, Serialize)]
struct Range {
    start: Point,
    end: Point,
}

#[derive(Serialize)]
struct Place<'c> {
    category: Option<&'c str>,
    section: Option<&'c str>,
    entry: Option<&'c str>,
    /// What is printed on the page.
    page: Option<u32>,
}

#[derive(Serialize)]
struct Edit<'c> {
    path: &'c str,
    range: Range,
    content: Cow<'c, str>,
}

#[derive(Serialize)]
struct Fix<'c> {
    applicability: Applicability,
    edits: Vec<Edit<'c>>,
}

#[derive(Serialize)]
struct Related<'c> {
    path: &'c str,
    range: Range,
    message: Cow<'c, str>,
}

#[derive(Serialize)]
struct Diagnostic<'c> {
    code: &'c str,
    name: &'c str,
    severity: Severity,
    confidence: Confidence,
    class: Class,
    message: String,
    clause: &'c str,
    path: &'c str,
    range: Range,
    excerpt: Cow<'c, str>,
    place: Place<'c>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Fix<'c>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'c>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    occurrences: Vec<Edit<'c>>,
}

/// Writes one JSON document: files, errors, and every finding on a line of its own.
pub fn json(out: &mut impl Write, checked: &Checked<'_>, options: &Options) -> io::Result<()> {
    let positions = checked.positions();
    let mut files: Vec<File<'_>> = positions
        .files()
        .map(|f| File {
            path: &f.source.path,
            encoding: f.source.encoding.name(),
            characters: f.columns.characters(),
            lines: f.lines().count(),
        })
        .collect();
    files.sort_by_key(|f| f.path);
    let mut buffer = Vec::with_capacity(64 * 1024);
    buffer.extend_from_slice(b"{\"version\":1,\"tool\":");
    serde_json::to_writer(&mut buffer, &TOOL)?;
    buffer.extend_from_slice(b",\n\"files\":");
    serde_json::to_writer(&mut buffer, &files)?;
    buffer.extend_from_slice(b",\n\"errors\":");
    serde_json::to_writer(&mut buffer, &failures(checked, options.lang))?;
    buffer.extend_from_slice(b",\n\"diagnostics\":[");
    for (i, listed) in checked.listed(options).iter().enumerate() {
        buffer.extend_from_slice(if i == 0 { b"\n" } else { b",\n" });
        if let Some(diagnostic) = diagnostic(listed, &positions, options.lang) {
            serde_json::to_writer(&mut buffer, &diagnostic)?;
        }
        flush(out, &mut buffer)?;
    }
    buffer.extend_from_slice(b"\n]}\n");
    out.write_all(&buffer)
}

/// Writes one JSON object a line: each finding as in [`json`], then `{"error":{"path":…,"message":…}}` for
/// each file that could not be read.
pub fn jsonl(out: &mut impl Write, checked: &Checked<'_>, options: &Options) -> io::Result<()> {
    let positions = checked.positions();
    let mut buffer = Vec::with_capacity(64 * 1024);
    for listed in &checked.listed(options) {
        if let Some(diagnostic) = diagnostic(listed, &positions, options.lang) {
            serde_json::to_writer(&mut buffer, &diagnostic)?;
            buffer.push(b'\n');
            flush(out, &mut buffer)?;
        }
    }
    for error in failures(checked, options.lang) {
        serde_json::to_writer(&mut buffer, &FailureLine { error })?;
        buffer.push(b'\n');
    }
    out.write_all(&buffer)
}

/// Hands the buffer on when it is nearly full.
fn flush(out: &mut impl Write, buffer: &mut Vec<u8>) -> io::Result<()> {
    if buffer.len() >= 60 * 1024 {
        out.write_all(buffer)?;
        buffer.clear();
    }
    Ok(())
}

fn failures<'c>(checked: &'c Checked<'_>, lang: Lang) -> Vec<Failure<'c>> {
    let mut all: Vec<Failure<'_>> =
        checked.errors.iter().map(|e| Failure { path: &e.path, message: e.reason(lang) }).collect();
    all.sort_by_key(|e| (e.path, e.message));
    all
}

fn diagnostic<'c>(listed: &Listed<'c>, positions: &Positions<'c>, lang: Lang) -> Option<Diagnostic<'c>> {
    let Listed { card, finding, book, manuscript } = *listed;
    let file = positions.file(manuscript, finding.at.source)?;
    let places = Places { positions, manuscript };
    let (path, range) = places.of(finding.at)?;
    let (category, section, entry) = listed.titles();
    let page = file.source.page_at(finding.at.span.start).and_then(|mark| mark.label);
    let edit = |o: &'c Occurrence| {
        // Most fixes replace just what the finding marks.
        let (path, range) = if o.at == finding.at { (path, range) } else { places.of(o.at)? };
        Some(Edit { path, range, content: privacy::excerpt(card, &o.content) })
    };
    Some(Diagnostic {
        code: &card.code,
        name: &card.name,
        severity: finding.severity,
        confidence: finding.confidence,
        class: card.class,
        message: message::whole(card, finding, lang),
        clause: &card.clause,
        path,
        range,
        excerpt: privacy::excerpt(card, book.text(finding.at)),
        place: Place { category, section, entry, page },
        fix: finding
            .fix
            .as_ref()
            .map(|fix| Fix { applicability: fix.grade, edits: fix.edits.iter().filter_map(edit).collect() }),
        related: finding
            .related
            .iter()
            .filter_map(|r| {
                let (path, range) = places.of(r.at)?;
                let text = match lang {
                    Lang::Zh => &r.zh,
                    Lang::En => &r.en,
                };
                Some(Related { path, range, message: privacy::excerpt(card, text) })
            })
            .collect(),
        occurrences: finding.occurrences.iter().filter_map(edit).collect(),
    })
}

/// Places of one manuscript.
struct Places<'p, 'c> {
    positions: &'p Positions<'c>,
    manuscript: usize,
}

impl<'c> Places<'_, 'c> {
    fn of(&self, at: Location) -> Option<(&'c str, Range)> {
        let file = self.positions.file(self.manuscript, at.source)?;
        let point = |offset: u32| {
            let Position { line, column } = file.columns.position(offset);
            Point { line, column, offset }
        };
        Some((&file.source.path, Range { start: point(at.span.start), end: point(at.span.end) }))
    }
}
