//! Edits and marks at places of the layout-out text, put into the XML of the parts. What no edit names stays
//! as it is, byte for byte: a run is cut, its properties repeated, nothing is written anew.

use std::cell::RefCell;
use std::ops::Range;

use kanwu_text::{Edit, SourceSpan};
use rustc_hash::FxHashMap;

use super::AUTHOR;
use super::anchor::Place;
use super::controls::Controls;
use super::layout::{Atom, AtomKind, Body, Layout, Run};
use super::xml::{characters, escape};
use crate::error::WriteError;

/// New text in place of bytes of a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Splice {
    pub body: Body,
    pub range: Range<usize>,
    pub text: String,
}

/// Something that stands between runs: the beginning or end of a comment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub at: Place,
    /// Whether it closes what stands before it, or opens what stands behind.
    pub closes: bool,
    pub xml: String,
}

/// How edits are made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mode<'m> {
    /// The new text takes the place of the old.
    Plain,
    /// 修订: both stand there, to be accepted or rejected.
    Tracked {
        /// When, as in XML: `2023-05-01T08:00:00Z`.
        date: &'m str,
        /// The first number that no revision of the document has.
        first: u32,
    },
}

/// The XML of the stories, and what they call WordprocessingML.
pub(super) trait Stories {
    fn xml(&self, body: Body) -> &str;
    /// With the colon.
    fn prefix(&self, body: Body) -> &str;
}

/// Turns edits (sorted, apart) and marks into splices. Marks in notes and text boxes, where no comment can
/// stand, go to the run that the note or box hangs on.
pub(super) fn splices(
    stories: &dyn Stories,
    (layout, runs, controls): (&Layout, &[Run], &Controls),
    marks: Vec<Mark>,
    edits: &[Edit<SourceSpan>],
    mode: &Mode<'_>,
) -> Result<Vec<Splice>, WriteError> {
    let plan = Plan { stories, layout, runs, controls, strides: RefCell::default() };
    let mut cuts = Vec::new();
    let mut out = Vec::new();
    for mark in marks {
        plan.mark(mark, &mut cuts, &mut out);
    }
    let mut id = match mode {
        Mode::Tracked { first, .. } => *first,
        Mode::Plain => 0,
    };
    for edit in edits {
        match mode {
            Mode::Plain => plan.replace(edit, &mut out)?,
            Mode::Tracked { date, .. } => plan.track(edit, date, &mut id, &mut cuts)?,
        }
    }
    plan.join(cuts, &mut out);
    Ok(out)
}

/// A part with its splices made.
pub(super) fn apply(xml: &str, body: Body, splices: &[Splice]) -> String {
    let mut own: Vec<&Splice> = splices.iter().filter(|s| s.body == body).collect();
    own.sort_by_key(|s| (s.range.start, s.range.end));
    apply_within(xml, &(0..xml.len()), &own)
}

/// A stretch of a part with those of its splices that lie in it, in order.
pub(super) fn apply_within(xml: &str, stretch: &Range<usize>, splices: &[&Splice]) -> String {
    let mut out = String::new();
    let mut kept = stretch.start;
    for splice in splices {
        out.push_str(xml.get(kept..splice.range.start).unwrap_or_default());
        out.push_str(&splice.text);
        kept = splice.range.end.max(kept);
    }
    out.push_str(xml.get(kept..stretch.end).unwrap_or_default());
    out
}

/// A stretch of an element to be taken out (or a point), and what stands there, between runs.
struct Cut {
    run: u32,
    /// The element whose stretch it is; the run itself for a mark beside it.
    element: Range<usize>,
    content: Range<usize>,
    range: Range<usize>,
    order: u8,
    xml: String,
}

struct Plan<'p> {
    stories: &'p dyn Stories,
    layout: &'p Layout,
    runs: &'p [Run],
    controls: &'p Controls,
    /// Of each long atom asked for, by run and byte of the part. Thousands of marks in one run are each placed from the
    /// nearest of its strides.
    strides: RefCell<FxHashMap<(u32, usize), Strides>>,
}

/// The bytes of the text and of the part at every [`STRIDE`]th character of an atom.
type Strides = Vec<(u32, usize)>;

