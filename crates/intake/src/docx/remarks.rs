//! The comments 批注 of a document, with the text that they are on.

use std::collections::BTreeMap;

use kanwu_pdf::{Mark, ReaderRemark};
use kanwu_text::SourceSpan;

use super::error::DocxError;
use super::package::Package;
use super::parts::Parts;
use super::xml::{Node, Xml, attribute, unescape};
use super::{AUTHOR, Revisions};

/// The comments that are not our own, in order of the text, which is laid out with tracked changes as accepted.
pub(crate) fn remarks(bytes: &[u8]) -> Result<Vec<ReaderRemark>, DocxError> {
    let mut package = Package::open(bytes)?;
    let parts = Parts::read(&mut package)?;
    let Some((name, text)) = parts.comment_part() else { return Ok(Vec::new()) };
    let mut written = written(name, text)?;
    let layout = parts.lay(Revisions::Accepted)?;
    let mut places: BTreeMap<&str, SourceSpan> = BTreeMap::new();
    for end in &layout.text_layout.comments {
        let at = SourceSpan::empty(end.at);
        let place = places.entry(&end.id).or_insert(at);
        *place = place.join(at);
    }
    let mut out: Vec<ReaderRemark> = Vec::new();
    for (id, span) in places {
        let Some((author, text)) = written.remove(id) else { continue };
        out.push(ReaderRemark { span, mark: Mark::Remark, author, text });
    }
    out.sort_by_key(|remark| (remark.span.start, remark.span.end));
    Ok(out)
}

/// Author and words of each comment, by its id.
fn written(part: &str, text: &str) -> Result<BTreeMap<String, (String, String)>, DocxError> {
    let mut xml = Xml::new(part, text);
    if !xml.open_word()? {
        return Err(DocxError::NotWord(part.to_owned()));
    }
    let mut out: BTreeMap<String, (String, String)> = BTreeMap::new();
    let mut open: Option<String> = None;
    let mut in_text = false;
    loop {
        match xml.next()? {
            Node::Start(tag, _) => match xml.word(&tag) {
                "comment" => {
                    let author = attribute(&tag, "author").unwrap_or_default().into_owned();
                    open = attribute(&tag, "id").filter(|_| author != AUTHOR).map(|id| id.into_owned());
                    if let Some(id) = &open {
                        out.insert(id.clone(), (author, String::new()));
                    }
                }
                "p" => {
                    if let Some((_, words)) =
                        open.as_ref().and_then(|id| out.get_mut(id)).filter(|(_, w)| !w.is_empty())
                    {
                        words.push('\n');
                    }
                }
                "t" => in_text = true,
                _ => in_text = false,
            },
            Node::Text(range) if in_text => {
                if let Some((_, words)) = open.as_ref().and_then(|id| out.get_mut(id)) {
                    words.push_str(&unescape(text.get(range).unwrap_or_default()));
                }
            }
            Node::End(_) => in_text = false,
            Node::Eof => break,
            _ => {}
        }
    }
    Ok(out)
}
