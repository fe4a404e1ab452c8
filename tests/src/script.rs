//! Bytes as choices: what a fuzzer changes in them changes one choice.

/// Bytes that are taken one after another; zeros where there are no more.
pub(crate) struct Script<'b> {
    rest: &'b [u8],
}

impl<'b> Script<'b> {
    pub(crate) fn new(bytes: &'b [u8]) -> Script<'b> {
        Script { rest: bytes }
    }

    pub(crate) fn is_over(&self) -> bool {
        self.rest.is_empty()
    }

    pub(crate) fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.rest.split_first() else { return 0 };
        self.rest = rest;
        *first
    }

    /// A number below `end`; 0 where that is 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        let number =
            usize::from(self.byte()) << 16 | usize::from(self.byte()) << 8 | usize::from(self.byte());
        number.checked_rem(end).unwrap_or(0)
    }

    pub(crate) fn one_of<'t>(&mut self, list: &[&'t str]) -> &'t str {
        list.get(usize::from(self.byte()) % list.len().max(1)).copied().unwrap_or_default()
    }
}
