//! The words of a fact's place.

use kanwu_plugin::{BookContext, Fact};

/// The words of a fact's place.
pub(crate) fn words_of(cx: &BookContext<'_>, fact: &Fact) -> String {
    let reading = cx.book.reading(fact.reading);
    reading.map(|reading| fact.span.of_text(&reading.text).to_owned()).unwrap_or_default()
}
