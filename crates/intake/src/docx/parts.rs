//! The parts of a document that are read, and their layout.

use std::collections::BTreeMap;

use kanwu_text::{Left, LeftKind, PageMark, PartOrigins, PartPiece, SourceSpan};
use rustc_hash::{FxHashMap, FxHashSet};

use super::body::{Notes, Reader};
use super::comments::TYPES;
use super::controls::{Controls, controls};
use super::error::DocxError;
use super::layout::{Atom, Body, Layout, Run, Sized};
use super::numbering::Numbering;
use super::package::{Names, Package};
use super::styles::Styles;
use super::xml::{Bytes, Node, Xml, attribute, well_formed};
use super::{AUTHOR, Revisions};

/// Headings told by their size have no more levels than this.
const SIZES: usize = 4;

/// The parts of a document as text.
#[derive(Debug)]
pub(super) struct Parts {
    pub names: Names,
    pub document: String,
    pub footnotes: Option<String>,
    pub endnotes: Option<String>,
    pub comments: Option<String>,
    /// Headers and footers, in order of [`Names::running_heads`].
    pub running_heads: Vec<String>,
    styles: Styles,
    numbering: Option<String>,
}

/// A document laid out.
#[derive(Debug)]
pub(super) struct PackageLayout {
    pub text_layout: Layout,
    pub runs: Vec<Run>,
    pub pages: Vec<PageMark>,
    pub controls: Controls,
    /// The runs of the main text outside of notes and boxes, by id and in order; known where there are controls.
    pub main: Vec<u32>,
    /// Whether the document is of the Strict kind.
    pub strict: bool,
    /// Fields that nothing ends.
    pub open_fields: u32,
    /// What WordprocessingML is called in each body, with the colon.
    prefixes: Vec<(Body, String)>,
}

impl PackageLayout {
    pub fn prefix(&self, body: Body) -> &str {
        self.prefixes.iter().find(|(known, _)| *known == body).map_or("w:", |(_, prefix)| prefix)
    }

    /// The stretches of text in controls whose text is not to be edited.
    pub fn closed(&self) -> Vec<SourceSpan> {
        let mut out: Vec<SourceSpan> = Vec::new();
        if self.controls.is_empty() {
            return out;
        }
        for atom in &self.text_layout.atoms {
            let Some(run) = self.runs.get(atom.run as usize) else { continue };
            if !self.controls.is_closed(run.body, &run.element) {
                continue;
            }
            match out.last_mut() {
                Some(last) if last.end == atom.span.start => last.end = atom.span.end,
                _ => out.push(atom.span),
            }
        }
        out
    }

    /// Where in the parts the text stands.
    pub fn origins(&self, parts: &Parts) -> PartOrigins {
        let bodies = parts.bodies();
        let number = |body: Body| bodies.iter().position(|(known, ..)| *known == body);
        let piece = |atom: &Atom| {
            let part = number(self.runs.get(atom.run as usize)?.body)?;
            Some(PartPiece { span: atom.span, part: u32::try_from(part).ok()?, byte: atom.raw.start as u64 })
        };
        PartOrigins {
            parts: bodies.iter().map(|(_, name, _)| (*name).to_owned()).collect(),
            pieces: self.text_layout.atoms.iter().filter_map(piece).collect(),
        }
    }

    /// Where in the text a comment on `span` stands: that of a note, text box or running head, in which none can
    /// stand, at what it hangs on.
    pub fn comment_place(&self, span: SourceSpan) -> SourceSpan {
        let atoms = &self.text_layout.atoms;
        let atom = atoms.get(atoms.partition_point(|a| a.span.end <= span.start));
        let host = atom.and_then(|a| self.runs.get(a.run as usize)).and_then(|run| run.host);
        host.and_then(|id| self.runs.get(id as usize)).map_or(span, |host| SourceSpan::empty(host.at))
    }
}

