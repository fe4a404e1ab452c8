//! The whole program, run as a user runs it.

mod common;
mod contract;
mod fixing;
mod robust;
mod sample;
