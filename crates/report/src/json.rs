//! Findings for other programs.
//!
//! One document (`json`) or one finding a line (`jsonl`). Line and column are 1-based, columns count
//! characters, `offset` counts bytes of the decoded text, `end` is exclusive. `excerpt` is the text at the
//! range; only numbers of people are masked in it, without changing its length. The same input gives the
//! same bytes.

use std::io::{self, Write};

use kanwu_card::{Applicability, Class, Confidence, Severity};
use kanwu_text::{Edit, Lang, Location, Position, SourceSpan};
use rayon::prelude::*;
use serde::Serialize;

use crate::checked::Listed;
use crate::coverage::Told;
use crate::positions::Positions;
use crate::{Checked, Options, message, place, privacy};

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
pub(crate) struct Failure<'c> {
    pub path: &'c str,
    pub message: &'c str,
}

#[derive(Serialize)]
struct FailureLine<'c> {
    error: Failure<'c>,
}

/// Writes one JSON document: files, errors, `only` where the findings were narrowed to what touches lines changed
/// `since` a revision or some `files` of the book, `coverage` for what was not looked at and by whose will, and every
/// finding on a line of its own; then, where there are
/// any, those `waived` under rules that are never silent.
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
    if let Some(only) = &checked.only {
        buffer.extend_from_slice(b",\n\"only\":");
        serde_json::to_writer(&mut buffer, only)?;
    }
    buffer.extend_from_slice(b",\n\"coverage\":");
    serde_json::to_writer(&mut buffer, &Told::of(checked))?;
    buffer.extend_from_slice(b",\n\"diagnostics\":[");
    out.write_all(&buffer)?;
    buffer.clear();
    let line = |o: &mut Vec<u8>, listed: &Listed<'_>, places: &Places<'_, '_>| {
        o.extend_from_slice(b",\n");
        diagnostic(o, listed, places, options.lang);
    };
    let mut comma = 1;
    in_stretches(&checked.listed(options), &positions, line, |stretch| {
        out.write_all(stretch.get(std::mem::take(&mut comma)..).unwrap_or_default())
    })?;
    buffer.extend_from_slice(b"\n]");
    let waived = checked.waived();
    for (i, listed) in waived.iter().enumerate() {
        buffer.extend_from_slice(if i == 0 { b",\n\"waived\":[\n" } else { b",\n" });
        let places = Places { positions: &positions, manuscript: listed.manuscript };
        diagnostic(&mut buffer, listed, &places, options.lang);
        flush(out, &mut buffer)?;
    }
    if !waived.is_empty() {
        buffer.extend_from_slice(b"\n]");
    }
    buffer.extend_from_slice(b"}\n");
    out.write_all(&buffer)
}

/// Writes one JSON object a line: each finding as in [`json`], `{"waived":…}` for each that is waived, then `{"error":{"path":…,"message":…}}` for
/// each file that could not be read.
pub fn jsonl(out: &mut impl Write, checked: &Checked<'_>, options: &Options) -> io::Result<()> {
    let positions = checked.positions();
    let mut buffer = Vec::with_capacity(64 * 1024);
    for listed in &checked.listed(options) {
        let places = Places { positions: &positions, manuscript: listed.manuscript };
        diagnostic(&mut buffer, listed, &places, options.lang);
        buffer.push(b'\n');
        flush(out, &mut buffer)?;
    }
    for listed in &checked.waived() {
        let places = Places { positions: &positions, manuscript: listed.manuscript };
        buffer.extend_from_slice(b"{\"waived\":");
        diagnostic(&mut buffer, listed, &places, options.lang);
        buffer.extend_from_slice(b"}\n");
        flush(out, &mut buffer)?;
    }
    for error in failures(checked, options.lang) {
        serde_json::to_writer(&mut buffer, &FailureLine { error })?;
        buffer.push(b'\n');
    }
    out.write_all(&buffer)
}

/// Findings that one thread writes at a time.
const STRETCH: usize = 128;

