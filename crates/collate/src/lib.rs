//! 核红: two states of a book compared, and the changes held against what was asked for.
//!
//! A state is a list of paragraphs ([`Paragraph`]), however its file is made. It is compared as one run of characters
//! ([`Stream`]) without blanks, so that lines set anew, other page widths and paragraphs that were split or joined are
//! no changes of the text. [`collate`] aligns the two runs by stretches that stand once in each (`anchor`), goes on
//! between them with shorter ones and at last character by character (`align`), finds what was moved (`moved`) and makes
//! the differences readable (`tidy`).
//!
//! What was asked for is laid on the old state first ([`expect`]): the new state is then compared with what it should
//! be, and [`settle`] says of each request whether it was done, missed 漏改 or done wrongly 改错. What then still differs
//! nobody has asked for.

mod align;
mod anchor;
mod change;
mod collation;
mod expect;
mod moved;
mod settle;
mod stream;
mod tidy;
mod wish;

/// Tables of `rules/tables/`.
mod table {
    include!(concat!(env!("OUT_DIR"), "/tables.rs"));
}

pub use change::{Change, ChangeKind};
pub use collation::{Collation, collate};
pub use expect::{Asked, Asking, Expected, Region, expect};
pub use settle::{Outcome, Settled, settle};
pub use stream::{Kind, Paragraph, Place, Stream};
pub use wish::{Answer, answer, corrected, wish};
