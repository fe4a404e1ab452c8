//! Whole numbers at either end of a text, in Arabic or Han figures.

use kanwu_plugin::reading::numeral::parse_han;
use rust_decimal::prelude::ToPrimitive;

use crate::table::counting::FIGURES;

/// No number is longer, in bytes.
const LONGEST: usize = 15;

/// The number that a text ends with: where it begins, and its value.
pub(crate) fn at_end(text: &str) -> Option<(usize, u32)> {
    let arabic = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let head = if arabic.len() < text.len() { arabic } else { text.trim_end_matches(FIGURES) };
    // A part of 2.5 or 1,200 is no number.
    let cut = arabic.len() < text.len() && arabic.ends_with(['.', ',', '．', '-']);
    (!cut).then_some(())?;
    Some((head.len(), value(text.get(head.len()..)?)?))
}

/// The number that a text begins with: its value and its length.
pub(crate) fn at_start(text: &str) -> Option<(u32, usize)> {
    let arabic = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = if arabic.len() < text.len() { arabic } else { text.trim_start_matches(FIGURES) };
    let cut = arabic.len() < text.len() && arabic.starts_with(['.', ',', '．']);
    (!cut).then_some(())?;
    let len = text.len() - rest.len();
    Some((value(text.get(..len)?)?, len))
}

fn value(figure: &str) -> Option<u32> {
    if figure.is_empty() || figure.len() > LONGEST {
        return None;
    }
    if figure.bytes().all(|b| b.is_ascii_digit()) {
        return figure.parse().ok();
    }
    // 两 counts as 二 does.
    if figure.contains(['两', '俩']) {
        return (figure.chars().count() == 1).then_some(2);
    }
    parse_han(figure).filter(|n| n.upper.is_none())?.value.to_u32()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_at_either_end() {
        assert_eq!(at_end("建校60"), Some((6, 60)));
        assert_eq!(at_end("实行三"), Some((6, 3)));
        assert_eq!(at_end("2.5"), None);
        assert_eq!(at_end("实行"), None);
        assert_eq!(at_start("两种墙报"), Some((2, 3)));
        assert_eq!(at_start("12个"), Some((12, 2)));
        assert_eq!(at_start("1.2万"), None);
    }
}
