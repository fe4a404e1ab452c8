//! A page of the contents that differs from the page on which the title stands, by the marks of the source.

use kanwu_plugin::{BookContext, Confidence, Rule};

use crate::card::contents_page_wrong as card;
use crate::page_check::{Names, report};
use crate::page_marks::{has_page_marks, standings_by_marks};
use crate::standing::Standing;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

const NAMES: Names = Names { title: card::args::TITLE, page: card::args::PAGE, body: card::labels::BODY };

fn check(cx: &mut BookContext<'_>) {
    if !has_page_marks(cx.book) {
        return;
    }
    report(cx, &standings_by_marks(cx.book), &NAMES, |_, standing, begin| match standing {
        Standing::Found(found) => Some(begin(Confidence::Certain).arg(card::args::FOUND, found)),
        _ => None,
    });
}
