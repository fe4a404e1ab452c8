//! Findings into a document: remarks as comments 批注, edits as tracked changes 修订 or in place.

use kanwu_text::{Edit, Source, SourceSpan};
use rustc_hash::FxHashMap;

use super::Revisions;
use super::comments::{Comments, Own, introduce};
use super::edit::{Mark, Mode, Stories, apply, splices};
use super::fallback::keep_in_step;
use super::layout::Body;
use super::package::Package;
use super::parts::{PackageLayout, Parts};
use super::xml::well_formed;
use crate::error::WriteError;
use crate::splice::check;

/// A comment to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Bytes of the source's text that it is on.
    pub span: SourceSpan,
    /// Its paragraphs. The last one tells what kind of remark it is: another of the same kind at the same place
    /// is the same remark.
    pub lines: Vec<String>,
    /// The finding's name, by which a remark on a proof is known again.
    pub id: String,
    /// Whether it speaks for all places of its kind, so that it is the same remark wherever it stands.
    pub folded: bool,
}

/// A document with remarks and changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotated {
    /// The package.
    pub bytes: Vec<u8>,
    /// Comments added.
    pub remarks: usize,
    /// Remarks that were there already.
    pub known: usize,
    /// Tracked changes added.
    pub changes: usize,
}

/// Puts remarks and tracked changes into `original`, the bytes that `source` was read from. `edits` are sorted
/// and apart. `date` stands in each as it is: `2023-05-01T08:00:00Z`. Remarks that an earlier run made are
/// recognised and not made again; with nothing new the bytes stay as they are.
pub(crate) fn annotate(
    original: &[u8],
    source: &Source,
    remarks: &[Remark],
    edits: &[Edit<SourceSpan>],
    date: &str,
) -> Result<Annotated, WriteError> {
    let mut opened = Opened::of(original, source)?;
    check(&source.text, edits)?;
    let comments = match (&opened.parts.names.comments, &opened.parts.comments) {
        (Some(name), Some(text)) => Comments::read(name, text)?,
        _ => Comments::none(opened.layout.strict),
    };
    let mut known = Known::of(&comments, &opened.layout);
    let new: Vec<&Remark> = remarks.iter().filter(|remark| !known.has(remark)).collect();
    if new.is_empty() && edits.is_empty() {
        let known = remarks.len();
        return Ok(Annotated { bytes: original.to_vec(), remarks: 0, known, changes: 0 });
    }
    let first = opened.free_number().max(comments.free);
    let ids: Vec<u32> = (first..).take(new.len()).collect();
    let w = opened.prefix(Body::Main).to_owned();
    let mut marks = Vec::new();
    for (remark, id) in new.iter().zip(&ids) {
        let anchor = opened.layout.anchor(remark.span);
        marks.push(Mark {
            at: anchor.start,
            closes: anchor.start == anchor.end,
            xml: format!("<{w}commentRangeStart {w}id=\"{id}\"/>"),
        });
        marks.push(Mark {
            at: anchor.end,
            closes: true,
            xml: format!(
                "<{w}commentRangeEnd {w}id=\"{id}\"/><{w}r><{w}commentReference {w}id=\"{id}\"/></{w}r>"
            ),
        });
    }
    let mode = Mode::Tracked { date, first: first + u32::try_from(ids.len()).unwrap_or(0) };
    let mut changed = opened.edited(marks, edits, &mode)?;
    if !new.is_empty() {
        let added: Vec<(u32, &[String])> =
            ids.iter().zip(&new).map(|(id, remark)| (*id, remark.lines.as_slice())).collect();
        let text = comments.with(opened.parts.comments.as_deref(), date, &added);
        match &opened.parts.names.comments {
            Some(name) if opened.parts.comments.is_some() => changed.push((name.clone(), text)),
            _ => {
                let (name, others) =
                    introduce(&mut opened.package, &opened.parts.names, opened.layout.strict)?;
                changed.extend(others);
                changed.push((name, text));
            }
        }
    }
    let bytes = opened.pack(&changed)?;
    Ok(Annotated { bytes, remarks: new.len(), known: remarks.len() - new.len(), changes: edits.len() })
}

/// Puts edits into the text itself.
pub(crate) fn write(
    original: &[u8],
    source: &Source,
    edits: &[Edit<SourceSpan>],
) -> Result<Vec<u8>, WriteError> {
    let opened = Opened::of(original, source)?;
    check(&source.text, edits)?;
    if edits.is_empty() {
        return Ok(original.to_vec());
    }
    let changed = opened.edited(Vec::new(), edits, &Mode::Plain)?;
    opened.pack(&changed)
}

/// A package and its layout, for writing.
struct Opened<'b> {
    package: Package<'b>,
    parts: Parts,
    layout: PackageLayout,
}

