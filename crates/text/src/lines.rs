//! The only place where byte offsets become lines and columns, and back.

use unicode_width::UnicodeWidthChar;

use crate::SourceSpan;

/// A place for people: both 1-based, the column counts characters (Unicode scalar values).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// 1-based line.
    pub line: u32,
    /// 1-based column in characters.
    pub column: u32,
}

/// How many columns a terminal gives to characters of ambiguous East Asian width, such as “ ” — … ·.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum AmbiguousWidth {
    /// One column, as most terminals do.
    #[default]
    One,
    /// Two columns, as Chinese Windows consoles do.
    Two,
}

/// Line starts of one text.
#[derive(Clone, Debug, Default)]
pub struct LineIndex {
    starts: Vec<u32>,
    len: u32,
}

impl LineIndex {
    /// Finds the line starts of `text`; lines end at LF.
    pub fn new(text: &str) -> LineIndex {
        let mut starts = vec![0];
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|i| SourceSpan::of(0..i + 1).end));
        LineIndex { starts, len: SourceSpan::of(0..text.len()).end }
    }

    /// How many lines there are; a final LF opens no further line.
    pub fn count(&self) -> u32 {
        let all = self.starts.len() as u32;
        if self.starts.last() == Some(&self.len) { all - 1 } else { all }
    }

    /// The 1-based line that byte `at` stands on.
    pub fn line_of(&self, at: u32) -> u32 {
        self.starts.partition_point(|&start| start <= at) as u32
    }

    /// The bytes of 1-based `line`, without its LF; empty where there is no such line.
    pub fn line_span(&self, line: u32) -> SourceSpan {
        let Some(&start) = (line as usize).checked_sub(1).and_then(|i| self.starts.get(i)) else {
            return SourceSpan::empty(self.len);
        };
        let end = self.starts.get(line as usize).map_or(self.len, |next| next - 1);
        SourceSpan::new(start, end)
    }

    /// Line and character column of byte `at`. An offset inside a character counts as that character's.
    pub fn position(&self, text: &str, at: u32) -> Position {
        let line = self.line_of(at);
        Position { line, column: self.before(text, line, at).chars().count() as u32 + 1 }
    }

    /// Byte offset of a position; a column past the end of its line gives the end of the line.
    pub fn offset(&self, text: &str, at: Position) -> u32 {
        let span = self.line_span(at.line);
        let line = span.of_text(text);
        let skip = (at.column as usize).saturating_sub(1);
        line.char_indices().nth(skip).map_or(span.end, |(i, _)| span.start + i as u32)
    }

    /// 1-based column in UTF-16 code units, as SARIF and the language server protocol count.
    pub fn utf16_column(&self, text: &str, at: u32) -> u32 {
        let line = self.line_of(at);
        self.before(text, line, at).chars().map(|c| c.len_utf16() as u32).sum::<u32>() + 1
    }

    /// 1-based column in UTF-8 bytes.
    pub fn byte_column(&self, at: u32) -> u32 {
        let line = self.line_of(at);
        at.saturating_sub(self.line_span(line).start) + 1
    }

    /// Byte offset of a 1-based column in UTF-16 code units; past the end of its line, or of the text, the end of that.
    /// A column inside a character counts as that character's.
    pub fn offset_of_utf16(&self, text: &str, line: u32, column: u32) -> u32 {
        let span = self.line_span(line);
        let mut units = 1;
        for (at, c) in span.of_text(text).char_indices() {
            units += c.len_utf16() as u32;
            if units > column {
                return span.start + at as u32;
            }
        }
        span.end
    }

    /// Byte offset of a 1-based column in UTF-8 bytes, as [`LineIndex::offset_of_utf16`].
    pub fn offset_of_byte(&self, text: &str, line: u32, column: u32) -> u32 {
        let span = self.line_span(line);
        let mut at = span.start.saturating_add(column.saturating_sub(1)).min(span.end);
        while !text.is_char_boundary(at as usize) {
            at -= 1;
        }
        at
    }

    fn before<'t>(&self, text: &'t str, line: u32, at: u32) -> &'t str {
        let start = self.line_span(line).start;
        let mut end = (at as usize).min(text.len());
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.get(start as usize..end).unwrap_or_default()
    }
}

