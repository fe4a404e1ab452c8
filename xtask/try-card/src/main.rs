//! `cargo try-card CODE`: whether a card can be used and its examples hold, as it stands on disk. For cards that need no
//! Rust; the examples of all others run with `cargo test -p kanwu-rules-FAMILY --test cards`.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "a tool of maintainers")]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a maintainer reads this")]

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use kanwu_card::{Card, pack_problems, problems, unproven};
use kanwu_engine::check_card;

/// Run the examples of one card as it stands on disk
#[derive(Parser)]
struct Cli {
    /// Code of the card, such as WRD009
    code: String,
}

fn main() -> ExitCode {
    let Cli { code } = Cli::parse();
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    match run(here.ancestors().nth(2).unwrap_or(here), &code) {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(faults) => {
            eprintln!("{}", faults.join("\n"));
            ExitCode::FAILURE
        }
    }
}

/// What is said of a card that holds, or all its faults.
fn run(root: &Path, code: &str) -> Result<String, Vec<String>> {
    let path =
        find(&root.join("rules"), code).ok_or_else(|| vec![format!("no card has the code `{code}`")])?;
    let shown = path.display().to_string();
    let text = std::fs::read_to_string(&path).map_err(|e| vec![format!("{shown}: {e}")])?;
    let card = Card::parse(&text, &shown).map_err(|e| vec![with_cause(&e)])?;
    let mut faults: Vec<String> = problems(&card, &path).iter().map(ToString::to_string).collect();
    faults.extend(unproven(&card).iter().map(ToString::to_string));
    if card.has_body() {
        faults.extend(pack_problems(&card).iter().map(ToString::to_string));
    }
    if !faults.is_empty() {
        return Err(faults.iter().map(|fault| format!("{shown}: {fault}")).collect());
    }
    let family = path.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
    match check_card(card) {
        Some(failures) if failures.is_empty() => Ok(format!("{code}: its examples hold")),
        Some(failures) => Err(failures.iter().map(ToString::to_string).collect()),
        None => Ok(format!(
            "{code}: the card is well-formed; it needs Rust or a table, so its examples run with `cargo test -p \
             kanwu-rules-{family} --test cards`"
        )),
    }
}

/// The card of a code, in whatever family.
fn find(rules: &Path, code: &str) -> Option<PathBuf> {
    let cards = |family: PathBuf| std::fs::read_dir(family).into_iter().flatten().flatten();
    let families = std::fs::read_dir(rules).ok()?.flatten().map(|entry| entry.path());
    let mut all = families.flat_map(cards).map(|entry| entry.path());
    all.find(|path| path.file_name().is_some_and(|n| n.to_string_lossy().starts_with(&format!("{code}-"))))
}

/// An error with what caused it, in one text.
fn with_cause(error: &dyn std::error::Error) -> String {
    let cause = error.source().map_or_else(String::new, |cause| format!("\n{cause}"));
    format!("{error}{cause}")
}
