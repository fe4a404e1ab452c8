//! What an editor takes from a check, as bytes: the command line writes them to a file, the page has them downloaded.
//!
//! [`Remarks`] are comments on findings; [`copy`] is a manuscript with corrections and remarks in it; [`Collating`] holds
//! two states of a book against each other, [`ContentsCheck`] the contents against the book.

mod collation;
mod contents;
mod copy;
mod form_answers;
mod remarks;

kanwu_text::messages!();

pub use collation::{Asked, Collating, FileRemarks, Given, has_tracked_changes, not_a_form};
pub use contents::{ContentsCheck, ContentsLine, ContentsVerdict, contents_lines};
pub use copy::{How, copy};
pub use form_answers::{FormAnswer, form_answers, is_answered, unit_of};
pub use remarks::{Remarks, Scope};
