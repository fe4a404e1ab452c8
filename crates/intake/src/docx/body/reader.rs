//! What is known while a document is read.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::fields::Fields;
use crate::docx::error::DocxError;
use crate::docx::layout::{Body, Layout, Run, Sized};
use crate::docx::numbering::{Label, Numbering};
use crate::docx::pages::Sections;
use crate::docx::styles::{Look, Styles};
use crate::docx::xml::{Bytes, Prefixes};

/// A part of notes, with where each note stands in it.
#[derive(Debug, Default)]
pub(in super::super) struct Notes<'d> {
    pub part: &'d str,
    pub text: &'d str,
    pub prefixes: Prefixes,
    /// By id: all that the note holds.
    pub by_id: FxHashMap<String, Bytes>,
}

/// What reads a document, body by body.
pub(in super::super) struct Reader<'d> {
    pub styles: &'d Styles,
    pub numbering: Numbering,
    pub footnotes: Notes<'d>,
    pub endnotes: Notes<'d>,
    /// Whether tracked changes are read as rejected.
    pub original: bool,
    /// Levels of headings by their size, where no style tells.
    pub by_size: BTreeMap<u16, u8>,
    pub text_layout: Layout,
    pub runs: Vec<Run>,
    pub sections: Sections,
    /// How many paragraphs are headings by style or outline level.
    pub headings: usize,
    pub sized: Vec<Sized>,
    pub(super) body: Body,
    pub fields: Fields,
    /// Bytes of XML that the parts hold, and that of notes has been read.
    pub(super) parts: usize,
    pub(super) read: usize,
    /// Boxes and notes met in a paragraph or table, which follow it.
    pub(super) later: Vec<Later>,
    /// The run of the main text that the box or note being read hangs on.
    pub(super) host: Option<u32>,
    pub(super) cell: Option<Cell>,
    /// How many tables are open.
    pub(super) tables: usize,
    /// The paragraph before, where the next goes on in its line.
    pub(super) joined: Option<Paragraph>,
}

/// What is laid out after the paragraph or table that it hangs on.
pub(super) enum Later {
    Box(Layout),
    Note { body: Body, id: String, host: u32 },
}

/// The cell being laid out.
#[derive(Default)]
pub(super) struct Cell {
    /// Whether it has text.
    pub filled: bool,
    /// Whether a paragraph has ended since.
    pub gap: bool,
}

/// The paragraph being laid out.
#[derive(Default)]
pub(super) struct Paragraph {
    pub look: Look,
    pub style: Option<String>,
    pub heading: Option<u8>,
    pub label: Option<Label>,
    pub opened: bool,
    pub emphasis: Emphasis,
    pub picture: bool,
    /// The mark at its end is deleted, so that the next paragraph goes on in its line.
    pub runs_on: bool,
    pub characters: usize,
    pub size: u16,
    pub start: usize,
}

/// Whether the paragraph's beginning is set in bold.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Emphasis {
    #[default]
    Unknown,
    Open,
    Over,
}

/// Notes may be read so many times as often as they stand in their part, and the text be so many times as long as the
/// XML that it is made of. No document comes near: a note is referred to once, and tags take more room than tabs.
const TIMES: usize = 2;

/// A short document may have this much more, in bytes.
const SMALL: usize = 1 << 16;

impl<'d> Reader<'d> {
    /// Says how many bytes of XML the document holds, by which what is made of it is bounded.
    pub fn bounded_by(&mut self, parts: usize) {
        self.parts = parts;
    }

    /// Whether the text is still in proportion to its parts.
    pub(super) fn in_bounds(&self) -> Result<(), DocxError> {
        let most = self.parts.saturating_mul(TIMES).saturating_add(SMALL);
        let within = self.read <= most && self.text_layout.text.len() <= most;
        if within { Ok(()) } else { Err(DocxError::Outgrown) }
    }

    pub fn new(styles: &'d Styles, numbering: Numbering) -> Reader<'d> {
        Reader {
            styles,
            numbering,
            footnotes: Notes::default(),
            endnotes: Notes::default(),
            original: false,
            by_size: BTreeMap::new(),
            text_layout: Layout::default(),
            runs: Vec::new(),
            sections: Sections::default(),
            headings: 0,
            sized: Vec::new(),
            body: Body::Main,
            fields: Fields::default(),
            parts: 0,
            read: 0,
            later: Vec::new(),
            host: None,
            cell: None,
            tables: 0,
            joined: None,
        }
    }
}
