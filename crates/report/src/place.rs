//! A place as people find it again: `path:line:column`; in a document, which has no lines, page and paragraph; in a
//! proof page, column and line as printed.

use kanwu_text::{Columns, Lang, LineIndex, LineKind, Proof, Source, SourceSpan, Story};

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

/// Page and paragraph of a place in a document, page, column and line in a proof; `None` where the source is neither.
/// 第12页 第345段, 第12页 第2栏 第5行
pub(crate) fn in_document(source: &Source, at: SourceSpan, lang: Lang) -> Option<String> {
    if let Some(proof) = source.proof() {
        return in_proof(proof, at, lang);
    }
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
    if source.proof().is_some() {
        return printed_page(source, at);
    }
    let page = source.page_at(at.start).filter(|_| !is_running_head(source, at))?;
    page.label.or(source.document().is_some().then_some(page.ordinal))
}

/// The page as it is printed, where that is known.
pub(crate) fn printed_page(source: &Source, at: SourceSpan) -> Option<u32> {
    match source.proof() {
        // A running head stands behind the text, and a paragraph may go over pages: the line knows its own.
        Some(proof) => proof.page(proof.line_at(at.start)?.page)?.label,
        None => source.page_at(at.start)?.label,
    }
}

/// 1-based number by which a place is found: of the paragraph of a document, of the printed line of a proof.
pub(crate) fn number(source: &Source, at: SourceSpan) -> Option<u32> {
    match source.proof() {
        Some(proof) => Some(proof.line_at(at.start)?.line),
        None => paragraph(source, at),
    }
}

/// 1-based column 栏 of a proof's page that has several.
pub(crate) fn column(source: &Source, at: SourceSpan) -> Option<u32> {
    let proof = source.proof()?;
    let line = proof.line_at(at.start)?;
    (proof.page(line.page)?.columns > 1 && line.column > 0).then_some(line.column)
}

/// Page, column and line of a place in a proof.
fn in_proof(proof: &Proof, at: SourceSpan, lang: Lang) -> Option<String> {
    let line = proof.line_at(at.start)?;
    let page = proof.page(line.page)?;
    let told = match page.label {
        Some(page) => said::ProofPage { page }.text(lang),
        None => said::ProofSheet { page: line.page }.text(lang),
    };
    if line.kind == LineKind::RunningHead {
        return Some(said::ProofHead { page: told }.text(lang));
    }
    let (column, line) = (line.column, line.line);
    Some(match (page.columns > 1, column) {
        (false, _) => said::ProofLine { page: told, line }.text(lang),
        (true, 0) => said::ProofWide { page: told, line }.text(lang),
        (true, _) => said::ProofColumn { page: told, column, line }.text(lang),
    })
}

/// 1-based number of the paragraph of a document.
pub(crate) fn paragraph(source: &Source, at: SourceSpan) -> Option<u32> {
    let document = source.document().filter(|_| source.proof().is_none() && !is_running_head(source, at))?;
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
