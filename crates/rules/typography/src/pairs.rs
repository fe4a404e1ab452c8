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

    /// Whether a character of `run`, which is Han throughout, has an entry. Han characters take three bytes, or four
    /// where they are too rare for a table, so the bytes are read without decoding: this runs over the whole book.
    pub(crate) fn has_any(&self, run: &str) -> bool {
        let mut bytes = run.as_bytes();
        while let [lead, b, c, rest @ ..] = bytes {
            bytes = rest;
            if *lead >= 0xf0 {
                bytes = rest.get(1..).unwrap_or_default();
                continue;
            }
            let code = usize::from(lead & 0x0f) << 12 | usize::from(b & 0x3f) << 6 | usize::from(c & 0x3f);
            if self.bits.get(code / 64).is_some_and(|word| word >> (code % 64) & 1 == 1) {
                return true;
            }
        }
        false
    }

    /// What to write for `c`.
    pub(crate) fn get(&self, c: char) -> Option<char> {
        let at = self.list.binary_search_by_key(&c, |(from, _)| *from).ok()?;
        self.list.get(at).map(|(_, to)| *to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_searched_as_characters_are() {
        let mut bits = [0u64; 1024];
        bits['國' as usize / 64] |= 1 << ('國' as usize % 64);
        let bits: &'static [u64; 1024] = Box::leak(Box::new(bits));
        let pairs = Pairs { list: &[('國', '国')], bits };
        for run in ["", "国", "國", "中國人", "𠀀國", "国𠀀", "𠀀"] {
            assert_eq!(pairs.has_any(run), run.chars().any(|c| pairs.has(c)), "{run}");
        }
    }
}
