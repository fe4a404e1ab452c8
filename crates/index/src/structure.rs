//! Which entries and sections stand where.

use kanwu_book::{Book, CategoryId, EntryId, SectionId};
use rustc_hash::FxHashMap;

type Place = (Option<CategoryId>, Option<SectionId>);

/// Entries by section, sections by category.
#[derive(Debug)]
pub(crate) struct Structure {
    entries: FxHashMap<Place, Vec<EntryId>>,
    sections: FxHashMap<Option<CategoryId>, Vec<SectionId>>,
}

impl Structure {
    pub(crate) fn of(book: &Book<'_>) -> Structure {
        let mut entries: FxHashMap<Place, Vec<EntryId>> = FxHashMap::default();
        for (id, entry) in (0..).map(EntryId).zip(&book.entries) {
            entries.entry((entry.category, entry.section)).or_default().push(id);
        }
        let mut sections: FxHashMap<Option<CategoryId>, Vec<SectionId>> = FxHashMap::default();
        for (id, section) in (0..).map(SectionId).zip(&book.sections) {
            sections.entry(section.category).or_default().push(id);
        }
        Structure { entries, sections }
    }

    pub(crate) fn entries_of(&self, category: Option<CategoryId>, section: Option<SectionId>) -> &[EntryId] {
        self.entries.get(&(category, section)).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn sections_of(&self, category: Option<CategoryId>) -> &[SectionId] {
        self.sections.get(&category).map_or(&[], Vec::as_slice)
    }
}
