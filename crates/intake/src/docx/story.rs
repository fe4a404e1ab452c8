//! From the elements of a story (the main text, the notes) to laid-out text.

use std::collections::BTreeMap;

use kanwu_text::{LeftKind, Span};
use quick_xml::events::BytesStart;
use rustc_hash::FxHashMap;

use super::error::DocxError;
use super::laid::{Atom, AtomKind, CommentEnd, Laid, Run, Sized, Story};
use super::numbering::{Label, Numbering};
use super::pages::{Section, Sections};
use super::styles::{Look, Styles};
use super::symbols::symbol;
use super::xml::{Bytes, Node, Prefixes, Xml, attribute, characters, number, val};

/// A heading is no longer than this, in characters.
const HEADING: usize = 40;

/// A paragraph longer than this, in characters, is no row set by tabs.
const SENTENCE: usize = 80;

/// A part of notes, with where each note stands in it.
#[derive(Debug, Default)]
pub(super) struct Notes<'d> {
    pub part: &'d str,
    pub text: &'d str,
    pub prefixes: Prefixes,
    /// By id: all that the note holds.
    pub by_id: FxHashMap<String, Bytes>,
}

/// What reads a document, story by story.
pub(super) struct Reader<'d> {
    pub styles: &'d Styles,
    pub numbering: Numbering,
    pub footnotes: Notes<'d>,
    pub endnotes: Notes<'d>,
    /// Whether tracked changes are read as rejected.
    pub original: bool,
    /// Levels of headings by their size, where no style tells.
    pub by_size: BTreeMap<u16, u8>,
    pub laid: Laid,
    pub runs: Vec<Run>,
    pub sections: Sections,
    /// How many paragraphs are headings by style or outline level.
    pub headings: usize,
    pub sized: Vec<Sized>,
    story: Story,
    /// Of each open field: whether its instruction still runs.
    fields: Vec<bool>,
    /// Boxes and notes met in a paragraph or table, which follow it.
    later: Vec<Later>,
    host: Option<u32>,
    cell: Option<Cell>,
    tables: usize,
    /// The paragraph before, where the next goes on in its line.
    joined: Option<Paragraph>,
}

enum Later {
    Box(Laid),
    Note { story: Story, id: String, host: u32 },
}

/// The cell being laid out.
#[derive(Default)]
struct Cell {
    /// Whether it has text.
    filled: bool,
    /// Whether a paragraph has ended since.
    gap: bool,
}

/// The paragraph being laid out.
#[derive(Default)]
struct Paragraph {
    look: Look,
    style: Option<String>,
    heading: Option<u8>,
    label: Option<Label>,
    opened: bool,
    emphasis: Emphasis,
    picture: bool,
    /// The mark at its end is deleted, so that the next paragraph goes on in its line.
    runs_on: bool,
    characters: usize,
    size: u16,
    start: usize,
}

/// Whether the paragraph's beginning is set in bold.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Emphasis {
    #[default]
    Unknown,
    Open,
    Over,
}

