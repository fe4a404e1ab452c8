//! What every manuscript of a run is checked with, by the config.

use std::sync::Arc;

use kanwu_engine::{Registry, Selection};
use kanwu_lint::{Checker, Mode};

use crate::config::Config;

/// Rules, the choice among them, and what the config says.
pub(crate) fn checker<'c>(registry: &'c Registry, selection: &'c Selection, config: &Config) -> Checker<'c> {
    Checker {
        registry,
        selection,
        overlay: config.overlay(),
        reasons_required: config.suppression.require_reason,
        names: config.names.right.clone(),
        words: Arc::clone(&config.words),
        options: config.options(registry),
        references: Arc::clone(&config.references),
        mode: Mode::Parallel,
    }
}
