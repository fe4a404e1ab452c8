//! Files to sources.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use kanwu_intake::{IntakeError, IntakeErrorKind, LARGEST, Revisions, format_of, within_limit};
use kanwu_text::Source;

/// Reads one file, of the kind its extension says; a document's tracked changes as accepted.
pub fn read_file(path: &Path) -> Result<Source, IntakeError> {
    read_file_as(path, Revisions::Accepted)
}

/// Reads one file, a document's tracked changes as told.
pub fn read_file_as(path: &Path, revisions: Revisions) -> Result<Source, IntakeError> {
    let shown = shown(path);
    let fail = |kind| IntakeError { path: shown.clone(), kind };
    let format = format_of(path).map_err(fail)?;
    let (file, size) = open(path).map_err(fail)?;
    kanwu_intake::read_stream(file, size, &shown, format, revisions)
}

/// Makes a source of bytes that stand for the file at `path`.
pub fn read_bytes_as(path: &Path, bytes: &[u8], revisions: Revisions) -> Result<Source, IntakeError> {
    let shown = shown(path);
    let format = format_of(path).map_err(|kind| IntakeError { path: shown.clone(), kind })?;
    kanwu_intake::read_stream(bytes, bytes.len(), &shown, format, revisions)
}

/// A path as reports show it: with `/`.
pub(crate) fn shown(path: &Path) -> String {
    let path = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        path.into_owned()
    } else {
        path.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

/// The bytes of a file, at most 4 GiB.
pub fn read_all(path: &Path) -> Result<Vec<u8>, IntakeError> {
    let read = open(path).and_then(|(mut file, size)| {
        let mut bytes = Vec::with_capacity(size);
        file.read_to_end(&mut bytes).map_err(|e| IntakeErrorKind::reading(&e))?;
        within_limit(bytes.len()).map(|()| bytes)
    });
    read.map_err(|kind| IntakeError { path: shown(path), kind })
}

/// A file to be read, and how many bytes to make room for.
fn open(path: &Path) -> Result<(impl Read, usize), IntakeErrorKind> {
    let failed = |error: std::io::Error| IntakeErrorKind::reading(&error);
    // Asked first, because opening a folder fails differently on each system.
    let about = std::fs::metadata(path).map_err(failed)?;
    if about.is_dir() {
        return Err(IntakeErrorKind::IsFolder);
    }
    if about.len() > LARGEST {
        return Err(IntakeErrorKind::TooLarge);
    }
    let file = File::open(path).map_err(failed)?;
    // A pipe tells no length, and a file may grow.
    Ok((file.take(LARGEST + 1), usize::try_from(about.len()).unwrap_or_default() + 1))
}

#[cfg(test)]
mod tests {
    use kanwu_intake::DecodeError;
    use kanwu_text::{Encoding, Format};

    use super::*;

    #[test]
    fn a_file_becomes_a_source() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("概况.txt");
        std::fs::write(&path, b"\xBC\xD7\r\n\x0C\xD2\xD2").unwrap();
        let source = read_file(&path).unwrap();
        assert_eq!(source.path, shown(&path));
        assert_eq!((source.format, source.encoding), (Format::Plain, Encoding::Gb18030));
        assert_eq!(source.text, "甲\n\u{c}乙");
        assert_eq!(source.page_at(5).map(|page| page.ordinal), Some(2));
    }

    #[test]
    fn what_can_not_be_read_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let kind = |name: &str| read_file(&folder.path().join(name)).unwrap_err().kind;
        assert_eq!(kind("gone.md"), IntakeErrorKind::NotFound);
        assert_eq!(kind("."), IntakeErrorKind::IsFolder);
        assert!(matches!(kind("gone.doc"), IntakeErrorKind::Unsupported(_)));

        std::fs::write(folder.path().join("zip.md"), b"PK\x03\x04\0").unwrap();
        assert!(matches!(kind("zip.md"), IntakeErrorKind::Decode(DecodeError::Binary(_))));

        // A hole, which takes no room on the disk.
        File::create(folder.path().join("huge.md")).unwrap().set_len(LARGEST + 1).unwrap();
        assert_eq!(kind("huge.md"), IntakeErrorKind::TooLarge);
    }
}
