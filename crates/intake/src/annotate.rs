//! Findings into the files that people read them in.

use kanwu_text::{Edit, Format, Source, SourceSpan};

use crate::docx::{self, Annotated, Remark};
use crate::error::WriteError;
use crate::pdf;

/// Puts remarks and tracked changes into `original`, the bytes that `source`, a document, was read from; into a proof
/// remarks only. `edits` are sorted and apart. `date` stands in each as it is: `2023-05-01T08:00:00Z`. Remarks that an
/// earlier run made are recognised and not made again; with nothing new the bytes stay as they are.
pub fn annotate(
    original: &[u8],
    source: &Source,
    remarks: &[Remark],
    edits: &[Edit<SourceSpan>],
    date: &str,
) -> Result<Annotated, WriteError> {
    match source.format {
        Format::Pdf => pdf::annotate(original, source, remarks, date),
        _ => docx::annotate(original, source, remarks, edits, date),
    }
}
