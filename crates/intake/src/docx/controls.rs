//! Content controls 内容控件 (`w:sdt`): where they stand in a part, and what may be done in them.

use std::ops::Range;

use quick_xml::events::BytesStart;

use super::error::DocxError;
use super::layout::Body;
use super::xml::{Bytes, Node, Prefixes, Xml, val};

/// What a content control holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// Runs of a paragraph.
    Inline,
    /// Paragraphs and tables.
    Block,
    /// Rows or cells of a table.
    Table,
}

/// A content control.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Control {
    pub body: Body,
    /// The whole element.
    pub element: Bytes,
    pub level: Level,
    /// The control that it stands in.
    pub parent: Option<usize>,
    /// Whether its text is not to be edited: it is locked, plain text, one of a list, a date, or a copy of data
    /// that stands elsewhere and is fetched anew when the document is opened.
    pub closed: bool,
}

impl Control {
    pub fn holds(&self, body: Body, range: &Range<usize>) -> bool {
        self.body == body && self.element.start <= range.start && range.end <= self.element.end
    }
}

/// Properties that leave the text of a control to be chosen, fetched or kept, but not edited freely. The last
/// ones are of later versions of Word.
const CLOSED: [&str; 11] = [
    "text",
    "dataBinding",
    "comboBox",
    "dropDownList",
    "date",
    "picture",
    "equation",
    "citation",
    "bibliography",
    "group",
    "checkbox",
];

/// The content controls of a part, outer ones first.
pub(super) fn controls(
    part: &str,
    text: &str,
    body: Body,
    prefixes: &Prefixes,
) -> Result<Vec<Control>, DocxError> {
    let mut out: Vec<Control> = Vec::new();
    if memchr::memmem::find(text.as_bytes(), b"sdtContent").is_none() {
        return Ok(out);
    }
    let mut xml = Xml::new(part, text);
    xml.set_prefixes(prefixes.clone());
    // Of each open element: the level that it gives to what it holds, and the control that it is.
    let mut open: Vec<(Option<Level>, Option<usize>)> = Vec::new();
    // The depth of the properties being read.
    let mut properties = None;
    loop {
        match xml.next()? {
            Node::Start(tag, range) => {
                let name = xml.word(&tag);
                let control = open.iter().rev().find_map(|(_, control)| *control);
                if properties.is_some() {
                    note(&xml, &tag, control, &mut out);
                }
                if name == "sdtPr" {
                    properties = Some(open.len());
                }
                let mut own = None;
                if name == "sdt" {
                    let level = open.iter().rev().find_map(|(level, _)| *level).unwrap_or(Level::Block);
                    own = Some(out.len());
                    out.push(Control { body, element: range, level, parent: control, closed: false });
                }
                open.push((level(name), own));
            }
            Node::Empty(tag, _) if properties.is_some() => {
                let control = open.iter().rev().find_map(|(_, control)| *control);
                note(&xml, &tag, control, &mut out);
            }
            Node::End(range) => {
                let ended = open.pop().and_then(|(_, control)| control);
                if properties.is_some_and(|depth| open.len() <= depth) {
                    properties = None;
                }
                if let Some(control) = ended.and_then(|i| out.get_mut(i)) {
                    control.element.end = range.end;
                }
            }
            Node::Eof => return Ok(out),
            _ => {}
        }
    }
}

/// What the element gives to the controls that it holds.
fn level(name: &str) -> Option<Level> {
    match name {
        "p" => Some(Level::Inline),
        "body" | "tc" | "txbxContent" | "footnote" | "endnote" | "hdr" | "ftr" => Some(Level::Block),
        "tbl" | "tr" => Some(Level::Table),
        _ => None,
    }
}

/// Notes a property of the innermost control.
fn note(xml: &Xml<'_>, tag: &BytesStart<'_>, control: Option<usize>, out: &mut [Control]) {
    let Some(control) = control.and_then(|i| out.get_mut(i)) else { return };
    let name = tag.local_name();
    control.closed |= match name.as_ref() {
        // `sdtLocked` keeps the control from being taken away, not its text from being edited.
        "lock" if xml.word(tag) == "lock" => {
            val(tag).is_some_and(|v| matches!(v.as_ref(), "contentLocked" | "sdtContentLocked"))
        }
        name => CLOSED.contains(&name),
    };
}

/// The controls of a document, asked by place: those of one part after those of the other, in order.
#[derive(Debug, Default)]
pub(super) struct Controls(Vec<Control>);

impl Controls {
    /// Adds the controls of a further part.
    pub fn extend(&mut self, further: Vec<Control>) {
        let by = self.0.len();
        let moved = further.into_iter().map(|c| Control { parent: c.parent.map(|parent| parent + by), ..c });
        self.0.extend(moved);
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn get(&self, control: usize) -> Option<&Control> {
        self.0.get(control)
    }

    /// The controls that hold a stretch of a part, outer ones first.
    pub fn around(&self, body: Body, range: &Range<usize>) -> Vec<usize> {
        let before = self.0.partition_point(|c| (c.body, c.element.start) <= (body, range.start));
        // Whatever holds the stretch is the last control that begins before it, or holds that one.
        let mut next = before.checked_sub(1);
        let mut out = Vec::new();
        while let Some((i, control)) = next.and_then(|i| Some((i, self.0.get(i)?))) {
            if control.holds(body, range) {
                out.push(i);
            }
            next = control.parent;
        }
        out.reverse();
        out
    }

    /// Whether a stretch of a part stands in a control whose text is not to be edited.
    pub fn is_closed(&self, body: Body, range: &Range<usize>) -> bool {
        !self.0.is_empty()
            && self.around(body, range).into_iter().any(|i| self.0.get(i).is_some_and(|c| c.closed))
    }
}
