//! Findings as people and programs read them: one module an output.
//!
//! - [`Full`]: each finding with the stretch of text it stands in; [`Short`]: one line each;
//! - [`Csv`], [`Xlsx`]: the form that editors fill in, 校对质疑表; [`Markdown`]: tables for a pull request;
//! - [`Paper`]: a form to print, fill in and sign, such as [`Queries`] 质疑表;
//! - [`ClueTable`]: the sheet for the secrecy review (保密送审与个人信息线索表); [`Listing`]: a plain table for paper;
//! - [`CollationTable`]: two states of a book compared (核红);
//! - [`Html`]: the editor's report, to open in a browser; [`Rates`]: 机检差错率;
//! - [`Json`], [`JsonLines`]: every finding, for other programs;
//! - [`SarifLog`], [`Github`], [`Gitlab`], [`Junit`], [`Checkstyle`], [`Rdjson`]: as those programs read them;
//! - [`summary`]: counts, and what was not checked; [`Statistics`]: counts by rule;
//! - [`explain`]: a rule, from its card.
//!
//! A report is a [`Reporter`], which is given the manuscripts of a run a few at a time.
//!
//! Outputs for people list findings by place, not by severity.

mod answers;
mod checked;
mod checkstyle;
mod clues;
mod collation;
mod coverage;
mod csv;
mod explain;
mod facts;
mod filled;
mod fold;
mod full;
mod github;
mod gitlab;
mod html;
mod json;
mod junit;
mod listing;
mod markdown;
mod message;
mod paper;
mod place;
mod positions;
mod printable;
mod privacy;
mod rate;
mod rdjson;
mod reporter;
mod sarif;
mod sheet;
mod short;
mod statistics;
mod summary;
mod totals;
mod visible;
mod window;
mod words;
mod workbook;
mod xlsx;
mod xml;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

kanwu_text::messages!();

/// Tables of `rules/tables/`.
mod table {
    include!(concat!(env!("OUT_DIR"), "/tables.rs"));
}

pub use checked::{Checked, FileError, Only, Options};
pub use checkstyle::Checkstyle;
pub use clues::{Clue, ClueTable};
pub use collation::{
    CollationClass, CollationKind, CollationPlaces, CollationRequest, CollationRow, CollationSide,
    CollationTable, NewFault, RequestOrigin,
};
pub use coverage::{Coverage, RuleOff, Will};
pub use csv::Csv;
pub use explain::explain;
pub use facts::{FactRow, FactTable, fact_table, read_facts};
pub use filled::{FilledRow, FormError, FormKind, form_among_requests, read_form, read_rows};
pub use full::Full;
pub use github::Github;
pub use gitlab::Gitlab;
pub use html::{Html, desk};
pub use json::{Json, JsonLines};
pub use junit::Junit;
pub use listing::{Column, Listing};
pub use markdown::Markdown;
pub use message::{message, whole as whole_message};
pub use paper::{
    Acceptance, Asked, BookStatistics, Paper, PaperCell, PaperColumn, PaperFormat, PressCheck, Queries,
    Returns, Sentences, Units,
};
pub use printable::{Printable, printable};
pub use privacy::excerpt;
pub use rate::{RateOptions, RateTable, Rates, Scheme, SchemeError, weight};
pub use rdjson::Rdjson;
pub use reporter::{Extent, Reporter, whole};
pub use sarif::SarifLog;
pub use short::Short;
pub use statistics::Statistics;
pub use summary::summary;
pub use totals::Totals;
pub use xlsx::Xlsx;
