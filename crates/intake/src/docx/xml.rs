//! A part read element by element: with byte positions, within bounds, without document types.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::error::DocxError;

/// The deepest that elements of a document may be nested. Tables in tables in text boxes need some thirty.
const DEEPEST: usize = 256;

/// Namespaces of WordprocessingML: transitional, and strict.
const WORD: [&str; 2] = [
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
];
const COMPATIBILITY: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";
const MATH: [&str; 2] = [
    "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "http://purl.oclc.org/ooxml/officeDocument/math",
];

/// Bytes of a part.
pub(super) type Bytes = Range<usize>;

/// What comes next in a part.
#[derive(Debug)]
pub(super) enum Node<'x> {
    Start(BytesStart<'x>, Bytes),
    Empty(BytesStart<'x>, Bytes),
    End(Bytes),
    /// Text and character references as they stand.
    Text(Bytes),
    /// Text in a CDATA section, whose brackets are not in the range.
    Raw(Bytes),
    /// Comments, declarations, instructions.
    Other,
    Eof,
}

/// A part being read. Of alternative contents (`mc:AlternateContent`) only the first choice is seen.
pub(super) struct Xml<'x> {
    part: &'x str,
    pub text: &'x str,
    reader: Reader<&'x [u8]>,
    /// Where in `text` the reader began.
    base: usize,
    depth: usize,
    prefixes: Prefixes,
    /// For each alternative contents that is open: whether a choice was taken.
    alternatives: Vec<bool>,
}

/// What the namespaces are called in a part, with the colon.
#[derive(Clone, Debug, Default)]
pub(super) struct Prefixes {
    pub word: String,
    compatibility: String,
    math: String,
}

impl<'x> Xml<'x> {
    pub fn new(part: &'x str, text: &'x str) -> Xml<'x> {
        let from = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Xml::within(part, text, from..text.len(), Prefixes::default())
    }

    /// A stretch of a part whose root has been seen.
    pub fn within(part: &'x str, text: &'x str, range: Bytes, prefixes: Prefixes) -> Xml<'x> {
        let reader = Reader::from_str(text.get(range.clone()).unwrap_or_default());
        Xml { part, text, reader, base: range.start, depth: 0, prefixes, alternatives: Vec::new() }
    }

    /// Reads up to the root and learns its prefixes; false where it is of another vocabulary.
    pub fn open_word(&mut self) -> Result<bool, DocxError> {
        loop {
            match self.next()? {
                Node::Start(tag, _) | Node::Empty(tag, _) => {
                    self.prefixes = Prefixes::declared_by(&tag);
                    return Ok(self.prefixes.word != "?");
                }
                Node::Eof => return Ok(false),
                _ => {}
            }
        }
    }

    /// How many elements are open.
    pub fn depth(&self) -> usize {
        self.depth
    }

    pub fn prefixes(&self) -> &Prefixes {
        &self.prefixes
    }

    pub fn next(&mut self) -> Result<Node<'x>, DocxError> {
        loop {
            let start = self.position();
            let event = self.reader.read_event().map_err(|e| self.broken(&e))?;
            let range = start..self.position();
            match event {
                Event::Start(tag) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(DocxError::TooDeep(self.part.to_owned()));
                    }
                    let alternative = tag.name().0.strip_prefix(&self.prefixes.compatibility);
                    match (alternative, self.alternatives.last_mut()) {
                        (Some("AlternateContent"), _) => self.alternatives.push(false),
                        (Some("Choice" | "Fallback"), Some(taken)) if *taken => self.skip()?,
                        (Some("Choice" | "Fallback"), Some(taken)) => *taken = true,
                        _ => return Ok(Node::Start(tag, range)),
                    }
                }
                Event::End(tag) => {
                    self.depth = self.depth.saturating_sub(1);
                    match tag.name().0.strip_prefix(&self.prefixes.compatibility) {
                        Some("AlternateContent") => {
                            self.alternatives.pop();
                        }
                        Some("Choice" | "Fallback") => {}
                        _ => return Ok(Node::End(range)),
                    }
                }
                Event::Empty(tag) => return Ok(Node::Empty(tag, range)),
                Event::Text(_) | Event::GeneralRef(_) => return Ok(Node::Text(range)),
                Event::CData(_) => {
                    let inner = range.start + "<![CDATA[".len()..range.end.saturating_sub("]]>".len());
                    return Ok(Node::Raw(inner));
                }
                Event::DocType(_) => return Err(DocxError::Dtd(self.part.to_owned())),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => return Ok(Node::Other),
                Event::Eof if self.depth > 0 => return Err(self.broken(&"unexpected end")),
                Event::Eof => return Ok(Node::Eof),
            }
        }
    }

    /// What comes next in the element that was the innermost open one at `depth`; `None` at its end. A stretch
    /// ends where its text does.
    pub fn next_in(&mut self, depth: usize) -> Result<Option<Node<'x>>, DocxError> {
        let node = self.next()?;
        let over = match node {
            Node::End(_) => self.depth < depth,
            Node::Eof => true,
            _ => false,
        };
        Ok((!over).then_some(node))
    }

    /// Reads to the end of the element whose start was read last.
    pub fn skip(&mut self) -> Result<(), DocxError> {
        let floor = self.depth.saturating_sub(1);
        while self.depth > floor {
            match self.reader.read_event().map_err(|e| self.broken(&e))? {
                Event::Start(_) if self.depth >= DEEPEST => {
                    return Err(DocxError::TooDeep(self.part.to_owned()));
                }
                Event::Start(_) => self.depth += 1,
                Event::End(_) => self.depth -= 1,
                Event::DocType(_) => return Err(DocxError::Dtd(self.part.to_owned())),
                Event::Eof => return Err(self.broken(&"unexpected end")),
                _ => {}
            }
        }
        Ok(())
    }

    /// Name of a WordprocessingML element, without its prefix; empty for all others.
    pub fn word<'t>(&self, tag: &'t BytesStart<'_>) -> &'t str {
        let name = tag.name().0;
        name.strip_prefix(self.prefixes.word.as_str()).filter(|n| !n.contains(':')).unwrap_or_default()
    }

    /// Whether an element is the text of a formula.
    pub fn is_formula_text(&self, tag: &BytesStart<'_>) -> bool {
        tag.name().0.strip_prefix(self.prefixes.math.as_str()) == Some("t")
    }

    /// Bytes of the part read so far.
    pub fn position(&self) -> usize {
        self.base + usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    fn broken(&self, detail: &dyn std::fmt::Display) -> DocxError {
        let at = self.base as u64 + self.reader.error_position().max(self.reader.buffer_position());
        DocxError::Xml { part: self.part.to_owned(), at, detail: detail.to_string() }
    }
}

