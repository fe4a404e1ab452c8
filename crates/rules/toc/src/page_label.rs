//! A related place: another entry of the contents, with its page.

use kanwu_plugin::book::ContentsEntry;
use kanwu_plugin::{Arg, Finding, Label, Number, Place};

/// The label that a card has for it, and the names of its arguments.
#[derive(Clone, Copy)]
pub(crate) struct PageLabel {
    pub(crate) label: Label,
    pub(crate) title: Arg,
    pub(crate) page: Arg<Number>,
}

impl PageLabel {
    /// Names the entry as a related place.
    pub(crate) fn add(self, finding: Finding, entry: &ContentsEntry, page: u32) -> Finding {
        let at = Place::Source(entry.page_at.unwrap_or_else(|| entry.place()));
        let args = vec![self.title.given(entry.title.as_str()), self.page.given(page)];
        finding.labelled_with(at, self.label, args)
    }
}
