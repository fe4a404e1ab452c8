//! Pages by the marks that a source has of them.

use std::collections::BTreeMap;

use kanwu_rule::book::Book;

use crate::missing_entry::place;
use crate::standing::Standing;

/// Whether a source says where its pages begin. The pages of a draft in a word processor are not those that
/// will be printed.
pub(crate) fn is_marked(book: &Book<'_>) -> bool {
    book.manuscript.sources.iter().any(|s| s.pages.len() > 1 && s.document.is_none())
}

/// By the marks of the source. Marks without labels tell how many pages lie between two titles: the
/// difference that most entries share holds.
pub(crate) fn by_marks(book: &Book<'_>) -> Vec<Standing> {
    let marks: Vec<Option<(u32, Option<u32>)>> = book
        .contents
        .entries
        .iter()
        .map(|e| {
            let at = place(book, e.body)?;
            let mark = book.manuscript.source(at.source)?.page_at(at.span.start)?;
            Some((mark.ordinal, mark.label))
        })
        .collect();
    let mut shifts: BTreeMap<i64, usize> = BTreeMap::new();
    for (entry, mark) in book.contents.entries.iter().zip(&marks) {
        if let (Some(page), Some((ordinal, None))) = (entry.page, mark) {
            *shifts.entry(i64::from(page) - i64::from(*ordinal)).or_default() += 1;
        }
    }
    let all: usize = shifts.values().sum();
    let shift = shifts.into_iter().max_by_key(|(_, n)| *n).filter(|(_, n)| n * 2 > all).map(|(s, _)| s);
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