impl Parts {
    pub fn read(package: &mut Package<'_>) -> Result<Parts, DocxError> {
        // No program opens a package without it, and a part that is added is named in it.
        let types = package.part(TYPES)?.ok_or_else(|| DocxError::Missing(TYPES.to_owned()))?;
        well_formed(TYPES, &types)?;
        let names = Names::of(package)?;
        let document =
            package.part(&names.document)?.ok_or_else(|| DocxError::Missing(names.document.clone()))?;
        // A part that is named and not there was lost, and with it headings, numbers or notes.
        let mut optional = |name: &Option<String>| match name {
            Some(name) => package.part(name)?.ok_or_else(|| DocxError::Missing(name.clone())).map(Some),
            None => Ok(None),
        };
        let styles = optional(&names.styles)?;
        let part = |name: &Option<String>| name.clone().unwrap_or_default();
        Ok(Parts {
            document,
            footnotes: optional(&names.footnotes)?,
            endnotes: optional(&names.endnotes)?,
            comments: optional(&names.comments)?,
            numbering: optional(&names.numbering)?,
            running_heads: (names.running_heads.iter())
                .map(|name| Ok(package.part(name)?.unwrap_or_default()))
                .collect::<Result<_, _>>()?,
            styles: match styles {
                Some(text) => Styles::read(&part(&names.styles), &text)?,
                None => Styles::default(),
            },
            names,
        })
    }

    /// Lays the document out; once more where its headings can be told by size only.
    pub fn lay(&self, revisions: Revisions) -> Result<PackageLayout, DocxError> {
        let (layout, headings, sized) = self.lay_with(revisions, BTreeMap::new())?;
        if headings > 0 {
            return Ok(layout);
        }
        let levels = levels(&sized);
        if levels.is_empty() { Ok(layout) } else { Ok(self.lay_with(revisions, levels)?.0) }
    }

    fn lay_with(
        &self,
        revisions: Revisions,
        by_size: BTreeMap<u16, u8>,
    ) -> Result<(PackageLayout, usize, Vec<Sized>), DocxError> {
        let numbering = match (&self.names.numbering, &self.numbering) {
            (Some(name), Some(text)) => Numbering::read(name, text)?,
            _ => Numbering::default(),
        };
        let mut reader = Reader::new(&self.styles, numbering);
        reader.footnotes = notes(&self.names.footnotes, &self.footnotes, "footnote")?;
        reader.endnotes = notes(&self.names.endnotes, &self.endnotes, "endnote")?;
        reader.original = revisions == Revisions::Rejected;
        reader.by_size = by_size;
        reader.bounded_by(self.bodies().iter().map(|(.., text)| text.len()).sum());
        let name = &self.names.document;
        let mut xml = Xml::new(name, &self.document);
        if !xml.open_word()? {
            return Err(DocxError::NotWord(name.clone()));
        }
        let strict = xml.prefixes().strict;
        reader.blocks(&mut xml)?;
        // What follows the root must be well formed too, else the part was cut and put together again.
        while !matches!(xml.next()?, Node::Eof) {}
        let pages = reader.sections.pages(&reader.text_layout);
        let open_fields = SourceSpan::of(0..reader.fields.count()).end;
        let mut prefixes = vec![
            (Body::Main, xml.prefixes().word.clone()),
            (Body::Footnotes, reader.footnotes.prefixes.word.clone()),
            (Body::Endnotes, reader.endnotes.prefixes.word.clone()),
        ];
        let mut held = Controls::default();
        held.extend(controls(name, &self.document, Body::Main, xml.prefixes())?);
        for (notes, body) in [(&reader.footnotes, Body::Footnotes), (&reader.endnotes, Body::Endnotes)] {
            held.extend(controls(notes.part, notes.text, body, &notes.prefixes)?);
        }
        for (number, (name, text)) in self.running_heads() {
            let mut xml = Xml::new(name, text);
            if !xml.open_word()? {
                return Err(DocxError::NotWord(name.to_owned()));
            }
            reader.running_head(&mut xml, number)?;
            prefixes.push((Body::RunningHead(number), xml.prefixes().word.clone()));
        }
        let (headings, sized) = (reader.headings, reader.sized);
        let mut layout = PackageLayout {
            text_layout: reader.text_layout,
            runs: reader.runs,
            pages,
            controls: held,
            main: Vec::new(),
            strict,
            open_fields,
            prefixes,
        };
        if !layout.controls.is_empty() {
            let main = |(_, run): &(usize, &Run)| run.body == Body::Main && run.host.is_none();
            let ids = layout.runs.iter().enumerate().filter(main).map(|(id, _)| SourceSpan::of(0..id).end);
            layout.main = ids.collect();
        }
        self.note_comments(&mut layout.text_layout)?;
        Ok((layout, headings, sized))
    }

