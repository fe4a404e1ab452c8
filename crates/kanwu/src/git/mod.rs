//! Git, asked as a program of its own: what is staged, what has changed since a revision.

mod changes;
mod patch;
mod process;

pub(crate) use changes::{Changes, Touched, Untold};
pub(crate) use patch::Lines;
pub(crate) use process::{exclude_own, git, in_index, paths, root, text};
