//! Where the two ends of a comment stand. They never part a content control: a comment on part of one and on text
//! beside it stands round the whole control, and so does one on text that is not to be edited. Nor do they part a word
//! or a number, whose letters would no longer be joined or kerned, and whose digits would change places in a
//! right-to-left text.

use kanwu_text::{SourceSpan, TokenKind, kind_of};

use super::controls::{Control, Level};
use super::layout::{Atom, Body, Run};
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

/// A word of more bytes is parted all the same, so that comments in it take no longer to place.
const WORD: usize = 128;

impl PackageLayout {
    /// Where a comment on `span` stands: that of a note or text box, in which none can stand, at what the note
    /// or box hangs on.
    pub fn anchor(&self, span: SourceSpan) -> Anchor {
        let anchor = self.apart(whole_words(&self.text_layout.text, self.trimmed(span)));
        self.behind_first(anchor)
    }

    /// The part of a span that stands in the document: what is made round it has no place there.
    fn trimmed(&self, span: SourceSpan) -> SourceSpan {
        let atoms = &self.text_layout.atoms;
        let within = |at: &&Atom| at.span.start < span.end && span.start < at.span.end;
        let first = atoms.get(atoms.partition_point(|atom| atom.span.end <= span.start)).filter(within);
        let last = atoms.partition_point(|atom| atom.span.start < span.end).checked_sub(1);
        match (first, last.and_then(|i| atoms.get(i)).filter(within)) {
            (Some(first), Some(last)) => {
                SourceSpan::new(span.start.max(first.span.start), span.end.min(last.span.end))
            }
            _ => {
                let layout = &self.text_layout;
                let stands = |at: &u32| layout.atom(*at, true).or_else(|| layout.atom(*at, false)).is_some();
                [span.start, span.end].into_iter().find(stands).map_or(span, SourceSpan::empty)
            }
        }
    }

    /// A comment that parts no control.
    fn apart(&self, span: SourceSpan) -> Anchor {
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
            Some(part) if part.len() < span.len() && !part.is_empty() => self.apart(part),
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
        let outer = self.outside(control);
        if let Some((at, place)) = self.run_behind(element.end, &outer) {
            let start = if control.level == Level::Block { element.start } else { place };
            let text = SourceSpan::new(text.start.min(at), at.max(text.end));
            return Some(Anchor { start: Place::Part(start), end: Place::Part(place), text });
        }
        let before = self.main.iter().take(self.main_from(element.start)).rev().take(NEAR);
        let (at, place) = before.filter_map(|id| self.runs.get(*id as usize)).find_map(|run| {
            let place = self.beside(run, &outer)?.1;
            self.first_paragraph(place).is_none().then_some((run.at, place))
        })?;
        let text = SourceSpan::new(at.min(text.start), text.end);
        Some(Anchor { start: Place::Part(place), end: Place::Part(place), text })
    }

    /// The controls round a control, outer ones first.
    fn outside(&self, control: &Control) -> Vec<usize> {
        let mut around = self.controls.around(control.body, &control.element);
        around.pop();
        around
    }

    /// Before and after a run that stands in these controls alone, or the outermost control round it that stands in
    /// its paragraph.
    fn beside(&self, run: &Run, outer: &[usize]) -> Option<(usize, usize)> {
        let chain = self.controls.around(run.body, &run.element);
        match chain.get(outer.len()) {
            _ if !chain.starts_with(outer) => None,
            None => Some((run.element.start, run.element.end)),
            Some(i) => {
                let inline = self.control(*i).filter(|c| c.level == Level::Inline);
                inline.map(|c| (c.element.start, c.element.end))
            }
        }
    }

    /// The text at the first run behind byte `from` of the main part that stands in these controls alone, and the place
    /// before it.
    fn run_behind(&self, from: usize, outer: &[usize]) -> Option<(u32, usize)> {
        let behind = self.main.iter().skip(self.main_from(from)).take(NEAR);
        let mut runs = behind.filter_map(|id| self.runs.get(*id as usize));
        runs.find_map(|run| Some((run.at, self.beside(run, outer)?.0)))
    }

