//! Findings for other programs.
//!
//! One document (`json`) or one finding a line (`jsonl`). Line and column are 1-based, columns count
//! characters, `offset` counts bytes of the decoded text, `byteOffset` those of the file itself (`null` of a
//! document, whose `origin` tells the part and the place in it, and of a proof, whose `origin` tells sheet and box), `end` is exclusive. `excerpt` is the text at the
//! range; only numbers of people are masked in it, without changing its length. The same input gives the
//! same bytes.
//!
//! One pass of `--fix` takes the safe fixes in the order of the findings, each whole, and leaves out one that overlaps or
//! touches an edit taken before it; a program that does the same writes the same.
//!
//! What is known only when all has been checked stands behind the findings: files, errors, coverage.

use std::io::{self, Write};

use kanwu_card::{Applicability, Class, Confidence, Severity};
use kanwu_text::{Edit, Lang, Location, PageBox, PartPlace, Position, ProofPlace};
use rayon::prelude::*;
use serde::Serialize;

use crate::checked::Listed;
use crate::coverage::Told;
use crate::positions::Positions;
use crate::{Checked, FileError, Options, Reporter, Totals, message, place, printable, privacy};

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

const TOOL: Tool = Tool { name: "kanwu", version: env!("CARGO_PKG_VERSION") };

#[derive(Debug, Serialize)]
struct File {
    path: String,
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

/// One JSON document: every finding on a line of its own; then, where there are any, those `waived` under rules that
/// are never silent; files, errors, `only` where the findings were narrowed to what touches lines changed `since` a
/// revision or some `files` of the book, and `coverage` for what was not looked at and by whose will.
#[derive(Debug)]
pub struct Json {
    options: Options,
    /// Whether the head has been written.
    begun: bool,
    /// Whether a finding has been.
    any: bool,
    waived: Vec<u8>,
    files: Vec<File>,
}

impl Json {
    /// With nothing in it.
    pub fn new(options: &Options) -> Json {
        Json { options: *options, begun: false, any: false, waived: Vec::new(), files: Vec::new() }
    }

    fn begin(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        out.write_all(b"{\"version\":1,\"tool\":")?;
        printable::json(out, &TOOL)?;
        out.write_all(b",\n\"diagnostics\":[")
    }
}

impl Reporter for Json {
    fn part(&mut self, out: &mut dyn Write, part: &Checked<'_>) -> io::Result<()> {
        self.begin(out)?;
        let lang = self.options.lang;
        let positions = part.positions();
        self.files.extend(positions.files().map(|f| File {
            path: f.source.path.clone(),
            encoding: f.source.encoding.name(),
            characters: f.columns.characters(),
            lines: f.lines().count(),
        }));
        let line = |o: &mut Vec<u8>, listed: &Listed<'_>, places: &Places<'_, '_>| {
            o.extend_from_slice(b",\n");
            diagnostic(o, listed, places, lang);
        };
        let any = &mut self.any;
        in_stretches(&part.listed(&self.options), &positions, line, |stretch| {
            let comma = usize::from(!std::mem::replace(any, true));
            out.write_all(stretch.get(comma..).unwrap_or_default())
        })?;
        for listed in &part.waived() {
            self.waived.extend_from_slice(if self.waived.is_empty() { b"\n" } else { b",\n" });
            let places = Places { positions: &positions, manuscript: listed.manuscript };
            diagnostic(&mut self.waived, listed, &places, lang);
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, run: &Checked<'_>, totals: &Totals) -> io::Result<()> {
        self.begin(out)?;
        out.write_all(b"\n]")?;
        if !self.waived.is_empty() {
            out.write_all(b",\n\"waived\":[")?;
            out.write_all(&self.waived)?;
            out.write_all(b"\n]")?;
        }
        self.files.sort_by(|a, b| a.path.cmp(&b.path));
        out.write_all(b",\n\"files\":")?;
        printable::json(out, &self.files)?;
        out.write_all(b",\n\"errors\":")?;
        printable::json(out, &failures(&run.errors, self.options.lang))?;
        if let Some(only) = &run.only {
            out.write_all(b",\n\"only\":")?;
            printable::json(out, only)?;
        }
        out.write_all(b",\n\"coverage\":")?;
        printable::json(out, &Told::of(run, &totals.seen))?;
        out.write_all(b"}\n")
    }
}

/// One JSON object a line: each finding as in [`Json`], `{"waived":…}` for each that is waived, then
/// `{"error":{"path":…,"message":…}}` for each file that could not be read.
#[derive(Debug)]
pub struct JsonLines {
    options: Options,
    waived: Vec<u8>,
}

impl JsonLines {
    /// With nothing in it.
    pub fn new(options: &Options) -> JsonLines {
        JsonLines { options: *options, waived: Vec::new() }
    }
}

impl Reporter for JsonLines {
    fn part(&mut self, out: &mut dyn Write, part: &Checked<'_>) -> io::Result<()> {
        let lang = self.options.lang;
        let positions = part.positions();
        let line = |o: &mut Vec<u8>, listed: &Listed<'_>, places: &Places<'_, '_>| {
            diagnostic(o, listed, places, lang);
            o.push(b'\n');
        };
        in_stretches(&part.listed(&self.options), &positions, line, |stretch| out.write_all(stretch))?;
        for listed in &part.waived() {
            let places = Places { positions: &positions, manuscript: listed.manuscript };
            self.waived.extend_from_slice(b"{\"waived\":");
            diagnostic(&mut self.waived, listed, &places, lang);
            self.waived.extend_from_slice(b"}\n");
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, run: &Checked<'_>, _: &Totals) -> io::Result<()> {
        out.write_all(&self.waived)?;
        for error in failures(&run.errors, self.options.lang) {
            printable::json(out, &FailureLine { error })?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }
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

/// What could not be read, by path.
pub(crate) fn failures(errors: &[FileError], lang: Lang) -> Vec<Failure<'_>> {
    let mut all: Vec<Failure<'_>> =
        errors.iter().map(|e| Failure { path: &e.path, message: e.reason(lang) }).collect();
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
    match place::printed_page(file.source, finding.at.span) {
        Some(printed) => put(out, ",\"page\":", |o| number(o, printed)),
        None => out.extend_from_slice(b",\"page\":null"),
    }
    if let Some(paragraph) = place::paragraph(file.source, finding.at.span) {
        put(out, ",\"paragraph\":", |o| number(o, paragraph));
    }
    if let Some(line) = file.source.proof().and_then(|proof| proof.line_at(finding.at.span.start)) {
        put(out, ",\"sheet\":", |o| number(o, line.page));
        put(out, ",\"column\":", |o| number(o, line.column));
        put(out, ",\"line\":", |o| number(o, line.line));
    }
    out.push(b'}');
    let edit = |o: &mut Vec<u8>, edit: &Edit<Location>| {
        // Most fixes replace just what the finding marks.
        let range = if edit.at == finding.at { range } else { places.range(edit.at) };
        places.head(o, edit.at, range);
        put(o, ",\"content\":", |o| text(o, &privacy::excerpt(card, &edit.content)));
        o.push(b'}');
    };
    if let Some(fix) = listed.fix() {
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

    fn range(&self, at: Location) -> Range<'c> {
        let file = self.file(at);
        let point = |offset: u32| Point {
            offset,
            position: file.map_or(Position { line: 1, column: 1 }, |f| f.columns.position(offset)),
            byte: file.and_then(|f| f.source.byte_offset(offset)),
            origin: file.and_then(|f| f.source.part_place(offset, &f.columns)),
            proof: file.and_then(|f| f.source.proof()?.place(&f.source.text, offset)),
        };
        Range { start: point(at.span.start), end: point(at.span.end) }
    }

    /// Opens an object with path and range.
    fn head(&self, out: &mut Vec<u8>, at: Location, range: Range<'_>) {
        put(out, "{\"path\":", |o| maybe(o, self.file(at).map(|f| f.source.path.as_str())));
        put(out, ",\"range\":", |o| range.write(o));
    }
}

#[derive(Clone, Copy)]
struct Range<'c> {
    start: Point<'c>,
    end: Point<'c>,
}

/// A place, as people and as programs count.
#[derive(Clone, Copy)]
struct Point<'c> {
    /// Bytes of the decoded text.
    offset: u32,
    position: Position,
    /// Bytes of the file.
    byte: Option<u64>,
    /// In the package of a document.
    origin: Option<PartPlace<'c>>,
    /// On the pages of a proof.
    proof: Option<ProofPlace<'c>>,
}

