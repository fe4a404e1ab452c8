//! Text files in any encoding to sources.

use kanwu_text::{Format, Origin, Source};

use crate::content::Content;
use crate::decode::{Decoded, decode};
use crate::error::IntakeErrorKind;
use crate::pages::page_marks;

/// A source of text in any encoding.
pub(crate) fn read_text(content: Content<'_>, path: &str, format: Format) -> Result<Source, IntakeErrorKind> {
    let decoded = match content {
        Content::Text(text) => Decoded::as_it_stands(text),
        other => decode(other.bytes())?,
    };
    let pages = page_marks(&decoded.text);
    let mut source = Source::new(path, format, decoded.text);
    source.encoding = decoded.encoding;
    source.origin = Origin::Bytes(decoded.origins);
    source.pages = pages;
    Ok(source)
}
