//! `cargo new-rule CODE NAME`: lays out a new rule. Builds without the product.

mod layout;
mod taken;

use std::path::Path;
use std::process::ExitCode;

use clap::Parser;

/// Lay out a new rule: its card, and a Rust file unless --data
#[derive(Parser)]
struct Cli {
    /// Code, such as PUN120; its letters choose the family
    code: String,
    /// Kebab-case name of the fault
    name: String,
    /// The card carries the whole rule
    #[arg(long)]
    data: bool,
}

#[allow(clippy::print_stdout, clippy::print_stderr, reason = "a maintainer reads this")]
fn main() -> ExitCode {
    let Cli { code, name, data } = Cli::parse();
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    match layout::run(here.ancestors().nth(2).unwrap_or(here), &code, &name, data) {
        Ok(what) => {
            println!("{what}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("{problem}");
            ExitCode::FAILURE
        }
    }
}
