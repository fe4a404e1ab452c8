//! Codes and names that a new rule can't have: those of all rules, and those that rules had once.

#![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "a tool of maintainers")]

use std::collections::BTreeSet;
use std::path::Path;

/// What is taken.
pub(crate) struct Taken {
    /// Codes, such as PUN001.
    pub(crate) codes: BTreeSet<String>,
    /// Names, and older ones.
    pub(crate) names: BTreeSet<String>,
}

/// Reads the heads of all cards.
pub(crate) fn read(root: &Path) -> Result<Taken, String> {
    let mut taken = Taken { codes: BTreeSet::new(), names: BTreeSet::new() };
    let rules = root.join("rules");
    for family in entries(&rules)?.iter().filter(|path| path.is_dir()) {
        for card in entries(family)?.iter().filter(|path| path.extension().is_some_and(|e| e == "toml")) {
            let stem = card.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
            let Some((code, name)) = stem.split_once('-').filter(|(code, _)| code.len() == 6) else {
                continue;
            };
            taken.codes.insert(code.to_owned());
            taken.names.insert(name.to_owned());
            let text = std::fs::read_to_string(card).map_err(|e| format!("{}: {e}", card.display()))?;
            for old in formerly(&text).map_err(|e| format!("{}: {e}", card.display()))? {
                taken.codes.insert(old.clone());
                taken.names.insert(old);
            }
        }
    }
    Ok(taken)
}

fn entries(folder: &Path) -> Result<Vec<std::path::PathBuf>, String> {
    let read = || std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>();
    read().map_err(|e| format!("{}: {e}", folder.display()))
}

/// The older names and codes that a card lists.
fn formerly(card: &str) -> Result<Vec<String>, toml::de::Error> {
    let card: toml::Table = toml::from_str(card)?;
    let list = card.get("formerly").and_then(toml::Value::as_array);
    Ok(list.into_iter().flatten().filter_map(|old| old.as_str().map(str::to_owned)).collect())
}
