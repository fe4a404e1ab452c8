//! Titles with their pages and the text between them.

use std::collections::BTreeMap;

use kanwu_plugin::book::{BlockKind, Book, ContentsMatch};

use crate::body_title::place_in_body;

/// A title of the contents with its page and how much text stands before it.
#[derive(Clone, Copy)]
pub(crate) struct Point {
    /// Index of the contents entry.
    pub entry: usize,
    /// Text before it, in characters.
    pub text: i64,
    pub page: i64,
}

/// The titles of each 类目, in the order of the text.
pub(crate) fn parts(book: &Book<'_>) -> Vec<Vec<Point>> {
    let amounts = amounts(book);
    let mut parts: BTreeMap<u32, Vec<Point>> = BTreeMap::new();
    for (i, entry) in book.contents.entries.iter().enumerate() {
        let Some(at) =
            place_in_body(book, entry.body).filter(|_| !matches!(entry.body, ContentsMatch::Category(_)))
        else {
            continue;
        };
        let Some((id, block)) = book.block_at(at) else { continue };
        let (Some(category), Some(page)) = (block.category, entry.page) else { continue };
        let text = amounts.get(id.index()).copied().unwrap_or(0);
        parts.entry(category.0).or_default().push(Point { entry: i, text, page: i64::from(page) });
    }
    let mut parts: Vec<Vec<Point>> = parts.into_values().collect();
    for points in &mut parts {
        points.sort_by_key(|p| (p.text, p.entry));
    }
    parts
}

/// Text before each block, in characters; rows and headings take more room than they have characters.
fn amounts(book: &Book<'_>) -> Vec<i64> {
    let mut sum = 0;
    book.blocks
        .iter()
        .map(|block| {
            let before = sum;
            let bytes = i64::from(block.at.span.end - block.at.span.start) / 3;
            sum += match block.kind {
                BlockKind::TableRow => bytes.max(40),
                BlockKind::Heading { .. } => bytes.max(20) * 3,
                BlockKind::Image => 300,
                BlockKind::Divider | BlockKind::Comment | BlockKind::Break | BlockKind::Literal => 0,
                _ => bytes + 12,
            };
            before
        })
        .collect()
}
