//! A state of a book as one run of characters.

use std::ops::Range;

/// What a paragraph is, as far as its place may change without anyone having moved it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Text, which stays in its order.
    #[default]
    Text,
    /// What goes with the pages: footnotes, captions, running heads.
    Floating,
    /// A line of the contents, whose leaders are not compared.
    Contents,
}

/// A paragraph of a state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Paragraph<'t> {
    /// Its text, without line ends.
    pub text: &'t str,
    /// What it is.
    pub kind: Kind,
}

impl<'t> Paragraph<'t> {
    /// A paragraph of text.
    pub fn text(text: &'t str) -> Paragraph<'t> {
        Paragraph { text, kind: Kind::Text }
    }
}

/// A stretch of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Index of the paragraph.
    pub paragraph: usize,
    /// Bytes of its text.
    pub span: Range<usize>,
}

/// The characters of a state that are compared, in order: all but blanks and characters without width.
#[derive(Clone, Debug)]
pub struct Stream<'t> {
    paragraphs: &'t [Paragraph<'t>],
    chars: Vec<char>,
    /// By character: its byte in its paragraph.
    bytes: Vec<u32>,
    /// By paragraph: its first character; behind them how many characters there are.
    starts: Vec<usize>,
}

impl<'t> Stream<'t> {
    /// The run of these paragraphs.
    pub fn new(paragraphs: &'t [Paragraph<'t>]) -> Stream<'t> {
        let size = paragraphs.iter().map(|p| p.text.len()).sum::<usize>() / 3;
        let mut stream = Stream {
            paragraphs,
            chars: Vec::with_capacity(size),
            bytes: Vec::with_capacity(size),
            starts: Vec::with_capacity(paragraphs.len() + 1),
        };
        for paragraph in paragraphs {
            stream.starts.push(stream.chars.len());
            // The bullet of a list is text on a proof, and none in a document.
            let text = paragraph.text.trim_start_matches(|c: char| is_blank(c) || is_bullet(c));
            let lead = paragraph.text.len() - text.len();
            let contents = paragraph.kind == Kind::Contents;
            let compared = |c: &char| !(is_blank(*c) || contents && is_leader(*c));
            for (at, c) in text.char_indices().filter(|(_, c)| compared(c)) {
                stream.chars.push(c);
                stream.bytes.push(u32::try_from(lead + at).unwrap_or(u32::MAX));
            }
        }
        stream.starts.push(stream.chars.len());
        stream
    }

    /// Its characters.
    pub fn chars(&self) -> &[char] {
        &self.chars
    }

    /// Its paragraphs.
    pub fn paragraphs(&self) -> &'t [Paragraph<'t>] {
        self.paragraphs
    }

    /// The characters of a paragraph.
    pub fn of_paragraph(&self, paragraph: usize) -> Range<usize> {
        let at = |i: usize| self.starts.get(i).copied().unwrap_or(self.chars.len());
        at(paragraph)..at(paragraph + 1)
    }

    /// The paragraph that holds character `at`; the last one behind them all.
    pub fn paragraph_at(&self, at: usize) -> usize {
        // Of paragraphs without characters the last one begins where the next does.
        self.starts.partition_point(|start| *start <= at).clamp(1, self.paragraphs.len().max(1)) - 1
    }

    /// Whether a paragraph begins with character `at`.
    pub fn begins_paragraph(&self, at: usize) -> bool {
        self.starts.binary_search(&at).is_ok()
    }

    /// Whether a paragraph or a cell of a table begins with character `at`.
    pub(crate) fn parted(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return true };
        let text = self.paragraphs.get(self.paragraph_at(at)).map_or("", |paragraph| paragraph.text);
        let between = text.get(self.behind(before)..self.byte(at)).unwrap_or_default();
        self.begins_paragraph(at) || between.contains('\t')
    }

    /// Where within `range` paragraphs begin.
    pub(crate) fn starts_within(&self, range: Range<usize>) -> impl Iterator<Item = usize> {
        let from = self.starts.partition_point(|start| *start < range.start);
        let rest = self.starts.get(from..).unwrap_or_default().iter().copied();
        let mut last = None;
        // Paragraphs without characters begin where the next one does.
        rest.take_while(move |start| *start < range.end)
            .filter(move |start| last.replace(*start) != Some(*start))
    }

    /// The characters that bytes of a paragraph hold.
    pub fn range(&self, paragraph: usize, span: Range<usize>) -> Range<usize> {
        let own = self.of_paragraph(paragraph);
        let bytes = self.bytes.get(own.clone()).unwrap_or_default();
        let count = |byte: usize| own.start + bytes.partition_point(|at| (*at as usize) < byte);
        count(span.start)..count(span.end)
    }

    /// Where characters stand: a place a paragraph, in order. An empty range has one place, at the character behind it,
    /// or at the end of the paragraph before where that is the last.
    pub fn places(&self, range: Range<usize>) -> Vec<Place> {
        if range.is_empty() {
            return vec![self.point(range.start)];
        }
        let (mut places, mut from) = (Vec::new(), range.start);
        while from < range.end {
            let paragraph = self.paragraph_at(from);
            let to = self.of_paragraph(paragraph).end.min(range.end);
            if to <= from {
                break;
            }
            places.push(Place { paragraph, span: self.byte(from)..self.behind(to - 1) });
            from = to;
        }
        places
    }

    /// A place without width. At the border of two paragraphs it is the end of the first, unless that has none.
    fn point(&self, at: usize) -> Place {
        let before = at.checked_sub(1).filter(|_| at >= self.chars.len() || self.begins_paragraph(at));
        match before {
            Some(before) => {
                let byte = self.behind(before);
                Place { paragraph: self.paragraph_at(before), span: byte..byte }
            }
            None => {
                let byte = self.byte(at);
                Place { paragraph: self.paragraph_at(at), span: byte..byte }
            }
        }
    }

    fn byte(&self, at: usize) -> usize {
        self.bytes.get(at).map_or(0, |byte| *byte as usize)
    }

    fn behind(&self, at: usize) -> usize {
        self.byte(at) + self.chars.get(at).map_or(0, |c| c.len_utf8())
    }

    /// The text of a range as it stands, paragraphs joined.
    pub fn text(&self, range: Range<usize>) -> String {
        if range.is_empty() {
            return String::new();
        }
        let of = |place: &Place| self.paragraphs.get(place.paragraph)?.text.get(place.span.clone());
        self.places(range).iter().filter_map(of).collect::<Vec<_>>().join("\n")
    }
}

