//! What a maintainer runs: `cargo xtask --help` lists the tasks.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "a tool of maintainers")]

mod accuracy;
mod check;
mod conformance;
mod conformance_docs;
mod desk;
mod docs;
mod doubles;
mod examples;
mod han;
mod plant;
mod release;
mod same;
mod tables;

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
    /// Tell which rules report the places of another rule's examples
    Doubles {
        /// One rule only, by code or name
        rule: Option<String>,
    },
    /// Make the rule reference from the cards
    Docs {
        /// Only say whether it is up to date
        #[arg(long)]
        check: bool,
    },
    /// Build kanwu.html, the page that is the program
    Desk {
        /// Hardly optimised, to try the page out
        #[arg(long)]
        quick: bool,
        /// A module that is built already
        #[arg(long)]
        module: Option<PathBuf>,
    },
    /// Make the JSON schema of kanwu.toml from its types
    Schema,
    /// Tell which patterns of cards lack examples
    Examples {
        /// List them
        #[arg(long, required = true)]
        missing: bool,
        /// One card only, by code or name
        #[arg(long)]
        card: Option<String>,
    },
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
    /// Score pairs of a wrong and a right form
    Conformance {
        /// Files of pairs, one JSON object a line
        #[arg(required_unless_present = "write")]
        files: Vec<PathBuf>,
        /// Record what the pairs of tests/conformance come to, for their test and docs/conformance.md
        #[arg(long)]
        write: bool,
        /// What a row of the table is
        #[arg(long, value_enum, default_value_t = conformance::By::Family)]
        by: conformance::By,
        /// List every miss and every alarm
        #[arg(long)]
        look: bool,
    },
    /// Tell what each rule finds on texts, and how much of it is right where they are labelled
    Accuracy {
        /// Texts, or folders of them
        #[arg(required = true)]
        texts: Vec<PathBuf>,
        /// Labels, one JSON object a line
        #[arg(long)]
        labels: Option<PathBuf>,
        /// File names of texts that the rules were written with, one a line
        #[arg(long)]
        seen: Option<PathBuf>,
    },
    /// Compare what two programs say of the same manuscripts
    Same {
        /// The program before
        old: PathBuf,
        /// The program after
        new: PathBuf,
        /// Manuscripts or folders; the samples where none is named
        inputs: Vec<PathBuf>,
    },
    /// Count Han literals in the crates by file
    Han,
    /// Set the version, close the changelog, commit and tag
    Release {
        /// Such as 1.2.3
        version: String,
    },
    /// Name the tables in rules/tables that do not say their licence, source and date
    Tables {
        /// The only thing it does; for the command line to read like the other checks
        #[arg(long)]
        check: bool,
    },
}

fn main() -> ExitCode {
    let done = match Cli::parse().task {
        Task::Doubles { rule } => doubles::report(rule.as_deref()),
        Task::Docs { check } => docs::run(&root(), check),
        Task::Desk { quick, module } => desk::build(&root(), quick, module.as_deref()),
        Task::Schema => schema(&root()),
        Task::Examples { card, .. } => examples::missing(&root(), card.as_deref()),
        Task::Plant { file, rule, count } => plant::report(&root(), file.as_deref(), rule.as_deref(), count),
        Task::Conformance { write: true, .. } => conformance_docs::write(&root()),
        Task::Conformance { files, by, look, .. } => conformance::report(&files, by, look),
        Task::Accuracy { texts, labels, seen } => {
            accuracy::report(&texts, labels.as_deref(), seen.as_deref())
        }
        Task::Same { old, new, mut inputs } => {
            if inputs.is_empty() {
                inputs.push(root().join("samples"));
            }
            same::run(&old, &new, &inputs)
        }
        Task::Han => han::report(&root()),
        Task::Release { version } => {
            release::release(&root(), &version, &jiff::Zoned::now().date().to_string())
        }
        Task::Tables { .. } => tables::check(&root()),
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
    println!("{}", text.trim_end());
}

fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}
