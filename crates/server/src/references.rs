//! All places of what stands at a place: of a finding, of a name in all its forms, of a figure.

use std::collections::BTreeSet;

use kanwu_book::{Book, ReadingId, parse};
use kanwu_engine::{Diagnostic, facts};
use kanwu_plugin::Settings;
use kanwu_plugin::index::names::Names;
use kanwu_text::{Location, ReadingSpan};

use crate::book::View;

/// The places, in order.
pub(crate) fn references(view: View<'_>, found: &[&Diagnostic], at: Location) -> Vec<lsp_types::Location> {
    let mut places = of_findings(found, at);
    let book = parse(view.book.session.manuscript());
    if let Some((reading, offset)) = standing(&book, at) {
        let settings = view.book.workspace.checker().settings(&book);
        places.extend(of_name(&book, &settings, reading, offset));
        places.extend(of_figure(&book, &settings, reading, offset));
    }
    places.into_iter().filter_map(|place| view.location(place)).collect()
}

/// All places that the findings at a place speak of.
fn of_findings(found: &[&Diagnostic], at: Location) -> BTreeSet<Location> {
    let here = found.iter().filter(|d| d.at.source == at.source && d.at.span.has(at.span.start));
    let places = here.flat_map(|d| {
        let related = d.related.iter().map(|place| place.at);
        std::iter::once(d.at).chain(related).chain(d.occurrences.iter().map(|edit| edit.at))
    });
    places.collect()
}

/// The paragraph that a place of a source stands in, and the byte of it.
fn standing(book: &Book<'_>, at: Location) -> Option<(ReadingId, u32)> {
    let (_, block) = book.block_at(at)?;
    let id = block.reading?;
    let start = at.span.start;
    let pieces = &book.reading(id)?.pieces;
    let piece =
        pieces.iter().find(|p| p.source == at.source && p.start <= start && start < p.start + p.len)?;
    Some((id, piece.at + start - piece.start))
}

/// Where the name at a place stands in the book, and where names that are one slip from it do.
fn of_name(book: &Book<'_>, settings: &Settings, reading: ReadingId, offset: u32) -> Vec<Location> {
    let names = Names::of(book, &settings.names);
    let holds = |id: ReadingId, span: ReadingSpan| id == reading && span.has(offset);
    let persons = names.persons().iter().filter(|person| holds(person.reading, person.name));
    let person: Option<&str> = persons.map(|person| names.text(reading, person.name)).next();
    let mentions = names.mentions().iter().filter(|mention| !mention.own.is_empty());
    let spans = mentions.map(|m| (m.reading, ReadingSpan::new(m.own.start, m.run.end)));
    // Of names within each other the longest is meant.
    let longest =
        spans.filter(|(id, span)| holds(*id, *span)).map(|(_, span)| span).max_by_key(|span| span.len());
    let mut forms: BTreeSet<String> = BTreeSet::new();
    let mut add = |text: &str, pairs: Vec<(&str, &str)>| {
        forms.insert(text.to_owned());
        for (odd, known) in pairs.into_iter().filter(|(odd, known)| *odd == text || *known == text) {
            forms.extend([odd.to_owned(), known.to_owned()]);
        }
    };
    if let Some(person) = person {
        let pairs = names.person_pairs();
        add(person, pairs.iter().map(|(odd, known)| (odd.text.as_str(), known.text.as_str())).collect());
    } else if let Some(span) = longest {
        let pairs = names.pairs().iter().map(|pair| (pair.odd.text.as_str(), pair.known.text.as_str()));
        add(names.text(reading, span), pairs.collect());
    }
    let mut places = Vec::new();
    for reading in book.readings.iter().filter(|_| !forms.is_empty()) {
        for form in &forms {
            let spans = reading
                .text
                .match_indices(form.as_str())
                .map(|(at, form)| ReadingSpan::of(at..at + form.len()));
            places.extend(spans.filter_map(|span| reading.locate(span).first().copied()));
        }
    }
    places
}

/// Where the book states the figure at a place for the same time.
fn of_figure(book: &Book<'_>, settings: &Settings, reading: ReadingId, offset: u32) -> Vec<Location> {
    use kanwu_plugin::index::facts::Origin;
    let facts = facts(book, settings);
    let here = facts.all().iter().find(|one| match one.origin {
        Origin::Prose { reading: id, span, .. } => id == reading && span.has(offset),
        Origin::Cell { at, .. } => standing(book, at)
            .is_some_and(|(id, from)| id == reading && from <= offset && offset < from + at.span.len()),
    });
    let Some(here) = here else { return Vec::new() };
    let same = facts.all().iter().filter(|one| {
        one.unit == here.unit && one.figure.value == here.figure.value && one.period == here.period
    });
    same.map(|one| one.location(book)).collect()
}