impl Prefixes {
    /// A namespace that is not declared is called `?`, which no element's name begins with.
    fn declared_by(root: &BytesStart<'_>) -> Prefixes {
        let called = |spaces: &[&str]| {
            let found = root.attributes().with_checks(false).flatten().find_map(|a| {
                let prefix = match a.key.0.strip_prefix("xmlns")? {
                    "" => String::new(),
                    name => format!("{}:", name.strip_prefix(':')?),
                };
                spaces.contains(&a.value.as_ref()).then_some(prefix)
            });
            found.unwrap_or_else(|| "?".to_owned())
        };
        Prefixes { word: called(&WORD), compatibility: called(&[COMPATIBILITY]), math: called(&MATH) }
    }
}

/// Value of the attribute of this name, its prefix aside.
pub(super) fn attribute<'t>(tag: &'t BytesStart<'_>, name: &str) -> Option<Cow<'t, str>> {
    let found =
        tag.attributes().with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name)?;
    match found.value {
        Cow::Borrowed(raw) if !raw.contains('&') => Some(Cow::Borrowed(raw)),
        raw => Some(Cow::Owned(unescape(&raw))),
    }
}

/// The attribute `val`.
pub(super) fn val<'t>(tag: &'t BytesStart<'_>) -> Option<Cow<'t, str>> {
    attribute(tag, "val")
}

/// The attribute `val` as a number.
pub(super) fn number<T: std::str::FromStr>(tag: &BytesStart<'_>) -> Option<T> {
    val(tag)?.trim().parse().ok()
}

/// A property that is on unless it says otherwise.
pub(super) fn is_on(tag: &BytesStart<'_>) -> bool {
    !val(tag).is_some_and(|v| matches!(v.as_ref(), "0" | "false" | "off"))
}

