//! kanwu with a rule crate of one's own.

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut families = kanwu::families();
    families.push(&kanwu_outside::FAMILY);
    kanwu::main_with(&families)
}
