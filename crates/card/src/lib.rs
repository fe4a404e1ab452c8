//! The rule card: what a rule says, readable by an editor. One TOML file a rule, in `rules/<family>/`.
//!
//! A rule crate embeds its family's cards at build time with [`embed`] and reads them at run time with
//! [`read`]; house packs are parsed from TOML with [`Card::parse`].

mod check;
mod embed;
mod example;
mod template;
mod types;

pub use check::problems;
pub use embed::{embed, load, read};
pub use example::{Marked, mark};
pub use template::{fill, names};
pub use types::{
    Applicability, Bad, Card, CardError, Class, Confidence, Fixes, Good, Message, Pattern, Severities,
    Severity, Waiver, Words,
};
