//! Characters of runs and formulas, and what stands before the first of a paragraph.

use kanwu_text::{LeftKind, SourceSpan, Story};

use super::paragraph::DEEPEST;
use super::reader::{Emphasis, Paragraph, Reader};
use crate::docx::error::DocxError;
use crate::docx::layout::{Atom, AtomKind};
use crate::docx::numbering::Label;
use crate::docx::styles::Look;
use crate::docx::xml::{Bytes, Node, Xml, characters, text_within};

impl Reader<'_> {
    /// The text of a `w:t`.
    pub(super) fn text(
        &mut self,
        xml: &mut Xml<'_>,
        run: usize,
        start: Bytes,
        keeps_space: bool,
        look: &Look,
        p: &mut Paragraph,
    ) -> Result<(), DocxError> {
        let depth = xml.depth();
        let mut raw = start.end..start.end;
        let mut odd = false;
        let end = loop {
            match xml.next()? {
                Node::Text(range) if !odd => raw.end = range.end,
                Node::End(range) if xml.depth() < depth => break range,
                Node::Eof => return Ok(()),
                Node::End(_) => {}
                // Comments and CDATA sections stand in no text that Word writes; what they hold is read, but
                // has no place.
                _ => odd = true,
            }
        };
        let mut content = start.end..end.start;
        if look.hidden == Some(true) && !self.fields.hide() && !content.is_empty() {
            self.text_layout.leave(LeftKind::Hidden);
        }
        if self.is_unseen(look) {
            return Ok(());
        }
        let whole = xml.text;
        if odd {
            let text = text_within(whole.get(content).unwrap_or_default());
            self.unplaced(&text, look, p);
            return Ok(());
        }
        if !keeps_space {
            let text = whole.get(raw.clone()).unwrap_or_default();
            let space = [' ', '\t', '\r', '\n'];
            raw.start += text.len() - text.trim_start_matches(space).len();
            raw.end = raw.start + text.trim_matches(space).len();
            content = raw.clone();
        }
        let atom = |raw: Bytes| Atom {
            span: SourceSpan::default(),
            run: SourceSpan::of(0..run).end,
            kind: AtomKind::Text,
            element: start.start..end.end,
            content: content.clone(),
            raw,
        };
        let text = whole.get(raw.clone()).unwrap_or_default();
        // Blanks that indent a bold beginning stand before it.
        let blanks = text.len() - text.trim_start().len();
        if blanks > 0 && blanks < text.len() && p.emphasis == Emphasis::Unknown && look.bold == Some(true) {
            self.characters(&text[..blanks], atom(raw.start..raw.start + blanks), look, p);
            self.characters(&text[blanks..], atom(raw.start + blanks..raw.end), look, p);
        } else {
            self.characters(text, atom(raw), look, p);
        }
        Ok(())
    }

    fn characters(&mut self, raw: &str, atom: Atom, look: &Look, p: &mut Paragraph) {
        if raw.is_empty() {
            return;
        }
        self.lead(p, look, raw.trim().is_empty());
        let start = self.text_layout.end();
        let plain = !raw.bytes().any(|b| matches!(b, b'&' | b'\r' | b'\n' | b'\t'));
        let raised = look.raised == Some(true) && raw.chars().all(|c| c.is_ascii_digit());
        if raised {
            self.text_layout.text.extend(raw.chars().map(superscript));
        } else if plain {
            self.text_layout.text.push_str(raw);
        } else {
            let in_cell = self.cell.is_some();
            let shown = |c| if c == '\t' && in_cell { ' ' } else { c };
            self.text_layout.text.extend(characters(raw).map(|(_, c)| shown(c)));
        }
        p.characters += raw.chars().count();
        p.size = p.size.max(look.size.unwrap_or(0));
        let kind = if raised { AtomKind::Raised } else { AtomKind::Text };
        self.text_layout.atoms.push(Atom {
            span: SourceSpan::new(start, self.text_layout.end()),
            kind,
            ..atom
        });
    }

    /// Text of a formula or the like, in which nothing can be placed.
    fn unplaced(&mut self, text: &str, look: &Look, p: &mut Paragraph) {
        if !text.is_empty() {
            self.lead(p, look, text.trim().is_empty());
            self.text_layout.make(text);
        }
    }

    pub(super) fn formula(&mut self, xml: &mut Xml<'_>, p: &mut Paragraph) -> Result<(), DocxError> {
        let depth = xml.depth();
        let mut text = String::new();
        while let Some(node) = xml.next_in(depth)? {
            if let Node::Text(range) = node {
                text.extend(characters(xml.text.get(range).unwrap_or_default()).map(|(_, c)| c));
            }
        }
        let look = p.look.clone();
        if !self.is_unseen(&look) {
            self.unplaced(&text, &look, p);
        }
        Ok(())
    }

    /// What stands before the first text of a paragraph, and where bold begins and ends.
    pub(super) fn lead(&mut self, p: &mut Paragraph, look: &Look, blank: bool) {
        if let Some(cell) = &mut self.cell {
            if std::mem::take(&mut cell.gap) {
                self.text_layout.make(" ");
            }
            cell.filled = true;
            if !std::mem::replace(&mut p.opened, true)
                && let Some(Label::Number(label)) = &p.label
            {
                self.text_layout.make(label);
            }
            return;
        }
        // Structure is not read from running heads.
        let plain = self.body.story() == Story::RunningHead;
        if !p.opened {
            // Blanks alone open nothing: an empty heading is none.
            if blank {
                return;
            }
            p.opened = true;
            if p.heading.is_none() {
                p.heading = look
                    .size
                    .and_then(|size| self.by_size.get(&size).copied())
                    .filter(|_| self.host.is_none());
            }
            if let Some(level) = p.heading {
                self.text_layout.make(&format!("{} ", "#".repeat(usize::from(level.min(DEEPEST)))));
            }
            match &p.label {
                Some(Label::Number(label)) => self.text_layout.make(label),
                Some(Label::Bullet) if p.heading.is_none() && !plain => self.text_layout.make("- "),
                _ => {}
            }
        }
        match (p.emphasis, look.bold == Some(true) && !plain) {
            (Emphasis::Unknown, true) if p.heading.is_none() && !blank => {
                self.text_layout.make("**");
                p.emphasis = Emphasis::Open;
            }
            (Emphasis::Unknown, false) if !blank => p.emphasis = Emphasis::Over,
            (Emphasis::Open, false) => self.close_emphasis(p),
            _ => {}
        }
    }

    pub(super) fn close_emphasis(&mut self, p: &mut Paragraph) {
        if p.emphasis == Emphasis::Open {
            self.text_layout.make("**");
            p.emphasis = Emphasis::Over;
        }
    }
}

fn superscript(digit: char) -> char {
    match digit {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        c => c.to_digit(10).and_then(|d| char::from_u32(0x2070 + d)).unwrap_or(c),
    }
}
