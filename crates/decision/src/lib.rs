//! Answers to findings: 改, 不改（理由）, 待核.
//!
//! They stand in a TOML file beside the manuscript, one `[[decision]]` each, sorted by the finding's
//! [`FindingId`], so that two editors' files merge line by line. A [`Baseline`] is a plain list of findings that
//! were there before the check was switched on.

mod baseline;
mod decisions;
mod merge;
mod problem;
mod raw;
mod words;

kanwu_text::messages!();

pub use baseline::{Baseline, FILE as BASELINE_FILE};
pub use decisions::{Answered, Decision, Decisions, FILE as DECISIONS_FILE};
pub use kanwu_plugin::{Decided, FindingId, State};
pub use merge::Changes;
pub use problem::Problem;
pub use words::merge_words;
