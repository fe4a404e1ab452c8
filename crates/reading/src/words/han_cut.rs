//! A run of Han characters cut into words, to be asked where words stand and what the run costs.

use super::cut::{Way, ways};

/// The likeliest cut of a run of Han characters. It is made once and asked many things; no list of words is made.
pub struct HanCut {
    ways: Vec<Way>,
}

impl HanCut {
    /// Cuts a run of Han characters.
    pub fn of(run: &str) -> HanCut {
        HanCut { ways: ways(run) }
    }

    /// What [`super::cost`] says of the run.
    pub fn cost(&self) -> u32 {
        self.ways.first().map_or(0, |way| way.cost)
    }

    /// The words, each by the byte where it begins and the byte where it ends.
    pub fn words(&self) -> impl Iterator<Item = (usize, usize)> {
        let end = self.ways.len() - 1;
        let mut at = 0;
        std::iter::from_fn(move || {
            let start = at;
            let way = self.ways.get(start).filter(|_| start < end)?;
            at = start + usize::from(way.len).max(1);
            Some((start, at))
        })
    }

    /// Whether no word reaches over byte `at`.
    pub fn is_bound(&self, at: usize) -> bool {
        self.words().all(|(start, end)| end <= at || at <= start)
    }

    /// Whether one word holds all from byte `from` to byte `to`.
    pub fn is_within_word(&self, from: usize, to: usize) -> bool {
        self.words().any(|(start, end)| start <= from && to <= end)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::words::{cost, segment};

    proptest! {
        #[test]
        fn the_words_are_those_of_a_text(run in "[研究生考试面临的困难龘𠀀]{0,12}") {
            let cut = HanCut::of(&run);
            let words: Vec<(usize, usize)> =
                segment(&run).iter().map(|w| (w.span.start as usize, w.span.end as usize)).collect();
            prop_assert_eq!(cut.words().collect::<Vec<_>>(), words);
            prop_assert_eq!(cut.cost(), cost(&run));
        }
    }
}