/// Writes findings with `line`, a stretch on each thread, and hands the stretches on in order. No more is held than
/// one stretch a thread.
fn in_stretches(
    listed: &[Listed<'_>],
    positions: &Positions<'_>,
    line: impl Fn(&mut Vec<u8>, &Listed<'_>, &Places<'_, '_>) + Sync,
    mut hand_on: impl FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<()> {
    let write = |positions: &mut Positions<'_>, stretch: &[Listed<'_>]| {
        let mut out = Vec::with_capacity(stretch.len() * 600);
        for one in stretch {
            line(&mut out, one, &Places { positions, manuscript: one.manuscript });
        }
        out
    };
    for round in listed.chunks(STRETCH * rayon::current_num_threads()) {
        let written: Vec<Vec<u8>> = round.par_chunks(STRETCH).map_with(positions.clone(), write).collect();
        for stretch in written {
            hand_on(&stretch)?;
        }
    }
    Ok(())
}

/// Hands the buffer on when it is nearly full.
fn flush(out: &mut impl Write, buffer: &mut Vec<u8>) -> io::Result<()> {
    if buffer.len() >= 60 * 1024 {
        out.write_all(buffer)?;
        buffer.clear();
    }
    Ok(())
}

pub(crate) fn failures<'c>(checked: &'c Checked<'_>, lang: Lang) -> Vec<Failure<'c>> {
    let mut all: Vec<Failure<'_>> =
        checked.errors.iter().map(|e| Failure { path: &e.path, message: e.reason(lang) }).collect();
    all.sort_by_key(|e| (e.path, e.message));
    all
}

/// Appends a finding. The keys and their order are the contract's, and part of "the same bytes".
///
/// Written by hand: thousands of findings are mostly Chinese text, in which [`text`] finds nothing to escape
/// many bytes at a time.
fn diagnostic(out: &mut Vec<u8>, listed: &Listed<'_>, places: &Places<'_, '_>, lang: Lang) {
    let Listed { card, finding, book, .. } = *listed;
    let Some(file) = places.file(finding.at) else { return };
    let range = places.range(finding.at);
    put(out, "{\"code\":", |o| text(o, &card.code));
    put(out, ",\"name\":", |o| text(o, &card.name));
    put(out, ",\"id\":\"", |o| hex(o, finding.id.0));
    put(out, "\",\"severity\":", |o| text(o, severity(finding.severity)));
    put(out, ",\"confidence\":", |o| text(o, confidence(finding.confidence)));
    put(out, ",\"class\":", |o| text(o, class(card.class)));
    put(out, ",\"message\":", |o| text(o, &message::whole(card, finding, lang)));
    put(out, ",\"clause\":", |o| text(o, &card.clause));
    put(out, ",\"path\":", |o| text(o, &file.source.path));
    put(out, ",\"range\":", |o| range.write(o));
    put(out, ",\"excerpt\":", |o| text(o, &privacy::excerpt(card, book.text(finding.at))));
    let [category, section, entry] = listed.titles();
    put(out, ",\"place\":{\"category\":", |o| maybe(o, category.as_deref()));
    put(out, ",\"section\":", |o| maybe(o, section.as_deref()));
    put(out, ",\"entry\":", |o| maybe(o, entry.as_deref()));
    match file.source.page_at(finding.at.span.start).and_then(|mark| mark.label) {
        Some(printed) => put(out, ",\"page\":", |o| number(o, printed)),
        None => out.extend_from_slice(b",\"page\":null"),
    }
    if let Some(paragraph) = place::paragraph(file.source, finding.at.span) {
        put(out, ",\"paragraph\":", |o| number(o, paragraph));
    }
    out.push(b'}');
    let edit = |o: &mut Vec<u8>, edit: &Edit<Location>| {
        // Most fixes replace just what the finding marks.
        let range = if edit.at == finding.at { range } else { places.range(edit.at) };
        places.head(o, edit.at, range);
        put(o, ",\"content\":", |o| text(o, &privacy::excerpt(card, &edit.content)));
        o.push(b'}');
    };
    if let Some(fix) = &finding.fix {
        put(out, ",\"fix\":{\"applicability\":", |o| text(o, applicability(fix.grade)));
        put(out, ",\"edits\":", |o| list(o, &fix.edits, edit));
        out.push(b'}');
    }
    if !finding.related.is_empty() {
        put(out, ",\"related\":", |o| {
            list(o, &finding.related, |o, related| {
                places.head(o, related.at, places.range(related.at));
                put(o, ",\"message\":", |o| text(o, &listed.said_of(related, lang)));
                o.push(b'}');
            });
        });
    }
    if !finding.occurrences.is_empty() {
        put(out, ",\"occurrences\":", |o| list(o, &finding.occurrences, edit));
    }
    if let Some(decided) = &finding.state {
        put(out, ",\"decision\":{\"state\":", |o| text(o, decided.state.as_str()));
        put(out, ",\"reason\":", |o| text(o, &privacy::excerpt(card, &decided.reason)));
        put(out, ",\"person\":", |o| text(o, &decided.person));
        put(out, ",\"date\":", |o| text(o, &decided.date));
        put(out, ",\"stage\":", |o| text(o, &decided.stage));
        out.push(b'}');
    }
    if finding.known {
        out.extend_from_slice(b",\"known\":true");
    }
    out.push(b'}');
}

/// Places of one manuscript.
struct Places<'p, 'c> {
    positions: &'p Positions<'c>,
    manuscript: usize,
}

impl<'c> Places<'_, 'c> {
    fn file(&self, at: Location) -> Option<&place::File<'c>> {
        self.positions.file(self.manuscript, at.source)
    }

    fn range(&self, at: Location) -> Range {
        let position = |offset: u32| self.file(at).map(|f| f.columns.position(offset));
        Range { span: at.span, start: position(at.span.start), end: position(at.span.end) }
    }

    /// Opens an object with path and range.
    fn head(&self, out: &mut Vec<u8>, at: Location, range: Range) {
        put(out, "{\"path\":", |o| maybe(o, self.file(at).map(|f| f.source.path.as_str())));
        put(out, ",\"range\":", |o| range.write(o));
    }
}

