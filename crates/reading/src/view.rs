//! A place to read from: the text up to a limit, and how far back a reading may reach.

use kanwu_text::ReadingSpan;

/// Text that readers look at. `floor` is the byte before which everything is already read.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub text: &'a str,
    pub floor: usize,
}

impl<'a> View<'a> {
    pub fn new(text: &'a str) -> View<'a> {
        View { text, floor: 0 }
    }

    /// The character that begins at byte `at`.
    pub fn at(self, at: usize) -> Option<char> {
        self.rest(at).chars().next()
    }

    /// The character that ends at byte `at`, read or not.
    pub fn before(self, at: usize) -> Option<char> {
        self.head(at).chars().next_back()
    }

    pub fn byte(self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(0)
    }

    pub fn starts(self, at: usize, with: &str) -> bool {
        let (text, with) = (self.text.as_bytes(), with.as_bytes());
        // Most words are told apart by their last byte, which costs no call.
        let last = with.last().is_none_or(|last| text.get(at + with.len() - 1) == Some(last));
        last && text.get(at..).is_some_and(|rest| rest.starts_with(with))
    }

    /// Whether `with` ends at byte `at`.
    pub fn ends(self, at: usize, with: &str) -> bool {
        let (text, with) = (self.text.as_bytes(), with.as_bytes());
        let last = with.last().is_none_or(|last| at.checked_sub(1).and_then(|at| text.get(at)) == Some(last));
        last && text.get(..at).is_some_and(|head| head.ends_with(with))
    }

    /// The first of `words` that begins at byte `at`.
    pub fn starts_any<'w>(self, at: usize, words: &[&'w str]) -> Option<&'w str> {
        words.iter().copied().find(|w| self.starts(at, w))
    }

    /// The first of `words` that ends at byte `at`.
    pub fn ends_any<'w>(self, at: usize, words: &[&'w str]) -> Option<&'w str> {
        words.iter().copied().find(|w| self.ends(at, w))
    }

    /// Text from byte `at` on.
    pub fn rest(self, at: usize) -> &'a str {
        self.text.get(at..).unwrap_or_default()
    }

    /// Text before byte `at`.
    pub fn head(self, at: usize) -> &'a str {
        self.text.get(..at).unwrap_or_default()
    }

    /// Past the blanks that scanning puts between a number and its unit; U+3000 separates and is no such.
    pub fn skip_blank(self, at: usize) -> usize {
        let mut at = at;
        // Lead bytes of the blanks: most characters are told by their first byte to be none.
        while matches!(self.byte(at), b' ' | 0xc2 | 0xe2)
            && let Some(c) = self.at(at).filter(|c| is_blank(*c))
        {
            at += c.len_utf8();
        }
        at
    }

    /// Back over the same blanks, never below the floor.
    pub fn skip_blank_back(self, at: usize) -> usize {
        let mut at = at;
        while let Some(c) = self.before(at).filter(|c| is_blank(*c)) {
            if at < self.floor + c.len_utf8() {
                break;
            }
            at -= c.len_utf8();
        }
        at
    }

    /// Whether only blanks stand between the start of the line and byte `at`.
    pub fn opens_line(self, at: usize) -> bool {
        self.head(at)
            .chars()
            .rev()
            .find(|c| *c != ' ' && *c != '\u{3000}' && *c != '\t')
            .is_none_or(|c| c == '\n')
    }

    /// End of the run of ASCII digits at `at`.
    pub fn digits_end(self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut end = at;
        while bytes.get(end).is_some_and(u8::is_ascii_digit) {
            end += 1;
        }
        end
    }
}

pub(crate) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{2009}' | '\u{200a}' | '\u{202f}' | '\u{2002}'..='\u{2008}')
}

pub(crate) fn span(start: usize, end: usize) -> ReadingSpan {
    ReadingSpan::of(start..end)
}
