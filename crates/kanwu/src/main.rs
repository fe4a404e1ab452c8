//! The program: every family of rules that comes with kanwu.

use std::process::ExitCode;

fn main() -> ExitCode {
    kanwu::main_with(&kanwu::families())
}
