//! The command line: what can be said on it, how it is explained, and what is answered to mistakes.

mod args;
pub(crate) mod dropped;
pub(crate) mod help;
pub(crate) mod usage;

pub(crate) use args::*;
