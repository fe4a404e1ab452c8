//! What an editor takes from a check, as bytes: the command line writes them to a file, the page has them downloaded.
//!
//! [`Remarks`] are comments on findings; [`copy`] is a manuscript with corrections and remarks in it.

mod copy;
mod remarks;

kanwu_text::messages!();

pub use copy::{How, copy};
pub use remarks::{Remarks, Scope};
