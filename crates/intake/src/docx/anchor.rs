//! Where the two ends of a comment stand. They never part a content control: a comment on part of one and on text
//! beside it stands round the whole control, and so does one on text that is not to be edited.

use kanwu_text::SourceSpan;

use super::controls::{Control, Level};
use super::layout::Run;
use super::parts::PackageLayout;

/// Where one end of a comment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// At a byte of the laid-out text.
    Text(u32),
    /// At a byte of the main part, between elements.
    Part(usize),
}

/// Both ends of a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Anchor {
    pub start: Place,
    pub end: Place,
    /// The text between them.
    pub text: SourceSpan,
}

/// How many runs behind a control are looked at for one that a comment may end before.
const NEAR: usize = 64;

impl PackageLayout {
    /// Where a comment on `span` stands: that of a note or text box, in which none can stand, at what the note
    /// or box hangs on.
    pub fn anchor(&self, span: SourceSpan) -> Anchor {
        let plain = Anchor {
            start: Place::Text(span.start),
            end: Place::Text(span.end),
            text: self.comment_place(span),
        };
        if self.controls.is_empty() {
            return plain;
        }
        let ends = (self.chain_at(span.start, span.is_empty()), self.chain_at(span.end, true));
        let (Some(first), Some(last)) = ends else { return plain };
        let shared = first.iter().zip(&last).take_while(|(a, b)| a == b).count();
        let closed = first.iter().take(shared).find(|i| self.control(**i).is_some_and(|c| c.closed));
        if let Some(closed) = closed.and_then(|i| self.control(*i)) {
            return self.round(closed).unwrap_or(plain);
        }
        let (from, to) = (first.get(shared), last.get(shared));
        if from.is_none() && to.is_none() {
            return plain;
        }
        let (from_control, to_control) =
            (from.and_then(|i| self.control(*i)), to.and_then(|i| self.control(*i)));
        let inline = |control: Option<&Control>| control.is_none_or(|c| c.level == Level::Inline);
        if inline(from_control) && inline(to_control) {
            let text = |control: Option<&Control>| control.map_or(span, |c| self.text_of(c));
            return Anchor {
                start: from_control.map_or(plain.start, |c| Place::Part(c.element.start)),
                end: to_control.map_or(plain.end, |c| Place::Part(c.element.end)),
                text: span.join(text(from_control)).join(text(to_control)),
            };
        }
        // Paragraphs in a control, and others outside: the comment keeps to the side that it begins on.
        let atoms = &self.text_layout.atoms;
        let begin = atoms.partition_point(|atom| atom.span.end <= span.start);
        let same = atoms.iter().skip(begin).take_while(|atom| {
            atom.span.start < span.end && self.chain(atom.run).get(shared).copied() == from.copied()
        });
        match same.last().map(|atom| SourceSpan::new(span.start, atom.span.end.min(span.end))) {
            Some(part) if part.len() < span.len() && !part.is_empty() => self.anchor(part),
            _ => plain,
        }
    }

    fn control(&self, control: usize) -> Option<&Control> {
        self.controls.get(control)
    }

    /// The controls round the text at a byte, or round what its note or box hangs on.
    fn chain_at(&self, at: u32, closes: bool) -> Option<Vec<usize>> {
        let layout = &self.text_layout;
        let atom = layout.atom(at, closes).or_else(|| layout.atom(at, !closes))?;
        Some(self.chain(atom.run))
    }

    /// The controls round a run, or round what its note or box hangs on.
    fn chain(&self, run: u32) -> Vec<usize> {
        let get = |id: u32| self.runs.get(id as usize);
        let own = get(run).and_then(|own| own.host.map_or(Some(own), get));
        own.map(|own| self.controls.around(own.body, &own.element)).unwrap_or_default()
    }

    /// Round a whole control. A comment on paragraphs ends before the first run behind them: where it is
    /// referred to is a run, which cannot stand between paragraphs.
    fn round(&self, control: &Control) -> Option<Anchor> {
        let text = self.text_of(control);
        let element = &control.element;
        if control.level == Level::Inline {
            return Some(Anchor { start: Place::Part(element.start), end: Place::Part(element.end), text });
        }
        let outer = self.controls.around(control.body, element);
        let outer = outer.split_last().map_or(&[][..], |(_, outer)| outer);
        // Before a run, or before the outermost control that it alone stands in.
        let before = |run: &Run| {
            let chain = self.controls.around(run.body, &run.element);
            match chain.get(outer.len()) {
                _ if !chain.starts_with(outer) => None,
                None => Some((run.element.start, run.element.end)),
                Some(i) => self
                    .control(*i)
                    .filter(|c| c.level == Level::Inline)
                    .map(|c| (c.element.start, c.element.end)),
            }
        };
        let run = |id: &u32| self.runs.get(*id as usize);
        let behind = self.main_from(element.end);
        let mut next = self.main.iter().skip(behind).filter_map(run);
        if let Some((at, place)) = next.by_ref().take(NEAR).find_map(|run| Some((run.at, before(run)?.0))) {
            let start = if control.level == Level::Block { element.start } else { place };
            let text = SourceSpan::new(text.start.min(at), at.max(text.end));
            return Some(Anchor { start: Place::Part(start), end: Place::Part(place), text });
        }
        let mut last = self.main.iter().take(self.main_from(element.start)).rev().filter_map(run);
        let (at, place) = last.by_ref().take(NEAR).find_map(|run| Some((run.at, before(run)?.1)))?;
        let text = SourceSpan::new(at.min(text.start), text.end);
        Some(Anchor { start: Place::Part(place), end: Place::Part(place), text })
    }

    /// How many runs of the main text begin before byte `at` of the part.
    fn main_from(&self, at: usize) -> usize {
        self.main.partition_point(|id| self.runs.get(*id as usize).is_some_and(|run| run.element.start < at))
    }

    /// The text that a control of the main part holds.
    fn text_of(&self, control: &Control) -> SourceSpan {
        let within = |run: &&Run| control.holds(run.body, &run.element);
        let first = self.main.get(self.main_from(control.element.start));
        let from = first.and_then(|id| self.runs.get(*id as usize)).filter(within).map_or(0, |run| run.at);
        let atoms = &self.text_layout.atoms;
        let first = atoms.partition_point(|atom| atom.span.end <= from);
        let own = atoms.iter().skip(first).take_while(|atom| {
            self.runs.get(atom.run as usize).is_some_and(|run| within(&run) || run.host.is_some())
        });
        let to = own.last().map_or(from, |atom| atom.span.end);
        SourceSpan::new(from, to.max(from))
    }
}