impl<'d> Reader<'d> {
    pub fn new(styles: &'d Styles, numbering: Numbering) -> Reader<'d> {
        Reader {
            styles,
            numbering,
            footnotes: Notes::default(),
            endnotes: Notes::default(),
            original: false,
            by_size: BTreeMap::new(),
            laid: Laid::default(),
            runs: Vec::new(),
            sections: Sections::default(),
            headings: 0,
            sized: Vec::new(),
            story: Story::Main,
            fields: Vec::new(),
            later: Vec::new(),
            host: None,
            cell: None,
            tables: 0,
            joined: None,
        }
    }

    /// Reads blocks up to the end of the element that holds them.
    pub fn blocks(&mut self, xml: &mut Xml<'_>) -> Result<(), DocxError> {
        let floor = xml.depth().saturating_sub(1);
        loop {
            match xml.next()? {
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
                Node::End(_) if xml.depth() == floor => return Ok(()),
                Node::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// An insertion or deletion: the side that does not count is left out.
    fn revision(&mut self, xml: &mut Xml<'_>, tag: &BytesStart<'_>) -> Result<(), DocxError> {
        self.note_revision(tag);
        let gone = match xml.word(tag) {
            "del" | "moveFrom" => !self.original,
            _ => self.original,
        };
        if gone { xml.skip() } else { Ok(()) }
    }

    /// Counts a revision of somebody else's.
    fn note_revision(&mut self, tag: &BytesStart<'_>) {
        if attribute(tag, "author").is_none_or(|author| author != super::AUTHOR) {
            self.laid.leave(LeftKind::Revision);
        }
    }

    /// Elements that only mark a place.
    fn mark(&mut self, name: &str, tag: &BytesStart<'_>) {
        if matches!(name, "commentRangeStart" | "commentRangeEnd" | "commentReference") {
            let id = attribute(tag, "id").unwrap_or_default().into_owned();
            self.laid.comments.push(CommentEnd { id, at: self.laid.end() });
        }
    }

    /// Properties of a section: whether it goes on on the same page, and the number of its first page.
    fn section(&mut self, xml: &mut Xml<'_>) -> Result<Section, DocxError> {
        let floor = xml.depth() - 1;
        let mut section = Section::default();
        loop {
            match xml.next()? {
                Node::Start(tag, _) if xml.word(&tag) == "sectPrChange" => xml.skip()?,
                Node::Start(tag, _) | Node::Empty(tag, _) => match xml.word(&tag) {
                    "type" => section.continuous = val(&tag).is_some_and(|v| v == "continuous"),
                    "pgNumType" => section.first = attribute(&tag, "start").and_then(|n| n.parse().ok()),
                    _ => {}
                },
                Node::End(_) if xml.depth() == floor => return Ok(section),
                Node::Eof => return Ok(section),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, xml: &mut Xml<'_>) -> Result<(), DocxError> {
        let mut p = self.begin_paragraph();
        let mut closes = None;
        let floor = xml.depth() - 1;
        // Of each open element in the paragraph: the start tag, where it is an insertion.
        let mut around: Vec<Option<Bytes>> = Vec::new();
        loop {
            match xml.next()? {
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
                Node::End(_) if xml.depth() == floor => break,
                Node::End(_) => {
                    around.pop();
                }
                Node::Eof => break,
                _ => {}
            }
        }
        self.end_paragraph(p)?;
        if let Some(section) = closes {
            self.sections.close(section);
            self.sections.begin(self.laid.end());
        }
        Ok(())
    }

    fn begin_paragraph(&mut self) -> Paragraph {
        if self.host.is_none() {
            self.laid.paragraphs.push(self.laid.end());
        }
        let look = self.styles.usual.look.clone();
        let start = self.laid.text.len();
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
        let floor = xml.depth() - 1;
        let mut own = Look::default();
        let mut section = None;
        let mut mark = 0;
        loop {
            let (tag, empty) = match xml.next()? {
                Node::Start(tag, _) => (tag, false),
                Node::Empty(tag, _) => (tag, true),
                Node::End(_) if xml.depth() == floor => break,
                Node::End(_) => {
                    if xml.depth() < mark {
                        mark = 0;
                    }
                    continue;
                }
                Node::Eof => break,
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
            p.heading = heading;
        }
        p.look = own.over(&style.look);
        if p.look.page_before == Some(true) {
            self.laid.breaks.push((self.laid.end(), false));
        }
        if let Some(list) = p.look.list.filter(|list| *list > 0 && !p.runs_on) {
            let level = p.look.list_level.filter(|_| own.list_level.is_some() || own.list.is_some());
            let id = p.style.as_deref().unwrap_or_default();
            p.label = self.numbering.next(list, level, id, self.styles);
        }
        Ok(section)
    }

    fn end_paragraph(&mut self, mut p: Paragraph) -> Result<(), DocxError> {
        self.close_emphasis(&mut p);
        if p.heading.is_some() && p.opened && self.cell.is_none() {
            self.headings += 1;
        }
        if self.cell.is_none() && p.characters > 0 {
            let text = self.laid.text.get(p.start..).unwrap_or_default();
            let closed =
                text.trim_end_matches(['*', ' ']).ends_with(['。', '；', '，', '：', '、', '！', '？', '”']);
            let may_head = p.characters <= HEADING && !closed && !text.contains('\n');
            self.sized.push(Sized { size: p.size, characters: p.characters, may_head });
        }
        self.settle_tabs(&p);
        match &mut self.cell {
            Some(cell) => cell.gap |= cell.filled,
            None if p.runs_on => {
                self.joined = p.opened.then_some(Paragraph { runs_on: false, label: None, ..p });
                return Ok(());
            }
            None => {
                if !p.opened && p.picture {
                    self.laid.make("![]()");
                }
                self.laid.make("\n");
                if p.opened && p.picture {
                    self.laid.make("![]()\n");
                }
            }
        }
        if self.tables == 0 { self.lay_later() } else { Ok(()) }
    }

    /// A tab parts the cells of what is set as a table by tabs, and the page in a line of contents. In a
    /// sentence, and before one, it is a blank.
    fn settle_tabs(&mut self, p: &Paragraph) {
        let text = self.laid.text.get(p.start..).unwrap_or_default();
        if self.cell.is_some() || !text.contains('\t') {
            return;
        }
        let lead = text.len() - text.trim_start().len();
        let ends = text.trim_end_matches(['*', ' ']).ends_with(['。', '；', '！', '？', '：', '，']);
        let to = if ends || p.characters > SENTENCE { text.len() } else { lead };
        let blank = text[..to].replace('\t', " ");
        self.laid.text.replace_range(p.start..p.start + to, &blank);
    }

    /// Boxes and notes after the paragraph or table that they hang on.
    fn lay_later(&mut self) -> Result<(), DocxError> {
        if self.later.is_empty() || self.host.is_some() {
            return Ok(());
        }
        for later in std::mem::take(&mut self.later) {
            match later {
                Later::Box(laid) => self.laid.append(laid),
                Later::Note { story, id, host } => {
                    let notes = if story == Story::Footnotes { &self.footnotes } else { &self.endnotes };
                    let Some(range) = notes.by_id.get(&id).cloned() else { continue };
                    let mut xml = Xml::within(notes.part, notes.text, range, notes.prefixes.clone());
                    self.story = story;
                    self.host = Some(host);
                    let fields = std::mem::take(&mut self.fields);
                    let done = self.blocks(&mut xml);
                    self.fields = fields;
                    self.story = Story::Main;
                    self.host = None;
                    done?;
                }
            }
        }
        Ok(())
    }

    fn run(
        &mut self,
        xml: &mut Xml<'_>,
        start: Bytes,
        inserted: Option<Bytes>,
        p: &mut Paragraph,
    ) -> Result<(), DocxError> {
        let id = self.runs.len();
        self.runs.push(Run {
            story: self.story,
            element: start.clone(),
            tag: start.clone(),
            properties: start.end..start.end,
            content: start.end..start.end,
            inserted,
            host: self.host,
            at: self.laid.end(),
        });
        let floor = xml.depth() - 1;
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
                Node::End(range) if xml.depth() == floor => {
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
        let floor = xml.depth() - 1;
        let mut own = Look::default();
        let mut style = None;
        loop {
            match xml.next()? {
                Node::Start(tag, _) if xml.word(&tag) == "rPrChange" => {
                    self.note_revision(&tag);
                    xml.skip()?;
                }
                Node::Start(tag, _) | Node::Empty(tag, _) => match xml.word(&tag) {
                    "rStyle" => style = val(&tag).map(|v| self.styles.get(&v).look.clone()),
                    name => own.take(name, &tag),
                },
                Node::End(_) if xml.depth() == floor => break,
                Node::Eof => break,
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
                Some("begin") => self.fields.push(true),
                Some("separate") => {
                    if let Some(field) = self.fields.last_mut() {
                        *field = false;
                    }
                }
                Some("end") => {
                    self.fields.pop();
                }
                _ => {}
            },
            "lastRenderedPageBreak" => self.laid.breaks.push((self.laid.end(), true)),
            "footnoteReference" | "endnoteReference" if self.host.is_none() => {
                let story = if name == "footnoteReference" { Story::Footnotes } else { Story::Endnotes };
                if let Some(id) = attribute(tag, "id") {
                    let host = Span::of(0..run).end;
                    self.later.push(Later::Note { story, id: id.into_owned(), host });
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
                    self.laid.breaks.push((self.laid.end(), false));
                    self.line_break(run, range, look, p);
                }
                _ => self.line_break(run, range, look, p),
            },
            _ => {}
        }
    }

    fn is_unseen(&self, look: &Look) -> bool {
        look.hidden == Some(true) || self.fields.contains(&true)
    }

    fn stands_for(&mut self, c: char, run: usize, element: Bytes, look: &Look, p: &mut Paragraph) {
        self.lead(p, look, c.is_whitespace());
        let start = self.laid.end();
        self.laid.text.push(c);
        self.push_element(start, run, element);
    }

    fn push_element(&mut self, start: u32, run: usize, element: Bytes) {
        self.laid.atoms.push(Atom {
            span: Span::new(start, self.laid.end()),
            run: Span::of(0..run).end,
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
        let start = self.laid.end();
        self.laid.text.push('\n');
        self.push_element(start, run, element);
        p.emphasis = Emphasis::Unknown;
    }

    /// The text of a `w:t`.
    fn text(
        &mut self,
        xml: &mut Xml<'_>,
        run: usize,
        start: Bytes,
        keeps_space: bool,
        look: &Look,
        p: &mut Paragraph,
    ) -> Result<(), DocxError> {
        let floor = xml.depth() - 1;
        let mut raw = start.end..start.end;
        let mut odd = false;
        let end = loop {
            match xml.next()? {
                Node::Text(range) if !odd => raw.end = range.end,
                Node::End(range) if xml.depth() == floor => break range,
                Node::Eof => return Ok(()),
                Node::End(_) => {}
                // Comments and CDATA sections stand in no text that Word writes; what they hold is read, but
                // has no place.
                _ => odd = true,
            }
        };
        let mut content = start.end..end.start;
        if look.hidden == Some(true) && !self.fields.contains(&true) && !content.is_empty() {
            self.laid.leave(LeftKind::Hidden);
        }
        if self.is_unseen(look) {
            return Ok(());
        }
        let whole = xml.text;
        if odd {
            let text = super::xml::text_within(whole.get(content).unwrap_or_default());
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
            span: Span::default(),
            run: Span::of(0..run).end,
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
        let start = self.laid.end();
        let plain = !raw.bytes().any(|b| matches!(b, b'&' | b'\r' | b'\n' | b'\t'));
        let raised = look.raised == Some(true) && raw.chars().all(|c| c.is_ascii_digit());
        if raised {
            self.laid.text.extend(raw.chars().map(superscript));
        } else if plain {
            self.laid.text.push_str(raw);
        } else {
            let in_cell = self.cell.is_some();
            let shown = |c| if c == '\t' && in_cell { ' ' } else { c };
            self.laid.text.extend(characters(raw).map(|(_, c)| shown(c)));
        }
        p.characters += raw.chars().count();
        p.size = p.size.max(look.size.unwrap_or(0));
        let kind = if raised { AtomKind::Raised } else { AtomKind::Text };
        self.laid.atoms.push(Atom { span: Span::new(start, self.laid.end()), kind, ..atom });
    }

    /// Text of a formula or the like, in which nothing can be placed.
    fn unplaced(&mut self, text: &str, look: &Look, p: &mut Paragraph) {
        if !text.is_empty() {
            self.lead(p, look, text.trim().is_empty());
            self.laid.make(text);
        }
    }

    fn formula(&mut self, xml: &mut Xml<'_>, p: &mut Paragraph) -> Result<(), DocxError> {
        let floor = xml.depth() - 1;
        let mut text = String::new();
        loop {
            match xml.next()? {
                Node::Text(range) => {
                    text.extend(characters(xml.text.get(range).unwrap_or_default()).map(|(_, c)| c));
                }
                Node::End(_) if xml.depth() == floor => break,
                Node::Eof => break,
                _ => {}
            }
        }
        let look = p.look.clone();
        if !self.is_unseen(&look) {
            self.unplaced(&text, &look, p);
        }
        Ok(())
    }

    /// What stands before the first text of a paragraph, and where bold begins and ends.
    fn lead(&mut self, p: &mut Paragraph, look: &Look, blank: bool) {
        if let Some(cell) = &mut self.cell {
            if std::mem::take(&mut cell.gap) {
                self.laid.make(" ");
            }
            cell.filled = true;
            if !std::mem::replace(&mut p.opened, true)
                && let Some(Label::Number(label)) = &p.label
            {
                self.laid.make(label);
            }
            return;
        }
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
                self.laid.make(&format!("{} ", "#".repeat(usize::from(level.min(6)))));
            }
            match &p.label {
                Some(Label::Number(label)) => self.laid.make(label),
                Some(Label::Bullet) if p.heading.is_none() => self.laid.make("- "),
                _ => {}
            }
        }
        match (p.emphasis, look.bold == Some(true)) {
            (Emphasis::Unknown, true) if p.heading.is_none() && !blank => {
                self.laid.make("**");
                p.emphasis = Emphasis::Open;
            }
            (Emphasis::Unknown, false) if !blank => p.emphasis = Emphasis::Over,
            (Emphasis::Open, false) => self.close_emphasis(p),
            _ => {}
        }
    }

    fn close_emphasis(&mut self, p: &mut Paragraph) {
        if p.emphasis == Emphasis::Open {
            self.laid.make("**");
            p.emphasis = Emphasis::Over;
        }
    }

    /// The paragraphs of a text box follow the paragraph that it hangs on.
    fn text_box(&mut self, xml: &mut Xml<'_>, run: usize) -> Result<(), DocxError> {
        let outer = std::mem::take(&mut self.laid);
        let cell = self.cell.take();
        let fields = std::mem::take(&mut self.fields);
        let tables = std::mem::replace(&mut self.tables, 0);
        let host = self.host.replace(self.host.unwrap_or(Span::of(0..run).end));
        let done = self.blocks(xml);
        let laid = std::mem::replace(&mut self.laid, outer);
        (self.cell, self.fields, self.tables, self.host) = (cell, fields, tables, host);
        done?;
        self.later.push(Later::Box(laid));
        Ok(())
    }

    /// A table: a line for each row, tabs between the cells. A table of one column is a frame round paragraphs.
    fn table(&mut self, xml: &mut Xml<'_>) -> Result<(), DocxError> {
        let floor = xml.depth() - 1;
        let mut columns = 0;
        self.tables += 1;
        loop {
            match xml.next()? {
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
                Node::End(_) if xml.depth() == floor => break,
                Node::Eof => break,
                _ => {}
            }
        }
        self.tables -= 1;
        if self.tables == 0 && self.cell.is_none() { self.lay_later() } else { Ok(()) }
    }

    fn row(&mut self, xml: &mut Xml<'_>, columns: usize) -> Result<(), DocxError> {
        let floor = xml.depth() - 1;
        let outer = self.cell.take();
        let nested = outer.is_some();
        if outer.as_ref().is_some_and(|cell| cell.filled) {
            self.laid.make(" ");
        }
        let before = Checkpoint::of(&self.laid);
        let mut cells = 0;
        let mut gone = false;
        loop {
            match xml.next()? {
                Node::Start(tag, _) => match xml.word(&tag) {
                    "trPr" => gone = self.row_properties(xml, &mut cells)?,
                    "tc" if columns == 1 && !nested => self.blocks(xml)?,
                    "tc" => {
                        for _ in 0..std::mem::take(&mut cells) {
                            self.laid.make(if nested { " " } else { "\t" });
                        }
                        self.cell = Some(Cell::default());
                        let span = self.cell_content(xml)?;
                        cells = span;
                    }
                    "sdtPr" | "sdtEndPr" | "customXmlPr" | "tblPrEx" => xml.skip()?,
                    _ => {}
                },
                Node::Empty(tag, _) => self.mark(xml.word(&tag), &tag),
                Node::End(_) if xml.depth() == floor => break,
                Node::Eof => break,
                _ => {}
            }
        }
        self.cell = outer;
        if gone {
            before.restore(&mut self.laid);
            return Ok(());
        }
        match &mut self.cell {
            Some(cell) => {
                cell.filled = true;
                cell.gap = true;
            }
            None if columns == 1 => {}
            None => {
                for _ in 1..cells {
                    self.laid.make("\t");
                }
                self.laid.make("\n");
            }
        }
        Ok(())
    }

    /// Whether the row is deleted; `cells` becomes the number of columns that it leaves free at its start.
    fn row_properties(&mut self, xml: &mut Xml<'_>, cells: &mut usize) -> Result<bool, DocxError> {
        let floor = xml.depth() - 1;
        let mut gone = false;
        loop {
            match xml.next()? {
                Node::Start(tag, _) if xml.word(&tag) == "trPrChange" => xml.skip()?,
                Node::Start(tag, _) | Node::Empty(tag, _) => match xml.word(&tag) {
                    "gridBefore" => *cells = span(&tag),
                    name @ ("ins" | "del") => {
                        self.note_revision(&tag);
                        gone = (name == "ins") == self.original;
                    }
                    _ => {}
                },
                Node::End(_) if xml.depth() == floor => return Ok(gone),
                Node::Eof => return Ok(gone),
                _ => {}
            }
        }
    }

    /// Lays out a cell; gives the number of columns that it takes.
    fn cell_content(&mut self, xml: &mut Xml<'_>) -> Result<usize, DocxError> {
        let floor = xml.depth() - 1;
        let mut columns = 1;
        loop {
            match xml.next()? {
                Node::Start(tag, _) => match xml.word(&tag) {
                    "gridSpan" => columns = span(&tag),
                    "tcPrChange" | "sdtPr" | "sdtEndPr" | "customXmlPr" => xml.skip()?,
                    "p" => self.paragraph(xml)?,
                    "tbl" => self.table(xml)?,
                    "ins" | "moveTo" | "del" | "moveFrom" => self.revision(xml, &tag)?,
                    _ => {}
                },
                Node::Empty(tag, _) => match xml.word(&tag) {
                    "gridSpan" => columns = span(&tag),
                    name => self.mark(name, &tag),
                },
                Node::End(_) if xml.depth() == floor => return Ok(columns),
                Node::Eof => return Ok(columns),
                _ => {}
            }
        }
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
    fn of(laid: &Laid) -> Checkpoint {
        Checkpoint {
            text: laid.text.len(),
            atoms: laid.atoms.len(),
            paragraphs: laid.paragraphs.len(),
            breaks: laid.breaks.len(),
            comments: laid.comments.len(),
        }
    }

    fn restore(self, laid: &mut Laid) {
        laid.text.truncate(self.text);
        laid.atoms.truncate(self.atoms);
        laid.paragraphs.truncate(self.paragraphs);
        laid.breaks.truncate(self.breaks);
        laid.comments.truncate(self.comments);
        let end = laid.end();
        while let Some(last) = laid.made.last_mut() {
            if last.end <= end {
                break;
            }
            last.end = end.max(last.start);
            if last.start < end {
                break;
            }
            laid.made.pop();
        }
    }
}

/// Columns that a cell takes or a row leaves free; no table has more than Word's 63.
fn span(tag: &BytesStart<'_>) -> usize {
    number::<usize>(tag).unwrap_or(1).clamp(1, 63)
}

fn is_picture(tag: &BytesStart<'_>) -> bool {
    matches!(tag.local_name().as_ref(), "blip" | "imagedata")
}

fn superscript(digit: char) -> char {
    match digit {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        c => c.to_digit(10).and_then(|d| char::from_u32(0x2070 + d)).unwrap_or(c),
    }
}
