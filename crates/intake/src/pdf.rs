//! Proofs 校样: PDF files. How they are read stands in a crate of its own.

use kanwu_pdf::{Note, PdfError};
use kanwu_text::{Edit, Proof, Source, SourceSpan};

use crate::docx::{AUTHOR, Annotated, Remark};
use crate::error::{IntakeErrorKind, WriteError};

/// A source of a proof.
pub(crate) fn read(bytes: &[u8], path: &str) -> Result<Source, IntakeErrorKind> {
    Ok(kanwu_pdf::read(bytes, path)?)
}

/// A proof is not edited.
pub(crate) fn write(original: &[u8], _: &Source, edits: &[Edit<SourceSpan>]) -> Result<Vec<u8>, WriteError> {
    if edits.is_empty() { Ok(original.to_vec()) } else { Err(WriteError::Proof) }
}

/// Puts remarks into a proof as highlights with notes.
pub(crate) fn annotate(
    original: &[u8],
    source: &Source,
    remarks: &[Remark],
    date: &str,
) -> Result<Annotated, WriteError> {
    let proof = source.proof().ok_or(PdfError::Changed)?;
    let read = kanwu_pdf::read(original, &source.path)?;
    if read.text != source.text {
        return Err(PdfError::Changed.into());
    }
    let notes: Vec<Note> = remarks.iter().flat_map(|remark| note(proof, &source.text, remark)).collect();
    let done = kanwu_pdf::annotate(original, &notes, AUTHOR, date)?;
    Ok(Annotated { bytes: done.bytes, remarks: done.added, known: done.known, changes: 0 })
}

/// The note of a remark, on the page that it begins on.
fn note(proof: &Proof, text: &str, remark: &Remark) -> Option<Note> {
    let lines = proof.lines_in(remark.span);
    // A place without text, as where a mark is missing, is shown on the character behind it.
    let place = proof.place(text, remark.span.start)?;
    let page = lines.first().map_or(place.line.page, |line| line.page);
    let own = lines.iter().filter(|line| line.page == page);
    let mut boxes: Vec<_> = own.map(|line| line.frame(text, remark.span)).collect();
    if boxes.is_empty() {
        boxes.push(place.frame);
    }
    Some(Note { page, boxes, text: remark.lines.join("\n"), name: format!("kanwu-{}", remark.id) })
}
