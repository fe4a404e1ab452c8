//! Models, grades and other names made of letters and digits: WZ-10, K12+300, PM2.5, AlSi20.

use kanwu_text::ReadingSpan;
use kanwu_text::han::{AND_MORE, MAGNITUDES};

use crate::numeral::read_arabic;
use crate::unit;
use crate::view::{View, span};

/// The name round the letters that stand at `at`.
pub(crate) fn model(view: View, at: usize) -> Option<ReadingSpan> {
    let start = chain_start(view, at);
    let end = chain_end(view, at);
    let text = view.text.get(start..end)?;
    let mixed = text.bytes().any(|b| b.is_ascii_digit()) && text.bytes().any(|b| b.is_ascii_alphabetic());
    if !mixed || is_quantity(view, start) {
        return None;
    }
    Some(span(start, end))
}

fn chain_start(view: View, at: usize) -> usize {
    let bytes = view.text.as_bytes();
    let mut start = at;
    while start > view.floor {
        let alnum = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_alphanumeric);
        let joint = |i: usize| matches!(bytes.get(i), Some(b'-' | b'.'));
        let joined = joint(start - 1) && start > view.floor + 1 && alnum(start - 2) && alnum(start);
        if !(alnum(start - 1) || joined) {
            break;
        }
        start -= 1;
    }
    start
}

fn chain_end(view: View, at: usize) -> usize {
    let bytes = view.text.as_bytes();
    let alnum = |i: usize| bytes.get(i).is_some_and(u8::is_ascii_alphanumeric);
    let mut end = at;
    while alnum(end)
        || (matches!(bytes.get(end), Some(b'-' | b'.' | b'+' | b'/'))
            && end > at
            && alnum(end - 1)
            && alnum(end + 1))
    {
        end += 1;
    }
    end
}

/// 110kV, 120 m2: a number with its unit, or the unit of a number.
fn is_quantity(view: View, start: usize) -> bool {
    if view.byte(start).is_ascii_digit() {
        return read_arabic(view, start).is_some_and(|n| unit::find(view, n.end).is_some());
    }
    let before = view.before(view.skip_blank_back(start));
    before.is_some_and(|c| {
        c.is_ascii_digit()
            || MAGNITUDES.contains(&c)
            || AND_MORE.contains(&c)
            || matches!(c, '/' | '／' | '·' | '每' | '元')
    }) && unit::find(view, start).is_some()
}
