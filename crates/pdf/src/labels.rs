//! The number of each page: as printed, where that is no plain misprint, else as its neighbours leave it, else as the file labels it.

use kanwu_text::ProofPage;
use pdfboss_core::Document;

/// Fills in the labels.
pub(crate) fn fill(pages: &mut [ProofPage], document: &Document) {
    let folios: Vec<Option<u32>> = pages.iter().map(|page| page.folio).collect();
    if folios.iter().all(Option::is_none) {
        return by_file(pages, document);
    }
    for i in 0..pages.len() {
        let own = folios[i].filter(|folio| !is_misprint(&folios, i, *folio));
        pages[i].label = own.or_else(|| between(&folios, i));
    }
}

/// Whether both neighbours leave another number to a page than the one printed on it.
fn is_misprint(folios: &[Option<u32>], i: usize, folio: u32) -> bool {
    let before = i.checked_sub(1).and_then(|i| folios[i]);
    let behind = folios.get(i + 1).copied().flatten();
    matches!((before, behind), (Some(before), Some(behind)) if before + 2 == behind && before + 1 != folio)
}

/// The number of a page without one: it counts on from the page before and up to the page behind; with one neighbour
/// only, by that.
fn between(folios: &[Option<u32>], i: usize) -> Option<u32> {
    let before = (0..i).rev().find_map(|k| folios[k].map(|n| n + (i - k) as u32));
    let behind = (i + 1..folios.len()).find_map(|k| folios[k].map(|n| n.checked_sub((k - i) as u32)));
    match (before, behind) {
        (Some(before), Some(behind)) => behind.filter(|n| *n == before),
        (Some(before), None) => Some(before),
        // Front matter has no number of the text.
        (None, Some(behind)) => behind.filter(|n| *n > 0),
        (None, None) => None,
    }
}

/// Labels of the file, where they are numbers.
fn by_file(pages: &mut [ProofPage], document: &Document) {
    let Some(ranges) = document.page_labels() else { return };
    for (i, page) in pages.iter_mut().enumerate() {
        page.label = pdfboss_core::page_label(&ranges, i).parse().ok();
    }
}
