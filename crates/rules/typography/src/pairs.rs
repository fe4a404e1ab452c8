//! Tables of characters and what to write for them.

/// A table in order of its characters, with the set of them as bits.
pub(crate) struct Pairs {
    pub(crate) list: &'static [(char, char)],
    pub(crate) bits: &'static [u64; 1024],
}

impl Pairs {
    /// Whether `c` has an entry.
    pub(crate) fn has(&self, c: char) -> bool {
        let c = c as usize;
        self.bits.get(c / 64).is_some_and(|word| word >> (c % 64) & 1 == 1)
    }

    /// What to write for `c`.
    pub(crate) fn get(&self, c: char) -> Option<char> {
        let at = self.list.binary_search_by_key(&c, |(from, _)| *from).ok()?;
        self.list.get(at).map(|(_, to)| *to)
    }
}
