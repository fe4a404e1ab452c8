//! Places of facts of the index.

use kanwu_plugin::Place;
use kanwu_plugin::index::facts::{Observation, Origin};

/// Where a fact stands.
pub(crate) fn told_at(of: &Observation) -> Place {
    match of.origin {
        Origin::Prose { reading, span, .. } => Place::Reading(reading, span),
        Origin::Cell { at, .. } => Place::Source(at),
    }
}
