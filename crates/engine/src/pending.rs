//! What rules pushed, before overlaps are resolved.

use kanwu_book::ReadingId;
use kanwu_plugin::{Finding, RuleId};

/// A finding, who pushed it, and the reading that [`kanwu_plugin::Place::Here`] means.
pub(crate) struct PendingFinding {
    pub rule: RuleId,
    pub reading: Option<ReadingId>,
    pub finding: Finding,
}
