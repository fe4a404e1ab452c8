//! 先进个人（6人） and five names below it: a stated number of persons against the names listed.

use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};

use crate::card::headcount_against_names as card;
use crate::name_list::name_lists;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for list in name_lists(book) {
        let Some((number, id, span)) = list.stated else { continue };
        let listed = list.names.len();
        // So few names of so many are a choice of them.
        if number as usize == listed || listed * 2 < number as usize || number < 2 {
            continue;
        }
        let found = book.reading(id).map_or("", |reading| span.of_text(&reading.text));
        let mut finding = Finding::new(Place::Reading(id, span), Confidence::Likely)
            .arg(card::args::FOUND, found)
            .arg(card::args::LISTED, listed);
        if let Some((_, last, at)) = list.names.last() {
            finding = finding.labelled(Place::Reading(*last, *at), card::labels::LAST);
        }
        cx.push(finding);
    }
}
