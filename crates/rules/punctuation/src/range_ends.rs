//! The two ends of a range of time, pages or values.

use kanwu_plugin::context::starts_any;
use kanwu_plugin::{Arg, Finding, LocalContext, TokenKind as K};

use crate::table::range_units::{TIMES, UNITS};

/// Reports token `i`, for which the mark of a range should stand. The card calls both `found` and `want`.
pub(crate) fn report(cx: &mut LocalContext<'_>, i: usize, found: Arg, want: Arg) {
    let span = cx.tokens[i].span;
    let finding = Finding::certain(span).arg(found, cx.of(span)).arg(want, "—").fix(span, "—");
    cx.push(finding);
}

/// Whether byte `at` follows a unit of a point of time, which may stand after the first number, too.
pub(crate) fn follows_time(cx: &LocalContext<'_>, at: u32) -> bool {
    cx.char_before(at).is_some_and(|c| TIMES.contains(&c))
}

/// Whether the number at token `i` is the second of a range: nothing joins a third to it, and a unit follows.
pub(crate) fn ends_range(cx: &LocalContext<'_>, i: usize) -> bool {
    let mut next = i + 1;
    if cx.kind(next) == Some(K::Period) && cx.kind(next + 1) == Some(K::Digit) {
        next += 2;
    }
    match cx.kind(next) {
        Some(K::Percent | K::Permille | K::Celsius | K::Degree | K::SquaredUnit) => true,
        Some(K::Han) => starts_any(cx.token_text(next), UNITS),
        _ => is_year(cx.token_text(i)) && cx.kind(next).is_some_and(|k| k.is_closer() || k.is_point()),
    }
}

/// Whether the digits on the two sides of token `i` can be ends of one range: no part of a longer number
/// with hyphens, and the second greater.
pub(crate) fn rises(cx: &LocalContext<'_>, i: usize) -> bool {
    let (low, high) = (cx.token_text(i - 1), cx.token_text(i + 1));
    let joined = |k: Option<K>| {
        matches!(k, Some(K::Hyphen | K::Latin | K::EmDash | K::OtherDash | K::Slash | K::Hash | K::Colon))
    };
    if i >= 2 && joined(cx.kind(i - 2)) {
        return false;
    }
    if cx.kind(i + 1 + 1) == Some(K::Period) || i >= 2 && cx.kind(i - 2) == Some(K::Period) {
        return true;
    }
    if is_year(low) && high.len() <= 2 {
        // 2021-22年, and not 2021-05.
        return low.get(2..).zip(Some(high)).is_some_and(|(a, b)| a < b) && !high.starts_with('0');
    }
    match (low.parse::<u64>(), high.parse::<u64>()) {
        (Ok(a), Ok(b)) => a < b && low.len() <= 4 && high.len() <= 5 && (low == "0" || !low.starts_with('0')),
        _ => false,
    }
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20"))
}
