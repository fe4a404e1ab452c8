//! What the XML outputs share.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesStart, Event};

/// Opens a document whose root element comes in parts.
pub(crate) fn open(out: &mut dyn Write, root: &BytesStart<'_>) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(&mut *out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    xml.write_event(Event::Start(root.borrow()))?;
    writeln!(out)
}

/// Writes an element of the root, indented within itself.
pub(crate) fn element(
    out: &mut dyn Write,
    element: impl FnOnce(&mut Writer<&mut Vec<u8>>) -> io::Result<()>,
) -> io::Result<()> {
    let mut bytes = Vec::new();
    element(&mut Writer::new_with_indent(&mut bytes, b' ', 2))?;
    bytes.push(b'\n');
    out.write_all(&bytes)
}

/// Closes the document.
pub(crate) fn close(out: &mut dyn Write, root: &BytesStart<'_>) -> io::Result<()> {
    Writer::new(&mut *out).write_event(Event::End(root.to_end()))?;
    writeln!(out)
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