/// Characters between two places that are kept of a long atom.
const STRIDE: usize = 128;

impl Plan<'_> {
    fn run(&self, atom: &Atom) -> Option<&Run> {
        self.runs.get(atom.run as usize)
    }

    /// The byte of the part at byte `at` of the text, in `atom`.
    fn raw(&self, atom: &Atom, at: u32) -> usize {
        if atom.kind == AtomKind::Element {
            return if at <= atom.span.start { atom.raw.start } else { atom.raw.end };
        }
        let xml = self.run(atom).map_or("", |run| self.stories.xml(run.body));
        let raw = xml.get(atom.raw.clone()).unwrap_or_default();
        let (from, passed) = self.stride(atom, raw, at);
        let before = SourceSpan::new(from, at).of_text(&self.layout.text).chars().count();
        let rest = raw.get(passed..).unwrap_or_default();
        atom.raw.start + passed + characters(rest).take(before).map(|(len, _)| len).sum::<usize>()
    }

    /// The last place kept before byte `at` of the text, and the bytes of `raw` before it.
    fn stride(&self, atom: &Atom, raw: &str, at: u32) -> (u32, usize) {
        let first = (atom.span.start, 0);
        if raw.len() <= STRIDE {
            return first;
        }
        let mut strides = self.strides.borrow_mut();
        let kept = strides.entry((atom.run, atom.raw.start)).or_insert_with(|| {
            let (mut kept, mut place) = (Vec::new(), first);
            let text = atom.span.of_text(&self.layout.text).chars();
            for (i, (c, (len, _))) in text.zip(characters(raw)).enumerate() {
                if i % STRIDE == 0 {
                    kept.push(place);
                }
                place = (place.0 + u32::try_from(c.len_utf8()).unwrap_or_default(), place.1 + len);
            }
            kept
        });
        let before = kept.partition_point(|(text, _)| *text <= at).checked_sub(1);
        before.and_then(|i| kept.get(i)).copied().unwrap_or(first)
    }

    fn is_closed(&self, atom: &Atom) -> bool {
        self.run(atom).is_some_and(|run| self.controls.is_closed(run.body, &run.element))
    }

    fn mark(&self, mark: Mark, cuts: &mut Vec<Cut>, out: &mut Vec<Splice>) {
        let at = match mark.at {
            Place::Text(at) => at,
            Place::Part(at) => {
                out.push(Splice { body: Body::Main, range: at..at, text: mark.xml });
                return;
            }
        };
        let near = self.layout.atom(at, mark.closes).or_else(|| self.layout.atom(at, !mark.closes));
        let Some(atom) = near else { return };
        let order = u8::from(!mark.closes);
        if let Some(id) = self.run(atom).and_then(|run| run.host) {
            let Some(host) = self.runs.get(id as usize) else { return };
            let at = if mark.closes { host.content.end } else { host.content.start };
            let element = host.content.clone();
            cuts.push(Cut {
                run: id,
                content: element.clone(),
                element,
                range: at..at,
                order,
                xml: mark.xml,
            });
            return;
        }
        let at = self.raw(atom, at);
        cuts.push(Cut::in_atom(atom, at..at, order, mark.xml));
    }

    /// The parts of atoms that an edit takes out. One that only inserts gets an empty part.
    fn parts(&self, edit: &Edit<SourceSpan>) -> Result<Vec<(&Atom, Range<usize>)>, WriteError> {
        let span = edit.at;
        if span.is_empty() {
            let sides = [self.layout.atom(span.start, true), self.layout.atom(span.start, false)];
            let mut sides = sides.into_iter().flatten().peekable();
            sides.peek().ok_or(WriteError::OutsideText(span))?;
            let atom = sides.find(|atom| !self.is_closed(atom)).ok_or(WriteError::Closed(span))?;
            let raw = self.raw(atom, span.start);
            return Ok(vec![(atom, raw..raw)]);
        }
        let from = self.layout.atoms.partition_point(|a| a.span.end <= span.start);
        let rest = self.layout.atoms.get(from..).unwrap_or_default();
        let mut covered = 0;
        let parts: Vec<_> = rest
            .iter()
            .take_while(|a| a.span.start < span.end)
            .map(|a| {
                let part = SourceSpan::new(a.span.start.max(span.start), a.span.end.min(span.end));
                covered += part.len();
                (a, self.raw(a, part.start)..self.raw(a, part.end))
            })
            .collect();
        if parts.iter().any(|(atom, _)| self.is_closed(atom)) {
            return Err(WriteError::Closed(span));
        }
        // What is not covered is made: a mark, a number, a tab between cells.
        if covered == span.len() { Ok(parts) } else { Err(WriteError::OutsideText(span)) }
    }

    /// Which part of an edit takes the new text: the first that is not raised.
    fn receiver(parts: &[(&Atom, Range<usize>)]) -> usize {
        let text = parts.iter().position(|(a, _)| a.kind == AtomKind::Text);
        text.or_else(|| parts.iter().position(|(a, _)| a.kind == AtomKind::Element)).unwrap_or(0)
    }

    fn replace(&self, edit: &Edit<SourceSpan>, out: &mut Vec<Splice>) -> Result<(), WriteError> {
        let parts = self.parts(edit)?;
        let receiver = Plan::receiver(&parts);
        for (i, (atom, raw)) in parts.iter().enumerate() {
            let Some(run) = self.run(atom) else { continue };
            let w = self.stories.prefix(run.body);
            let content = if i == receiver { edit.content.as_str() } else { "" };
            let mut text = escape(content);
            let range = raw.clone();
            if atom.kind == AtomKind::Element {
                if !text.is_empty() {
                    text = format!("<{w}t xml:space=\"preserve\">{text}</{w}t>");
                }
            } else {
                let at_edge = raw.start == atom.content.start && content.starts_with(char::is_whitespace)
                    || raw.end == atom.content.end && content.ends_with(char::is_whitespace);
                if at_edge {
                    self.keep_space(run, &atom.element, &atom.content, out);
                }
            }
            out.push(Splice { body: run.body, range, text });
        }
        Ok(())
    }

    /// Gives a `w:t` a start tag that keeps blanks at its ends; those that did not show go.
    fn keep_space(&self, run: &Run, element: &Range<usize>, content: &Range<usize>, out: &mut Vec<Splice>) {
        let tag = element.start..content.start;
        if self.stories.xml(run.body).get(tag.clone()).is_some_and(|t| t.contains("preserve")) {
            return;
        }
        let text = format!("<{}t xml:space=\"preserve\">", self.stories.prefix(run.body));
        push_once(Splice { body: run.body, range: tag, text }, out);
        self.drop_blanks(run, element, content, out);
    }

    /// Takes out blanks at the end of a `w:t` that did not show.
    fn drop_blanks(&self, run: &Run, element: &Range<usize>, content: &Range<usize>, out: &mut Vec<Splice>) {
        let closing = self.stories.prefix(run.body).len() + "</t>".len();
        let range = content.end..element.end.saturating_sub(closing);
        if !range.is_empty() {
            push_once(Splice { body: run.body, range, text: String::new() }, out);
        }
    }

    fn track(
        &self,
        edit: &Edit<SourceSpan>,
        date: &str,
        id: &mut u32,
        cuts: &mut Vec<Cut>,
    ) -> Result<(), WriteError> {
        let parts = self.parts(edit)?;
        let receiver = Plan::receiver(&parts);
        for (i, (atom, raw)) in parts.into_iter().enumerate() {
            let Some(run) = self.run(atom) else { continue };
            let w = self.stories.prefix(run.body);
            let xml = self.stories.xml(run.body);
            let properties = xml.get(run.properties.clone()).unwrap_or_default();
            let mut by = || {
                *id += 1;
                let id = *id - 1;
                format!("{w}id=\"{id}\" {w}author=\"{AUTHOR}\" {w}date=\"{date}\"")
            };
            let mut change = String::new();
            if !raw.is_empty() {
                let old = xml.get(raw.clone()).unwrap_or_default();
                let old = match atom.kind {
                    AtomKind::Element => old.to_owned(),
                    _ => format!("<{w}delText xml:space=\"preserve\">{old}</{w}delText>"),
                };
                change = format!("<{w}del {}><{w}r>{properties}{old}</{w}r></{w}del>", by());
            }
            if i == receiver && !edit.content.is_empty() {
                let new = format!(
                    "<{w}ins {}><{w}r>{properties}<{w}t xml:space=\"preserve\">{}</{w}t></{w}r></{w}ins>",
                    by(),
                    escape(&edit.content)
                );
                // An insertion does not stand in another's.
                match run.inserted.clone().and_then(|tag| xml.get(tag)) {
                    Some(tag) => change.push_str(&format!("</{w}ins>{new}{tag}")),
                    None => change.push_str(&new),
                }
            }
            cuts.push(Cut::in_atom(atom, raw, 2, change));
        }
        Ok(())
    }

    /// Cuts that touch become one; each is a splice that closes the run before and opens it again behind.
    fn join(&self, mut cuts: Vec<Cut>, out: &mut Vec<Splice>) {
        let body = |cut: &Cut| self.runs.get(cut.run as usize).map(|run| run.body);
        cuts.sort_by(|a, b| {
            (body(a), a.run, a.element.start, a.range.start, a.order, a.range.end).cmp(&(
                body(b),
                b.run,
                b.element.start,
                b.range.start,
                b.order,
                b.range.end,
            ))
        });
        let mut cuts = cuts.into_iter().peekable();
        let mut last = None;
        while let Some(mut cut) = cuts.next() {
            while let Some(next) = cuts
                .next_if(|n| n.run == cut.run && n.element == cut.element && n.range.start <= cut.range.end)
            {
                cut.range.end = cut.range.end.max(next.range.end);
                cut.xml.push_str(&next.xml);
            }
            let place = Some((cut.run, cut.element.start));
            // A cut before the element leaves its start tag as it is.
            let cuts_in = cut.range.end > cut.content.start;
            self.splice(cut, place != last, out);
            if cuts_in {
                last = place;
            }
        }
    }

    /// `first`: no cut of the same element comes before.
    fn splice(&self, cut: Cut, first: bool, out: &mut Vec<Splice>) {
        let Some(run) = self.runs.get(cut.run as usize) else { return };
        let w = self.stories.prefix(run.body);
        let xml = self.stories.xml(run.body);
        let of = |range: &Range<usize>| xml.get(range.clone()).unwrap_or_default();
        let opening = format!("{}{}", of(&run.tag), of(&run.properties));
        let edge = |at: usize| match at {
            at if at == cut.content.start => Some(cut.element.start),
            at if at == cut.content.end => Some(cut.element.end),
            _ => None,
        };
        let (start, close) = match edge(cut.range.start) {
            Some(at) if at == run.content.start => (run.element.start, String::new()),
            Some(at) if at == run.content.end => (run.element.end, String::new()),
            Some(at) => (at, format!("</{w}r>")),
            None => (cut.range.start, format!("</{w}t></{w}r>")),
        };
        let (end, open) = match edge(cut.range.end) {
            Some(at) if at == run.content.end => (run.element.end, String::new()),
            Some(at) if at == run.content.start => (run.element.start, String::new()),
            Some(at) => (at, opening),
            None => (cut.range.end, format!("{opening}<{w}t xml:space=\"preserve\">")),
        };
        let before = of(&(cut.content.start..cut.range.start));
        if first && edge(cut.range.start).is_none() && before.ends_with(char::is_whitespace) {
            self.keep_space(run, &cut.element, &cut.content, out);
        }
        if edge(cut.range.end).is_none() {
            self.drop_blanks(run, &cut.element, &cut.content, out);
        }
        out.push(Splice { body: run.body, range: start..end, text: format!("{close}{}{open}", cut.xml) });
    }
}

/// Adds a splice unless it has just been added for another edit of the same element.
fn push_once(splice: Splice, out: &mut Vec<Splice>) {
    if !out.iter().rev().take(16).any(|known| *known == splice) {
        out.push(splice);
    }
}

impl Cut {
    fn in_atom(atom: &Atom, range: Range<usize>, order: u8, xml: String) -> Cut {
        let (element, content) = (atom.element.clone(), atom.content.clone());
        Cut { run: atom.run, element, content, range, order, xml }
    }
}
