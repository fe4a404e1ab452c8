//! What holds for one manuscript: its editorial spec, with the config laid over it.

use std::collections::BTreeMap;
use std::sync::Arc;

use kanwu_book::EditorialSpec;
use kanwu_card::HouseWords;
use kanwu_index::facts::Reference;

/// Settings that rules read.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The editorial spec as read from the manuscript, overridden by the config.
    pub spec: EditorialSpec,
    /// Whether a suppression in the text does nothing without a reason.
    pub reasons_required: bool,
    /// Names that the office has settled.
    pub names: Vec<String>,
    /// Options of rules, by rule name and option name.
    pub options: BTreeMap<String, BTreeMap<String, String>>,
    /// Words that the office has settled 词表.
    pub words: Arc<HouseWords>,
    /// What the book is compared with.
    pub references: Arc<Vec<Reference>>,
}

impl Settings {
    /// An option of a rule, as written in the config.
    pub fn option(&self, rule: &str, name: &str) -> Option<&str> {
        self.options.get(rule).and_then(|o| o.get(name)).map(String::as_str)
    }

    /// The year that the book records, where the spec or the config tells.
    pub fn record_year(&self) -> Option<i32> {
        self.spec.period.as_ref().map(|p| p.value.to.0)
    }
}
