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
    /// The first paragraph that it holds, where it holds any.
    pub first: Option<Bytes>,
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
    let mut open: Vec<Open> = Vec::new();
    // The depth of the properties being read.
    let mut properties = None;
    loop {
        match xml.next()? {
            Node::Start(tag, range) => {
                let name = xml.word(&tag);
                let control = innermost(&open);
                if properties.is_some() {
                    note(&xml, &tag, control, &mut out);
                }
                if name == "sdtPr" {
                    properties = Some(open.len());
                }
                let mut own = Open { gives: level(name), ..Open::default() };
                if name == "p" && begins(&range, control, &mut out) {
                    own.first_of = control;
                }
                if name == "sdt" {
                    let level = open.iter().rev().find_map(|open| open.gives).unwrap_or(Level::Block);
                    own.control = Some(out.len());
                    out.push(Control {
                        body,
                        element: range,
                        level,
                        first: None,
                        parent: control,
                        closed: false,
                    });
                }
                open.push(own);
            }
            Node::Empty(tag, range) => {
                let control = innermost(&open);
                if properties.is_some() {
                    note(&xml, &tag, control, &mut out);
                } else if xml.word(&tag) == "p" {
                    begins(&range, control, &mut out);
                }
            }
            Node::End(range) => {
                let ended = open.pop().unwrap_or_default();
                if properties.is_some_and(|depth| open.len() <= depth) {
                    properties = None;
                }
                if let Some(control) = ended.control.and_then(|i| out.get_mut(i)) {
                    control.element.end = range.end;
                }
                if let Some(first) = ended.first_of {
                    ends(range.end, first, &mut out);
                }
            }
            Node::Eof => return Ok(out),
            _ => {}
        }
    }
}

/// An open element.
#[derive(Default)]
struct Open {
    /// The level of the controls that it holds.
    gives: Option<Level>,
    /// The control that it is.
    control: Option<usize>,
    /// The innermost control whose first paragraph it is.
    first_of: Option<usize>,
}

fn innermost(open: &[Open]) -> Option<usize> {
    open.iter().rev().find_map(|open| open.control)
}

/// Notes a paragraph with those of the controls round it that have none before it, and says whether there are any.
fn begins(paragraph: &Bytes, innermost: Option<usize>, out: &mut [Control]) -> bool {
    let (mut next, mut any) = (innermost, false);
    // Where a control has a paragraph, those round it have one.
    while let Some(control) = next.and_then(|i| out.get_mut(i)).filter(|control| control.first.is_none()) {
        control.first = Some(paragraph.clone());
        (next, any) = (control.parent, true);
    }
    any
}

/// Notes where a paragraph ends with the controls whose first one it is.
fn ends(at: usize, innermost: usize, out: &mut [Control]) {
    let start = out.get(innermost).and_then(|control| Some(control.first.as_ref()?.start));
    let mut next = Some(innermost);
    while let Some(control) = next.and_then(|i| out.get_mut(i)) {
        match &mut control.first {
            Some(first) if Some(first.start) == start => first.end = at,
            _ => return,
        }
        next = control.parent;
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
