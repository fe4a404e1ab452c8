//! The kinds of files that manuscripts come in. A further kind is a further line of [`FORMATS`].

use std::path::Path;

use kanwu_text::{Format, Source};

use crate::error::{Foreign, IntakeErrorKind, WriteError};
use crate::read::read_text;
use crate::splice::{TextEdit, write_text};

/// Makes a source of bytes; the second argument is the path for reports.
pub type Read = fn(&[u8], &str) -> Result<Source, IntakeErrorKind>;

/// Puts edits into the bytes that the source was read from.
pub type Write = fn(&[u8], &Source, &[TextEdit]) -> Result<Vec<u8>, WriteError>;

/// How one kind of file is read and written.
#[derive(Clone, Copy, Debug)]
pub struct FormatEntry {
    /// The kind.
    pub format: Format,
    /// The extensions it goes by, lower-case, without the dot. The first is the usual one.
    pub extensions: &'static [&'static str],
    /// Reads it.
    pub read: Read,
    /// Writes it.
    pub write: Write,
}

/// All kinds that can be read.
pub const FORMATS: &[FormatEntry] = &[
    FormatEntry {
        format: Format::Markdown,
        extensions: &["md", "markdown"],
        read: |bytes, path| read_text(bytes, path, Format::Markdown),
        write: write_text,
    },
    FormatEntry {
        format: Format::Plain,
        extensions: &["txt"],
        read: |bytes, path| read_text(bytes, path, Format::Plain),
        write: write_text,
    },
];

/// Files that offices keep manuscripts in and that are no text, so that the error can say what to do.
const DOCUMENTS: &[&str] = &["docx", "doc", "docm", "dot", "dotx", "wps", "wpt", "rtf", "odt", "pages"];
const SHEETS: &[&str] = &["xlsx", "xls", "xlsm", "et", "ett", "ods", "csv", "numbers"];
const PAGES: &[&str] = &[
    "pdf", "ofd", "caj", "djvu", "epub", "ps", "indd", "fbd", "s2", "s72", "s92", "jpg", "jpeg", "png",
    "tif", "tiff", "bmp",
];

/// The kind of file that a path names: by its extension, in either case; without one it is plain text.
pub fn format_of(path: &Path) -> Result<Format, IntakeErrorKind> {
    let Some(extension) = extension(path) else { return Ok(Format::Plain) };
    let found = FORMATS.iter().find(|entry| entry.extensions.contains(&extension.as_str()));
    found.map(|entry| entry.format).ok_or_else(|| IntakeErrorKind::Unsupported(foreign(extension)))
}

/// Whether a file found in a folder is a manuscript: it has an extension of [`FORMATS`].
pub(crate) fn is_manuscript(path: &Path) -> bool {
    extension(path).is_some() && format_of(path).is_ok()
}

/// How `format` is read and written, where it can be.
pub(crate) fn entry(format: Format) -> Option<&'static FormatEntry> {
    FORMATS.iter().find(|entry| entry.format == format)
}

fn extension(path: &Path) -> Option<String> {
    path.extension().map(|e| e.to_string_lossy().to_lowercase())
}

/// The error for a kind of file that has no line in [`FORMATS`] yet.
pub(crate) fn unsupported(format: Format) -> IntakeErrorKind {
    IntakeErrorKind::Unsupported(foreign(format!("{format:?}").to_lowercase()))
}

fn foreign(extension: String) -> Foreign {
    let is = |list: &[&str]| list.contains(&extension.as_str());
    if is(DOCUMENTS) {
        Foreign::Document(extension)
    } else if is(SHEETS) {
        Foreign::Sheet(extension)
    } else if is(PAGES) {
        Foreign::Pages(extension)
    } else {
        Foreign::Other(extension)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_decides() {
        assert_eq!(format_of(Path::new("稿/概况.md")), Ok(Format::Markdown));
        assert_eq!(format_of(Path::new("概况.MARKDOWN")), Ok(Format::Markdown));
        assert_eq!(format_of(Path::new("概况.Txt")), Ok(Format::Plain));
        assert_eq!(format_of(Path::new("概况")), Ok(Format::Plain));
    }

    #[test]
    fn other_files_are_told_apart() {
        let kind = |path| format_of(Path::new(path)).unwrap_err();
        assert_eq!(kind("a.docx"), IntakeErrorKind::Unsupported(Foreign::Document("docx".to_owned())));
        assert_eq!(kind("a.XLS"), IntakeErrorKind::Unsupported(Foreign::Sheet("xls".to_owned())));
        assert_eq!(kind("a.pdf"), IntakeErrorKind::Unsupported(Foreign::Pages("pdf".to_owned())));
        assert_eq!(kind("a.rs"), IntakeErrorKind::Unsupported(Foreign::Other("rs".to_owned())));
    }

    #[test]
    fn only_named_extensions_are_looked_for() {
        assert!(is_manuscript(Path::new("a.md")));
        assert!(!is_manuscript(Path::new("README")));
        assert!(!is_manuscript(Path::new("a.docx")));
    }

    #[test]
    fn no_two_kinds_share_an_extension() {
        let all: Vec<_> = FORMATS.iter().flat_map(|entry| entry.extensions).collect();
        let mut once = all.clone();
        once.sort();
        once.dedup();
        assert_eq!(all.len(), once.len());
    }
}
