//! Which findings are reported. What is read and checked is always whole.

use std::ops::RangeInclusive;
use std::path::Path;

use kanwu_book::Book;
use kanwu_engine::Diagnostic;
use kanwu_report::{FileError, Only};
use kanwu_text::{Encoding, Format, Lang, Location, Source};

use crate::cli::CheckArgs;
use crate::git::{Changes, Lines, Touched, Untold};
use crate::load::{Loaded, Planned};
use crate::messages::check;

/// Why it can't be asked for this.
pub(crate) fn refusal(args: &CheckArgs, lang: Lang) -> Option<&'static str> {
    let input = args.paths.iter().any(|path| path.as_os_str() == "-");
    match (input && args.since.is_some(), input && args.watch) {
        (true, _) => Some(check::STDIN_SINCE.text(lang)),
        (_, true) => Some(check::STDIN_WATCH.text(lang)),
        _ => None,
    }
}

/// Which findings are reported.
pub(crate) struct Scope {
    /// Of what was asked for, only what has changed.
    changes: Option<Changes>,
    /// As reports tell it; `None` where all is reported.
    pub(crate) only: Option<Only>,
}

impl Scope {
    /// What was asked for.
    pub(crate) fn asked(planned: &[Planned]) -> Scope {
        Scope { changes: None, only: only(planned, None) }
    }

    /// What was asked for, and of that only what has changed since a revision.
    pub(crate) fn since(revision: &str, planned: &[Planned]) -> Result<Scope, Untold> {
        Ok(Scope { changes: Some(Changes::since(revision)?), only: only(planned, Some(revision)) })
    }

    /// Leaves the findings that are reported. Files of which it can't be told what has changed are among the errors.
    pub(crate) fn narrow(
        &self,
        one: &Loaded,
        book: &Book<'_>,
        found: &mut Vec<Diagnostic>,
        errors: &mut Vec<FileError>,
    ) {
        if self.only.is_none() {
            return;
        }
        let mut reported = Vec::with_capacity(one.files.len());
        for ((source, file), asked) in one.manuscript.sources.iter().zip(&one.files).zip(&one.asked) {
            reported.push(match (asked, &self.changes, file) {
                (false, ..) => Touched::NOTHING,
                (true, Some(changes), Some(file)) => changed(changes, file, source).unwrap_or_else(|error| {
                    errors.push(error);
                    Touched::NOTHING
                }),
                (true, ..) => Touched::Whole,
            });
        }
        found.retain(|d| places(d).any(|at| is_touched(&reported, book, at)));
    }
}

fn only(planned: &[Planned], since: Option<&str>) -> Option<Only> {
    let all = planned.iter().all(|one| one.asked.iter().all(|asked| *asked));
    if all && since.is_none() {
        return None;
    }
    let files = if all { Vec::new() } else { planned.iter().flat_map(Planned::shown).collect() };
    Some(Only { since: since.map(str::to_owned), files })
}

/// Every place that a finding speaks of.
fn places(d: &Diagnostic) -> impl Iterator<Item = Location> {
    let related = d.related.iter().map(|r| r.at);
    std::iter::once(d.at).chain(related).chain(d.occurrences.iter().map(|o| o.at))
}

fn is_touched(reported: &[Touched], book: &Book<'_>, at: Location) -> bool {
    let (Some(touched), Some(source)) = (reported.get(at.source.index()), book.manuscript.source(at.source))
    else {
        return false;
    };
    let Touched::Lines(lines) = touched else { return true };
    let line = |at: u32| source.lines().line_of(at);
    let (first, last) = (line(at.span.start), line(at.span.end.saturating_sub(1).max(at.span.start)));
    lines.iter().any(|l| *l.start() <= last && first <= *l.end())
}

/// What has changed of a source. Git's lines mean nothing in a document, nor where a character is two bytes.
fn changed(changes: &Changes, file: &Path, source: &Source) -> Result<Touched, FileError> {
    let lines = match changes.of(file)? {
        Touched::Lines(lines) if lines.is_empty() => return Ok(Touched::NOTHING),
        Touched::Lines(lines) if has_lines_of_git(source) => lines,
        _ => return Ok(Touched::Whole),
    };
    let bytes = kanwu_disk::read_all(file).map_err(crate::failure::told)?;
    Ok(Touched::Lines(as_read(&lines, &bytes)))
}

fn has_lines_of_git(source: &Source) -> bool {
    let two_bytes = matches!(source.encoding, Encoding::Utf16Le | Encoding::Utf16Be);
    source.format != Format::Docx && !two_bytes
}

/// Lines that end in LF, as lines that end in CR LF, LF or CR, of which manuscripts are read.
fn as_read(lines: &Lines, bytes: &[u8]) -> Lines {
    // By line of git, the first line of ours.
    let mut first = vec![1];
    let mut ours: u32 = 1;
    for (i, byte) in bytes.iter().enumerate() {
        let ends = *byte == b'\n' || (*byte == b'\r' && bytes.get(i + 1) != Some(&b'\n'));
        ours += u32::from(ends);
        if *byte == b'\n' {
            first.push(ours);
        }
    }
    let start = |line: u32| first.get(line as usize - 1).copied();
    let span = |l: &RangeInclusive<u32>| {
        let last = start(l.end().saturating_add(1)).map_or(u32::MAX, |next| next - 1);
        Some(start((*l.start()).max(1))?..=last)
    };
    lines.iter().filter_map(span).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_git_are_found_among_ours() {
        let lines = vec![2..=2, 3..=4];
        assert_eq!(as_read(&lines, b"a\nb\nc\nd\ne\n"), [2..=2, 3..=4]);
        assert_eq!(as_read(&lines, b"a\r\nb\r\nc\r\nd\r\ne"), [2..=2, 3..=4]);
        assert_eq!(as_read(&lines, b"a\rb\nc\rd\re\nf\n"), [3..=5, 6..=u32::MAX]);
        // Behind the end there is nothing.
        assert_eq!(as_read(&vec![2..=3], b"a"), []);
        assert_eq!(as_read(&vec![1..=2], b"a\n"), [1..=u32::MAX]);
    }
}
