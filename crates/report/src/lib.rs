//! Findings as people and programs read them: one module an output.
//!
//! - [`full`]: each finding with the stretch of text it stands in; [`short`]: one line each;
//! - [`csv`], [`xlsx`]: the form that editors fill in, 校对质疑表; [`markdown`]: tables for a pull request;
//! - [`clues()`]: the sheet for the secrecy review (保密送审与个人信息线索表);
//! - [`html`]: the editor's report, to open in a browser; [`rate_tables`], [`rate_json`]: 机检差错率;
//! - [`json`], [`jsonl`]: every finding, for other programs;
//! - [`sarif`], [`github`], [`gitlab`], [`junit`], [`checkstyle`], [`rdjson`]: as those programs read them;
//! - [`summary`]: counts, and what was not checked; [`statistics`]: counts by rule;
//! - [`explain`]: a rule, from its card.
//!
//! Outputs for people list findings by place, not by severity.

mod answers;
mod checked;
mod checkstyle;
mod clues;
mod coverage;
mod csv;
mod explain;
mod fold;
mod full;
mod github;
mod gitlab;
mod html;
mod json;
mod junit;
mod markdown;
mod message;
mod place;
mod positions;
mod printable;
mod privacy;
mod rate;
mod rdjson;
mod sarif;
mod sheet;
mod short;
mod statistics;
mod summary;
mod visible;
mod window;
mod words;
mod xlsx;
mod xml;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

kanwu_text::messages!();

pub use checked::{Checked, FileError, Only, Options};
pub use checkstyle::checkstyle;
pub use clues::{Clue, ClueTable, clues};
pub use coverage::{Coverage, RuleOff, Will};
pub use csv::csv;
pub use explain::explain;
pub use full::full;
pub use github::github;
pub use gitlab::gitlab;
pub use html::html;
pub use json::{json, jsonl};
pub use junit::junit;
pub use markdown::markdown;
pub use message::message;
pub use printable::{Printable, printable};
pub use privacy::excerpt;
pub use rate::{RateOptions, RateTable, Scheme, SchemeError, rate_json, rate_tables, weight};
pub use rdjson::rdjson;
pub use sarif::sarif;
pub use short::short;
pub use statistics::{statistics, statistics_json};
pub use summary::summary;
pub use xlsx::xlsx;
