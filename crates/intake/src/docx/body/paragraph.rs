//! Paragraphs: their properties, numbers and ends.

use kanwu_text::{BlockEvidence, SourceSpan, Story};

use super::reader::{Emphasis, Paragraph, Reader};
use crate::docx::error::DocxError;
use crate::docx::layout::Sized;
use crate::docx::pages::Section;
use crate::docx::styles::Look;
use crate::docx::xml::{Bytes, Node, Xml, val};

/// A heading is no longer than this, in characters.
const HEADING: usize = 40;

/// Headings of the layout have no more levels.
pub(super) const DEEPEST: u8 = 6;

/// A paragraph longer than this, in characters, is no row set by tabs.
const SENTENCE: usize = 80;

impl Reader<'_> {
    pub(super) fn paragraph(&mut self, xml: &mut Xml<'_>) -> Result<(), DocxError> {
        let mut p = self.begin_paragraph();
        let mut closes = None;
        let depth = xml.depth();
        // Of each open element in the paragraph: the start tag, where it is an insertion.
        let mut around: Vec<Option<Bytes>> = Vec::new();
        while let Some(node) = xml.next_in(depth)? {
            match node {
                Node::Start(tag, range) => match xml.word(&tag) {
                    "pPr" => closes = self.paragraph_properties(xml, &mut p)?,
                    "r" => {
                        let inserted = around.last().cloned().flatten();
                        self.run(xml, range, inserted, &mut p)?;
                    }
                    "sdtPr" | "sdtEndPr" | "smartTagPr" | "customXmlPr" | "fldData" => xml.skip()?,
                    name @ ("ins" | "moveTo" | "del" | "moveFrom") => {
                        let depth = xml.depth();
                        self.revision(xml, &tag)?;
                        if xml.depth() == depth {
                            around.push((name == "ins").then_some(range));
                        }
                    }
                    _ if xml.is_formula_text(&tag) => self.formula(xml, &mut p)?,
                    _ => around.push(None),
                },
                Node::Empty(tag, _) => self.mark(xml.word(&tag), &tag),
                Node::End(_) => {
                    around.pop();
                }
                _ => {}
            }
        }
        self.end_paragraph(p)?;
        if let Some(section) = closes {
            self.sections.close(section);
            self.sections.begin(self.text_layout.end());
        }
        Ok(())
    }

    pub(super) fn begin_paragraph(&mut self) -> Paragraph {
        if self.host.is_none() {
            self.text_layout.paragraphs.push(self.text_layout.end());
        }
        let look = self.styles.usual.look.clone();
        let start = self.text_layout.text.len();
        match self.joined.take() {
            // It goes on in the line of the one before.
            Some(before) => Paragraph { look, emphasis: Emphasis::Over, ..before },
            None => Paragraph { look, start, ..Paragraph::default() },
        }
    }

    /// Properties of a paragraph, and of the section that it closes.
    fn paragraph_properties(
        &mut self,
        xml: &mut Xml<'_>,
        p: &mut Paragraph,
    ) -> Result<Option<Section>, DocxError> {
        let depth = xml.depth();
        let mut own = Look::default();
        let mut section = None;
        let mut mark = 0;
        while let Some(node) = xml.next_in(depth)? {
            let (tag, empty) = match node {
                Node::Start(tag, _) => (tag, false),
                Node::Empty(tag, _) => (tag, true),
                Node::End(_) => {
                    if xml.depth() < mark {
                        mark = 0;
                    }
                    continue;
                }
                _ => continue,
            };
            match xml.word(&tag) {
                "pStyle" => p.style = val(&tag).map(|v| v.into_owned()),
                "rPr" if !empty => mark = xml.depth(),
                "ins" | "moveTo" if mark > 0 => {
                    self.note_revision(&tag);
                    p.runs_on |= self.original;
                }
                "del" | "moveFrom" if mark > 0 => {
                    self.note_revision(&tag);
                    p.runs_on |= !self.original;
                }
                "sectPr" if empty => section = Some(Section::default()),
                "sectPr" => section = Some(self.section(xml)?),
                "pPrChange" | "rPrChange" => {
                    self.note_revision(&tag);
                    if !empty {
                        xml.skip()?;
                    }
                }
                // The look of the paragraph's mark is not that of its text.
                _ if mark > 0 => {}
                name => own.take(name, &tag),
            }
        }
        self.settle_look(p, own);
        Ok(section)
    }

    /// Looks, level and number of a paragraph, whose style says what its own properties don't.
    fn settle_look(&mut self, p: &mut Paragraph, own: Look) {
        let style = match &p.style {
            Some(id) => self.styles.get(id),
            None => &self.styles.usual,
        };
        let outline = own.outline.or(style.look.outline);
        let heading = match outline {
            Some(level) => (level < 9).then_some(level + 1),
            None => style.heading,
        };
        if !p.opened {
            p.heading = heading.filter(|_| self.body.story() != Story::RunningHead);
        }
        p.look = own.over(&style.look);
        if p.look.page_before == Some(true) {
            self.text_layout.breaks.push((self.text_layout.end(), false));
        }
        if let Some(list) = p.look.list.filter(|list| *list > 0 && !p.runs_on) {
            let level = p.look.list_level.filter(|_| own.list_level.is_some() || own.list.is_some());
            let id = p.style.as_deref().unwrap_or_default();
            p.label = self.numbering.next(list, level, id, self.styles);
        }
    }

    pub(super) fn end_paragraph(&mut self, mut p: Paragraph) -> Result<(), DocxError> {
        self.close_emphasis(&mut p);
        if p.heading.is_some() && p.opened && self.cell.is_none() {
            self.headings += 1;
        }
        if self.cell.is_none() && p.characters > 0 && self.body.story() != Story::RunningHead {
            let text = self.text_layout.text.get(p.start..).unwrap_or_default();
            let closed =
                text.trim_end_matches(['*', ' ']).ends_with(['。', '；', '，', '：', '、', '！', '？', '”']);
            let may_head = p.characters <= HEADING && !closed && !text.contains('\n');
            self.sized.push(Sized { size: p.size, characters: p.characters, may_head });
        }
        self.settle_tabs(&p);
        if !p.runs_on {
            let level = p.heading.filter(|_| p.opened && self.cell.is_none()).map(|level| level.min(DEEPEST));
            let at = SourceSpan::of(0..p.start).end;
            self.text_layout.blocks.push(BlockEvidence { at, story: self.body.story(), level });
        }
        match &mut self.cell {
            Some(cell) => cell.gap |= cell.filled,
            None if p.runs_on => {
                self.joined = p.opened.then_some(Paragraph { runs_on: false, label: None, ..p });
                return Ok(());
            }
            None => {
                if !p.opened && p.picture {
                    self.text_layout.make("![]()");
                }
                self.text_layout.make("\n");
                if p.opened && p.picture {
                    self.text_layout.make("![]()\n");
                }
            }
        }
        self.in_bounds()?;
        if self.tables == 0 { self.lay_later() } else { Ok(()) }
    }

    /// A tab parts the cells of what is set as a table by tabs, and the page in a line of contents. In a
    /// sentence, and before one, it is a blank.
    fn settle_tabs(&mut self, p: &Paragraph) {
        let text = self.text_layout.text.get(p.start..).unwrap_or_default();
        if self.cell.is_some() || !text.contains('\t') {
            return;
        }
        let lead = text.len() - text.trim_start().len();
        let ends = text.trim_end_matches(['*', ' ']).ends_with(['。', '；', '！', '？', '：', '，']);
        let to = if ends || p.characters > SENTENCE { text.len() } else { lead };
        let blank = text[..to].replace('\t', " ");
        self.text_layout.text.replace_range(p.start..p.start + to, &blank);
    }
}
