//! The one layer between text or file names and what acts on control characters: terminals, logs, Markdown.
//!
//! Control characters and those that turn the direction of writing are printed as `⟨U+001B⟩`; line ends and tabs stay.

use std::borrow::Cow;
use std::io::{self, Write};

use codespan_reporting::term::termcolor::{ColorSpec, HyperlinkSpec, WriteColor};
use serde::Serialize;

/// Whether a terminal, or whatever shows text, acts on the character instead of showing it.
fn acts(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        // Controls of the direction of writing, and separators of lines and paragraphs.
        '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}' => true,
        c => c.is_control(),
    }
}

/// `text` as it may be printed.
pub fn printable(text: &str) -> Cow<'_, str> {
    // Most text is neither ASCII control nor of a block that holds such characters; that is seen by bytes.
    let suspect = |b: u8| b < b' ' || matches!(b, 0x7f | 0xc2 | 0xd8 | 0xe2);
    if !text.bytes().any(suspect) || !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if acts(c) {
            out.push_str(&format!("⟨U+{:04X}⟩", c as u32));
        } else {
            out.push(c);
        }
    }
    Cow::Owned(out)
}

/// Writes text as it may be printed; colours pass.
#[derive(Debug)]
pub struct Printable<W>(
    /// Where to.
    pub W,
);

impl<W: Write> Write for Printable<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // What is written at a time is whole characters, except by who copies bytes.
        let whole = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(e) if e.error_len().is_none() && e.valid_up_to() > 0 => {
                std::str::from_utf8(bytes.get(..e.valid_up_to()).unwrap_or_default()).unwrap_or_default()
            }
            Err(_) => {
                self.0.write_all(printable(&String::from_utf8_lossy(bytes)).as_bytes())?;
                return Ok(bytes.len());
            }
        };
        self.0.write_all(printable(whole).as_bytes())?;
        Ok(whole.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Writes a value as JSON.
pub(crate) fn json(out: &mut (impl Write + ?Sized), value: &(impl Serialize + ?Sized)) -> io::Result<()> {
    serde_json::to_writer(Escaped(out), value).map_err(io::Error::from)
}

/// Writes a value as JSON for people to read.
pub(crate) fn pretty_json(
    out: &mut (impl Write + ?Sized),
    value: &(impl Serialize + ?Sized),
) -> io::Result<()> {
    serde_json::to_writer_pretty(Escaped(out), value).map_err(io::Error::from)
}

/// Writes JSON with every control character as an escape. JSON need not escape those from U+007F to U+009F, and a
/// terminal acts on them.
struct Escaped<'o, W: ?Sized>(&'o mut W);

impl<W: Write + ?Sized> Write for Escaped<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let suspect = |b: &u8| matches!(b, 0x7f | 0xc2);
        match std::str::from_utf8(bytes) {
            Ok(text) if bytes.iter().any(suspect) => {
                for c in text.chars() {
                    match c {
                        '\u{7f}'..='\u{9f}' => write!(self.0, "\\u{:04x}", c as u32)?,
                        c => self.0.write_all(c.encode_utf8(&mut [0; 4]).as_bytes())?,
                    }
                }
            }
            _ => self.0.write_all(bytes)?,
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

impl<W: WriteColor> WriteColor for Printable<W> {
    fn supports_color(&self) -> bool {
        self.0.supports_color()
    }

    fn set_color(&mut self, spec: &ColorSpec) -> io::Result<()> {
        self.0.set_color(spec)
    }

    fn reset(&mut self) -> io::Result<()> {
        self.0.reset()
    }

    fn is_synchronous(&self) -> bool {
        self.0.is_synchronous()
    }

    fn set_hyperlink(&mut self, link: &HyperlinkSpec<'_>) -> io::Result<()> {
        self.0.set_hyperlink(link)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_acts_is_shown() {
        assert_eq!(
            printable("甲\u{1b}[31m\u{7f}\u{9b}\u{202e}\r乙"),
            "甲⟨U+001B⟩[31m⟨U+007F⟩⟨U+009B⟩⟨U+202E⟩⟨U+000D⟩乙"
        );
        assert_eq!(printable("甲“·”\t—\n"), "甲“·”\t—\n");
    }

    #[test]
    fn json_holds_no_control_character() {
        let mut out = Vec::new();
        json(&mut out, "甲\u{1b}\u{7f}\u{9b}é乙").unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), r#""甲\u001b\u007f\u009bé乙""#);
    }

    proptest! {
        #[test]
        fn however_it_comes_nothing_acts(text in "[甲a\u{1b}\u{9b}\u{202e}“\n]{0,30}", cut in 0usize..30) {
            let mut out = Printable(Vec::new());
            let cut = cut.min(text.len());
            let (head, tail) = text.as_bytes().split_at(if text.is_char_boundary(cut) { cut } else { 0 });
            out.write_all(head).unwrap();
            out.write_all(tail).unwrap();
            let printed = String::from_utf8(out.0).unwrap();
            prop_assert!(!printed.contains(acts));
            prop_assert_eq!(printed, printable(&text).into_owned());
        }
    }
}
