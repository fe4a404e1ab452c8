//! Pages of the contents against where the titles stand: exactly where the source has page marks, else by
//! an estimate from the text.

use kanwu_plugin::book::Book;
use kanwu_plugin::{Arg, BookContext, Confidence, Finding, Label, Number, Place};

use crate::body_title::place_in_body;
use crate::estimate::Estimate;
use crate::page_marks::{has_page_marks, standings_by_marks};
use crate::standing::Standing;

/// What is known of each entry of the contents, in their order.
pub fn standings(book: &Book<'_>) -> Vec<Standing> {
    if has_page_marks(book) { standings_by_marks(book) } else { Estimate::of(book).standings }
}

/// Names that a rule's card has for an entry, its page and its place in the body.
pub(crate) struct Names {
    pub(crate) title: Arg,
    pub(crate) page: Arg<Number>,
    pub(crate) body: Label,
}

/// Reports the entries whose page disagrees with their standing, as `complete` makes of the finding that is begun
/// for each.
pub(crate) fn report(
    cx: &mut BookContext<'_>,
    standings: &[Standing],
    names: &Names,
    complete: impl Fn(usize, Standing, &dyn Fn(Confidence) -> Finding) -> Option<Finding>,
) {
    let book = cx.book;
    for (i, (entry, standing)) in book.contents.entries.iter().zip(standings).enumerate() {
        let Some(page) = entry.page.filter(|p| standing.agrees(*p) == Some(false)) else { continue };
        let at = entry.page_at.unwrap_or_else(|| entry.place());
        let begin = |confidence| {
            let finding = Finding::new(Place::Source(at), confidence)
                .arg(names.title, entry.title.as_str())
                .arg(names.page, page);
            match place_in_body(book, entry.body) {
                Some(body) => finding.labelled(Place::Source(body), names.body),
                None => finding,
            }
        };
        if let Some(finding) = complete(i, *standing, &begin) {
            cx.push(finding);
        }
    }
}
