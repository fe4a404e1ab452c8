//! What rules pushed, before it is settled.

use kanwu_book::ReadingId;
use kanwu_plugin::{Finding, RuleId};

/// A finding, who pushed it, and the reading that [`kanwu_plugin::Place::Here`] means.
pub(crate) struct Raw {
    pub rule: RuleId,
    pub reading: Option<ReadingId>,
    pub finding: Finding,
}
