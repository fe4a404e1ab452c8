//! Whether each table in `rules/tables/` says what it means, where it comes from, under which licence, and when it was
//! made.

use std::path::Path;

/// What the head of a table must say: as a field of `[meta]`, or in a comment line such as `# 来源：`.
const REQUIRED: [(&str, &str); 3] = [("licence", "许可："), ("source", "来源："), ("date", "日期：")];

/// Names each table that lacks something.
pub(crate) fn check(root: &Path) -> Result<String, String> {
    let mut lacking = Vec::new();
    let mut count = 0;
    for entry in walkdir::WalkDir::new(root.join("rules/tables")).sort_by_file_name() {
        let entry = entry.map_err(|e| e.to_string())?;
        let path = entry.path();
        if path.extension().is_none_or(|e| e != "toml" && e != "txt") {
            continue;
        }
        count += 1;
        let text = std::fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        let what: Vec<&str> = REQUIRED.iter().filter(|(f, c)| !says(&text, f, c)).map(|(f, _)| *f).collect();
        if !what.is_empty() {
            let name = path.strip_prefix(root).unwrap_or(path).display();
            lacking.push(format!("{name} does not say its {}", what.join(", ")));
        }
    }
    if lacking.is_empty() {
        Ok(format!("{count} tables say licence, source and date"))
    } else {
        Err(lacking.join("\n"))
    }
}

fn says(text: &str, field: &str, comment: &str) -> bool {
    let meta = text.split_once("[meta]").map_or("", |(_, rest)| rest.split("\n[").next().unwrap_or_default());
    let in_meta = meta.lines().any(|line| {
        line.split_once('=').is_some_and(|(name, value)| name.trim() == field && value.trim().len() > 2)
    });
    let head = text.lines().take_while(|line| line.is_empty() || line.starts_with('#'));
    in_meta
        || head
            .into_iter()
            .any(|line| line.split_once(comment).is_some_and(|(_, rest)| !rest.trim().is_empty()))
}
