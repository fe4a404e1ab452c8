//! Blocks of a body: paragraphs, tables, and where sections end.

use quick_xml::events::BytesStart;

use super::reader::Reader;
use crate::docx::error::DocxError;
use crate::docx::layout::CommentEnd;
use crate::docx::pages::Section;
use crate::docx::xml::{Node, Xml, attribute, val};

impl Reader<'_> {
    /// Reads blocks up to the end of the element that holds them.
    pub(in super::super) fn blocks(&mut self, xml: &mut Xml<'_>) -> Result<(), DocxError> {
        let depth = xml.depth();
        while let Some(node) = xml.next_in(depth)? {
            match node {
                Node::Start(tag, _) => match xml.word(&tag) {
                    "p" => self.paragraph(xml)?,
                    "tbl" => self.table(xml)?,
                    "sectPr" => {
                        let section = self.section(xml)?;
                        self.sections.close(section);
                    }
                    "sdtPr" | "sdtEndPr" | "customXmlPr" => xml.skip()?,
                    "ins" | "moveTo" | "del" | "moveFrom" => self.revision(xml, &tag)?,
                    _ => {}
                },
                Node::Empty(tag, _) => match xml.word(&tag) {
                    "p" => {
                        let p = self.begin_paragraph();
                        self.end_paragraph(p)?;
                    }
                    name => self.mark(name, &tag),
                },
                _ => {}
            }
        }
        Ok(())
    }

    /// Elements that only mark a place.
    pub(super) fn mark(&mut self, name: &str, tag: &BytesStart<'_>) {
        if matches!(name, "commentRangeStart" | "commentRangeEnd" | "commentReference") {
            let id = attribute(tag, "id").unwrap_or_default().into_owned();
            self.text_layout.comments.push(CommentEnd { id, at: self.text_layout.end() });
        }
    }

    /// Properties of a section: whether it goes on on the same page, and the number of its first page.
    pub(super) fn section(&mut self, xml: &mut Xml<'_>) -> Result<Section, DocxError> {
        let depth = xml.depth();
        let mut section = Section::default();
        while let Some(node) = xml.next_in(depth)? {
            match node {
                Node::Start(tag, _) if xml.word(&tag) == "sectPrChange" => xml.skip()?,
                Node::Start(tag, _) | Node::Empty(tag, _) => match xml.word(&tag) {
                    "type" => section.continuous = val(&tag).is_some_and(|v| v == "continuous"),
                    "pgNumType" => section.first = attribute(&tag, "start").and_then(|n| n.parse().ok()),
                    _ => {}
                },
                _ => {}
            }
        }
        Ok(section)
    }
}