    /// Moves the end of a comment out of the first paragraph of a control: LibreOffice leaves out the text between the
    /// beginning of the control and the reference to a comment there. The comment ends before the next paragraph of
    /// the control; where there is none, it stands round the control, or round that which holds it.
    fn behind_first(&self, anchor: Anchor) -> Anchor {
        let Some(control) = self.byte(anchor.end).and_then(|end| self.first_paragraph(end)) else {
            return anchor;
        };
        let first = control.first.clone().unwrap_or_default();
        let level = self.controls.around(control.body, &first);
        if let Some((at, place)) = self.run_behind(first.end, &level) {
            let end = Place::Part(place);
            return Anchor { end, text: anchor.text.join(SourceSpan::empty(at)), ..anchor };
        }
        let out = std::iter::successors(Some(control), |inner| inner.parent.and_then(|i| self.control(i)));
        if let Some(round) = out.filter_map(|control| self.round(control)).next() {
            return round;
        }
        // Nothing stands beside the control: at its beginning nothing is left out.
        let run = self.main.get(self.main_from(first.start)).and_then(|id| self.runs.get(*id as usize));
        run.map_or(anchor, |run| {
            let place = Place::Part(run.element.start);
            Anchor { start: place, end: place, text: anchor.text.join(SourceSpan::empty(run.at)) }
        })
    }

    /// The innermost control in whose first paragraph, and behind the first run of that, byte `at` of the main part
    /// stands.
    fn first_paragraph(&self, at: usize) -> Option<&Control> {
        let holds = |control: &&Control| {
            control.level != Level::Inline
                && control.first.as_ref().is_some_and(|first| {
                    let run = self.main.get(self.main_from(first.start));
                    let run = run.and_then(|id| self.runs.get(*id as usize));
                    at < first.end && run.is_some_and(|run| run.element.start < at)
                })
        };
        let around = self.controls.around(Body::Main, &(at..at));
        around.into_iter().rev().filter_map(|i| self.control(i)).find(holds)
    }

    /// The byte of the main part at which, or behind whose run, the end of a comment stands.
    fn byte(&self, place: Place) -> Option<usize> {
        let at = match place {
            Place::Part(at) => return Some(at),
            Place::Text(at) => at,
        };
        let atom = self.text_layout.atom(at, true).or_else(|| self.text_layout.atom(at, false))?;
        let run = self.runs.get(atom.run as usize)?;
        match run.host.and_then(|host| self.runs.get(host as usize)) {
            Some(host) => Some(host.element.end),
            None if at <= atom.span.start => Some(run.element.start),
            None => Some(run.element.end),
        }
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

/// Widens a span to the words and numbers that it parts.
fn whole_words(text: &str, span: SourceSpan) -> SourceSpan {
    let before = |at: u32| text.get(..at as usize).and_then(|before| before.chars().next_back());
    let behind = |at: u32| text.get(at as usize..).and_then(|behind| behind.chars().next());
    let parts = |at: u32| before(at).zip(behind(at)).is_some_and(|(a, b)| is_joined(a, b));
    let length = |c: char| u32::try_from(c.len_utf8()).unwrap_or_default();
    let (mut start, mut end) = (span.start, span.end);
    while let Some(c) = before(start).filter(|_| !span.is_empty() && parts(start)) {
        start -= length(c);
        if (span.start - start) as usize > WORD {
            return span;
        }
    }
    while let Some(c) = behind(end).filter(|_| parts(end)) {
        end += length(c);
        if (end - span.end) as usize > WORD {
            return span;
        }
    }
    SourceSpan::new(if span.is_empty() { end } else { start }, end)
}

/// Whether no comment begins or ends between two characters.
fn is_joined(a: char, b: char) -> bool {
    let letter = |c: char| matches!(kind_of(c), TokenKind::Latin | TokenKind::Letter);
    // Marks over and joiners of letters.
    let mark =
        |c: char| matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}');
    mark(b) || letter(b) && (letter(a) || mark(a)) || a.is_ascii_digit() && b.is_ascii_digit()
}
