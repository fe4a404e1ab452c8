//! The way from a manuscript to a book.

use kanwu_text::{Location, Manuscript, Span};

use crate::{Block, Book, Contents, contents, front, heads, lines, readings, spec, structure, tables};

/// Reads a manuscript as a yearbook. Never fails.
pub fn parse(manuscript: &Manuscript) -> Book<'_> {
    let mut all = Vec::new();
    for (id, source) in manuscript.iter() {
        lines::split(id, source, &mut all);
    }
    let front = front::find(&all);
    let places = |range: std::ops::Range<usize>| all[range].iter().map(|l| l.at).collect::<Vec<Location>>();
    let mut contents = if front.contents.is_empty() {
        Contents::default()
    } else {
        contents::read(manuscript, &places(front.contents.start + 1..front.contents.end))
    };
    contents.at = cover(&places(front.contents.clone()));
    let mut spec = spec::read(manuscript, &places(front.spec.clone()));
    spec.at = cover(&places(front.spec.clone()));
    let mut s = structure::build(manuscript, &all, &front, &contents);
    let tables = tables::gather(&all, &s.blocks);
    let readings = readings::build(&all, &mut s.blocks, &s.unmarked);
    complete_titles(&mut s, &readings);
    let headings = heads::headings(&all, &s.blocks, front.body);
    contents::align(
        &mut contents,
        &contents::Body {
            categories: &s.categories,
            sections: &s.sections,
            entries: &s.entries,
            headings: &headings,
        },
    );
    Book {
        manuscript,
        blocks: s.blocks,
        readings,
        categories: s.categories,
        sections: s.sections,
        entries: s.entries,
        tables,
        contents,
        spec,
    }
}

fn cover(places: &[Location]) -> Option<Location> {
    let (first, last) = (places.first()?, places.last()?);
    let end = if first.source == last.source { last.span.end } else { first.span.end };
    Some(Location::new(first.source, Span::new(first.span.start, end)))
}

/// An entry's title that a page break cut in two is taken whole from its reading.
fn complete_titles(s: &mut structure::Structure, readings: &[crate::Reading<'_>]) {
    for entry in &mut s.entries {
        let reading = s.blocks.get(entry.block.index()).and_then(|b: &Block| b.reading);
        let Some(reading) = reading.and_then(|r| readings.get(r.index())) else { continue };
        let title = reading.head.of_text(&reading.text).strip_prefix('【').and_then(|t| t.strip_suffix('】'));
        if let Some(title) = title.filter(|t| t.len() > entry.title.len()) {
            entry.title = title.to_owned();
        }
    }
}
