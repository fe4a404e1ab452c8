//! On which pages titles stand, by the page marks of a source.

use kanwu_plugin::book::{Book, ContentsEntry};
use kanwu_plugin::tally::most;

use crate::body_title::place_in_body;
use crate::standing::Standing;

/// Whether a source says where its pages begin. The pages of a draft in a word processor are not those that
/// will be printed; those of a proof are.
pub(crate) fn has_page_marks(book: &Book<'_>) -> bool {
    book.manuscript
        .sources
        .iter()
        .any(|s| s.pages.len() > 1 && (s.document().is_none() || s.proof().is_some()))
}

/// The page of each title. Marks without labels only say how many pages lie between two titles; the printed page is
/// then the mark's number plus the difference that most entries share.
pub(crate) fn standings_by_marks(book: &Book<'_>) -> Vec<Standing> {
    let marks: Vec<Option<(u32, Option<u32>)>> = book
        .contents
        .entries
        .iter()
        .map(|e| {
            let at = place_in_body(book, e.body)?;
            let mark = book.manuscript.source(at.source)?.page_at(at.span.start)?;
            Some((mark.ordinal, mark.label))
        })
        .collect();
    let shift = |(entry, mark): (&ContentsEntry, &Option<(u32, Option<u32>)>)| match (entry.page, mark) {
        (Some(page), Some((ordinal, None))) => Some(i64::from(page) - i64::from(*ordinal)),
        _ => None,
    };
    let shifts: Vec<i64> = book.contents.entries.iter().zip(&marks).filter_map(shift).collect();
    let shift = most(shifts.iter().copied()).filter(|(_, n)| n * 2 > shifts.len()).map(|(shift, _)| shift);
    marks
        .into_iter()
        .map(|mark| match (mark, shift) {
            (Some((_, Some(label))), _) => Standing::Found(label),
            (Some((ordinal, None)), Some(shift)) => {
                u32::try_from(i64::from(ordinal) + shift).map_or(Standing::Unknown, Standing::Found)
            }
            _ => Standing::Unknown,
        })
        .collect()
}
