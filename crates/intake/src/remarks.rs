//! What readers have written into a manuscript beside its text: comments 批注 of a document, marks of a proof.

use kanwu_pdf::ReaderRemark;
use kanwu_text::{Format, Source};

use crate::docx::{self, AUTHOR};
use crate::error::IntakeErrorKind;

/// The remarks in `bytes`, which `source` was read from with tracked changes as accepted, in order of the text. Our own
/// findings are none, unless someone has answered them.
pub fn reader_remarks(bytes: &[u8], source: &Source) -> Result<Vec<ReaderRemark>, IntakeErrorKind> {
    match source.format {
        Format::Docx => Ok(docx::remarks(bytes)?),
        Format::Pdf => Ok(kanwu_pdf::remarks(bytes, source, AUTHOR)?),
        Format::Markdown | Format::Plain => Ok(Vec::new()),
    }
}