/// Whether a character is not compared: blanks, which setting a line changes, and characters without width.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

/// Whether a character may stand before an item of a list.
fn is_bullet(c: char) -> bool {
    matches!(c, '•' | '▪' | '■' | '□' | '➢' | '✓' | '\u{f0b7}')
}

/// Whether a character may lead to a page number.
fn is_leader(c: char) -> bool {
    matches!(c, '.' | '…' | '⋯' | '·' | '．' | '・' | '‥' | '┄' | '┈')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_know_their_places() {
        let paragraphs = ["清河 区", "", "　青石镇"].map(Paragraph::text);
        let stream = Stream::new(&paragraphs);
        assert_eq!(stream.chars().iter().collect::<String>(), "清河区青石镇");
        assert_eq!(stream.range(0, 3..10), 1..3);
        assert_eq!(stream.range(2, 3..6), 3..4);
        let places = stream.places(2..4);
        assert_eq!(places[0], Place { paragraph: 0, span: 7..10 });
        assert_eq!(places[1], Place { paragraph: 2, span: 3..6 });
        assert_eq!(stream.text(1..4), "河 区\n青");
        assert_eq!(stream.places(3..3), [Place { paragraph: 0, span: 10..10 }]);
        assert_eq!(stream.places(6..6), [Place { paragraph: 2, span: 12..12 }]);
        assert_eq!(stream.places(0..0), [Place { paragraph: 0, span: 0..0 }]);
    }

    #[test]
    fn nothing_has_one_place() {
        let stream = Stream::new(&[]);
        assert_eq!(stream.places(0..0).len(), 1);
        assert_eq!(stream.paragraph_at(0), 0);
    }
}