#[derive(Clone, Copy)]
struct Range {
    span: SourceSpan,
    start: Option<Position>,
    end: Option<Position>,
}

impl Range {
    fn write(self, out: &mut Vec<u8>) {
        let point = |o: &mut Vec<u8>, position: Option<Position>, offset| {
            let Position { line, column } = position.unwrap_or(Position { line: 1, column: 1 });
            put(o, "{\"line\":", |o| number(o, line));
            put(o, ",\"column\":", |o| number(o, column));
            put(o, ",\"offset\":", |o| number(o, offset));
            o.push(b'}');
        };
        put(out, "{\"start\":", |o| point(o, self.start, self.span.start));
        put(out, ",\"end\":", |o| point(o, self.end, self.span.end));
        out.push(b'}');
    }
}

fn put(out: &mut Vec<u8>, key: &str, value: impl FnOnce(&mut Vec<u8>)) {
    out.extend_from_slice(key.as_bytes());
    value(out);
}

fn list<T>(out: &mut Vec<u8>, all: &[T], one: impl Fn(&mut Vec<u8>, &T)) {
    out.push(b'[');
    for (i, item) in all.iter().enumerate() {
        if i > 0 {
            out.push(b',');
        }
        one(out, item);
    }
    out.push(b']');
}

fn maybe(out: &mut Vec<u8>, value: Option<&str>) {
    match value {
        Some(value) => text(out, value),
        None => out.extend_from_slice(b"null"),
    }
}

fn text(out: &mut Vec<u8>, value: &str) {
    // No early end, so that the bytes are looked at many at a time.
    let escapes = |b: u8| (b < 0x20) | (b == b'"') | (b == b'\\');
    let plain = !value.bytes().fold(false, |found, b| found | escapes(b));
    if plain {
        out.push(b'"');
        out.extend_from_slice(value.as_bytes());
        out.push(b'"');
    } else {
        out.extend_from_slice(serde_json::Value::from(value).to_string().as_bytes());
    }
}

/// 16 hexadecimal digits.
fn hex(out: &mut Vec<u8>, value: u64) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    out.extend((0..16).rev().map(|i| DIGITS[(value >> (4 * i)) as usize & 15]));
}

fn number(out: &mut Vec<u8>, value: u32) {
    let mut digits = [0; 10];
    let mut rest = value;
    let mut at = digits.len();
    while let Some(slot) = at.checked_sub(1).and_then(|i| digits.get_mut(i)) {
        at -= 1;
        *slot = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.extend_from_slice(digits.get(at..).unwrap_or_default());
}

pub(crate) const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Off => "off",
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}

pub(crate) const fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Guess => "guess",
        Confidence::Likely => "likely",
        Confidence::Certain => "certain",
    }
}

pub(crate) const fn class(class: Class) -> &'static str {
    match class {
        Class::Hard => "hard",
        Class::House => "house",
        Class::Advice => "advice",
        Class::Conversion => "conversion",
    }
}

pub(crate) const fn applicability(grade: Applicability) -> &'static str {
    match grade {
        Applicability::Display => "display",
        Applicability::Unsafe => "unsafe",
        Applicability::Safe => "safe",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn values_are_json(value in ".*", n in any::<u32>()) {
            let mut out = Vec::new();
            list(&mut out, &[0, 1], |o, i| if *i == 0 { text(o, &value) } else { number(o, n) });
            let read: (String, u32) = serde_json::from_slice(&out).unwrap();
            prop_assert_eq!(read, (value, n));
        }

        #[test]
        fn an_id_is_written_as_it_prints(n in any::<u64>()) {
            let mut out = Vec::new();
            hex(&mut out, n);
            prop_assert_eq!(String::from_utf8(out).unwrap(), kanwu_plugin::FindingId(n).to_string());
        }
    }
}
