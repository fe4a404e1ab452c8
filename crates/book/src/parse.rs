//! The way from a manuscript to a book.

use kanwu_text::{Location, Manuscript, SourceSpan};

use crate::{
    Book, Contents, contents, entry_marks, front, heads, lines, plain_heads, readings, runs, spec, structure,
    tables,
};

/// Reads a manuscript as a yearbook. Never fails.
pub fn parse(manuscript: &Manuscript) -> Book<'_> {
    let mut all = Vec::new();
    for (id, source) in manuscript.iter() {
        lines::split(id, source, &mut all);
    }
    entry_marks::recognise(&mut all);
    plain_heads::recognise(&mut all);
    let front = front::find(&all);
    let places = |range: std::ops::Range<usize>| all[range].iter().map(|l| l.at).collect::<Vec<Location>>();
    let mut contents = if front.contents.is_empty() {
        Contents::default()
    } else {
        contents::read(manuscript, &places(front.contents.start + 1..front.contents.end), front.habit)
    };
    contents.at = cover(&places(front.contents.clone()));
    let mut s = structure::build(manuscript, &all, &front, &contents);
    let chains = readings::chains(&all, &mut s.blocks, &s.unmarked);
    readings::complete_titles(&all, &s.blocks, &chains, &mut s.entries);
    let body = || {
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
    };
    let texts = || {
        let mut spec = spec::read(manuscript, &places(front.spec.clone()));
        spec.at = cover(&places(front.spec.clone()));
        (spec, tables::gather(&all, &s.blocks), readings::build(&all, &s.blocks, &chains))
    };
    let ((), (spec, tables, readings)) = rayon::join(body, texts);
    let apart = |a: &crate::Reading<'_>, b: &crate::Reading<'_>| {
        let place = |r: &crate::Reading<'_>| {
            s.blocks.get(r.block.index()).map(|b| (b.at.source, b.category, b.section, b.entry))
        };
        place(a) != place(b)
    };
    let runs = runs::gather(&readings, apart);
    Book {
        manuscript,
        blocks: s.blocks,
        readings,
        categories: s.categories,
        sections: s.sections,
        entries: s.entries,
        tables,
        runs,
        contents,
        spec,
        spec_blocks: front.spec,
    }
}

fn cover(places: &[Location]) -> Option<Location> {
    let (first, last) = (places.first()?, places.last()?);
    let end = if first.source == last.source { last.span.end } else { first.span.end };
    Some(Location::new(first.source, SourceSpan::new(first.span.start, end)))
}
