//! From the events of the parser to the stretches that are not prose, and the blocks that hold no text.

use std::borrow::Cow;
use std::ops::Range;

use kanwu_text::layout::{for_lines, line_marks};
use kanwu_text::{MarkupKind, SourceSpan, Stretch};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::condense::Condensed;
use super::{departure, front_matter, html};

/// A block that is no paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Block {
    pub span: SourceSpan,
    pub kind: BlockKind,
}

/// What kind of block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockKind {
    /// Front matter, code, formulas, definitions of links: nothing to read.
    Literal,
    /// A comment.
    Comment,
    /// A table with pipes.
    Table,
}

/// A text told apart.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    /// What is not prose, in order, without overlap.
    pub stretches: Vec<Stretch>,
    /// In order.
    pub blocks: Vec<Block>,
    /// The events, without text, one letter each.
    pub tree: String,
}

/// Stray signs that are taken out of a text one after the other; from then on all of their kind are.
const STRAYS: usize = 8;

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
}

/// Tells a text apart. The tree is whole.
pub(super) fn parse(text: &str) -> Parsed {
    parse_as(text, Condensed::whole)
}

/// The same, with no parser for plain paragraphs: the tree lacks them.
pub(super) fn parse_fast(text: &str) -> Parsed {
    parse_as(text, Condensed::of)
}

fn parse_as<'t>(text: &'t str, condense: impl Fn(&'t str) -> Condensed<'t>) -> Parsed {
    let front = front_matter::length(text);
    let mut body = condense(text.get(front..).unwrap_or_default());
    let mut strays = 0;
    loop {
        match Reader::new(&body, front).read() {
            Ok(parsed) => return finished(text, front, parsed),
            // With all such signs gone there is none left to be stray.
            Err(_) if strays > STRAYS => return finished(text, front, Parsed::default()),
            Err(stray) => {
                strays += 1;
                body.text = Cow::Owned(disarmed(&body.text, stray, strays > STRAYS));
            }
        }
    }
}

/// The text with the sign at byte `stray` made plain letters, so that it opens no block; with all such signs from there
/// on, where `of_all`.
fn disarmed(body: &str, stray: usize, of_all: bool) -> String {
    let mut bytes = body.as_bytes().to_vec();
    let signs = |b: u8| matches!(b, b'`' | b'~' | b'<');
    let mut rest = bytes.iter_mut().skip(stray).skip_while(|byte| !signs(**byte));
    for byte in rest.by_ref().take_while(|byte| of_all || signs(**byte)).filter(|byte| signs(**byte)) {
        *byte = b'x';
    }
    // ASCII stands for ASCII, so that it stays UTF-8.
    String::from_utf8(bytes).unwrap_or_default()
}

fn finished(text: &str, front: usize, mut parsed: Parsed) -> Parsed {
    if front > 0 {
        let span = SourceSpan::of(0..front);
        parsed.blocks.insert(0, Block { span, kind: BlockKind::Literal });
        parsed.stretches.push(Stretch { span, kind: MarkupKind::Literal });
    }
    let mut marks = Vec::new();
    let mut blocks = parsed.blocks.iter().filter(|b| b.kind != BlockKind::Table).peekable();
    for_lines(text, |span, _| {
        while blocks.next_if(|block| block.span.end <= span.start).is_some() {}
        if blocks.peek().is_none_or(|block| block.span.start > span.start) {
            line_marks(span.of_text(text), span.start, false, &mut marks);
        }
    });
    parsed.stretches = in_order(parsed.stretches, marks);
    parsed
}

/// Both lists as one, in order and without overlap: the parser's word goes before what a line looks like.
fn in_order(mut parsed: Vec<Stretch>, marks: Vec<Stretch>) -> Vec<Stretch> {
    // Longer first: code goes before what stands in it.
    parsed.sort_by_key(|s| (s.span.start, std::cmp::Reverse(s.span.end)));
    let mut out: Vec<Stretch> = Vec::with_capacity(parsed.len() + marks.len());
    let mut marks = marks.into_iter().peekable();
    for stretch in parsed {
        while let Some(mark) = marks.next_if(|mark| mark.span.start < stretch.span.start) {
            let end = mark.span.end.min(stretch.span.start);
            push(&mut out, Stretch { span: SourceSpan::new(mark.span.start, end), ..mark });
        }
        push(&mut out, stretch);
    }
    for mark in marks {
        push(&mut out, mark);
    }
    out
}

