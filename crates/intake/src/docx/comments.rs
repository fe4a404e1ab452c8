//! The part that holds the comments 批注: our own recognised, new ones added.

use super::AUTHOR;
use super::error::DocxError;
use super::package::{Names, Package};
use super::xml::{Node, WORD, Xml, attribute, escape, unescape};

/// The type of the relationship: Transitional, and Strict.
const RELATION: [&str; 2] = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
];
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
pub(super) const TYPES: &str = "[Content_Types].xml";

/// A comment of our own that is there already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Own {
    pub id: String,
    /// Its last paragraph, which names the rule.
    pub kind: String,
}

/// The comments of a document.
#[derive(Debug, Default)]
pub(super) struct Comments {
    pub own: Vec<Own>,
    /// The first number that no comment has.
    pub free: u32,
    /// With the colon.
    prefix: String,
    /// Whether a new part is one of a Strict document.
    strict: bool,
    /// Where the last comment ends: before the root's end tag. `None`: the root is one empty tag.
    end: Option<usize>,
}

impl Comments {
    pub fn read(part: &str, text: &str) -> Result<Comments, DocxError> {
        let mut xml = Xml::new(part, text);
        if !xml.open_word()? {
            return Err(DocxError::NotWord(part.to_owned()));
        }
        let (prefix, strict) = (xml.prefixes().word.clone(), xml.prefixes().strict);
        let mut out = Comments { prefix, strict, ..Comments::default() };
        let mut open: Option<Own> = None;
        loop {
            match xml.next()? {
                Node::Start(tag, _) => match xml.word(&tag) {
                    "comment" => {
                        let id = attribute(&tag, "id").unwrap_or_default().into_owned();
                        let number = id.parse::<u32>().unwrap_or(0);
                        out.free = out.free.max(number.saturating_add(1));
                        let own = attribute(&tag, "author").is_some_and(|author| author == AUTHOR);
                        out.own.extend(open.take());
                        open = own.then_some(Own { id, kind: String::new() });
                    }
                    "p" => {
                        if let Some(own) = &mut open {
                            own.kind.clear();
                        }
                    }
                    _ => {}
                },
                Node::Text(range) => {
                    if let Some(own) = &mut open {
                        own.kind.push_str(&unescape(text.get(range).unwrap_or_default()));
                    }
                }
                Node::End(range) if xml.depth() == 0 => out.end = Some(range.start),
                Node::Eof => break,
                _ => {}
            }
        }
        out.own.extend(open);
        if out.end.is_none() {
            out.prefix = "w:".to_owned();
        }
        Ok(out)
    }

    /// A document that has none yet.
    pub fn none(strict: bool) -> Comments {
        Comments { prefix: "w:".to_owned(), strict, ..Comments::default() }
    }

    /// The part with new comments: id, and paragraphs.
    pub fn with(&self, text: Option<&str>, date: &str, new: &[(u32, &[String])]) -> String {
        let w = &self.prefix;
        let mut added = String::new();
        for (id, lines) in new {
            added.push_str(&format!(
                "<{w}comment {w}id=\"{id}\" {w}author=\"{AUTHOR}\" {w}date=\"{date}\" {w}initials=\"{AUTHOR}\">"
            ));
            for (i, line) in lines.iter().enumerate() {
                // A body text's indent would show in the comment too.
                added.push_str(&format!(
                    "<{w}p><{w}pPr><{w}ind {w}firstLineChars=\"0\" {w}firstLine=\"0\"/></{w}pPr>"
                ));
                if i == 0 {
                    added.push_str(&format!("<{w}r><{w}annotationRef/></{w}r>"));
                }
                added.push_str(&format!(
                    "<{w}r><{w}t xml:space=\"preserve\">{}</{w}t></{w}r></{w}p>",
                    escape(line)
                ));
            }
            added.push_str(&format!("</{w}comment>"));
        }
        match (text, self.end) {
            (Some(text), Some(end)) => {
                let (before, after) = text.split_at(end.min(text.len()));
                format!("{before}{added}{after}")
            }
            _ => {
                let word = WORD[usize::from(self.strict)];
                format!(
                    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<{w}comments xmlns:w=\"{word}\">{added}</{w}comments>"
                )
            }
        }
    }
}

/// What a package needs so that a new part of comments is known: name of the part, and other parts changed.
pub(super) fn introduce(
    package: &mut Package<'_>,
    names: &Names,
    strict: bool,
) -> Result<(String, Vec<(String, String)>), DocxError> {
    let types = package.part(TYPES)?.ok_or_else(|| DocxError::Missing(TYPES.to_owned()))?;
    // A part of this name that nothing refers to would be overwritten.
    let mut name = names.beside("comments.xml");
    let mut n = 1;
    while package.has(&name) {
        n += 1;
        name = names.beside(&format!("comments{n}.xml"));
    }
    let relation = RELATION[usize::from(strict)];
    let file = name.rsplit('/').next().unwrap_or_default().to_owned();
    let types =
        before_end(TYPES, &types, &format!("<Override PartName=\"/{name}\" ContentType=\"{TYPE}\"/>"))?;
    let rels = match package.part(&names.rels)? {
        Some(text) => {
            let mut id = "rIdKanwu".to_owned();
            while text.contains(&format!("\"{id}\"")) {
                id.push('1');
            }
            let added = format!("<Relationship Id=\"{id}\" Type=\"{relation}\" Target=\"{file}\"/>");
            before_end(&names.rels, &text, &added)?
        }
        None => format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"{RELATIONS}\"><Relationship Id=\"rIdKanwu\" Type=\"{relation}\" Target=\"{file}\"/></Relationships>"
        ),
    };
    Ok((name, vec![(TYPES.to_owned(), types), (names.rels.clone(), rels)]))
}

/// A part with something put in before its root's end.
fn before_end(part: &str, text: &str, added: &str) -> Result<String, DocxError> {
    let mut xml = Xml::new(part, text);
    loop {
        match xml.next()? {
            Node::End(range) if xml.depth() == 0 => {
                let (before, after) = text.split_at(range.start);
                return Ok(format!("{before}{added}{after}"));
            }
            // `<Relationships …/>`
            Node::Empty(tag, range) if xml.depth() == 0 => {
                let name = tag.name().0.to_owned();
                let open = text.get(range.clone()).unwrap_or_default().trim_end_matches("/>").to_owned();
                let (before, after) = (&text[..range.start], &text[range.end..]);
                return Ok(format!("{before}{open}>{added}</{name}>{after}"));
            }
            Node::Eof => return Err(DocxError::Missing(part.to_owned())),
            _ => {}
        }
    }
}
