//! Findings as people and programs read them: one module an output.
//!
//! - [`json`], [`jsonl`]: every finding, for other programs;
//! - [`full`]: each finding with the stretch of text it stands in; [`short`]: one line each;
//! - [`html`]: the editor's report, to open in a browser;
//! - [`rate_tables`], [`rate_json`]: 机检差错率;
//! - [`summary`]: counts, and what was not checked;
//! - [`explain`]: a rule, from its card.
//!
//! Outputs for people list findings by place, not by severity.

mod answers;
mod checked;
mod explain;
mod fold;
mod full;
mod html;
mod json;
mod message;
mod privacy;
mod rate;
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
pub use html::html;
pub use json::{json, jsonl};
pub use message::message;
pub use privacy::excerpt;
pub use rate::{RateOptions, RateTable, Scheme, SchemeError, rate_json, rate_tables, weight};
pub use short::short;
pub use summary::summary;
