//! Bytes to sources.

use std::io::Read;

use kanwu_text::{Format, Source};

use crate::content::{self, Content};
use crate::docx::Revisions;
use crate::error::{IntakeError, IntakeErrorKind};
use crate::format::entry;

/// The most bytes that spans can count.
pub const LARGEST: u64 = u32::MAX as u64;

/// Makes a source of bytes; `path` is for reports. A document's tracked changes are read as accepted.
pub fn read_bytes(bytes: &[u8], path: &str, format: Format) -> Result<Source, IntakeError> {
    let fail = |kind| IntakeError { path: path.to_owned(), kind };
    (entry(format).read)(Content::Borrowed(bytes), path, Revisions::Accepted).map_err(fail)
}

/// Makes a source of what `file` gives, decoded as it comes, so that it is not in memory twice; `size` is how many
/// bytes to make room for.
pub fn read_stream(
    file: impl Read,
    size: usize,
    path: &str,
    format: Format,
    revisions: Revisions,
) -> Result<Source, IntakeError> {
    let read = || {
        let content =
            content::read(file.take(LARGEST + 1), size).map_err(|e| IntakeErrorKind::reading(&e))?;
        within_limit(content.bytes().len())?;
        (entry(format).read)(content, path, revisions)
    };
    read().map_err(|kind| IntakeError { path: path.to_owned(), kind })
}

/// Whether spans can count so many bytes.
pub fn within_limit(size: usize) -> Result<(), IntakeErrorKind> {
    if size as u64 > LARGEST { Err(IntakeErrorKind::TooLarge) } else { Ok(()) }
}
