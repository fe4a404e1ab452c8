//! What a maintainer runs: `cargo xtask new-rule`, `cargo xtask docs`, `cargo xtask plant`.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "a tool of maintainers")]

mod docs;
mod new_rule;
mod plant;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Maintenance of kanwu.
#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Lay out a new rule: its card, and a Rust file unless --data
    NewRule {
        /// Code, such as PUN120; its letters choose the family
        code: String,
        /// Kebab-case name of the fault
        name: String,
        /// The card carries the whole rule
        #[arg(long)]
        data: bool,
    },
    /// Make the rule reference from the cards
    Docs {
        /// Only say whether it is up to date
        #[arg(long)]
        check: bool,
    },
    /// Make the JSON schema of kanwu.toml from its types
    Schema,
    /// Plant known faults in clean text and tell how many are found
    Plant {
        /// Clean text; the clean sample where none is named
        file: Option<PathBuf>,
        /// One rule or family only
        #[arg(long)]
        rule: Option<String>,
        /// Faults of each rule
        #[arg(long, default_value_t = 50)]
        count: usize,
    },
}

fn main() -> ExitCode {
    let done = match Cli::parse().task {
        Task::NewRule { code, name, data } => new_rule::run(&root(), &code, &name, data),
        Task::Docs { check } => docs::run(&root(), check),
        Task::Schema => schema(&root()),
        Task::Plant { file, rule, count } => plant::report(&root(), file.as_deref(), rule.as_deref(), count),
    };
    match done {
        Ok(said) => {
            say(&said);
            ExitCode::SUCCESS
        }
        Err(problem) => {
            say(&problem);
            ExitCode::FAILURE
        }
    }
}

fn schema(root: &Path) -> Result<String, String> {
    let path = root.join("docs/kanwu.schema.json");
    std::fs::write(&path, kanwu::config_schema()).map_err(|e| format!("{}: {e}", path.display()))?;
    Ok(format!("wrote {}", path.display()))
}

#[allow(clippy::print_stdout, reason = "a maintainer reads this")]
fn say(text: &str) {
    println!("{text}");
}

fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}