fn push(out: &mut Vec<Stretch>, stretch: Stretch) {
    let floor = out.last().map_or(0, |last| last.span.end);
    let start = stretch.span.start.max(floor);
    if start >= stretch.span.end {
        return;
    }
    let span = SourceSpan::new(start, stretch.span.end);
    match out.last_mut() {
        // Two escapes in a row stay two.
        Some(last)
            if last.kind == stretch.kind && last.span.end == start && last.kind != MarkupKind::Escape =>
        {
            last.span.end = span.end;
        }
        _ => out.push(Stretch { span, ..stretch }),
    }
}

/// A tag that is open.
enum Open {
    /// Of the tree.
    Part,
    /// Read as prose.
    Prose,
    /// Its text is no prose.
    Literal,
    /// A quotation.
    Quotation,
    /// A link or picture: its tail stands behind its text.
    Link,
    /// A heading: attributes and closing signs stand behind its text.
    Heading { attributes: bool },
}

struct Reader<'t> {
    text: &'t str,
    body: &'t Condensed<'t>,
    /// Bytes before `text`.
    base: usize,
    parsed: Parsed,
    open: Vec<Open>,
    /// How many of them are [`Open::Literal`].
    literal: usize,
    /// Where the last piece of a paragraph ended.
    end: usize,
    /// Where attributes may stand: behind code, a link or a picture.
    attributes: Option<usize>,
    remains: Vec<Range<usize>>,
}

