//! Facts of the book: what it states in figures, of what, of which place and of which time, in prose and in tables.
//!
//! A fact is an *observation* in the sense of statistics: an indicator has a value in a period. The observations of
//! prose are read in the walk over the paragraphs, those of tables once after it; rules ask for them and never search.

mod grid;
mod name;
mod observation;
mod period;
mod prose;
mod reference;
mod signs;
mod store;

pub use name::{plain, shared_end};
pub use observation::{Observation, Origin, Qualifier};
pub use period::{Period, month_in};
pub use prose::{Passage, rank_scope, read};
pub use reference::{Reference, ReferenceFact, names as reference_names};
pub use store::Facts;

/// The unit of a rank: 居全省第2位.
pub const RANK: &str = "rank";