impl Range<'_> {
    fn write(self, out: &mut Vec<u8>) {
        put(out, "{\"start\":", |o| self.start.write(o));
        put(out, ",\"end\":", |o| self.end.write(o));
        out.push(b'}');
    }
}

impl Point<'_> {
    fn write(self, out: &mut Vec<u8>) {
        put(out, "{\"line\":", |o| number(o, self.position.line));
        put(out, ",\"column\":", |o| number(o, self.position.column));
        put(out, ",\"offset\":", |o| number(o, self.offset));
        match self.byte {
            Some(byte) => put(out, ",\"byteOffset\":", |o| number(o, byte)),
            None => out.extend_from_slice(b",\"byteOffset\":null"),
        }
        match self.origin {
            _ if self.proof.is_some() => self.proof.into_iter().for_each(|place| printed(out, place)),
            Some(PartPlace { part, byte, character }) => {
                put(out, ",\"origin\":{\"part\":", |o| text(o, part));
                put(out, ",\"byteOffset\":", |o| number(o, byte));
                put(out, ",\"character\":", |o| number(o, character));
                out.push(b'}');
            }
            None => out.extend_from_slice(b",\"origin\":null"),
        }
        out.push(b'}');
    }
}

/// The sheet of a proof, counted from 1, and the box of the character on it: left, bottom, right, top, in points.
fn printed(out: &mut Vec<u8>, place: ProofPlace<'_>) {
    put(out, ",\"origin\":{\"page\":", |o| number(o, place.line.page));
    let PageBox { left, bottom, right, top } = place.frame;
    put(out, ",\"box\":", |o| list(o, &[left, bottom, right, top], |o, edge| points(o, *edge)));
    out.push(b'}');
}

/// Hundredths of a point as points.
fn points(out: &mut Vec<u8>, hundredths: i32) {
    let sign = if hundredths < 0 { "-" } else { "" };
    let whole = hundredths.unsigned_abs();
    out.extend_from_slice(format!("{sign}{}.{:02}", whole / 100, whole % 100).as_bytes());
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
    let escapes = |b: u8| (b < 0x20) | (b == b'"') | (b == b'\\') | (b == 0x7f) | (b == 0xc2);
    let plain = !value.bytes().fold(false, |found, b| found | escapes(b));
    if plain {
        out.push(b'"');
        out.extend_from_slice(value.as_bytes());
        out.push(b'"');
    } else {
        // Nothing that is written to memory fails.
        let _ = printable::json(out, value);
    }
}

/// 16 hexadecimal digits.
fn hex(out: &mut Vec<u8>, value: u64) {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    out.extend((0..16).rev().map(|i| DIGITS[(value >> (4 * i)) as usize & 15]));
}

fn number(out: &mut Vec<u8>, value: impl Into<u64>) {
    let mut digits = [0; 20];
    let mut rest: u64 = value.into();
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
