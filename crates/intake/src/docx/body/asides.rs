//! Text boxes and notes, which follow the paragraph or table that they hang on.

use kanwu_text::Span;

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
        let host = self.host.replace(self.host.unwrap_or(Span::of(0..run).end));
        let done = self.blocks(xml);
        let layout = std::mem::replace(&mut self.text_layout, outer);
        (self.cell, self.fields, self.tables, self.host) = (cell, fields, tables, host);
        done?;
        self.later.push(Later::Box(layout));
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
                    // A note that is referred to again and again is read once, or little would grow to much.
                    if !self.noted.insert((body, range.start)) {
                        continue;
                    }
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
