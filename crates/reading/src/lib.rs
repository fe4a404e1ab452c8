//! What Chinese text says about numbers: numerals, quantities with their units, dates and times, ordinals,
//! codes; and which stretches are no running text at all.
//!
//! [`words`] cuts a clause into words, on request.
//!
//! [`read()`] gives the items of a text in order, [`protected`] the stretches to leave alone. Both take the
//! tokens of [`kanwu_text::lex`] and look only where a digit, or a Han run with a numeral in it, stands.

pub mod approx;
mod code;
pub mod connector;
pub mod date;
pub mod figure;
pub mod fixed;
mod item;
pub mod list;
pub mod numeral;
pub mod ordinal;
pub mod personal_number;
mod protect;
pub mod quantity;
mod read;
mod root;
pub mod unit;
mod view;
pub mod words;

/// Tables of `rules/tables/`.
mod table {
    include!(concat!(env!("OUT_DIR"), "/tables.rs"));
}

pub use code::{DocumentNumber, IdCard};
pub use item::Item;
pub use protect::{Protected, ProtectedKind, UnknownKind, protect_literal, protected};
pub use read::{read, read_around};
pub use root::{in_root, to_root};
