//! 新收案件400件……民事案件260件，占新收案件的60%: the whole is told by its name, farther back in the paragraph.

use kanwu_plugin::Paragraph;
use kanwu_plugin::text::han;
use rust_decimal::Decimal;

use super::{Phrase, Share, clause_before, figure_at};
use crate::table::shares::{COUNTED_ENDS, OTHER_SPANS};

/// A name has so many characters at least.
const NAME: usize = 2;

/// A printed share so far from the true one is the share of something else.
const FAR: i64 = 25;

impl<'a> Share<'a> {
    /// The only figure of the paragraph that bears the name of the whole.
    pub(super) fn named_whole(&self, paragraph: &Paragraph<'a>) -> Option<usize> {
        let Phrase::Of(name) = self.phrase else { return None };
        let stem = COUNTED_ENDS.iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
        if stem.chars().count() < NAME {
            return None;
        }
        let part = paragraph.quantity(self.part_at)?;
        let own = clause_before(paragraph, self.part_at);
        let mut called = (self.part_at.saturating_sub(super::REACH)..self.part_at).rev().filter(|at| {
            let clause =
                clause_before(paragraph, *at).trim_end_matches(han::LEADS).trim_end_matches(han::COUNTED);
            figure_at(paragraph, *at).is_some_and(|(whole, _)| whole.same_unit(part))
                && clause.ends_with(stem)
                // 夜间急诊 is the part itself, 新增职工 another one.
                && clause != own
                && !OTHER_SPANS.iter().any(|word| clause.contains(word))
        });
        let at = called.next().filter(|_| called.next().is_none())?;
        let (_, whole) = figure_at(paragraph, at)?;
        let off = self.part.percent_of(whole)?.value.checked_sub(self.percent.value)?;
        (off.abs() <= Decimal::from(FAR)).then_some(at)
    }
}
