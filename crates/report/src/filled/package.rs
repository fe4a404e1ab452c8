//! A package of parts in XML, as workbooks and documents are: opened, walked, and its runs of text put together.

use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::{Cell, FormError};

/// The most bytes that a part may unpack to.
const LARGEST: u64 = 64 << 20;

/// The package.
pub(super) type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// `None` where the bytes are no package.
pub(super) fn open(bytes: &[u8]) -> Option<Archive<'_>> {
    bytes.starts_with(b"PK").then(|| ZipArchive::new(Cursor::new(bytes)).ok()).flatten()
}

/// The text of a part.
pub(super) fn part(archive: &mut Archive<'_>, name: &str) -> Result<String, FormError> {
    let entry = archive.by_name(name).map_err(|_| FormError::Unreadable)?;
    let mut text = String::new();
    let read = entry.take(LARGEST + 1).read_to_string(&mut text).map_err(|_| FormError::Unreadable)?;
    if read as u64 > LARGEST { Err(FormError::TooLarge) } else { Ok(text) }
}

/// Runs of a string so far.
#[derive(Default)]
pub(super) struct Runs {
    cell: Cell,
    bold: bool,
    in_text: bool,
    /// 拼音, which is no part of the text.
    phonetic: bool,
}

impl Runs {
    pub(super) fn take(&mut self, node: &Node<'_>) {
        match node {
            Node::Start("r") => self.bold = false,
            Node::Start("b") => self.bold = true,
            Node::Valued("b", value) => self.bold = !matches!(value.as_str(), "0" | "false" | "none"),
            Node::Start("rPh") => self.phonetic = true,
            Node::End("rPh") => self.phonetic = false,
            Node::Start("t") => self.in_text = true,
            Node::End("t") => self.in_text = false,
            Node::Text(text) if self.in_text && !self.phonetic => {
                let from = self.cell.text.len();
                self.cell.text.push_str(text);
                if self.bold {
                    let start = self.cell.marked.as_ref().map_or(from, |marked| marked.start);
                    self.cell.marked = Some(start..self.cell.text.len());
                }
            }
            _ => {}
        }
    }

    pub(super) fn cell(self) -> Cell {
        let whole = self.cell.marked == Some(0..self.cell.text.len());
        Cell { marked: self.cell.marked.filter(|_| !whole), ..self.cell }
    }
}

/// What a part is made of, as far as it is read.
pub(super) enum Node<'x> {
    Start(&'x str),
    /// One with an attribute `val`.
    Valued(&'x str, String),
    End(&'x str),
    Text(String),
    /// A cell: its column, and what kind of value it has.
    Cell {
        at: Option<usize>,
        of: String,
    },
}

/// Hands each element and text to `each`, which gives `None` where it is too much.
pub(super) fn walk(xml: &str, mut each: impl FnMut(Node<'_>) -> Option<()>) -> Result<(), FormError> {
    let mut reader = Reader::from_str(xml);
    loop {
        let event = reader.read_event().map_err(|_| FormError::Unreadable)?;
        let go_on = match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                let name = local(tag.name().0);
                let empty = matches!(event, Event::Empty(_));
                let node = match attribute(tag, "val") {
                    _ if name == "c" => cell(tag),
                    Some(value) => Node::Valued(name, value),
                    None => Node::Start(name),
                };
                each(node).and_then(|()| if empty { each(Node::End(name)) } else { Some(()) })
            }
            Event::End(tag) => each(Node::End(local(tag.name().0))),
            Event::Text(text) => {
                let text = unescape(text).map_err(|_| FormError::Unreadable)?.into_owned();
                each(Node::Text(text))
            }
            Event::GeneralRef(name) => {
                let text =
                    unescape(&format!("&{};", &**name)).map_err(|_| FormError::Unreadable)?.into_owned();
                each(Node::Text(text))
            }
            Event::Eof => return Ok(()),
            _ => Some(()),
        };
        go_on.ok_or(FormError::TooLarge)?;
    }
}

fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// The value of an attribute, whatever its namespace.
fn attribute(tag: &BytesStart<'_>, key: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|attribute| local(attribute.key.0) == key)?;
    Some(found.value.into_owned())
}

fn cell<'x>(tag: &BytesStart<'_>) -> Node<'x> {
    // C12 is in the third column.
    let at = attribute(tag, "r").map(|name| {
        let letters = name.chars().take_while(char::is_ascii_alphabetic).take(3);
        letters.fold(0, |sum, c| sum * 26 + (c.to_ascii_uppercase() as usize - 'A' as usize) + 1)
    });
    Node::Cell { at: at.and_then(|at: usize| at.checked_sub(1)), of: attribute(tag, "t").unwrap_or_default() }
}
