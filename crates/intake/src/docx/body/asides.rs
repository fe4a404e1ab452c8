//! Text boxes and notes, which follow the paragraph or table that they hang on, and running heads, which follow all.

use kanwu_text::SourceSpan;

use super::reader::{Later, Reader};
use crate::docx::error::DocxError;
use crate::docx::layout::Body;
use crate::docx::xml::Xml;

impl Reader<'_> {
    /// The paragraphs of a text box follow the paragraph that it hangs on.
    pub(super) fn text_box(&mut self, xml: &mut Xml<'_>, run: usize) -> Result<(), DocxError> {
        let outer = std::mem::take(&mut self.text_layout);
        let cell = self.cell.take();
        let fields = std::mem::take(&mut self.fields);
        let tables = std::mem::replace(&mut self.tables, 0);
        let host = self.host.replace(self.host.unwrap_or(SourceSpan::of(0..run).end));
        let done = self.blocks(xml);
        let layout = std::mem::replace(&mut self.text_layout, outer);
        (self.cell, self.fields, self.tables, self.host) = (cell, fields, tables, host);
        done?;
        self.later.push(Later::Box(layout));
        Ok(())
    }

    /// A header or footer, the part `number` of its kind. One that holds no more than a page number is left out: it is the
    /// word processor's.
    pub(in super::super) fn running_head(&mut self, xml: &mut Xml<'_>, number: u16) -> Result<(), DocxError> {
        // Comments cannot stand in it: they go to the beginning of the main text.
        let Some(host) = self.runs.iter().position(|run| run.body == Body::Main && run.host.is_none()) else {
            return Ok(());
        };
        let outer = std::mem::take(&mut self.text_layout);
        self.body = Body::RunningHead(number);
        self.host = Some(SourceSpan::of(0..host).end);
        self.fields = Default::default();
        let done = self.blocks(xml);
        let layout = std::mem::replace(&mut self.text_layout, outer);
        (self.body, self.host, self.joined) = (Body::Main, None, None);
        self.later.clear();
        done?;
        if !is_folio(&layout.text) {
            self.text_layout.append(layout);
        }
        Ok(())
    }

    /// Boxes and notes after the paragraph or table that they hang on.
    pub(super) fn lay_later(&mut self) -> Result<(), DocxError> {
        if self.later.is_empty() || self.host.is_some() {
            return Ok(());
        }
        for later in std::mem::take(&mut self.later) {
            match later {
                Later::Box(layout) => self.text_layout.append(layout),
                Later::Note { body, id, host } => {
                    let notes = if body == Body::Footnotes { &self.footnotes } else { &self.endnotes };
                    let Some(range) = notes.by_id.get(&id).cloned() else { continue };
                    self.read += range.len();
                    self.in_bounds()?;
                    let mut xml = Xml::within(notes.part, notes.text, range, notes.prefixes.clone());
                    self.body = body;
                    self.host = Some(host);
                    let fields = std::mem::take(&mut self.fields);
                    let done = self.blocks(&mut xml);
                    self.fields = fields;
                    self.body = Body::Main;
                    self.host = None;
                    done?;
                }
            }
        }
        Ok(())
    }
}

/// Whether a running head holds nothing but a page number: — 12 —, 第12页 共300页.
fn is_folio(text: &str) -> bool {
    let roman = |c: char| "ivxlcIVXLC".contains(c);
    text.chars().all(|c| !c.is_alphabetic() || "第共页".contains(c) || roman(c))
}
