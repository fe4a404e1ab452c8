//! A place as people find it again: `path:line:column`; in a document, which has no lines, page and paragraph.

use kanwu_text::{Columns, Lang, LineIndex, Source, SourceSpan, Story};

use crate::messages::place as said;

/// A source with its lines and columns.
#[derive(Clone)]
pub(crate) struct File<'c> {
    pub source: &'c Source,
    pub columns: Columns<'c>,
}

impl File<'_> {
    pub fn lines(&self) -> &LineIndex {
        self.source.lines()
    }
}

/// Page and paragraph of a place in a document; `None` where the source is no document. 第12页 第345段
pub(crate) fn in_document(source: &Source, at: SourceSpan, lang: Lang) -> Option<String> {
    if is_running_head(source, at) {
        return Some(said::RUNNING_HEAD.text(lang).to_owned());
    }
    let number = paragraph(source, at)?;
    Some(match page(source, at) {
        Some(page) => said::Page { page, paragraph: number }.text(lang),
        None => said::Paragraph { number }.text(lang),
    })
}

/// The page as it is told: as printed; in a document, where nothing may be printed, else its number.
pub(crate) fn page(source: &Source, at: SourceSpan) -> Option<u32> {
    let page = source.page_at(at.start).filter(|_| !is_running_head(source, at))?;
    page.label.or(source.document().is_some().then_some(page.ordinal))
}

/// 1-based number of the paragraph of a document.
pub(crate) fn paragraph(source: &Source, at: SourceSpan) -> Option<u32> {
    let document = source.document().filter(|_| !is_running_head(source, at))?;
    Some(document.paragraph_at(at.start))
}

/// Whether a place stands in a header or footer, which has no place among pages and paragraphs.
fn is_running_head(source: &Source, at: SourceSpan) -> bool {
    source.document().is_some_and(|document| document.story_at(at.start) == Story::RunningHead)
}

/// A place with its path.
pub(crate) fn whole(file: &File<'_>, at: SourceSpan, lang: Lang) -> String {
    match in_document(file.source, at, lang) {
        Some(place) => format!("{} {place}", file.source.path),
        None => format!("{}:{}", file.source.path, near(file, at, lang)),
    }
}

/// A place without its path.
pub(crate) fn near(file: &File<'_>, at: SourceSpan, lang: Lang) -> String {
    in_document(file.source, at, lang).unwrap_or_else(|| {
        let position = file.columns.position(at.start);
        format!("{}:{}", position.line, position.column)
    })
}