/// Lines and columns of one text at a cost that does not grow with the length of its lines: what a report
/// of thousands of places needs, where a paragraph is one line.
#[derive(Clone, Debug)]
pub struct Columns<'t> {
    text: &'t str,
    lines: &'t LineIndex,
    /// Characters before each stretch of [`Columns::STRETCH`] bytes.
    before: Vec<u32>,
    characters: u32,
    last: std::cell::Cell<(u32, SourceSpan, u32)>,
}

impl<'t> Columns<'t> {
    const STRETCH: usize = 128;

    /// Prepares `text`, whose line starts are `lines`.
    pub fn new(text: &'t str, lines: &'t LineIndex) -> Columns<'t> {
        let mut characters = 0;
        let mut before = Vec::with_capacity(text.len() / Columns::STRETCH + 1);
        for stretch in text.as_bytes().chunks(Columns::STRETCH) {
            before.push(characters);
            characters += count(stretch);
        }
        Columns { text, lines, before, characters, last: Default::default() }
    }

    /// Characters of the whole text.
    pub fn characters(&self) -> u32 {
        self.characters
    }

    /// As [`LineIndex::position`].
    pub fn position(&self, at: u32) -> Position {
        let (mut line, mut span, mut characters) = self.last.get();
        if line == 0 || at < span.start || at > span.end {
            line = self.lines.line_of(at);
            span = self.lines.line_span(line);
            characters = self.characters_before(span.start);
            self.last.set((line, span, characters));
        }
        Position { line, column: self.characters_before(at).saturating_sub(characters) + 1 }
    }

    /// Characters before byte `at`.
    pub fn characters_before(&self, at: u32) -> u32 {
        let mut at = (at as usize).min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let stretch = at / Columns::STRETCH;
        let Some(before) = self.before.get(stretch) else { return self.characters };
        before + count(self.text.as_bytes().get(stretch * Columns::STRETCH..at).unwrap_or_default())
    }
}

/// Characters that begin in `bytes` of UTF-8, of which there are at most [`Columns::STRETCH`]: a sum of
/// bytes is what the compiler adds sixteen at a time.
fn count(bytes: &[u8]) -> u32 {
    u32::from(bytes.iter().map(|&b| u8::from((b as i8) >= -0x40)).sum::<u8>())
}

/// Columns that `text` takes on a terminal. Control characters count nothing.
pub fn display_width(text: &str, ambiguous: AmbiguousWidth) -> usize {
    text.chars().map(|c| char_width(c, ambiguous)).sum()
}

/// Columns that one character takes on a terminal.
pub fn char_width(c: char, ambiguous: AmbiguousWidth) -> usize {
    match ambiguous {
        AmbiguousWidth::One => c.width(),
        AmbiguousWidth::Two => c.width_cjk(),
    }
    .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "甲乙\n丙,𠀀丁";
        let index = LineIndex::new(text);
        let at = text.find('丁').unwrap() as u32;
        assert_eq!(index.position(text, at), Position { line: 2, column: 4 });
        assert_eq!(index.utf16_column(text, at), 5);
        assert_eq!(index.byte_column(at), 9);
        assert_eq!(index.count(), 2);
    }

    proptest! {
        #[test]
        fn position_and_offset_are_inverse(text in "[甲乙“,1\n𠀀]{0,40}") {
            let index = LineIndex::new(&text);
            for (at, _) in text.char_indices() {
                let at = at as u32;
                let position = index.position(&text, at);
                prop_assert_eq!(index.offset(&text, position), at);
                prop_assert!(index.utf16_column(&text, at) >= position.column);
                prop_assert!(index.byte_column(at) >= index.utf16_column(&text, at));
            }
        }

        #[test]
        fn columns_agree_with_the_index(text in "[甲乙“,1\n𠀀]{0,400}", ats in prop::collection::vec(0u32..1600, 1..20)) {
            let index = LineIndex::new(&text);
            let columns = Columns::new(&text, &index);
            prop_assert_eq!(columns.characters() as usize, text.chars().count());
            for at in ats {
                prop_assert_eq!(columns.position(at), index.position(&text, at));
            }
        }

        #[test]
        fn lines_partition_the_text(text in "[甲a\n]{0,40}") {
            let index = LineIndex::new(&text);
            let joined: Vec<&str> =
                (1..=index.starts.len() as u32).map(|n| index.line_span(n).of_text(&text)).collect();
            prop_assert_eq!(joined.join("\n"), text);
        }
    }
}
