//! Which patterns of cards have no examples of their own.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use kanwu_card::Unproven;

/// Lists patterns without examples, of one card or of all.
pub fn missing(root: &Path, card: Option<&str>) -> Result<String, String> {
    let mut files: Vec<PathBuf> = Vec::new();
    for family in read(&root.join("rules"))?.into_iter().filter(|p| p.is_dir()) {
        files.extend(read(&family)?.into_iter().filter(|p| is_card(p)));
    }
    files.sort();
    let mut out = String::new();
    let (mut patterns, mut literals) = (0, 0);
    for path in files {
        let text = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
        let shown = path.strip_prefix(root).unwrap_or(&path).display().to_string();
        let parsed = kanwu_card::Card::parse(&text, &shown).map_err(|e| e.to_string())?;
        if card.is_some_and(|wanted| wanted != parsed.code && wanted != parsed.name) {
            continue;
        }
        for unproven in kanwu_card::unproven(&parsed) {
            patterns += 1;
            literals += unproven.literals.len();
            let _ = writeln!(out, "{shown} {}", line(&unproven));
        }
    }
    let _ = write!(out, "{patterns} patterns lack examples, {literals} literals among them have no `bad`");
    Ok(out)
}

/// The pattern's place, what it lacks, and what stands round it.
fn line(unproven: &Unproven) -> String {
    let Unproven { place, literals, good, conditions } = unproven;
    let good = if *good { " +good" } else { "" };
    format!("[{place}] {}{good} {conditions}", literals.join(" ")).trim_end().to_owned()
}

fn is_card(path: &Path) -> bool {
    let name = path.file_name().and_then(|n| n.to_str()).unwrap_or_default();
    let code = name.split('-').next().unwrap_or_default();
    name.ends_with(".toml") && code.len() == 6 && code.bytes().take(3).all(|b| b.is_ascii_uppercase())
}

fn read(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let entries = std::fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    Ok(entries.filter_map(Result::ok).map(|entry| entry.path()).collect())
}
