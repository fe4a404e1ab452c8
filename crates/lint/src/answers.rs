//! What editors have answered, laid over findings.

use kanwu_card::StoredCard;
use kanwu_decision::{Baseline, Decisions, FindingId};
use kanwu_engine::Diagnostic;

/// The answers that hold for a manuscript.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// What was decided.
    pub decisions: Decisions,
    /// What stood before the check was switched on.
    pub baseline: Baseline,
}

impl Answers {
    /// Lays them on findings; `cards` are by [`kanwu_plugin::RuleId`]. Returns the findings whose answer is not
    /// enough: their rules are waived one by one, with a reason and a name.
    pub fn lay(&self, found: &mut [Diagnostic], cards: &[&StoredCard]) -> Vec<FindingId> {
        self.baseline.mark(found);
        self.decisions.answer(found, cards).refused
    }
}
