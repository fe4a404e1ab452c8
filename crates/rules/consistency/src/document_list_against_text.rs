//! A table of documents with their numbers against itself and against the text: one number for two titles, one title with two numbers.

use kanwu_plugin::book::{ReadingId, squeeze};
use kanwu_plugin::context::tail;
use kanwu_plugin::{Book, BookContext, Confidence, Finding, Place, Rule, Span};
use rustc_hash::FxHashMap;

use crate::card::document_list_against_text as card;
use crate::table::titles::{NUMBER_COLUMNS, TITLE_COLUMNS};

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

/// Titles are looked up by so many characters at their end.
const END: usize = 4;

/// A number in brackets is no longer, in characters.
const NUMBER: usize = 30;

/// A title has so many characters at least.
const TITLE: usize = 5;

/// A document of a list.
struct Listed {
    number: String,
    title: String,
    at: Place,
    titled: Place,
}

fn check(cx: &mut BookContext<'_>) {
    let listed = listed(cx.book);
    if listed.is_empty() {
        return;
    }
    let mut by_number: FxHashMap<&str, Vec<&Listed>> = FxHashMap::default();
    let mut by_end: FxHashMap<&str, Vec<&Listed>> = FxHashMap::default();
    let mut findings = Vec::new();
    for document in &listed {
        by_end.entry(tail(&document.title, END)).or_default().push(document);
        let same = by_number.entry(&document.number).or_default();
        if let Some(first) = same.first().filter(|first| are_two(&first.title, &document.title)) {
            let finding = Finding::new(document.at, Confidence::Likely)
                .arg(card::args::NUMBER, document.number.as_str())
                .arg(card::args::FOUND, document.title.as_str())
                .arg(card::args::OTHER, first.title.as_str())
                .labelled(first.titled, card::labels::LISTED);
            findings.push(finding);
        }
        same.push(document);
    }
    for (n, reading) in cx.book.readings.iter().enumerate() {
        let text: &str = &reading.text;
        for (open, _) in text.match_indices('〔') {
            let Some((span, number, before)) = bracketed(text, open) else { continue };
            let place = Place::Reading(ReadingId(n as u32), span);
            let quoted = before.strip_suffix('》').and_then(|head| head.rsplit('《').next());
            // 依照公文管理办法（…）: without marks only a title of the list is known as one.
            let ends = |document: &&&Listed| {
                quoted.map_or_else(
                    || before.ends_with(document.title.as_str()),
                    |title| squeeze(title) == document.title,
                )
            };
            let end = tail(before.trim_end_matches('》'), END);
            let known: Vec<&&Listed> = by_end.get(end).into_iter().flatten().filter(ends).collect();
            if let Some(other) =
                known.first().filter(|_| known.iter().all(|document| document.number != number))
            {
                let finding = Finding::new(place, Confidence::Likely)
                    .variant(card::variants::NUMBERED)
                    .arg(card::args::NUMBER, other.number.as_str())
                    .arg(card::args::FOUND, number)
                    .arg(card::args::OTHER, other.title.as_str())
                    .labelled(other.at, card::labels::LISTED);
                findings.push(finding);
                continue;
            }
            let (Some(title), Some(same)) = (quoted.map(squeeze), by_number.get(number.as_str())) else {
                continue;
            };
            let Some(other) =
                same.first().filter(|_| same.iter().all(|document| are_two(&document.title, &title)))
            else {
                continue;
            };
            let finding = Finding::new(place, Confidence::Likely)
                .arg(card::args::NUMBER, number)
                .arg(card::args::FOUND, title)
                .arg(card::args::OTHER, other.title.as_str())
                .labelled(other.titled, card::labels::LISTED);
            findings.push(finding);
        }
    }
    for finding in findings {
        cx.push(finding);
    }
}

/// The documents of all tables that have a column of numbers and one of titles.
fn listed(book: &Book<'_>) -> Vec<Listed> {
    let mut out = Vec::new();
    for table in &book.tables {
        let Some(header) = &table.header else { continue };
        let column = |names: &[&str]| {
            header.cells.iter().position(|cell| names.contains(&squeeze(book.text(*cell)).as_str()))
        };
        let (Some(number), Some(title)) = (column(NUMBER_COLUMNS), column(TITLE_COLUMNS)) else { continue };
        for row in &table.rows {
            let (Some(at), Some(titled)) = (row.cells.get(number), row.cells.get(title)) else { continue };
            let name = squeeze(book.text(*titled)).trim_matches(['《', '》']).to_owned();
            let value = squeeze(book.text(*at));
            if value.contains('〔') && name.chars().count() >= TITLE {
                out.push(Listed {
                    number: value,
                    title: name,
                    at: Place::Source(*at),
                    titled: Place::Source(*titled),
                });
            }
        }
    }
    out
}

/// （清政发〔2023〕4号）: the number in the brackets round byte `at`, its place, and what stands before.
fn bracketed(text: &str, at: usize) -> Option<(Span, String, &str)> {
    let before = text.get(..at)?;
    let open = before.rfind(['（', '('])?;
    let start = open + before.get(open..)?.chars().next()?.len_utf8();
    let rest = text.get(start..)?;
    let len = rest.find(['）', ')'])?;
    let number = squeeze(rest.get(..len)?);
    let plain =
        number.chars().count() <= NUMBER && number.ends_with('号') && !number.contains(['、', '，', '《']);
    plain.then_some((Span::of(start..start + len), number, text.get(..open)?.trim_end()))
}

/// Whether neither of two titles is the other in short.
fn are_two(a: &str, b: &str) -> bool {
    !a.contains(b) && !b.contains(a)
}
