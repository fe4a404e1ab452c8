//! From the bytes of a manuscript to a [`kanwu_text::Source`], and from edits back to bytes.
//!
//! Reading changes nothing but the encoding and the line ends; writing changes nothing but what an edit
//! names. What kinds of files there are stands in one table, [`FORMATS`].

mod annotate;
mod content;
mod decode;
mod docx;
mod error;
mod format;
mod guess;
mod markdown;
mod origin;
mod pages;
mod pdf;
mod read;
mod relayout;
mod remarks;
#[cfg(test)]
mod roundtrip;
mod splice;
mod text;

kanwu_text::messages!();

pub use annotate::annotate;
pub use content::Content;
pub use decode::{Decoded, decode, decode_as};
pub use docx::{AUTHOR, Annotated, DocxError, Remark, Revisions};
pub use error::{DecodeError, Foreign, IntakeError, IntakeErrorKind, Spot, WriteError};
pub use format::{FORMATS, FormatEntry, Read, Write, format_of, is_manuscript, write};
pub use kanwu_pdf::{Mark, ReaderRemark};
pub use markdown::{keeps_tree, layout};
pub use pages::page_marks;
pub use read::{LARGEST, read_bytes, read_stream, within_limit};
pub use relayout::relayout;
pub use remarks::reader_remarks;
