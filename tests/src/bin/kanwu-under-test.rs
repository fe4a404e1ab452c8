//! The program as it is shipped, under a name of its own: cargo hands a test only binaries of its package.

use std::process::ExitCode;

fn main() -> ExitCode {
    kanwu::main_with(&kanwu::families())
}
