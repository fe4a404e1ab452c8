//! Lines of running text, of which the structure of a book does not ask what they say: how they begin and end, which
//! brackets stand in them and that they are long is all that tells them from titles, captions, signatures and the like.

use std::ops::Range;

/// Titles, numbers, dates and openings of any kind are looked for in so many characters at the head of a line.
const HEAD: usize = 40;

/// A line of so many characters and bytes, which ends as a sentence does, is no title.
const LONG: usize = 48;
const LONG_BYTES: usize = 144;

/// Marks by which a paragraph that a page break cuts in two is put together, and which may set off a title.
const MARKS: &str = "“”‘’《》〈〉（）【】〔〕［］〖〗()[]*#|<>■●▲★◆□▇◎";

/// Signs of the columns of a contents page.
const COLUMNS: [&str; 4] = ["\t", "...", "···", "…"];

/// Whether two lines, which are equal up to byte `from`, are running text, and no different from each other in what the
/// structure of a book is read from.
pub(crate) fn reads_alike(a: &str, b: &str, from: usize) -> bool {
    let headed = a.get(..from).is_some_and(|head| head.chars().nth(HEAD).is_some());
    headed && is_running(a) && is_running(b) && marks(a).eq(marks(b))
}

/// The bytes of a line of running text in which any letters and figures may stand.
pub(crate) fn free_text(line: &str) -> Option<Range<usize>> {
    let (from, _) = line.char_indices().nth(HEAD + 1).filter(|_| is_running(line))?;
    Some(from..line.len() - '。'.len_utf8())
}

fn is_running(line: &str) -> bool {
    line.ends_with('。')
        && line.len() >= LONG_BYTES
        && line.chars().nth(LONG).is_some()
        && !COLUMNS.iter().any(|sign| line.contains(sign))
        && !crate::entry_marks::may_state(line)
        && !line.contains(char::is_control)
}

/// The marks in a line, in order.
fn marks(line: &str) -> impl Iterator<Item = char> {
    line.chars().filter(|c| !c.is_alphanumeric() && MARKS.contains(*c))
}