/// Characters of escaped text, each with the bytes that it takes there. Line ends and tabs read as Word shows
/// them.
pub(super) fn characters(raw: &str) -> impl Iterator<Item = (usize, char)> {
    let mut rest = raw;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let (len, c) = match first {
            '&' => reference(rest).unwrap_or((1, '&')),
            '\r' if rest[1..].starts_with('\n') => (2, ' '),
            '\r' | '\n' => (1, ' '),
            c => (c.len_utf8(), c),
        };
        rest = rest.get(len..).unwrap_or_default();
        Some((len, c))
    })
}

/// The character reference that `text` begins with, and its bytes.
fn reference(text: &str) -> Option<(usize, char)> {
    // No reference is longer than &#x10FFFF; with some zeros before it.
    let end = text.bytes().take(16).position(|b| b == b';')?;
    let name = text.get(1..end)?;
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            // A reference to no character is read as one that can't be, so that no edit cuts into it.
            match char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER) {
                '\r' | '\n' => ' ',
                c => c,
            }
        }
    };
    Some((end + 1, c))
}

/// Escaped text as it reads.
pub(super) fn unescape(raw: &str) -> String {
    characters(raw).map(|(_, c)| c).collect()
}

/// What a stretch of XML without elements says: text, references, CDATA sections; not comments.
pub(super) fn text_within(raw: &str) -> String {
    let mut xml = Xml::new("", raw);
    let mut out = String::new();
    loop {
        match xml.next() {
            Ok(Node::Text(range)) => out.push_str(&unescape(raw.get(range).unwrap_or_default())),
            Ok(Node::Raw(range)) => out.push_str(raw.get(range).unwrap_or_default()),
            Ok(Node::Eof) | Err(_) => return out.replace(['\n', '\r'], " "),
            Ok(_) => {}
        }
    }
}

/// Text as it stands in XML, in an element or an attribute. What XML cannot hold is left out.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(c),
            c if c < ' ' || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<usize, DocxError> {
        let mut xml = Xml::new("a.xml", text);
        let mut count = 0;
        while !matches!(xml.next()?, Node::Eof) {
            count += 1;
        }
        Ok(count)
    }

    #[test]
    fn bounds_hold() {
        assert!(matches!(read(&"<a>".repeat(300)), Err(DocxError::TooDeep(_))));
        assert!(matches!(read("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"), Err(DocxError::Dtd(_))));
        assert!(matches!(read("<a><b></a>"), Err(DocxError::Xml { .. })));
        assert!(matches!(read("<a><b>"), Err(DocxError::Xml { .. })));
        assert!(matches!(read("<a><b"), Err(DocxError::Xml { .. })));
        assert_eq!(read("<a>1&amp;2</a>"), Ok(5));
    }

    #[test]
    fn references_are_read_and_written() {
        let all: Vec<_> = characters("a&lt;&#x4E2D;&b;\r\n").collect();
        assert_eq!(all, [(1, 'a'), (4, '<'), (8, '中'), (1, '&'), (1, 'b'), (1, ';'), (2, ' ')]);
        assert_eq!(characters("&#xD800;乙").collect::<Vec<_>>(), [(8, '\u{fffd}'), (3, '乙')]);
        assert_eq!(unescape(&escape("1 < 2 & \"3\"")), "1 < 2 & \"3\"");
        assert_eq!(escape("甲\u{1}乙"), "甲乙");
    }

    #[test]
    fn one_alternative_is_seen() {
        let text = format!(
            "<w:a xmlns:w='{}' xmlns:mc='{COMPATIBILITY}'><mc:AlternateContent><mc:Choice><w:b/></mc:Choice>\
             <mc:Fallback><w:c/></mc:Fallback></mc:AlternateContent><w:d/></w:a>",
            WORD[0]
        );
        let mut xml = Xml::new("a.xml", &text);
        assert!(xml.open_word().unwrap());
        let mut seen = Vec::new();
        loop {
            match xml.next().unwrap() {
                Node::Empty(tag, range) => {
                    assert!(text[range].starts_with('<'));
                    seen.push(xml.word(&tag).to_owned());
                }
                Node::Eof => break,
                _ => {}
            }
        }
        assert_eq!(seen, ["b", "d"]);
    }
}
