//! A manuscript read as a yearbook. Parsing never fails: what can't be placed is a block of kind
//! [`BlockKind::Other`].

#![cfg_attr(test, allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "a test"))]

mod contents;
mod divider_pages;
mod document;
mod ending;
mod entry_marks;
mod evidence;
mod front;
mod heads;
mod kinds;
mod levels;
mod lines;
mod markup;
mod model;
mod normal;
mod parse;
mod parsed;
mod plain_heads;
mod readings;
mod running_text;
mod runs;
mod spec;
mod structure;
mod tables;
mod unmarked_heads;
mod words;
mod zone;

/// Tables of `rules/tables/`.
mod table {
    include!(concat!(env!("OUT_DIR"), "/tables.rs"));
}

pub use contents::{
    Contents, ContentsEntry, ContentsMatch, Leader, Level, TitleStyle, Wrap, WrapKind, numbered,
};
pub use evidence::Evidence;
pub use model::{
    Block, BlockId, BlockKind, Book, Category, CategoryId, Entry, EntryForm, EntryId, Piece, Reading,
    ReadingId, Row, Section, SectionId, Table, TableId,
};
pub use normal::{normal, normal_chars, squeeze};
pub use parse::parse;
pub use parsed::ParsedBook;
pub use runs::{ItemForm, Run, RunItem, item};
pub use spec::{Clause, EditorialSpec, Period, Stated};
pub use words::StructureWords;
pub use zone::{Zone, ZoneSet};
