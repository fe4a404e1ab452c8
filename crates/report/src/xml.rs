//! What the XML outputs share.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};

/// Writes a document, indented.
pub(crate) fn document<W: Write>(
    out: W,
    root: impl FnOnce(&mut Writer<W>) -> io::Result<()>,
) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    root(&mut xml)?;
    writeln!(xml.get_mut())
}

/// XML 1.0 has no place for control characters, not even escaped.
pub(crate) fn legal(text: &str) -> String {
    let stands = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    text.chars().map(|c| if stands(c) { c } else { '\u{fffd}' }).collect()
}

/// Attributes of an element.
pub(crate) fn attributes<const N: usize>(all: [(&str, String); N]) -> Vec<(&str, String)> {
    all.into_iter().map(|(name, value)| (name, legal(&value))).collect()
}

/// Attributes as the writer takes them.
pub(crate) fn borrowed<'a>(all: &'a [(&str, String)]) -> impl Iterator<Item = (&'a str, &'a str)> {
    all.iter().map(|(name, value)| (*name, value.as_str()))
}
