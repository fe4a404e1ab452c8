//! Whether a paragraph is the last of its entry or of the text, so that nothing can go on behind it.

use kanwu_plugin::book::{BlockKind, Book, ReadingId};

/// Whether what follows the paragraph is a new entry, a heading, a signature or nothing.
pub(crate) fn is_last(book: &Book<'_>, id: ReadingId) -> bool {
    book.reading(ReadingId(id.0 + 1)).is_none_or(|next| {
        matches!(next.kind, BlockKind::EntryHead | BlockKind::Heading { .. } | BlockKind::Signature)
    })
}
