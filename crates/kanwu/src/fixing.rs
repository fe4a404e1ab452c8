//! `--fix` and `--diff`: files fixed in memory, to be written whole or not at all.

use std::io;
use std::path::PathBuf;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use kanwu_intake::WriteError;
use kanwu_lint::{Answers, Applied, Checker, Fixes, Input, ROUNDS};
use kanwu_plugin::Applicability;
use kanwu_report::{FileError, Printable};
use kanwu_text::{Encoding, Format, Lang, Source};

use crate::failure::{self, told};
use crate::load::Loaded;
use crate::messages::check;
use crate::{Ui, diff};

/// A file before and after.
pub(crate) struct Fixed {
    /// The path as reports show it.
    pub path: String,
    /// Decoded text before.
    pub before: String,
    /// Decoded text after.
    pub after: String,
    format: Format,
    encoding: Encoding,
    /// The file.
    file: PathBuf,
    /// The bytes that were read.
    was: Vec<u8>,
    /// The bytes to write.
    bytes: Vec<u8>,
    /// How many fixes were applied.
    pub count: usize,
}

/// Applies fixes of at least `grade`, none where `None`, to the files that were asked for, in memory.
pub(crate) fn rounds(
    checker: &Checker<'_>,
    loaded: &Loaded,
    answers: &Answers,
    grade: Option<Applicability>,
) -> Result<Fixes, FileError> {
    Ok(kanwu_lint::fix(checker, answers, inputs(loaded)?, grade))
}

/// Makes the corrections that were answered 改 in the files that were asked for, in memory.
pub(crate) fn decided(
    checker: &Checker<'_>,
    loaded: &Loaded,
    answers: &Answers,
) -> Result<Applied, FileError> {
    Ok(kanwu_lint::apply(checker, answers, inputs(loaded)?))
}

/// The files, as fixes are put into them.
fn inputs(loaded: &Loaded) -> Result<Vec<Input>, FileError> {
    let mut inputs = Vec::new();
    let files = loaded.manuscript.sources.iter().zip(&loaded.files).zip(&loaded.asked);
    for ((source, file), asked) in files {
        inputs.push(match file {
            Some(file) => {
                let bytes = kanwu_disk::read_all(file).map_err(told)?;
                let source = kanwu_intake::read_bytes(&bytes, &source.path, source.format).map_err(told)?;
                Input { source, bytes, open: *asked }
            }
            // Standard input can't be written to.
            None => Input { source: same(source), bytes: Vec::new(), open: false },
        });
    }
    Ok(inputs)
}

fn same(source: &Source) -> Source {
    kanwu_lint::edited(source, &[]).unwrap_or_default()
}

/// What is said where fixes go on opening the way for others, or undo each other.
pub(crate) fn unsettled(path: &str, lang: Lang) -> String {
    check::Unsettled { path, rounds: ROUNDS }.text(lang)
}

/// Applies every fix of at least `grade` to the files of a manuscript, in memory, and tells whether none is left. Into
/// a document the fixes go as tracked changes 修订, made at `date`; in place where `None`.
pub(crate) fn fix(
    checker: &Checker<'_>,
    loaded: &Loaded,
    answers: &Answers,
    grade: Applicability,
    date: Option<&str>,
) -> Result<(Vec<Fixed>, bool), FileError> {
    let Fixes { files, after, settled, .. } = rounds(checker, loaded, answers, Some(grade))?;
    let mut fixed = Vec::new();
    for ((work, after), file) in files.into_iter().zip(after.sources).zip(&loaded.files) {
        let Some(file) = file.as_ref().filter(|_| work.before.text != after.text) else { continue };
        let bytes = work.written(date).map_err(|e| unwritten(&after.path, &e))?;
        fixed.push(Fixed {
            path: after.path,
            format: work.before.format,
            encoding: work.before.encoding,
            before: work.before.text,
            after: after.text,
            file: file.clone(),
            was: work.bytes,
            bytes,
            count: work.count,
        });
    }
    Ok((fixed, settled))
}

/// An error of putting something into a file, as reports tell it.
pub(crate) fn unwritten(path: &str, error: &WriteError) -> FileError {
    FileError::new(path, |lang| error.message(lang))
}

/// When changes are made: as asked, else as `SOURCE_DATE_EPOCH` says, so that builds can be repeated, else now.
/// In the form of XML, to the second. `Err` gives what is no date.
pub(crate) fn date(asked: Option<&str>) -> Result<String, String> {
    let epoch = kanwu_disk::system::var("SOURCE_DATE_EPOCH").and_then(|epoch| epoch.into_string().ok());
    let second = match (asked, epoch) {
        (Some(asked), _) => {
            let day = || asked.parse::<jiff::civil::Date>().and_then(|day| day.to_zoned(TimeZone::UTC));
            let parsed = asked.parse::<Timestamp>().or_else(|_| day().map(|zoned| zoned.timestamp()));
            parsed.map_err(|_| asked.to_owned())?
        }
        (None, Some(epoch)) => {
            let parsed = epoch.trim().parse().ok().and_then(|s| Timestamp::from_second(s).ok());
            parsed.ok_or(epoch)?
        }
        (None, None) => kanwu_disk::clock::now(),
    };
    Ok(second.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

/// Writes a fixed file in the place of the old one.
pub(crate) fn save(fixed: &Fixed) -> Result<(), FileError> {
    kanwu_disk::edit(&fixed.file, &fixed.was, &fixed.bytes)
        .map_err(|e| FileError { path: fixed.path.clone(), ..failure::unsaved(e) })
}

/// Writes the change as a unified diff: of the file's bytes, so that it can be applied; of a document and of UTF-16,
/// which are no lines of bytes, of their text; and so on a terminal, where bytes of another encoding can't be read.
pub(crate) fn write_diff(ui: &mut Ui<'_>, fixed: &Fixed) -> io::Result<()> {
    let utf8 = matches!(fixed.encoding, Encoding::Utf8 | Encoding::Utf8Bom);
    let in_bytes =
        fixed.format != Format::Docx && (utf8 || fixed.encoding == Encoding::Gb18030 && !ui.terminal);
    let (before, after) = match in_bytes {
        true => (fixed.was.as_slice(), fixed.bytes.as_slice()),
        false => (fixed.before.as_bytes(), fixed.after.as_bytes()),
    };
    match ui.terminal {
        true => diff::unified(&mut Printable(&mut ui.out), &fixed.path, before, after),
        false => diff::unified(&mut ui.out, &fixed.path, before, after),
    }
}
