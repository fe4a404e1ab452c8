//! A copy of a manuscript with corrections and remarks in it.

use kanwu_intake::{Annotated, Remark, WriteError};
use kanwu_lint::Work;
use kanwu_text::Format;

/// How corrections are written into a document.
#[derive(Clone, Copy, Debug)]
pub struct How<'h> {
    /// When they are made: `2023-05-01T08:00:00Z`.
    pub date: &'h str,
    /// As tracked changes 修订; else in place.
    pub tracked: bool,
}

/// The bytes of a file with its corrections made and remarks put in. A text takes no remarks, a proof no corrections.
///
/// # Errors
/// Where the file can't take them.
pub fn copy(work: &Work, remarks: &[Remark], how: How<'_>) -> Result<Annotated, WriteError> {
    let (source, edits) = (&work.before, work.edits());
    match source.format {
        Format::Pdf => kanwu_intake::annotate(&work.bytes, source, remarks, &[], how.date),
        Format::Docx if how.tracked => kanwu_intake::annotate(&work.bytes, source, remarks, &edits, how.date),
        Format::Docx => {
            let done = kanwu_intake::annotate(&work.bytes, source, remarks, &[], how.date)?;
            // Comments are no text, so that the places of the corrections stand; the parts have moved.
            let again = kanwu_lint::read(&done.bytes, &source.path, source.format)
                .ok()
                .filter(|again| again.text == source.text)
                .ok_or(WriteError::Changed)?;
            Ok(Annotated {
                bytes: kanwu_intake::write(&done.bytes, &again, &edits)?,
                changes: edits.len(),
                ..done
            })
        }
        Format::Markdown | Format::Plain => Ok(Annotated {
            bytes: kanwu_intake::write(&work.bytes, source, &edits)?,
            remarks: 0,
            known: 0,
            changes: edits.len(),
        }),
    }
}