impl<'t> Reader<'t> {
    fn new(body: &'t Condensed<'t>, base: usize) -> Reader<'t> {
        let text = body.text.as_ref();
        Reader {
            text,
            body,
            base,
            parsed: Parsed::default(),
            open: Vec::new(),
            literal: 0,
            end: 0,
            attributes: None,
            remains: departure::formula_remains(text),
        }
    }

    /// `Err` gives the place of a sign that opens a block which nothing closes.
    fn read(mut self) -> Result<Parsed, usize> {
        let parser = Parser::new_ext(self.text, options());
        let mut definitions: Vec<Range<usize>> =
            parser.reference_definitions().iter().map(|(_, definition)| definition.span.clone()).collect();
        let mut top = 0;
        for (event, range) in parser.into_offset_iter() {
            if self.open.is_empty() {
                definitions.extend(self.between(top, range.start));
                top = range.end.max(top);
            }
            match event {
                Event::Start(tag) => self.start(tag, range)?,
                Event::End(tag) => self.end(tag, range),
                event => self.leaf(&event, range),
            }
        }
        definitions.extend(self.between(top, self.text.len()));
        for range in definitions {
            if departure::is_link_definition(self.slice(&range)) {
                self.mark(range.clone(), MarkupKind::Literal);
                self.block(range, BlockKind::Literal);
            }
        }
        for range in departure::indices(self.text) {
            self.mark(range, MarkupKind::Literal);
        }
        self.parsed.blocks.sort_by_key(|block| block.span.start);
        Ok(self.parsed)
    }

    /// A line between two blocks is in none of them: it defines a link that is defined elsewhere too.
    fn between(&self, from: usize, to: usize) -> Vec<Range<usize>> {
        let mut out = Vec::new();
        let gap = self.text.get(from..to).unwrap_or_default();
        if !gap.trim().is_empty() {
            for_lines(gap, |span, _| out.push(from + span.start as usize..from + span.end as usize));
        }
        out
    }

    fn slice(&self, range: &Range<usize>) -> &'t str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    fn mark(&mut self, range: Range<usize>, kind: MarkupKind) {
        let span = self.place(&range);
        self.parsed.stretches.push(Stretch { span, kind });
    }

    /// Where bytes of what is parsed stand in the text.
    fn place(&self, range: &Range<usize>) -> SourceSpan {
        let start = self.body.start(range.start) + self.base;
        SourceSpan::of(start..(self.body.end(range.end) + self.base).max(start))
    }

    /// One mark of `width` bytes at either end.
    fn marks(&mut self, range: &Range<usize>, width: usize) {
        if range.len() >= 2 * width {
            self.mark(range.start..range.start + width, MarkupKind::Syntax);
            self.mark(range.end - width..range.end, MarkupKind::Syntax);
        }
    }

    fn block(&mut self, range: Range<usize>, kind: BlockKind) {
        let span = self.place(&range);
        self.parsed.blocks.push(Block { span, kind });
    }

    fn part(&mut self, letter: char) {
        self.parsed.tree.push(letter);
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) -> Result<(), usize> {
        let open = match tag {
            Tag::Paragraph => self.opened('p'),
            Tag::Heading { level, id, classes, attrs } => {
                self.part('h');
                self.parsed.tree.push_str(&(level as usize).to_string());
                self.end = range.start;
                Open::Heading { attributes: id.is_some() || !classes.is_empty() || !attrs.is_empty() }
            }
            Tag::BlockQuote(_) => {
                // Those within it are marked together with it.
                if !self.open.iter().any(|open| matches!(open, Open::Quotation)) {
                    self.quotation(&range);
                }
                self.part('q');
                Open::Quotation
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) => {
                if !departure::is_closed_fence(self.slice(&range)) {
                    return Err(range.start);
                }
                self.part('c');
                self.mark(range.clone(), MarkupKind::Literal);
                self.block(range, BlockKind::Literal);
                Open::Literal
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => self.indented(&range),
            Tag::HtmlBlock => {
                self.html_block(&range)?;
                self.part('m');
                Open::Literal
            }
            Tag::FootnoteDefinition(_) => {
                let label = self.slice(&range).find("]:").map_or(0, |at| at + 2);
                self.mark(range.start..range.start + label, MarkupKind::Hidden);
                self.opened('f')
            }
            Tag::List(None) => self.opened('u'),
            Tag::List(Some(first)) => {
                self.parsed.tree.push_str(&first.to_string());
                self.opened('o')
            }
            Tag::Item => self.opened('i'),
            Tag::Table(_) => {
                self.block(range, BlockKind::Table);
                self.opened('t')
            }
            Tag::TableRow | Tag::TableHead => self.opened('r'),
            Tag::TableCell => self.opened('d'),
            Tag::Emphasis if departure::is_multiplication(self.text, &range) => Open::Prose,
            Tag::Emphasis => {
                self.marks(&range, 1);
                self.opened('e')
            }
            Tag::Strong => {
                self.marks(&range, 2);
                self.opened('s')
            }
            Tag::Strikethrough if self.slice(&range).starts_with("~~") => {
                self.marks(&range, 2);
                self.opened('x')
            }
            Tag::Strikethrough => Open::Prose,
            Tag::Link { .. } if self.slice(&range).starts_with('<') => {
                self.mark(range, MarkupKind::Literal);
                self.part('a');
                Open::Literal
            }
            Tag::Link { dest_url, .. } => self.link(&range, 1, &dest_url),
            Tag::Image { dest_url, .. } => self.link(&range, 2, &dest_url),
            _ => self.opened('?'),
        };
        self.literal += usize::from(matches!(open, Open::Literal));
        self.open.push(open);
        Ok(())
    }

    fn opened(&mut self, letter: char) -> Open {
        self.part(letter);
        Open::Part
    }

    /// `width` is that of the mark before the text: `[` or `![`.
    fn link(&mut self, range: &Range<usize>, width: usize, target: &str) -> Open {
        self.mark(range.start..range.start + width, MarkupKind::Syntax);
        self.end = range.start + width;
        self.part('l');
        self.parsed.tree.push_str(target);
        Open::Link
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        let Some(open) = self.open.pop() else { return };
        match open {
            Open::Prose => return,
            Open::Literal => self.literal = self.literal.saturating_sub(1),
            Open::Link => {
                self.mark(self.end.min(range.end)..range.end, MarkupKind::Hidden);
                self.attributes = Some(range.end);
            }
            Open::Heading { attributes } => {
                let tail = self.slice(&(self.end..range.end));
                let braces = tail.find('{').filter(|_| attributes);
                let braced = braces.map(|at| self.end + at..self.end + tail.trim_end().len());
                let closing = tail.trim_start().len();
                if let Some(braced) = braced.filter(|b| departure::is_attributes(self.slice(b))) {
                    self.mark(braced, MarkupKind::Hidden);
                } else if closing > 0 && tail.trim().bytes().all(|b| b == b'#') {
                    let from = range.end - closing;
                    self.mark(from..from + tail.trim().len(), MarkupKind::Syntax);
                }
            }
            Open::Part | Open::Quotation => {}
        }
        self.part('.');
        self.end = self.end.max(range.end);
        if tag == TagEnd::Paragraph {
            self.attributes = None;
        }
    }

    fn leaf(&mut self, event: &Event<'_>, range: Range<usize>) {
        if self.literal == 0 {
            self.piece(event, &range);
        }
        self.end = self.end.max(range.end);
    }

    fn piece(&mut self, event: &Event<'_>, range: &Range<usize>) {
        let slice = self.slice(range);
        match event {
            Event::Text(content) => {
                if slice.starts_with('&') && slice != content.as_ref() {
                    self.mark(range.clone(), MarkupKind::Literal);
                    return;
                }
                self.escape(range, slice);
                if self.attributes.take() == Some(range.start) && slice.starts_with('{') {
                    let braced = slice.find('}').map(|end| range.start..range.start + end + 1);
                    if let Some(braced) = braced.filter(|b| departure::is_attributes(self.slice(b))) {
                        self.mark(braced, MarkupKind::Hidden);
                    }
                }
            }
            Event::Code(_) => {
                self.mark(range.clone(), MarkupKind::Literal);
                self.attributes = Some(range.end);
            }
            Event::InlineMath(_) if !departure::is_formula(self.text, range) => {}
            Event::InlineMath(_) => self.mark(range.clone(), MarkupKind::Literal),
            Event::DisplayMath(_) => {
                self.mark(range.clone(), MarkupKind::Literal);
                if slice.contains('\n') {
                    self.block(range.clone(), BlockKind::Literal);
                }
            }
            Event::InlineHtml(_) | Event::Html(_) if departure::is_script_tag(slice) => {}
            Event::InlineHtml(_) | Event::Html(_) | Event::FootnoteReference(_) => {
                self.mark(range.clone(), MarkupKind::Hidden);
            }
            Event::HardBreak => {
                if slice.starts_with('\\') {
                    self.mark(range.start..range.start + 1, MarkupKind::Syntax);
                }
                self.part('b');
            }
            Event::SoftBreak => self.part('b'),
            Event::TaskListMarker(_) => self.mark(range.clone(), MarkupKind::Syntax),
            Event::Rule => self.part('-'),
            _ => {}
        }
    }

    /// The backslash before a sign that begins a piece of text, where no piece before holds it.
    fn escape(&mut self, range: &Range<usize>, slice: &str) {
        let Some(at) = range.start.checked_sub(1) else { return };
        let escaped = self.text.as_bytes().get(at) == Some(&b'\\')
            && self.end <= at
            && slice.starts_with(|c: char| c.is_ascii_punctuation());
        let next = self.remains.partition_point(|r| r.end <= at);
        let commands = self.remains.get(next).is_some_and(|r| r.start <= at);
        if escaped && !commands {
            self.mark(at..range.start, MarkupKind::Escape);
        }
    }

    fn indented(&mut self, range: &Range<usize>) -> Open {
        let start = self.text[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let block = start..range.end;
        if !departure::is_indented_prose(self.slice(&block)) {
            self.mark(block.clone(), MarkupKind::Literal);
            self.block(block, BlockKind::Literal);
            self.part('c');
            return Open::Literal;
        }
        // The parser reads no tags there.
        let at = self.place(&block).start;
        let text = self.slice(&block);
        for_lines(text, |line, _| {
            line_marks(line.of_text(text), line.start + at, true, &mut self.parsed.stretches);
        });
        self.part('k');
        Open::Literal
    }

    /// Marks `>` at the head of the lines of a quotation.
    fn quotation(&mut self, range: &Range<usize>) {
        let mut at = range.start;
        for line in self.slice(range).split_inclusive('\n') {
            let mut lead = line.len() - line.trim_start_matches([' ', '\t']).len();
            while line[lead..].starts_with('>') && departure::is_quotation_mark(&line[lead + 1..]) {
                let after = &line[lead + 1..];
                let wide = 1 + after.len() - after.trim_start_matches([' ', '\t']).len();
                self.mark(at + lead..at + lead + wide, MarkupKind::Syntax);
                lead += wide;
            }
            at += line.len();
        }
    }

    fn html_block(&mut self, range: &Range<usize>) -> Result<(), usize> {
        let block = self.slice(range);
        let lead = block.len() - block.trim_start().len();
        if !html::is_closed(block) {
            return Err(range.start + lead);
        }
        if html::is_opaque(block) {
            self.mark(range.clone(), MarkupKind::Literal);
            self.block(range.clone(), BlockKind::Literal);
            return Ok(());
        }
        if block.trim_start().starts_with("<!--") {
            let end = block.find("-->").map_or(block.len(), |at| at + 3);
            // Text behind it on its last line is read.
            let last = block[..end].rfind('\n').map_or(0, |at| at + 1);
            let whole = block[end..].trim().is_empty();
            let end = range.start + if whole { block.len() } else { last };
            if end > range.start {
                self.block(range.start..end, BlockKind::Comment);
            }
        }
        let mut found = Vec::new();
        html::pieces(block, range.start, |piece, kind| found.push((piece, kind)));
        for (piece, kind) in found {
            self.mark(piece, kind);
        }
        Ok(())
    }
}
