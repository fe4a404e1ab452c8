//! Tracked changes 修订: one side of each is read.

use kanwu_text::LeftKind;
use quick_xml::events::BytesStart;

use super::reader::Reader;
use crate::docx::AUTHOR;
use crate::docx::error::DocxError;
use crate::docx::xml::{Xml, attribute};

impl Reader<'_> {
    /// An insertion or deletion: the side that does not count is left out.
    pub(super) fn revision(&mut self, xml: &mut Xml<'_>, tag: &BytesStart<'_>) -> Result<(), DocxError> {
        self.note_revision(tag);
        let gone = match xml.word(tag) {
            "del" | "moveFrom" => !self.original,
            _ => self.original,
        };
        if gone { xml.skip() } else { Ok(()) }
    }

    /// Counts a revision of somebody else's.
    pub(super) fn note_revision(&mut self, tag: &BytesStart<'_>) {
        if attribute(tag, "author").is_none_or(|author| author != AUTHOR) {
            self.text_layout.leave(LeftKind::Revision);
        }
    }
}
