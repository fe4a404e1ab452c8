//! Whether a sentence says that all are sorted by something: 按岗位分.

use crate::table::reckoning::{SORTED_BY, SORTS};

/// Parts are sorted.
const SORT: char = '分';

/// By what they are sorted is told in so many characters.
const BY: std::ops::RangeInclusive<usize> = 2..=6;

/// Whether the words before the first part say that all are sorted by something.
pub(crate) fn is_classed(words: &str) -> bool {
    let by = words.rfind(SORTED_BY).and_then(|at| words.get(at..)?.split_once(SORT));
    by.is_some_and(|(by, rest)| {
        by.chars().count().checked_sub(1).is_some_and(|len| BY.contains(&len)) && rest.starts_with(SORTS)
    })
}
