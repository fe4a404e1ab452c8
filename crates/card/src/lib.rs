//! The rule card: what a rule says, readable by an editor. One TOML file a rule, in `rules/<family>/`.
//!
//! A rule crate embeds its family's cards at build time with [`embed`] and reads them at run time with
//! [`read`]; house packs are parsed from TOML with [`Card::parse`].

pub mod build;
mod check;
pub mod concept;
mod embed;
mod example;
mod proof;
mod template;
mod types;

pub use check::problems;
pub use concept::Concept;
pub use embed::{embed, load, read, read_examples};
pub use example::{Example, Marked, Need, mark};
pub use proof::{REQUIRE_EXAMPLES, Unproven, unproven};
pub use template::{fill, names};
pub use types::{
    Applicability, ByConfidence, Card, CardError, Class, Confidence, Fault, Fixes, Message, OptionKind,
    Pattern, PatternDefaults, RuleOption, Severities, Severity, Waiver, Words,
};
