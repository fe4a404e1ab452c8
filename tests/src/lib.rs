//! The whole program from outside: see `tests/`. Here stands what a fuzzer, which can't see tests, runs as well.

#![allow(clippy::expect_used, clippy::panic, reason = "a test ends where something fails")]

pub mod editing;
pub mod fuzz;
pub mod messages;
mod script;
