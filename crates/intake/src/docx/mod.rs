//! Word documents: a zip package of XML parts.
//!
//! **The text** of a document is laid out as the Markdown that books are written in: `#` before headings,
//! `**` round a bold beginning, tabs between the cells of a table, automatic numbers as they are printed. So
//! there is one parser of books, and a rule that looks at a line sees the same line from every format. What
//! was added stands nowhere in the file ([`kanwu_text::Document::made`]): no finding is placed on it and no
//! edit reaches in.
//!
//! **What is read**: the main text with its tables, then after each paragraph or table the text boxes and
//! notes that hang on it, and at the end headers and footers that say more than a page number. Fields give their
//! results, tracked changes the text as accepted; hidden text and comments are left out. Nothing is run, followed
//! or fetched.

mod anchor;
mod annotate;
mod body;
mod comments;
mod controls;
mod edit;
pub(crate) mod error;
mod fallback;
mod foreign;
mod layout;
mod numbering;
mod numerals;
mod package;
mod pages;
mod parts;
mod remarks;
mod styles;
mod symbols;
#[cfg(test)]
mod tests;
mod unread;
mod xml;

use kanwu_text::{Document, Format, Origin, Source};

pub(crate) use annotate::annotate;
pub(crate) use annotate::write;
pub use annotate::{Annotated, Remark};
pub use error::DocxError;
pub(crate) use foreign::is_encrypted_by_office;
pub(crate) use remarks::remarks;

use crate::error::IntakeErrorKind;
use package::Package;
use parts::Parts;

/// Whose comments and changes are our own.
pub const AUTHOR: &str = "刊误";

/// Which side of tracked changes 修订 is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Revisions {
    /// As if all were accepted.
    #[default]
    Accepted,
    /// As if all were rejected.
    Rejected,
}

/// A source of a document.
pub(crate) fn read(bytes: &[u8], path: &str, revisions: Revisions) -> Result<Source, IntakeErrorKind> {
    let mut package = Package::open(bytes)?;
    let parts = Parts::read(&mut package)?;
    let layout = parts.lay(revisions)?;
    let closed = layout.closed();
    let origins = layout.origins(&parts);
    let characters = unread::characters(&layout.text_layout.text);
    let mut source = Source::new(path, Format::Docx, layout.text_layout.text);
    source.pages = layout.pages;
    source.origin = Origin::DocxPart(Document {
        made: layout.text_layout.made,
        closed,
        origins,
        paragraphs: layout.text_layout.paragraphs,
        blocks: layout.text_layout.blocks,
        left: layout.text_layout.left,
        unread: unread::unread(&mut package, &parts, layout.open_fields, characters),
    });
    Ok(source)
}
