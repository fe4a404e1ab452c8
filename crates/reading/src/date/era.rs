//! 年号 and 民国纪年.

use kanwu_text::ReadingSpan;

use crate::view::{View, span};

/// An era by which years are counted.
#[derive(Debug, PartialEq, Eq)]
pub struct Era {
    /// 光绪
    pub name: &'static str,
    /// Gregorian year of its first year.
    pub first_year: i32,
}

impl Era {
    /// The era whose name ends a text: 嘉庆 of 始设于清嘉庆.
    pub fn ending(text: &str) -> Option<&'static Era> {
        ERAS.iter().find(|era| text.ends_with(era.name))
    }
}

include!(concat!(env!("OUT_DIR"), "/eras.rs"));

/// The era whose name ends at byte `at`.
pub(super) fn before(view: View, at: usize) -> Option<(&'static Era, ReadingSpan)> {
    let end = view.skip_blank_back(at);
    view.before(end).filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c))?;
    let era = ERAS.iter().find(|e| view.ends(end, e.name))?;
    let start = end.checked_sub(era.name.len()).filter(|s| *s >= view.floor)?;
    Some((era, span(start, end)))
}
