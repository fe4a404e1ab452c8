//! How many entries each 分目 has.

use std::collections::BTreeMap;

use kanwu_plugin::book::Entry;
use kanwu_plugin::tally::tally;

/// The number of entries of each 分目 that has any, by its index.
pub(crate) fn entries_by_section(entries: &[Entry]) -> BTreeMap<u32, usize> {
    tally(entries.iter().filter_map(|e| e.section).map(|section| section.0))
}
