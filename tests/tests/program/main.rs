//! The whole program, run as a user runs it.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "a test")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test ends where something fails"
)]

mod common;
mod config;
mod contract;
mod decisions;
mod documents;
mod exchange;
mod fixing;
mod folders;
mod help;
mod hook;
mod house_terms;
mod identity;
mod kept_answers;
mod killed;
mod layouts;
mod links;
mod markdown;
mod mistakes;
mod names;
mod office;
mod outputs;
mod packs;
mod pages;
mod papers;
mod planted_books;
mod planted_proofs;
mod rate;
mod robust;
mod sample;
mod scope;
mod server;
mod silence;
mod suppression;
mod walks;
mod watch;
mod words;
mod writing;
