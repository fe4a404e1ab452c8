//! The record period of the editorial spec against the year in the title of the book.

use kanwu_plugin::book::Book;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Reads, Rule};

use crate::card::record_period_differs as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

/// Lines at the head of the book in which its title stands.
const HEAD: usize = 4;

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let (Some(stated), Some(year)) = (&book.spec.period, title_year(book)) else { return };
    let Some(at) = stated.at else { return };
    let (from, to) = (stated.value.from.0, stated.value.to.0);
    // Of volumes over several years only the last year is compared.
    let spans = to - from == 1 && stated.value.from.1 == 1 && stated.value.to.1 == 12;
    if (year - 1..=year).contains(&to) && !spans {
        return;
    }
    if year.abs_diff(to) > 3 {
        return;
    }
    let finding = Finding::new(Place::Source(at), Confidence::Likely)
        .arg(card::args::FOUND, book.text(at))
        .arg(card::args::YEAR, year.to_string());
    cx.push(finding);
}

/// The only year in the title of a yearbook: 清河年鉴2023; none in 清河年鉴2020—2021.
pub(crate) fn title_year(book: &Book<'_>) -> Option<i32> {
    let lines = book.blocks.iter().take(HEAD).map(|block| book.text(block.at));
    let title = lines.into_iter().find(|line| line.contains("年鉴") && line.chars().count() <= 30)?;
    let figures: Vec<&str> = title.split(|c: char| !c.is_ascii_digit()).filter(|f| f.len() == 4).collect();
    let [year] = figures.as_slice() else { return None };
    year.parse().ok().filter(|year| (1900..2100).contains(year))
}