impl<'b> Opened<'b> {
    /// Read anew: a file changed meanwhile would be cut at wrong places.
    fn of(original: &'b [u8], source: &Source) -> Result<Opened<'b>, WriteError> {
        let mut package = Package::open(original)?;
        let parts = Parts::read(&mut package)?;
        let layout = parts.lay(Revisions::Accepted)?;
        if layout.text_layout.text == source.text {
            Ok(Opened { package, parts, layout })
        } else {
            Err(WriteError::Changed)
        }
    }

    /// Names and new texts of the stories that change.
    fn edited(
        &self,
        marks: Vec<Mark>,
        edits: &[Edit<SourceSpan>],
        mode: &Mode<'_>,
    ) -> Result<Vec<(String, String)>, WriteError> {
        let layout = (&self.layout.text_layout, self.layout.runs.as_slice(), &self.layout.controls);
        let mut made = splices(self, layout, marks, edits, mode)?;
        let bodies = self.parts.bodies();
        for (body, _, text) in &bodies {
            keep_in_step(text, *body, &mut made);
        }
        let changed = bodies.into_iter().filter(|(body, ..)| made.iter().any(|s| s.body == *body));
        Ok(changed.map(|(body, name, text)| (name.to_owned(), apply(text, body, &made))).collect())
    }

    /// The first number that nothing in the document has: comments, revisions and bookmarks share them.
    fn free_number(&self) -> u32 {
        let highest = |(body, _, xml): (Body, &str, &str)| {
            let key = format!("{}id=\"", self.prefix(body));
            let numbers = memchr::memmem::find_iter(xml.as_bytes(), key.as_bytes()).filter_map(|at| {
                let rest = xml.get(at + key.len()..)?;
                rest.get(..rest.find('"').filter(|n| *n < 10)?)?.parse::<u32>().ok()
            });
            numbers.max().unwrap_or(0)
        };
        self.parts.bodies().into_iter().map(highest).max().unwrap_or(0).saturating_add(1).min(u32::MAX / 2)
    }

    /// The package with the changed parts, once they have been seen to be whole.
    fn pack(mut self, changed: &[(String, String)]) -> Result<Vec<u8>, WriteError> {
        let parts: Vec<(&str, &str)> =
            changed.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        for (name, text) in &parts {
            well_formed(name, text)?;
        }
        Ok(self.package.with(&parts)?)
    }
}

impl Stories for Opened<'_> {
    fn xml(&self, body: Body) -> &str {
        match body {
            Body::Main => &self.parts.document,
            Body::Footnotes => self.parts.footnotes.as_deref().unwrap_or_default(),
            Body::Endnotes => self.parts.endnotes.as_deref().unwrap_or_default(),
            Body::RunningHead(number) => {
                self.parts.running_heads.get(usize::from(number)).map_or("", String::as_str)
            }
        }
    }

    fn prefix(&self, body: Body) -> &str {
        self.layout.prefix(body)
    }
}

/// Own comments that an earlier run made, each for one remark.
struct Known<'k> {
    layout: &'k PackageLayout,
    /// By kind: their places, the last first, so that what is found is mostly at the end.
    left: FxHashMap<&'k str, Vec<SourceSpan>>,
}

impl<'k> Known<'k> {
    fn of(comments: &'k Comments, layout: &'k PackageLayout) -> Known<'k> {
        let mut places: FxHashMap<&str, SourceSpan> = FxHashMap::default();
        for end in &layout.text_layout.comments {
            let at = SourceSpan::empty(end.at);
            places.entry(end.id.as_str()).and_modify(|place| *place = place.join(at)).or_insert(at);
        }
        let placed = |own: &'k Own| Some((own.kind.as_str(), *places.get(own.id.as_str())?));
        let mut left: FxHashMap<&str, Vec<SourceSpan>> = FxHashMap::default();
        for (kind, place) in comments.own.iter().filter_map(placed) {
            left.entry(kind).or_default().push(place);
        }
        for places in left.values_mut() {
            places.sort_unstable_by_key(|place| std::cmp::Reverse((place.start, place.end)));
        }
        Known { layout, left }
    }

    fn has(&mut self, remark: &Remark) -> bool {
        let at = self.layout.anchor(remark.span).text;
        let kind = remark.lines.last().map_or("", String::as_str);
        let Some(places) = self.left.get_mut(kind) else { return false };
        if remark.folded {
            return places.pop().is_some();
        }
        // Places that begin after the remark touch it no more.
        let near = places.partition_point(|place| place.start > at.end);
        let found = places[near..].iter().rposition(|place| at.start <= place.end);
        found.map(|i| places.remove(near + i)).is_some()
    }
}
