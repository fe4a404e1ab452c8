//! Runs: their looks, and the elements in them that stand for a character or mark a place.

use kanwu_text::SourceSpan;
use quick_xml::events::BytesStart;

use super::reader::{Emphasis, Later, Paragraph, Reader};
use crate::docx::error::DocxError;
use crate::docx::layout::{Atom, AtomKind, Body, Run};
use crate::docx::styles::Look;
use crate::docx::symbols::symbol;
use crate::docx::xml::{Bytes, Node, Xml, attribute, val};

impl Reader<'_> {
    pub(super) fn run(
        &mut self,
        xml: &mut Xml<'_>,
        start: Bytes,
        inserted: Option<Bytes>,
        p: &mut Paragraph,
    ) -> Result<(), DocxError> {
        let id = self.runs.len();
        self.runs.push(Run {
            body: self.body,
            element: start.clone(),
            tag: start.clone(),
            properties: start.end..start.end,
            content: start.end..start.end,
            inserted,
            host: self.host,
            at: self.text_layout.end(),
        });
        let depth = xml.depth();
        let mut look = p.look.clone();
        look.raised = None;
        loop {
            match xml.next()? {
                Node::Start(tag, range) => match xml.word(&tag) {
                    "rPr" => {
                        look = self.run_properties(xml, p, look)?;
                        self.properties(id, range.start..xml.position());
                    }
                    "t" => {
                        let keeps = attribute(&tag, "space").is_some_and(|v| v == "preserve");
                        self.text(xml, id, range, keeps, &look, p)?;
                    }
                    "delText" if self.original => self.text(xml, id, range, true, &look, p)?,
                    "delText" | "instrText" | "delInstrText" | "rt" | "rubyPr" => xml.skip()?,
                    "txbxContent" => self.text_box(xml, id)?,
                    "ins" | "moveTo" | "del" | "moveFrom" => self.revision(xml, &tag)?,
                    // The base of a ruby text is a run in a run.
                    "r" => self.run(xml, range, None, p)?,
                    "p" => xml.skip()?,
                    name => {
                        p.picture |= is_picture(&tag);
                        self.element(name, &tag, id, range, &look, p);
                    }
                },
                Node::Empty(tag, range) => match xml.word(&tag) {
                    "rPr" => self.properties(id, range),
                    name => {
                        p.picture |= is_picture(&tag);
                        self.element(name, &tag, id, range, &look, p);
                    }
                },
                Node::End(range) if xml.depth() < depth => {
                    let run = &mut self.runs[id];
                    run.element.end = range.end;
                    run.content.end = range.start;
                    return Ok(());
                }
                Node::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn properties(&mut self, run: usize, range: Bytes) {
        if let Some(run) = self.runs.get_mut(run) {
            run.content.start = range.end;
            run.properties = range;
        }
    }

    fn run_properties(&mut self, xml: &mut Xml<'_>, p: &Paragraph, under: Look) -> Result<Look, DocxError> {
        let depth = xml.depth();
        let mut own = Look::default();
        let mut style = None;
        while let Some(node) = xml.next_in(depth)? {
            match node {
                Node::Start(tag, _) if xml.word(&tag) == "rPrChange" => {
                    self.note_revision(&tag);
                    xml.skip()?;
                }
                Node::Start(tag, _) | Node::Empty(tag, _) => match xml.word(&tag) {
                    "rStyle" => style = val(&tag).map(|v| self.styles.get(&v).look.clone()),
                    name => own.take(name, &tag),
                },
                _ => {}
            }
        }
        let mut look = match style {
            // A character style does not say again what the paragraph's says.
            Some(style) => own.over(&Look { size: None, ..style }).over(&under),
            None => own.over(&under),
        };
        if look.size.is_none() {
            look.size = p.look.size;
        }
        Ok(look)
    }

    /// Elements of a run that stand for a character, or mark something.
    fn element(
        &mut self,
        name: &str,
        tag: &BytesStart<'_>,
        run: usize,
        range: Bytes,
        look: &Look,
        p: &mut Paragraph,
    ) {
        match name {
            "fldChar" => match attribute(tag, "fldCharType").as_deref() {
                Some("begin") => self.fields.begin(),
                Some("separate") => {
                    self.fields.separate();
                }
                Some("end") => {
                    self.fields.end();
                }
                _ => {}
            },
            "lastRenderedPageBreak" => self.text_layout.breaks.push((self.text_layout.end(), true)),
            "footnoteReference" | "endnoteReference" if self.host.is_none() => {
                let body = if name == "footnoteReference" { Body::Footnotes } else { Body::Endnotes };
                if let Some(id) = attribute(tag, "id") {
                    let host = SourceSpan::of(0..run).end;
                    self.later.push(Later::Note { body, id: id.into_owned(), host });
                }
            }
            "commentReference" => self.mark(name, tag),
            _ if self.is_unseen(look) => {}
            "tab" | "ptab" => {
                self.stands_for(if self.cell.is_some() { ' ' } else { '\t' }, run, range, look, p)
            }
            "noBreakHyphen" => self.stands_for('-', run, range, look, p),
            "sym" => {
                let c = symbol(
                    &attribute(tag, "font").unwrap_or_default(),
                    &attribute(tag, "char").unwrap_or_default(),
                );
                self.stands_for(c, run, range, look, p);
            }
            "br" | "cr" => match attribute(tag, "type").as_deref() {
                Some("page") => {
                    self.text_layout.breaks.push((self.text_layout.end(), false));
                    self.line_break(run, range, look, p);
                }
                _ => self.line_break(run, range, look, p),
            },
            _ => {}
        }
    }

    pub(super) fn is_unseen(&self, look: &Look) -> bool {
        look.hidden == Some(true) || self.fields.hide()
    }

    fn stands_for(&mut self, c: char, run: usize, element: Bytes, look: &Look, p: &mut Paragraph) {
        self.lead(p, look, c.is_whitespace());
        let start = self.text_layout.end();
        self.text_layout.text.push(c);
        self.push_element(start, run, element);
    }

    fn push_element(&mut self, start: u32, run: usize, element: Bytes) {
        self.text_layout.atoms.push(Atom {
            span: SourceSpan::new(start, self.text_layout.end()),
            run: SourceSpan::of(0..run).end,
            kind: AtomKind::Element,
            content: element.clone(),
            raw: element.clone(),
            element,
        });
    }

    /// A line ends inside a paragraph. In a heading and in a cell it does so for the page's looks only.
    fn line_break(&mut self, run: usize, element: Bytes, look: &Look, p: &mut Paragraph) {
        if !p.opened {
            return;
        }
        if self.cell.is_some() || p.heading.is_some() {
            return self.stands_for(' ', run, element, look, p);
        }
        self.close_emphasis(p);
        let start = self.text_layout.end();
        self.text_layout.text.push('\n');
        self.push_element(start, run, element);
        p.emphasis = Emphasis::Unknown;
    }
}

fn is_picture(tag: &BytesStart<'_>) -> bool {
    matches!(tag.local_name().as_ref(), "blip" | "imagedata")
}
