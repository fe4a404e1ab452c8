//! 编辑说明（凡例）: the editorial spec, read into data.

mod categories;
mod period;
mod read;

use kanwu_text::Location;

pub(crate) use read::read;

/// A date range; days inclusive, as (year, month, day).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub from: (i32, u8, u8),
    /// Last day.
    pub to: (i32, u8, u8),
}

/// A value and the place that states it; no place where a config states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub at: Option<Location>,
}

/// A numbered clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Its number as printed, such as 七.
    pub number: String,
    /// Its place.
    pub at: Location,
}

/// The editorial spec as read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditorialSpec {
    /// The whole stretch; `None` where the manuscript has none.
    pub at: Option<Location>,
    /// Its clauses.
    pub clauses: Vec<Clause>,
    /// 记述时限
    pub period: Option<Stated<Period>>,
    /// Standards by which the book goes, as printed: `GB/T15834—2011`.
    pub standards: Vec<Stated<String>>,
    /// Whether content on farming keeps 亩.
    pub keeps_mu: Option<Stated<bool>>,
    /// The statistical bulletin whose figures hold.
    pub bulletin: Option<Stated<String>>,
    /// The 类目 that it lists, in order.
    pub categories: Vec<Stated<String>>,
    /// How many 类目 it says there are.
    pub category_count: Option<Stated<u32>>,
    /// 类目 listed apart from the counted ones: those at the front and the back of the book.
    pub other_categories: Vec<Stated<String>>,
}

#[cfg(test)]
mod tests;
