//! 大事记: its lines, and the figures and characters that they open with.

use kanwu_plugin::Location;
use kanwu_plugin::book::{Block, Book, Zone};

/// Whether a block stands in the chronicle.
pub(crate) fn is_chronicle(book: &Book<'_>, block: &Block) -> bool {
    let category = book.category_of(block);
    category.is_some_and(|c| c.zone == Zone::Chronicle)
}

/// Bytes `lead..lead + len` of a block.
pub(crate) fn place_in(block: &Block, lead: usize, len: usize) -> Location {
    block.at.part(lead..lead + len)
}

/// A figure of one or two digits at byte `from`, blanks before it passed over; its value and its end.
pub(crate) fn figure(body: &str, from: usize) -> Option<(u32, usize)> {
    let rest = body.get(from..)?;
    let text = rest.trim_start_matches(' ');
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let start = from + rest.len() - text.len();
    (1..=2).contains(&digits).then(|| Some((text[..digits].parse().ok()?, start + digits))).flatten()
}

/// The character at byte `from`, blanks before it passed over; and its end.
pub(crate) fn mark(body: &str, from: usize) -> Option<(char, usize)> {
    let rest = body.get(from..)?;
    let text = rest.trim_start_matches(' ');
    let c = text.chars().next()?;
    Some((c, from + rest.len() - text.len() + c.len_utf8()))
}
