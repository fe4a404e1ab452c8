//! Words near a figure that tell how it is meant and of what time it is.

use std::sync::OnceLock;

use kanwu_text::{Term, Terms};

use crate::table::fact_words::{
    CHANGED, CUMULATIVE, MEAN, PART_OF_YEAR, PLANNED, SHARED, YEAR_AFTER, YEAR_BEFORE,
};

/// What a word tells of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Sign {
    Planned,
    Changed,
    Shared,
    Mean,
    Cumulative,
    PartOfYear,
    YearBefore,
    YearAfter,
}

/// The signs that stand in some words, as bits. All are found in one pass, since every figure of a book is asked for
/// all of them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signs(u8);

impl Signs {
    pub(super) fn of(words: &str) -> Signs {
        let mut bits = 0;
        terms().find(words, |sign, _| bits |= 1 << sign as u8);
        Signs(bits)
    }

    pub(super) fn has(self, sign: Sign) -> bool {
        self.0 >> sign as u8 & 1 == 1
    }
}

fn terms() -> &'static Terms<'static, Sign> {
    static TERMS: OnceLock<Terms<'static, Sign>> = OnceLock::new();
    TERMS.get_or_init(|| {
        let lists = [
            (PLANNED, Sign::Planned),
            (CHANGED, Sign::Changed),
            (SHARED, Sign::Shared),
            (MEAN, Sign::Mean),
            (CUMULATIVE, Sign::Cumulative),
            (PART_OF_YEAR, Sign::PartOfYear),
            (YEAR_BEFORE, Sign::YearBefore),
            (YEAR_AFTER, Sign::YearAfter),
        ];
        let of = |(words, data): (&'static [&'static str], Sign)| {
            words.iter().map(move |word| Term { word, data })
        };
        Terms::new(lists.into_iter().flat_map(of).collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_signs_of_a_clause_are_told() {
        let signs = Signs::of("计划上年累计");
        assert!(signs.has(Sign::Planned) && signs.has(Sign::YearBefore) && signs.has(Sign::Cumulative));
        assert!(!signs.has(Sign::Mean) && !Signs::of("粮食产量").has(Sign::Planned));
    }
}
