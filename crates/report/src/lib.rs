//! Findings as people and programs read them: one module an output.
//!
//! - [`json`], [`jsonl`]: every finding, for other programs;
//! - [`full`]: each finding with the stretch of text it stands in; [`short`]: one line each;
//! - [`summary`]: counts, and what was not checked;
//! - [`explain`]: a rule, from its card.
//!
//! Outputs for people list findings by place, not by severity.

mod answers;
mod checked;
mod explain;
mod fold;
mod full;
mod json;
mod message;
mod privacy;
mod short;
mod summary;
mod visible;
mod window;
mod words;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

pub use checked::{Checked, FileError, Options};
pub use explain::explain;
pub use full::full;
pub use json::{json, jsonl};
pub use message::message;
pub use privacy::excerpt;
pub use short::short;
pub use summary::summary;
