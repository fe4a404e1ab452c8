//! The printed lines of a proof 校样, as rules on its pages read them.

use kanwu_plugin::Book;
use kanwu_plugin::text::{LineKind, Proof, Source};
use kanwu_plugin::{Location, Place, SourceSpan};

use kanwu_plugin::text::SourceId;

/// A source that is a proof.
pub(crate) struct Printed<'p> {
    pub id: SourceId,
    pub source: &'p Source,
    pub proof: &'p Proof,
}

/// A printed line, all its pieces together.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line<'p> {
    pub span: SourceSpan,
    pub text: &'p str,
    /// 1-based count of its page.
    pub page: u32,
    pub column: u32,
    pub number: u32,
    pub kind: LineKind,
    pub base: i32,
    /// Whether the next line belongs to the same paragraph.
    pub goes_on: bool,
}

impl<'p> Line<'p> {
    /// Its last character that is no mark of the layout.
    pub fn last(&self) -> Option<char> {
        self.text.chars().rfind(|c| !is_markup(*c))
    }

    /// Its first character that is no mark of the layout.
    pub fn first(&self) -> Option<char> {
        self.text.chars().find(|c| !is_markup(*c))
    }

    /// Whether another stands in the same column.
    pub fn shares_column(&self, other: &Line<'_>) -> bool {
        (self.page, self.column) == (other.page, other.column)
    }
}

fn is_markup(c: char) -> bool {
    c == '*' || c == '#' || c.is_whitespace()
}

/// The proofs among the sources of a book.
pub(crate) fn proofs<'p>(book: &Book<'p>) -> impl Iterator<Item = Printed<'p>> {
    let manuscript = book.manuscript;
    manuscript.iter().filter_map(|(id, source)| Some(Printed { id, source, proof: source.proof()? }))
}

/// Two lines of one paragraph, the second below the first. The leaders of contents are no text that is broken.
pub(crate) fn broken<'l, 'p>(lines: &'l [Line<'p>]) -> impl Iterator<Item = (&'l Line<'p>, &'l Line<'p>)> {
    let pairs = lines.iter().zip(lines.iter().skip(1));
    pairs.filter(|(above, _)| above.goes_on && above.kind != LineKind::Contents)
}

impl<'p> Printed<'p> {
    /// Its lines in order, those of running heads left out. Pieces of one line, which marks of the layout part, are one.
    pub fn lines(&self) -> Vec<Line<'p>> {
        let mut out: Vec<Line<'p>> = Vec::new();
        for line in self.proof.lines.iter().filter(|line| line.kind != LineKind::RunningHead) {
            let parted = out.last().map(|last| self.between(last.span.end, line.span.start).contains('\n'));
            if let Some(last) = out.last_mut() {
                last.goes_on = parted == Some(false) && line.kind == last.kind && line.kind != LineKind::Cell;
                let same = (last.page, last.column, last.number) == (line.page, line.column, line.line);
                if last.goes_on && same {
                    last.span.end = line.span.end;
                    last.text = last.span.of_text(&self.source.text);
                    last.goes_on = false;
                    continue;
                }
            }
            out.push(Line {
                span: line.span,
                text: line.span.of_text(&self.source.text),
                page: line.page,
                column: line.column,
                number: line.line,
                kind: line.kind,
                base: line.base,
                goes_on: false,
            });
        }
        out
    }

    /// Of `lines` those of each page, in order.
    pub fn by_page<'l>(&self, lines: &'l [Line<'p>]) -> Vec<Vec<&'l Line<'p>>> {
        let mut pages: Vec<Vec<&Line<'p>>> = vec![Vec::new(); self.proof.pages.len()];
        for line in lines {
            if let Some(page) = (line.page as usize).checked_sub(1).and_then(|i| pages.get_mut(i)) {
                page.push(line);
            }
        }
        pages
    }

    fn between(&self, from: u32, to: u32) -> &'p str {
        self.source.text.get(from as usize..to as usize).unwrap_or_default()
    }

    /// A place in it.
    pub fn place(&self, span: SourceSpan) -> Place {
        Place::Source(Location::new(self.id, span))
    }

    /// The first character of a line.
    pub fn first_of(&self, line: &Line<'_>) -> SourceSpan {
        let found = line.text.char_indices().find(|(_, c)| !is_markup(*c));
        let (at, c) = found.unwrap_or_default();
        SourceSpan::of(at..at + c.len_utf8()).shift(line.span.start)
    }

    /// The last character of a line.
    pub fn last_of(&self, line: &Line<'_>) -> SourceSpan {
        let found = line.text.char_indices().rfind(|(_, c)| !is_markup(*c));
        let (at, c) = found.unwrap_or_default();
        SourceSpan::of(at..at + c.len_utf8()).shift(line.span.start)
    }

    /// How a page is called: by its number, else by its count.
    pub fn page_name(&self, ordinal: u32) -> String {
        match self.proof.page(ordinal).and_then(|page| page.label) {
            Some(label) => label.to_string(),
            None => format!("({ordinal})"),
        }
    }
}
