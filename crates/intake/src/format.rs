//! The kinds of files that manuscripts come in. A further kind is a further line of [`FORMATS`].

use std::path::Path;

use kanwu_text::{Edit, Format, Source, SourceSpan};

use crate::content::Content;
use crate::docx::{self, Revisions};
use crate::error::{Foreign, IntakeErrorKind, WriteError};
use crate::markdown;
use crate::pdf;
use crate::splice::write_text;
use crate::text::read_text;

/// Makes a source of a file; the second argument is the path for reports, the third asked by documents only.
pub type Read = fn(Content<'_>, &str, Revisions) -> Result<Source, IntakeErrorKind>;

/// Puts edits into the bytes that the source was read from.
pub type Write = fn(&[u8], &Source, &[Edit<SourceSpan>]) -> Result<Vec<u8>, WriteError>;

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

const MARKDOWN: FormatEntry = FormatEntry {
    format: Format::Markdown,
    extensions: &["md", "markdown"],
    read: |content, path, _| markdown::read(content, path),
    write: markdown::write,
};

const PLAIN: FormatEntry = FormatEntry {
    format: Format::Plain,
    extensions: &["txt"],
    read: |content, path, _| read_text(content, path, Format::Plain),
    write: write_text,
};

/// The macros of a .docm are never run, nor read.
const DOCX: FormatEntry = FormatEntry {
    format: Format::Docx,
    extensions: &["docx", "docm"],
    read: |content, path, revisions| docx::read(content.bytes(), path, revisions),
    write: docx::write,
};

/// What is found in a proof is corrected where it was set, not here.
const PDF: FormatEntry = FormatEntry {
    format: Format::Pdf,
    extensions: &["pdf"],
    read: |content, path, _| pdf::read(content.bytes(), path),
    write: pdf::write,
};

/// All kinds that can be read.
pub const FORMATS: &[FormatEntry] = &[MARKDOWN, PLAIN, DOCX, PDF];

/// Files that offices keep manuscripts in and that are no text, so that the error can say what to do.
const DOCUMENTS: &[&str] = &["doc", "wps", "rtf", "odt", "pages", "docb", "uot", "uof"];
const TEMPLATES: &[&str] = &["dot", "dotx", "dotm", "wpt", "ott"];
const LAYOUTS: &[&str] = &["indd", "idml", "indt", "inx", "fbd", "s2", "s72", "s92", "qxp", "fit"];
const SHEETS: &[&str] = &["xlsx", "xls", "xlsm", "et", "ett", "ods", "csv", "numbers"];
const PAGES: &[&str] = &["ofd", "caj", "djvu", "epub", "ps", "jpg", "jpeg", "png", "tif", "tiff", "bmp"];

/// The kind of file that a path names: by its extension, in either case; without one it is plain text.
pub fn format_of(path: &Path) -> Result<Format, IntakeErrorKind> {
    let Some(extension) = extension(path) else { return Ok(Format::Plain) };
    let found = FORMATS.iter().find(|entry| entry.extensions.contains(&extension.as_str()));
    found.map(|entry| entry.format).ok_or_else(|| IntakeErrorKind::Unsupported(foreign(extension)))
}

/// Whether a file found in a folder is a manuscript: it has an extension of [`FORMATS`], and is not the note
/// `~$…` that Word keeps beside a document while it is open.
pub fn is_manuscript(path: &Path) -> bool {
    let note = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("~$"));
    extension(path).is_some() && !note && format_of(path).is_ok()
}

/// How `format` is read and written.
pub(crate) const fn entry(format: Format) -> FormatEntry {
    match format {
        Format::Markdown => MARKDOWN,
        Format::Plain => PLAIN,
        Format::Docx => DOCX,
        Format::Pdf => PDF,
    }
}

/// Puts `edits`, sorted and without overlap, into `original`, the bytes that `source` was read from. Into a
/// document they go without a trace; [`crate::annotate`] makes tracked changes of them.
pub fn write(original: &[u8], source: &Source, edits: &[Edit<SourceSpan>]) -> Result<Vec<u8>, WriteError> {
    (entry(source.format).write)(original, source, edits)
}

fn extension(path: &Path) -> Option<String> {
    path.extension().map(|e| e.to_string_lossy().to_lowercase())
}

fn foreign(extension: String) -> Foreign {
    let is = |list: &[&str]| list.contains(&extension.as_str());
    if is(DOCUMENTS) {
        Foreign::Document(extension)
    } else if is(TEMPLATES) {
        Foreign::Template(extension)
    } else if is(LAYOUTS) {
        Foreign::Layout(extension)
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
        assert_eq!(kind("a.doc"), IntakeErrorKind::Unsupported(Foreign::Document("doc".to_owned())));
        assert_eq!(kind("a.XLS"), IntakeErrorKind::Unsupported(Foreign::Sheet("xls".to_owned())));
        assert_eq!(kind("a.ofd"), IntakeErrorKind::Unsupported(Foreign::Pages("ofd".to_owned())));
        assert_eq!(kind("a.dotm"), IntakeErrorKind::Unsupported(Foreign::Template("dotm".to_owned())));
        assert_eq!(kind("a.idml"), IntakeErrorKind::Unsupported(Foreign::Layout("idml".to_owned())));
        assert_eq!(kind("a.rs"), IntakeErrorKind::Unsupported(Foreign::Other("rs".to_owned())));
    }

    #[test]
    fn only_named_extensions_are_looked_for() {
        assert!(is_manuscript(Path::new("a.md")));
        assert!(!is_manuscript(Path::new("README")));
        assert!(is_manuscript(Path::new("a.docx")));
        assert!(!is_manuscript(Path::new("稿/~$a.docx")));
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
