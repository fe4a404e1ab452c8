//! What was asked for, laid on the old state: the state that should have come of it.

use std::ops::Range;

use crate::{Kind, Paragraph, Place};

/// A request, at bytes of a paragraph of the old state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Where.
    pub at: Place,
    /// What is wanted there.
    pub asking: Asking,
}

/// What a request wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asking {
    /// This text, in the place of what stands there.
    Text(String),
    /// What stands there already, as in a document with tracked changes that is read as accepted; this stood there.
    Made(String),
    /// Something that is not said exactly, or that is to be looked up.
    Open,
}

/// A request in the state that should have come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Region {
    /// Index of the request.
    pub asked: usize,
    /// What was to stand there; of an open one, what stood there.
    pub at: Place,
    /// What stood there.
    pub was: String,
    /// Whether it is not known what was wanted.
    pub open: bool,
}

/// The state that should have come.
#[derive(Clone, Debug, Default)]
pub struct Expected {
    paragraphs: Vec<(String, Kind)>,
    /// Where requests are in it, one a request, in the order of the requests.
    pub regions: Vec<Region>,
    /// By paragraph: stretches here and in the old state that stand for one another, in order.
    replaced: Vec<Vec<(Range<usize>, Range<usize>)>>,
}

/// Lays requests on the old state. Of two that overlap the first is laid on it, the other is taken as an open one.
pub fn expect(old: &[Paragraph<'_>], asked: &[Asked]) -> Expected {
    let mut by_paragraph: Vec<Vec<usize>> = vec![Vec::new(); old.len()];
    for (i, one) in asked.iter().enumerate() {
        if let Some(own) = by_paragraph.get_mut(one.at.paragraph) {
            own.push(i);
        }
    }
    let mut expected = Expected::default();
    for (p, (paragraph, mut own)) in old.iter().zip(by_paragraph).enumerate() {
        own.sort_by_key(|i| (asked[*i].at.span.start, asked[*i].at.span.end, *i));
        let (text, regions, replaced) = laid(paragraph.text, p, &own, asked);
        expected.paragraphs.push((text, paragraph.kind));
        expected.regions.extend(regions);
        expected.replaced.push(replaced);
    }
    expected.regions.sort_by_key(|region| region.asked);
    expected
}

type Laid = (String, Vec<Region>, Vec<(Range<usize>, Range<usize>)>);

/// A paragraph with its requests laid on it, which are in order of place.
fn laid(text: &str, paragraph: usize, own: &[usize], asked: &[Asked]) -> Laid {
    let mut out = String::with_capacity(text.len());
    let (mut regions, mut replaced) = (Vec::new(), Vec::new());
    let mut done = 0;
    // Of requests that change nothing yet: where they stand in the old text.
    let mut still: Vec<(usize, Range<usize>, Option<String>)> = Vec::new();
    for i in own {
        let Asked { at, asking } = &asked[*i];
        let span = at.span.clone();
        let Some(was) = text.get(span.clone()) else { continue };
        match asking {
            Asking::Text(want) if span.start >= done => {
                out.push_str(&text[done..span.start]);
                let start = out.len();
                out.push_str(want);
                let at = Place { paragraph, span: start..out.len() };
                regions.push(Region { asked: *i, at: at.clone(), was: was.to_owned(), open: false });
                replaced.push((at.span, span.clone()));
                done = span.end;
            }
            Asking::Text(_) | Asking::Open => still.push((*i, span, None)),
            Asking::Made(was) => still.push((*i, span, Some(was.clone()))),
        }
    }
    out.push_str(&text[done..]);
    for (asked, span, was) in still {
        let at = Place { paragraph, span: forward(&replaced, span.start)..forward(&replaced, span.end) };
        let open = was.is_none();
        let was = was.unwrap_or_else(|| out.get(at.span.clone()).unwrap_or_default().to_owned());
        regions.push(Region { asked, at, was, open });
    }
    (out, regions, replaced)
}

/// A byte of the old text in the text laid on it.
fn forward(replaced: &[(Range<usize>, Range<usize>)], at: usize) -> usize {
    across(replaced.iter().map(|(new, old)| (old, new)), at)
}

/// A byte on the other side of stretches that stand for one another. Within one it is kept to its end.
fn across<'r>(pairs: impl Iterator<Item = (&'r Range<usize>, &'r Range<usize>)>, at: usize) -> usize {
    let (mut from, mut to) = (0, 0);
    for (here, there) in pairs {
        if at <= here.start {
            break;
        }
        if at < here.end {
            return there.end;
        }
        (from, to) = (here.end, there.end);
    }
    at - from + to
}

impl Expected {
    /// Its paragraphs.
    pub fn paragraphs(&self) -> Vec<Paragraph<'_>> {
        self.paragraphs.iter().map(|(text, kind)| Paragraph { text, kind: *kind }).collect()
    }

    /// A place of this state in the old one.
    pub fn in_old(&self, at: &Place) -> Place {
        let Some(replaced) = self.replaced.get(at.paragraph) else { return at.clone() };
        let back = |byte: usize, opens: bool| {
            let inside = replaced.iter().find(|(here, _)| here.start < byte && byte < here.end);
            match inside {
                Some((_, old)) if opens => old.start,
                Some((_, old)) => old.end,
                None => across(replaced.iter().map(|(here, old)| (here, old)), byte),
            }
        };
        let start = back(at.span.start, true);
        Place { paragraph: at.paragraph, span: start..back(at.span.end, false).max(start) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(span: Range<usize>, asking: Asking) -> Asked {
        Asked { at: Place { paragraph: 0, span }, asking }
    }

    #[test]
    fn requests_are_laid_on_the_text() {
        let old = [Paragraph::text("甲乙丙丁")];
        let all = [
            asked(6..9, Asking::Open),
            asked(3..6, Asking::Text("戊己".to_owned())),
            asked(3..6, Asking::Text("庚".to_owned())),
            asked(9..9, Asking::Text("，".to_owned())),
        ];
        let expected = expect(&old, &all);
        assert_eq!(expected.paragraphs()[0].text, "甲戊己丙，丁");
        let regions: Vec<_> = expected.regions.iter().map(|r| (r.at.span.clone(), r.open)).collect();
        assert_eq!(regions, [(9..12, true), (3..9, false), (3..9, true), (12..15, false)]);
        let back = |span| expected.in_old(&Place { paragraph: 0, span }).span;
        assert_eq!((back(0..3), back(3..9), back(6..12), back(15..18)), (0..3, 3..6, 3..9, 9..12));
    }
}
