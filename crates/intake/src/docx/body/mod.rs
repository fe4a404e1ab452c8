//! From the elements of a body (the main text, the notes) to layout-out text.
//!
//! One reader goes through the elements once; each kind of them has a module of its own.

mod asides;
mod blocks;
mod fields;
mod paragraph;
mod reader;
mod revisions;
mod run;
mod table;
mod text;

pub(super) use reader::{Notes, Reader};
