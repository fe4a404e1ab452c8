//! The index 索引 at the end of a book, as rules on it read it.

use kanwu_plugin::book::{BlockId, Book, squeeze};
use kanwu_plugin::{Location, SourceSpan};

use crate::table::section_words::INDEX;

/// A heading 标目 of the index with the pages behind it.
pub(crate) struct IndexEntry<'b> {
    pub heading: &'b str,
    /// Where the heading stands.
    pub at: Location,
    pub pages: Vec<PageReference>,
    /// The letter that it stands under, lower case.
    pub letter: Option<char>,
}

/// 125b: a page, and on it a column.
pub(crate) struct PageReference {
    pub page: u32,
    pub column: Option<char>,
    pub at: Location,
}

/// The longest heading, in characters. What is longer is text.
const LONGEST: usize = 40;

/// The entries of the indexes of a book, in order.
pub(crate) fn entries<'b>(book: &'b Book<'_>) -> Vec<IndexEntry<'b>> {
    let is_index = |title: &str| {
        let title = squeeze(title);
        INDEX.iter().any(|word| title.ends_with(word)) && title.chars().count() <= 8
    };
    let category: Vec<bool> = book.categories.iter().map(|category| is_index(&category.title)).collect();
    let section: Vec<bool> = book.sections.iter().map(|section| is_index(&section.title)).collect();
    let mut out: Vec<IndexEntry<'b>> = Vec::new();
    let mut letter = None;
    for (id, block) in book.blocks() {
        let own =
            |list: &[bool], at: Option<usize>| at.and_then(|at| list.get(at)).copied().unwrap_or_default();
        let in_category = own(&category, block.category.map(|c| c.index()));
        // Letters may have been read as sections of the index.
        let in_section = own(&section, block.section.map(|s| s.index()));
        if !in_category && !in_section {
            letter = None;
            continue;
        }
        if let Some(found) = letter_of(book, id) {
            letter = Some(found);
            continue;
        }
        let text = book.text(block.at);
        let mut from = 0;
        // Cells of a list in two columns.
        for cell in text.split('\t') {
            let span = SourceSpan::of(from..from + cell.len()).shift(block.at.span.start);
            from += cell.len() + 1;
            out.extend(entry(cell, Location::new(block.at.source, span), letter));
        }
    }
    out
}

/// The letter of a line that holds nothing else.
fn letter_of(book: &Book<'_>, id: BlockId) -> Option<char> {
    let block = book.block(id)?;
    let text = squeeze(book.text(block.at));
    let mut bare = text.trim_matches(['#', '*', '【', '】', '—', '-']).chars();
    let letter = bare.next().filter(char::is_ascii_alphabetic)?;
    bare.next().is_none().then(|| letter.to_ascii_lowercase())
}

fn entry(text: &str, at: Location, letter: Option<char>) -> Option<IndexEntry<'_>> {
    let blank = |c: char| c.is_whitespace() || matches!(c, '.' | '…' | '·' | '⋯' | '．');
    let part = |c: char| {
        blank(c) || c.is_ascii_digit() || matches!(c, 'a'..='d' | 'A'..='D' | '、' | '，' | ',' | ';' | '；')
    };
    let tail = text.trim_end_matches(part).len();
    let rest = text.get(tail..)?;
    let heading = text.get(..tail)?.trim_matches(|c: char| blank(c) || matches!(c, '#' | '*' | '-'));
    // A figure right behind a character is one of the heading: 二十大2022.
    if heading.is_empty() || heading.chars().count() > LONGEST || !rest.starts_with(blank) {
        return None;
    }
    let pages = references(rest, at, tail);
    if pages.is_empty() {
        return None;
    }
    let from = text.find(heading)?;
    let at = at.part(from..from + heading.len());
    Some(IndexEntry { heading, at, pages, letter })
}

fn references(rest: &str, at: Location, offset: usize) -> Vec<PageReference> {
    let mut out = Vec::new();
    let mut from = 0;
    for token in rest.split(|c: char| !c.is_ascii_alphanumeric()) {
        let start = from;
        from += token.len();
        from += rest.get(from..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let digits = token.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let letter = token.get(digits.len()..).unwrap_or_default();
        let mut letters = letter.chars();
        let column = letters.next().map(|c| c.to_ascii_lowercase());
        if let (Ok(page), None) = (digits.parse(), letters.next()) {
            let span = offset + start..offset + start + token.len();
            out.push(PageReference { page, column, at: at.part(span) });
        }
    }
    out
}
