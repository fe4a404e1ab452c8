//! Codes made of digits: identity cards, telephones, accounts, ISBN.

use kanwu_text::ReadingSpan;
use kanwu_text::han;

use crate::date::days_in_month;
use crate::protect::ProtectedKind;
use crate::table::code_words as table;
use crate::view::{View, span};

/// An identity-card number (居民身份证号码).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IdCard {
    /// All of it.
    pub span: ReadingSpan,
    /// Whether its last character is the right check character.
    pub checks: bool,
}

/// The identity card under `span`.
pub(crate) fn id_card(text: &str, span: ReadingSpan) -> Option<IdCard> {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const CHECKS: [u8; 11] = *b"10X98765432";
    let bytes = span.of_text(text).as_bytes();
    let sum: u32 = WEIGHTS.iter().zip(bytes).map(|(w, b)| w * u32::from(b.wrapping_sub(b'0'))).sum();
    let last = bytes.get(17)?.to_ascii_uppercase();
    Some(IdCard { span, checks: CHECKS.get(sum as usize % 11) == Some(&last) })
}

/// What code the run of digits at `at` is, and its bytes.
pub(crate) fn digit_code(view: View, at: usize) -> Option<(ReadingSpan, ProtectedKind)> {
    let end = view.digits_end(at);
    let text = view.text.get(at..end)?;
    let length = text.len();
    let decimal = view.byte(end) == b'.' && view.byte(end + 1).is_ascii_digit();
    if decimal || view.before(at) == Some('.') {
        return None;
    }
    match length {
        17 if matches!(view.byte(end), b'X' | b'x') && birthday_is_possible(text) => {
            return Some((span(at, end + 1), ProtectedKind::IdCard));
        }
        18 if birthday_is_possible(text) => return Some((span(at, end), ProtectedKind::IdCard)),
        11 if text.starts_with('1') && !matches!(text.as_bytes().get(1), Some(b'0'..=b'2')) => {
            return Some((span(at, end), ProtectedKind::Phone));
        }
        12.. => return Some((span(at, end), ProtectedKind::Serial)),
        ..3 => return None,
        _ => {}
    }
    if let Some((start, end)) = area_phone(view, at, end) {
        return Some((span(start, end), ProtectedKind::Phone));
    }
    let label_end = view.head(at).trim_end_matches([':', '：', ' ', han::BE]).len();
    let named = |words: &[&str]| view.ends_any(label_end, words).is_some();
    let hotline = view.starts_any(end, table::AFTER_PHONE).is_some();
    if (3..=8).contains(&length)
        && (hotline || named(table::BEFORE_PHONE))
        && crate::unit::find(view, view.skip_blank(end)).is_none()
    {
        return Some((span(at, end), ProtectedKind::Phone));
    }
    if length >= 5 && named(table::BEFORE_SERIAL) {
        return Some((span(at, end), ProtectedKind::Serial));
    }
    None
}

fn birthday_is_possible(digits: &str) -> bool {
    let part = |from: usize, to: usize| digits.get(from..to).and_then(|d| d.parse::<i32>().ok()).unwrap_or(0);
    let (year, month, day) = (part(6, 10), part(10, 12), part(12, 14));
    let longest = u8::try_from(month).map_or(0, |m| days_in_month(Some(year), m));
    (1850..2100).contains(&year) && (1..=i32::from(longest)).contains(&day)
}

/// 024-12345678, （024）12345678, 400-123-4567
fn area_phone(view: View, at: usize, end: usize) -> Option<(usize, usize)> {
    let area = view.text.get(at..end)?;
    let dash =
        |at: usize| view.at(at).filter(|c| matches!(c, '-' | '—' | '－' | '–')).map(|c| at + c.len_utf8());
    let run = |at: usize| (view.digits_end(at) - at, view.digits_end(at));
    if area.starts_with('0') && (3..=4).contains(&area.len()) {
        let bracket = view.before(at).zip(view.at(end)).filter(|p| matches!(p, ('（', '）') | ('(', ')')));
        let (start, next) = match bracket {
            Some((open, close)) => (at - open.len_utf8(), end + close.len_utf8()),
            None => (at, dash(end)?),
        };
        let (count, stop) = run(next);
        return ((7..=8).contains(&count) && start >= view.floor).then_some((start, stop));
    }
    if matches!(area, "400" | "800") {
        let (first, stop) = run(dash(end)?);
        let (second, stop) = run(dash(stop)?);
        return (first + second == 7).then_some((at, stop));
    }
    None
}

/// Where the ISBN, ISSN or CN number that begins at `at` ends.
pub(crate) fn isbn(view: View, at: usize) -> Option<usize> {
    let name = view.starts_any(at, &["ISBN", "ISSN", "CIP", "CN"])?;
    let digits_at = view.skip_blank(at + name.len());
    let mut end = digits_at;
    while view.byte(end).is_ascii_digit() || matches!(view.byte(end), b'-' | b'X' | b'/') {
        end += 1;
    }
    let count = view.text.get(digits_at..end)?.bytes().filter(u8::is_ascii_digit).count();
    let least = match name {
        "ISBN" => 10,
        "ISSN" => 7,
        _ => 6,
    };
    (count >= least).then_some(end)
}
