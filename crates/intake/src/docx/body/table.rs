//! Tables: a line for each row, tabs between the cells.

use quick_xml::events::BytesStart;

use super::reader::{Cell, Later, Reader};
use crate::docx::error::DocxError;
use crate::docx::layout::Layout;
use crate::docx::xml::{Node, Xml, number};

impl Reader<'_> {
    /// A table: a line for each row, tabs between the cells. A table of one column is a frame round paragraphs.
    pub(super) fn table(&mut self, xml: &mut Xml<'_>) -> Result<(), DocxError> {
        let depth = xml.depth();
        let mut columns = 0;
        self.tables += 1;
        while let Some(node) = xml.next_in(depth)? {
            match node {
                Node::Start(tag, _) => match xml.word(&tag) {
                    "tblPr" | "sdtPr" | "sdtEndPr" | "customXmlPr" | "tblPrEx" => xml.skip()?,
                    "tr" => self.row(xml, columns)?,
                    "ins" | "moveTo" | "del" | "moveFrom" => self.revision(xml, &tag)?,
                    "gridCol" => columns += 1,
                    _ => {}
                },
                Node::Empty(tag, _) => match xml.word(&tag) {
                    "gridCol" => columns += 1,
                    name => self.mark(name, &tag),
                },
                _ => {}
            }
        }
        self.tables -= 1;
        if self.tables == 0 && self.cell.is_none() { self.lay_later() } else { Ok(()) }
    }

    /// A table in a cell has rows and columns of its own: it follows the outer one, as a text box follows its paragraph.
    fn nested_table(&mut self, xml: &mut Xml<'_>) -> Result<(), DocxError> {
        let outer = std::mem::take(&mut self.text_layout);
        let cell = self.cell.take();
        let done = self.table(xml);
        let layout = std::mem::replace(&mut self.text_layout, outer);
        self.cell = cell;
        done?;
        self.later.push(Later::Box(layout));
        Ok(())
    }

    fn row(&mut self, xml: &mut Xml<'_>, columns: usize) -> Result<(), DocxError> {
        let depth = xml.depth();
        let before = (Checkpoint::of(&self.text_layout), self.later.len());
        let mut cells = 0;
        let mut gone = false;
        while let Some(node) = xml.next_in(depth)? {
            match node {
                Node::Start(tag, _) => match xml.word(&tag) {
                    "trPr" => gone = self.row_properties(xml, &mut cells)?,
                    "tc" if columns == 1 => self.blocks(xml)?,
                    "tc" => {
                        for _ in 0..std::mem::take(&mut cells) {
                            self.text_layout.make("\t");
                        }
                        self.cell = Some(Cell::default());
                        let span = self.cell_content(xml)?;
                        cells = span;
                    }
                    "sdtPr" | "sdtEndPr" | "customXmlPr" | "tblPrEx" => xml.skip()?,
                    _ => {}
                },
                Node::Empty(tag, _) => self.mark(xml.word(&tag), &tag),
                _ => {}
            }
        }
        self.cell = None;
        self.in_bounds()?;
        if gone {
            let (layout, later) = before;
            layout.restore(&mut self.text_layout);
            self.later.truncate(later);
            return Ok(());
        }
        if columns != 1 {
            for _ in 1..cells {
                self.text_layout.make("\t");
            }
            self.text_layout.make("\n");
        }
        Ok(())
    }

    /// Whether the row is deleted; `cells` becomes the number of columns that it leaves free at its start.
    fn row_properties(&mut self, xml: &mut Xml<'_>, cells: &mut usize) -> Result<bool, DocxError> {
        let depth = xml.depth();
        let mut gone = false;
        while let Some(node) = xml.next_in(depth)? {
            match node {
                Node::Start(tag, _) if xml.word(&tag) == "trPrChange" => xml.skip()?,
                Node::Start(tag, _) | Node::Empty(tag, _) => match xml.word(&tag) {
                    "gridBefore" => *cells = span(&tag),
                    name @ ("ins" | "del") => {
                        self.note_revision(&tag);
                        gone = (name == "ins") == self.original;
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        Ok(gone)
    }

    /// Lays out a cell; gives the number of columns that it takes.
    fn cell_content(&mut self, xml: &mut Xml<'_>) -> Result<usize, DocxError> {
        let depth = xml.depth();
        let mut columns = 1;
        while let Some(node) = xml.next_in(depth)? {
            match node {
                Node::Start(tag, _) => match xml.word(&tag) {
                    "gridSpan" => columns = span(&tag),
                    "tcPrChange" | "sdtPr" | "sdtEndPr" | "customXmlPr" => xml.skip()?,
                    "p" => self.paragraph(xml)?,
                    "tbl" => self.nested_table(xml)?,
                    "ins" | "moveTo" | "del" | "moveFrom" => self.revision(xml, &tag)?,
                    _ => {}
                },
                Node::Empty(tag, _) => match xml.word(&tag) {
                    "gridSpan" => columns = span(&tag),
                    name => self.mark(name, &tag),
                },
                _ => {}
            }
        }
        Ok(columns)
    }
}

/// How far a layout had come.
struct Checkpoint {
    text: usize,
    atoms: usize,
    paragraphs: usize,
    breaks: usize,
    comments: usize,
}

impl Checkpoint {
    fn of(layout: &Layout) -> Checkpoint {
        Checkpoint {
            text: layout.text.len(),
            atoms: layout.atoms.len(),
            paragraphs: layout.paragraphs.len(),
            breaks: layout.breaks.len(),
            comments: layout.comments.len(),
        }
    }

    fn restore(self, layout: &mut Layout) {
        layout.text.truncate(self.text);
        layout.atoms.truncate(self.atoms);
        layout.paragraphs.truncate(self.paragraphs);
        layout.breaks.truncate(self.breaks);
        layout.comments.truncate(self.comments);
        let end = layout.end();
        while let Some(last) = layout.made.last_mut() {
            if last.end <= end {
                break;
            }
            last.end = end.max(last.start);
            if last.start < end {
                break;
            }
            layout.made.pop();
        }
    }
}

/// Columns that a cell takes or a row leaves free; no table has more than Word's 63.
fn span(tag: &BytesStart<'_>) -> usize {
    number::<usize>(tag).unwrap_or(1).clamp(1, 63)
}
