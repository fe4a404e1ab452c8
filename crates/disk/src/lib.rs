//! Files, clock, environment and processes.
//!
//! No other crate of the workspace touches them: what is below the command line takes bytes and gives bytes. Files
//! are found by [`discover`], read by [`read_file`] and [`read_all`], and written by [`edit`], [`put`], [`put_spool`] and
//! [`update`]
//! alone.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "this is the crate that may")]

mod cards;
pub mod clock;
mod discover;
mod error;
pub mod files;
mod lock;
mod mark;
mod name;
mod read;
mod spool;
pub mod system;
mod write;

kanwu_text::messages!();

pub use cards::card_texts;
pub use discover::{DiscoverOptions, IGNORE_FILE, discover};
pub use error::{SaveError, SaveErrorKind};
pub use mark::{is_as_marked, marked};
pub use name::beside;
pub use read::{read_all, read_bytes_as, read_file, read_file_as};
pub use spool::Spool;
pub use write::{OWN_FILES, Policy, edit, make_room, put, put_spool, remove_hook, update};
