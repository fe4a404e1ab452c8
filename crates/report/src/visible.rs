//! Characters that can't be seen, made visible.
//!
//! - a full-width blank U+3000 is `␣␣`, so that it keeps its two columns; a no-break space is `⍽`, a tab `⇥`;
//! - other fixed blanks, zero-width, private-use and control characters are `⟨U+E5E5⟩`;
//! - an ASCII blank stands as it is.

use std::borrow::Cow;

use kanwu_text::lines::char_width;
use kanwu_text::{AmbiguousWidth, SourceSpan, TokenKind, kind_of};

/// Appends what stands for `c`.
fn push(c: char, out: &mut String) {
    match c {
        '\u{3000}' => out.push_str("␣␣"),
        '\u{a0}' => out.push('⍽'),
        '\t' => out.push('⇥'),
        '\n' => out.push('↵'),
        c if is_hidden(c) => {
            out.push_str(&format!("⟨U+{:04X}⟩", c as u32));
        }
        c => out.push(c),
    }
}

/// The block of which nearly all of the text is: each character is seen, and two columns wide everywhere, so that
/// the tables need not be asked.
fn is_common_han(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

fn is_hidden(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_control();
    }
    if is_common_han(c) {
        return false;
    }
    let kind = kind_of(c);
    matches!(kind, TokenKind::WideSpace | TokenKind::Invisible | TokenKind::PrivateUse | TokenKind::Control)
        || StandIns::has(c)
        || char_width(c, AmbiguousWidth::One) == 0
}

/// Columns that what stands for `c` takes.
pub(crate) fn width(c: char, ambiguous: AmbiguousWidth) -> usize {
    match c {
        c if is_common_han(c) => 2,
        '\u{3000}' => 2,
        '\u{a0}' | '\t' => 1,
        c if is_hidden(c) => {
            let mut sign = String::new();
            push(c, &mut sign);
            kanwu_text::lines::display_width(&sign, ambiguous)
        }
        c => char_width(c, ambiguous),
    }
}

/// A stretch of text with its hidden characters made visible, and where each of its characters went.
pub(crate) struct Visible {
    pub text: String,
    /// Byte in the source and byte in `text` at which each character begins; the end last.
    places: Vec<(u32, u32)>,
}

impl Visible {
    /// Shows `text`, which begins at byte `start` of its source, after `lead`. A line end is shown too,
    /// unless `lines` are kept.
    pub fn new(text: &str, start: u32, lead: &str, lines: bool, stand: &mut StandIns) -> Visible {
        let mut out = Visible { text: lead.to_owned(), places: Vec::with_capacity(text.len() / 3 + 1) };
        let at =
            |i: usize, shown: &str| (start + SourceSpan::of(0..i).end, SourceSpan::of(0..shown.len()).end);
        for (i, c) in text.char_indices() {
            out.places.push(at(i, &out.text));
            match stand.for_char(c) {
                Some(other) => out.text.push(other),
                None if c == '\n' && lines => out.text.push(c),
                None => push(c, &mut out.text),
            }
        }
        out.places.push(at(text.len(), &out.text));
        out
    }

    /// Bytes of the shown text for a span of the source; the part outside the stretch is left out.
    pub fn range(&self, span: SourceSpan) -> std::ops::Range<usize> {
        let shown = |at: u32| {
            let i = self.places.partition_point(|&(source, _)| source < at);
            self.places.get(i).or(self.places.last()).map_or(0, |&(_, shown)| shown as usize)
        };
        let start = shown(span.start);
        start..shown(span.end).max(start)
    }

    /// How many characters of the stretch begin before byte `shown` of the shown text.
    pub fn characters_before(&self, shown: usize) -> usize {
        self.places.partition_point(|&(_, s)| (s as usize) < shown)
    }
}

/// Characters that hold the place of others while a picture is drawn.
///
/// The renderers know one width of a character only. On a terminal that gives two columns to “ ” — …
/// these are drawn as characters two columns wide and put back when the picture is done.
pub(crate) struct StandIns {
    ambiguous: AmbiguousWidth,
    chars: Vec<char>,
}

/// Unassigned, two columns wide.
const FIRST: u32 = 0x3_f000;
const COUNT: u32 = 0x0f00;

impl StandIns {
    pub fn new(ambiguous: AmbiguousWidth) -> StandIns {
        StandIns { ambiguous, chars: Vec::new() }
    }

    fn has(c: char) -> bool {
        (FIRST..FIRST + COUNT).contains(&(c as u32))
    }

    fn for_char(&mut self, c: char) -> Option<char> {
        if self.ambiguous == AmbiguousWidth::One
            || c.is_ascii()
            || is_common_han(c)
            || is_hidden(c)
            || char_width(c, AmbiguousWidth::One) == char_width(c, AmbiguousWidth::Two)
        {
            return None;
        }
        let known = self.chars.iter().position(|&k| k == c);
        let i = known.unwrap_or_else(|| {
            self.chars.push(c);
            self.chars.len() - 1
        });
        let i = u32::try_from(i).ok().filter(|&i| i < COUNT)?;
        char::from_u32(FIRST + i)
    }

    /// Puts the characters back.
    pub fn restore<'p>(&self, picture: &'p str) -> Cow<'p, str> {
        if self.chars.is_empty() {
            return Cow::Borrowed(picture);
        }
        let back = |c: char| {
            let i = (c as u32).checked_sub(FIRST).map(|i| i as usize);
            i.and_then(|i| self.chars.get(i)).copied().unwrap_or(c)
        };
        Cow::Owned(picture.chars().map(back).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_han_is_two_columns_wide() {
        for c in ('\0'..=char::MAX).filter(|c| is_common_han(*c)) {
            assert_eq!(kind_of(c), TokenKind::Han, "{c}");
            for ambiguous in [AmbiguousWidth::One, AmbiguousWidth::Two] {
                assert_eq!(char_width(c, ambiguous), 2, "{c}");
            }
        }
    }

    #[test]
    fn hidden_characters_show() {
        let mut stand = StandIns::new(AmbiguousWidth::One);
        let shown = Visible::new("　甲\u{200b}\u{e5e5} 乙\u{a0}", 10, "", false, &mut stand);
        assert_eq!(shown.text, "␣␣甲⟨U+200B⟩⟨U+E5E5⟩ 乙⍽");
        assert_eq!(&shown.text[shown.range(SourceSpan::new(13, 16))], "甲");
        assert_eq!(&shown.text[shown.range(SourceSpan::new(16, 19))], "⟨U+200B⟩");
        assert_eq!(shown.range(SourceSpan::new(0, 1)), 0..0);
    }

    #[test]
    fn ambiguous_characters_come_back() {
        let mut stand = StandIns::new(AmbiguousWidth::Two);
        let shown = Visible::new("“甲”…", 0, "", false, &mut stand);
        assert!(!shown.text.contains('“'));
        assert_eq!(kanwu_text::lines::display_width(&shown.text, AmbiguousWidth::One), 8);
        assert_eq!(stand.restore(&shown.text), "“甲”…");
    }
}
