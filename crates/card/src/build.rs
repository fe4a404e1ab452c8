//! For build scripts of rule crates: the cards of a family and the tables that its rules look up, as bytes and
//! as Rust, so that nothing is read at start-up and a wrong name does not compile.

mod citations;
mod derived;
mod messages;
mod names;
mod tables;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::{Path, PathBuf};

use crate::concept::Index;
use crate::{Card, embed, load};

/// Readies the family whose cards stand in `rules/<folder>/`, and the tables `rules/tables/<table>.toml`. Writes
/// to the crate's `OUT_DIR`:
/// - `cards.bin`: the cards, for [`crate::read`], and `bodies.bin`, for [`crate::read_bodies`];
/// - `literals.rs`: the table of all literals of their patterns;
/// - `concepts.rs`: the index of all right forms of their concepts;
/// - `cards.rs`: one module a card with constants for its name, arguments, variants and labels;
/// - `tables.rs`: one module a table with constants for its lists and rows.
///
/// Only for build scripts: paths are those of a crate three folders below the workspace.
pub fn family(folder: &str, tables: &[&str]) -> Result<(), Box<dyn Error>> {
    let rules = rules()?;
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    let cards = rules.join(folder);
    watch(&cards);
    let cards = load(&cards)?;
    let sources = rules.join("tables/sources.toml");
    watch(&sources);
    let citations = citations::Citations::read(&sources)?;
    if let Some(card) = cards.iter().find(|card| !citations.allow(&card.clause)) {
        let problem = format!("{}: `{}` is not in rules/tables/sources.toml", card.code, card.clause);
        return Err(problem.into());
    }
    if cards.iter().any(derived::makes_forms) {
        let lexicon = read_table(&rules.join("tables"), "lexicon.txt")?;
        let words: BTreeSet<&str> = lexicon_words(&lexicon).map(|(word, _)| word).collect();
        derived::check(&cards, &|form| words.contains(form))?;
    }
    std::fs::write(out.join("cards.rs"), names::modules(&cards))?;
    let index = concepts(&cards, &rules.join("tables"))?;
    embed::write(cards, &index, &out)?;
    write_tables(&rules, tables, &out)
}

/// The index of the cards' concepts. Their tables stand in the folder `tables`, and the lexicon, by which rare pairs
/// of characters are told from common ones.
fn concepts(cards: &[Card], tables: &Path) -> Result<Index, Box<dyn Error>> {
    let read = |name: &str| read_table(tables, name);
    let list = |table: &str, list: &str| {
        let text = read(&format!("{table}.toml"))?;
        tables::stated(&text, list).map_err(|e| format!("{table}: {e}"))
    };
    let met = if cards.iter().any(|card| !card.concept.is_empty()) {
        weights(&read("lexicon.txt")?)
    } else {
        BTreeMap::new()
    };
    let weigh = |a: char, b: char| met.get(&(a, b)).copied().unwrap_or_default();
    Ok(Index::build(cards, &list, &weigh)?)
}

fn read_table(tables: &Path, name: &str) -> Result<String, String> {
    let path = tables.join(name);
    watch(&path);
    std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))
}

/// The words of the lexicon, with what stands after them.
fn lexicon_words(lexicon: &str) -> impl Iterator<Item = (&str, &str)> {
    let lines = lexicon.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(' '))
}

/// How often each pair of characters is met, by the lexicon.
fn weights(lexicon: &str) -> BTreeMap<(char, char), u64> {
    let mut out = BTreeMap::new();
    for (word, rest) in lexicon_words(lexicon) {
        let count: u64 = rest.split(' ').next().and_then(|count| count.parse().ok()).unwrap_or_default();
        for (first, second) in word.chars().zip(word.chars().skip(1)) {
            *out.entry((first, second)).or_default() += count;
        }
    }
    out
}

/// Readies tables alone, for a crate without cards.
pub fn tables(tables: &[&str]) -> Result<(), Box<dyn Error>> {
    write_tables(&rules()?, tables, &PathBuf::from(std::env::var("OUT_DIR")?))
}

/// Readies what a crate says to its user, `rules/messages/<name>.toml`: `messages.rs`, one module a section. CONTRIBUTING
/// tells its form.
pub fn messages(name: &str) -> Result<(), Box<dyn Error>> {
    let path = rules()?.join("messages").join(format!("{name}.toml"));
    watch(&path);
    let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let code = messages::modules(&text).map_err(|e| format!("{}, {e}", path.display()))?;
    std::fs::write(PathBuf::from(std::env::var("OUT_DIR")?).join("messages.rs"), code)?;
    Ok(())
}

fn write_tables(rules: &Path, names: &[&str], out: &Path) -> Result<(), Box<dyn Error>> {
    let mut code = String::new();
    for name in names {
        let path = rules.join("tables").join(format!("{name}.toml"));
        watch(&path);
        let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        code += &tables::module(name, &text).map_err(|e| format!("{}: {e}", path.display()))?;
    }
    std::fs::write(out.join("tables.rs"), code)?;
    Ok(())
}

/// Tells Cargo to run the build script again when `path` changes.
#[allow(clippy::print_stdout, reason = "a build script speaks to Cargo so")]
fn watch(path: &Path) {
    println!("cargo:rerun-if-changed={}", path.display());
}

/// The folder `rules` of the workspace that the crate being built stands in.
fn rules() -> Result<PathBuf, Box<dyn Error>> {
    let home = PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?);
    let found = home.ancestors().map(|folder| folder.join("rules")).find(|f| f.join("tables").is_dir());
    found.ok_or_else(|| format!("no folder `rules/tables` above {}", home.display()).into())
}

/// `range-left` as the name of a constant: `RANGE_LEFT`.
fn constant(name: &str) -> String {
    name.replace('-', "_").to_uppercase()
}

/// `range-left` as the name of a module: `range_left`.
fn module_name(name: &str) -> String {
    name.replace('-', "_")
}
