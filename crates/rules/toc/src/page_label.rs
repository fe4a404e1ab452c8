//! A related place: another entry of the contents, with its page.

use kanwu_plugin::book::ContentsEntry;
use kanwu_plugin::{Arg, Finding, Label, Place};

/// The label that a card has for it, and the names of its arguments.
#[derive(Clone, Copy)]
pub(crate) struct PageLabel {
    pub(crate) label: Label,
    pub(crate) title: Arg,
    pub(crate) page: Arg,
}

impl PageLabel {
    /// Names the entry as a related place.
    pub(crate) fn add(self, finding: Finding, entry: &ContentsEntry, page: u32) -> Finding {
        let at = Place::Source(entry.page_at.unwrap_or_else(|| entry.place()));
        let page = page.to_string();
        finding.labelled_with(at, self.label, &[(self.title, &entry.title), (self.page, &page)])
    }
}
