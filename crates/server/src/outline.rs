//! 类目, 分目 and 条目 as the editor's outline, and the way from a line of the contents to what it stands for.

use kanwu_book::{Book, parse};
use kanwu_text::{Location, SourceId, SourceSpan};
use lsp_types::{DocumentSymbol, SymbolKind};

use crate::book::View;

/// A title, and how deep it stands: 0 is a 类目.
struct Title<'b> {
    depth: usize,
    title: &'b str,
    at: Location,
}

/// The titles of one source as a tree.
pub(crate) fn symbols(view: View<'_>, source: SourceId) -> Vec<DocumentSymbol> {
    let book = parse(view.book.session.manuscript());
    let titles = titles(&book, source);
    let end = view.book.source(source).map_or(0, |source| source.text.len() as u32);
    let mut rest = titles.as_slice();
    let mut out = Vec::new();
    while let Some((symbol, after)) = symbol(view, rest, end) {
        out.extend(symbol);
        rest = after;
    }
    out
}

fn titles<'b>(book: &'b Book<'_>, source: SourceId) -> Vec<Title<'b>> {
    let categories = book.categories.iter().map(|c| Title { depth: 0, title: &c.title, at: c.at });
    let sections = book.sections.iter().map(|s| Title { depth: 1, title: &s.title, at: s.at });
    let entries = book.entries.iter().map(|e| Title { depth: 2, title: &e.title, at: e.at });
    let mut titles: Vec<Title<'_>> =
        categories.chain(sections).chain(entries).filter(|title| title.at.source == source).collect();
    titles.sort_by_key(|title| (title.at.span.start, title.depth));
    titles
}

/// The first title with all that stands below it, and the titles after that.
fn symbol<'t, 'b>(
    view: View<'_>,
    titles: &'t [Title<'b>],
    end: u32,
) -> Option<(Option<DocumentSymbol>, &'t [Title<'b>])> {
    let (first, rest) = titles.split_first()?;
    let below = rest.iter().take_while(|title| title.depth > first.depth).count();
    let (mut inner, after) = rest.split_at_checked(below)?;
    let ends = after.first().map_or(end, |next| next.at.span.start).max(first.at.span.end);
    let mut children = Vec::new();
    while let Some((child, left)) = symbol(view, inner, ends) {
        children.extend(child);
        inner = left;
    }
    let kind = match first.depth {
        0 => SymbolKind::MODULE,
        1 => SymbolKind::NAMESPACE,
        _ => SymbolKind::STRING,
    };
    let whole = Location::new(first.at.source, SourceSpan::new(first.at.span.start, ends));
    let range = view.range(whole).zip(view.range(first.at));
    #[allow(deprecated, reason = "a field of the protocol that has no constructor")]
    let told = range.map(|(range, selection_range)| DocumentSymbol {
        // An empty name is not allowed.
        name: if first.title.is_empty() { "…".to_owned() } else { first.title.to_owned() },
        detail: None,
        kind,
        tags: None,
        deprecated: None,
        range,
        selection_range,
        children: Some(children),
    });
    Some((told, after))
}

/// What the line of the contents at a place stands for.
pub(crate) fn target(view: View<'_>, at: Location) -> Option<lsp_types::Location> {
    let book = parse(view.book.session.manuscript());
    let lines = view.book.source(at.source)?.lines();
    let line = |place: Location| (place.source, lines.line_of(place.span.start));
    let entry = book.contents.entries.iter().find(|entry| {
        let mut places = entry.title_at.iter().chain(&entry.page_at);
        places.any(|place| place.source == at.source && line(*place) == line(at))
    })?;
    let (_, place) = book.titled(entry.body)?;
    view.location(place)
}