    /// Names and texts of the headers and footers, each with its number.
    pub fn running_heads(&self) -> impl Iterator<Item = (u16, (&str, &str))> {
        let names = self.names.running_heads.iter().map(String::as_str);
        (0..).zip(names.zip(self.running_heads.iter().map(String::as_str)))
    }

    /// The bodies that are laid out, each with the name and the text of its part.
    pub fn bodies(&self) -> Vec<(Body, &str, &str)> {
        let names = &self.names;
        let mut out = vec![(Body::Main, names.document.as_str(), self.document.as_str())];
        let notes = [
            (Body::Footnotes, &names.footnotes, &self.footnotes),
            (Body::Endnotes, &names.endnotes, &self.endnotes),
        ];
        out.extend(
            notes
                .into_iter()
                .filter_map(|(body, name, text)| Some((body, name.as_deref()?, text.as_deref()?))),
        );
        out.extend(
            self.running_heads().map(|(number, (name, text))| (Body::RunningHead(number), name, text)),
        );
        out
    }

    /// Name and text of the part that holds the comments.
    pub fn comment_part(&self) -> Option<(&str, &str)> {
        Some((self.names.comments.as_deref()?, self.comments.as_deref()?))
    }

    /// Notes comments that are not our own.
    fn note_comments(&self, layout: &mut Layout) -> Result<(), DocxError> {
        let (Some(name), Some(text)) = (&self.names.comments, &self.comments) else { return Ok(()) };
        let mut xml = Xml::new(name, text);
        if !xml.open_word()? {
            return Err(DocxError::NotWord(name.clone()));
        }
        let mut others: FxHashSet<String> = FxHashSet::default();
        loop {
            match xml.next()? {
                Node::Start(tag, _)
                    if xml.word(&tag) == "comment"
                        && attribute(&tag, "author").is_none_or(|author| author != AUTHOR) =>
                {
                    others.extend(attribute(&tag, "id").map(|id| id.into_owned()));
                }
                Node::Eof => break,
                _ => {}
            }
        }
        let first = layout.comments.iter().find(|end| others.contains(&end.id));
        if let Some(first) = first {
            let count = u32::try_from(others.len()).unwrap_or(u32::MAX);
            layout.left.push(Left { kind: LeftKind::Comment, count, at: first.at });
        }
        Ok(())
    }
}

/// Where each note of a part stands.
fn notes<'d>(
    name: &'d Option<String>,
    text: &'d Option<String>,
    element: &str,
) -> Result<Notes<'d>, DocxError> {
    let (Some(name), Some(text)) = (name, text) else { return Ok(Notes::default()) };
    let mut xml = Xml::new(name, text);
    let mut by_id: FxHashMap<String, Bytes> = FxHashMap::default();
    if !xml.open_word()? {
        return Err(DocxError::NotWord(name.clone()));
    }
    loop {
        match xml.next()? {
            Node::Start(tag, range) if xml.word(&tag) == element => {
                let id = attribute(&tag, "id").unwrap_or_default().into_owned();
                xml.skip()?;
                let end = xml.position();
                let closing = text.get(range.end..end).and_then(|t| t.rfind("</")).unwrap_or(0);
                by_id.insert(id, range.end..range.end + closing);
            }
            Node::Eof => break,
            _ => {}
        }
    }
    Ok(Notes { part: name, text, prefixes: xml.prefixes().clone(), by_id })
}

/// Levels of headings by their size: the sizes above that of the body, the largest first, where they are few
/// enough to be headings.
fn levels(sized: &[Sized]) -> BTreeMap<u16, u8> {
    let mut amounts: BTreeMap<u16, usize> = BTreeMap::new();
    for one in sized {
        *amounts.entry(one.size).or_default() += one.characters;
    }
    let body = amounts.iter().max_by_key(|(_, n)| **n).map_or(0, |(size, _)| *size);
    let all: usize = amounts.values().sum();
    let large: usize = amounts.range(body + 1..).map(|(_, n)| *n).sum();
    let mut sizes: Vec<u16> = sized.iter().filter(|s| s.may_head && s.size > body).map(|s| s.size).collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    sizes.dedup();
    if body == 0 || large * 5 > all {
        return BTreeMap::new();
    }
    sizes.into_iter().take(SIZES).zip(1..).collect()
}
