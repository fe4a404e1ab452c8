//! How long a page is before it is unpacked: a small file can hold a page without end.

use std::io::Read;

use flate2::read::ZlibDecoder;
use pdfboss_core::{Dict, Document, Object, Page};

/// A stream of fewer bytes is short, however well it is packed.
const SHORT: usize = 16 << 10;
/// Drawings of maps take some megabytes; nothing that is printed takes more than this.
const MOST: u64 = 24 << 20;
/// Forms that are looked at.
const FORMS: usize = 200;

/// Whether what a page draws is longer than any printed page.
pub(crate) fn outgrown(document: &Document, page: &Page) -> bool {
    let mut left = MOST;
    let contents = page.dict().get("Contents").and_then(|contents| document.resolve(contents).ok());
    let streams = match contents {
        Some(Object::Array(list)) => list,
        Some(one) => vec![one],
        None => Vec::new(),
    };
    let forms = page.resources.get("XObject").and_then(|forms| document.resolve(forms).ok());
    let forms: Vec<Object> = forms
        .as_ref()
        .and_then(Object::as_dict)
        .map_or_else(Vec::new, |forms| forms.iter().take(FORMS).map(|(_, form)| form.clone()).collect());
    streams.iter().chain(&forms).any(|stream| !fits(document, stream, &mut left))
}

/// Takes the length of a stream from what is left. Pictures are never unpacked.
fn fits(document: &Document, stream: &Object, left: &mut u64) -> bool {
    let Ok(Object::Stream(stream)) = document.resolve(stream) else { return true };
    let picture = stream.dict.get_name("Subtype").is_some_and(|kind| kind.0 == "Image");
    if picture || stream.data.len() < SHORT || !is_deflated(document, &stream.dict) {
        return true;
    }
    let mut unpacked = ZlibDecoder::new(stream.data.as_slice()).take(*left + 1);
    let length = std::io::copy(&mut unpacked, &mut std::io::sink()).unwrap_or_default();
    *left = left.saturating_sub(length);
    *left > 0
}

fn is_deflated(document: &Document, stream: &Dict) -> bool {
    let deflated = |filter: &Object| {
        filter.as_name().is_some_and(|name| matches!(name.0.as_str(), "FlateDecode" | "Fl"))
    };
    match stream.get("Filter").and_then(|filter| document.resolve(filter).ok()) {
        Some(Object::Array(all)) => all.first().is_some_and(deflated),
        Some(one) => deflated(&one),
        None => false,
    }
}
