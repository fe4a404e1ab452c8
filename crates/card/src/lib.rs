//! The rule card: what a rule says, readable by an editor. One TOML file a rule, in `rules/<family>/`.
//!
//! A rule crate embeds its family's cards at build time with [`embed`] and reads them at run time with
//! [`read`]; house packs are parsed from TOML with [`Card::parse`].

#[allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::print_stdout,
    reason = "called by build scripts"
)]
pub mod build;
mod check;
pub mod concept;
#[allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "called by build scripts")]
mod embed;
mod example;
mod house_words;
mod literals;
mod matcher;
mod pack;
mod problem;
mod proof;
mod reach;
#[cfg(test)]
mod sample;
mod stored;
mod template;
mod types;
mod wrong;

pub use check::problems;
pub use concept::Concept;
pub use embed::{embed, load, read, read_bodies};
pub use example::{Example, Marked, Need, mark};
pub use house_words::{HouseWords, WatchedWord, WordFault, WrongWord};
pub use literals::{Condition, Literal, LiteralTable, Origin, Surroundings, thirds};
pub use matcher::{Matcher, Step, Way};
pub use pack::pack_problems;
pub use problem::Problem;
pub use proof::{Unproven, unproven};
pub use reach::Edge;
pub use stored::{CardHead, StoredCard};
pub use template::{fill, fill_nested, names};
pub use types::{
    Applicability, ArgKind, ByConfidence, Card, CardError, Class, Confidence, Fault, Fixes, Message,
    OUT_OF_TIME, OptionKind, Pattern, PatternDefaults, RuleOption, Severities, Severity, Waiver, Words,
};
pub use wrong::{Confused, Slip, Wrong, WrongForm};

/// Text of a card: in the program's image, or of a pack that was read.
pub type Text = std::borrow::Cow<'static, str>;
