//! Where each value of a config stands.

use kanwu_text::LineIndex;
use toml::de::{DeTable, DeValue};

/// The lines of a config's values, by key.
pub(crate) struct Places<'t> {
    text: &'t str,
    lines: LineIndex,
}

impl<'t> Places<'t> {
    /// Of this TOML.
    pub(crate) fn new(text: &'t str) -> Places<'t> {
        Places { text, lines: LineIndex::new(text) }
    }

    /// The 1-based line of the value at `keys`; a number leads into an array.
    pub(crate) fn line(&self, keys: &[&str]) -> Option<u32> {
        let root = DeTable::parse(self.text).ok()?;
        let (first, rest) = keys.split_first()?;
        let mut at = root.get_ref().iter().find(|(k, _)| k.get_ref() == first)?.1;
        for key in rest {
            at = match at.get_ref() {
                DeValue::Table(table) => table.iter().find(|(k, _)| k.get_ref() == key)?.1,
                DeValue::Array(array) => array.get(key.parse::<usize>().ok()?)?,
                _ => return None,
            };
        }
        Some(self.lines.line_of(at.span().start as u32))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found() {
        let places =
            Places::new("stage = \"二校\"\n[lint]\nselect = [\n  \"PUN\",\n]\n[[override]]\npaths = []\n");
        assert_eq!(places.line(&["stage"]), Some(1));
        assert_eq!(places.line(&["lint", "select", "0"]), Some(4));
        assert_eq!(places.line(&["override", "0", "paths"]), Some(7));
        assert_eq!(places.line(&["lint", "ignore"]), None);
    }
}
