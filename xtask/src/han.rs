//! Han literals in `crates/` outside tests: words that belong in `rules/tables/`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use walkdir::WalkDir;

/// Files with more literals than this are to be explained in `xtask/han.toml`.
const MANY: usize = 10;

/// Crates whose Han literals are what the program says to its user.
const SPEAKING: [&str; 5] =
    ["crates/kanwu/", "crates/report/", "crates/decision/", "crates/disk/", "crates/intake/src/error.rs"];

/// Reasons by path, by the kind of literals.
type Reasons = BTreeMap<String, BTreeMap<String, String>>;

/// Counts literals that hold a Han character, by file, the most first, each file above the limit with its reason.
pub(crate) fn report(root: &Path) -> Result<String, String> {
    let listed = root.join("xtask/han.toml");
    let text = std::fs::read_to_string(&listed).map_err(|e| format!("{}: {e}", listed.display()))?;
    let reasons: Reasons = toml::from_str(&text).map_err(|e| format!("{}: {e}", listed.display()))?;
    let (out, problems) = judge(&count(root)?, &reasons);
    if problems.is_empty() { Ok(out) } else { Err(format!("{out}{}", problems.join("\n"))) }
}

/// Literals by file, of files that have any, the most first.
fn count(root: &Path) -> Result<Vec<(usize, String)>, String> {
    let mut files = Vec::new();
    for entry in WalkDir::new(root.join("crates")) {
        let entry = entry.map_err(|e| e.to_string())?;
        let path = entry.path();
        let inside = path.strip_prefix(root).unwrap_or(path).to_string_lossy().replace('\\', "/");
        let is_test =
            inside.contains("/tests/") || inside.ends_with("/tests.rs") || inside.ends_with("/sample.rs");
        if path.extension().is_none_or(|e| e != "rs") || is_test {
            continue;
        }
        let text = std::fs::read_to_string(path).map_err(|e| format!("{inside}: {e}"))?;
        let count = literals(&text);
        if count > 0 {
            files.push((count, inside));
        }
    }
    files.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    Ok(files)
}

/// The report, and what is wrong: files without a reason, and reasons without such a file.
fn judge(files: &[(usize, String)], reasons: &Reasons) -> (String, Vec<String>) {
    let reason = |file: &str| {
        reasons.iter().find_map(|(kind, files)| Some((kind.as_str(), files.get(file)?.as_str())))
    };
    let mut out = String::new();
    let mut problems = Vec::new();
    for (count, file) in files.iter().filter(|(count, _)| *count > MANY) {
        let (kind, why) = reason(file).unwrap_or_default();
        let _ = writeln!(out, "{count:5}  {file}  {kind}: {why}");
        if why.is_empty() {
            problems.push(format!("{file}: {count} Han literals and no reason in xtask/han.toml"));
        }
    }
    for file in reasons.values().flat_map(BTreeMap::keys) {
        if !files.iter().any(|(count, name)| *count > MANY && name == file) {
            problems.push(format!("{file}: at most {MANY} Han literals: its line in xtask/han.toml goes"));
        }
    }
    let few = files.iter().filter(|(count, _)| *count <= MANY).count();
    let all: usize = files.iter().map(|(count, _)| count).sum();
    let speaks = |file: &str| {
        SPEAKING.iter().any(|part| file.starts_with(part)) || reason(file).is_some_and(|r| r.0 == "messages")
    };
    let said: usize = files.iter().filter(|(_, file)| speaks(file)).map(|(count, _)| count).sum();
    let _ = writeln!(
        out,
        "{all} Han literals: {said} of messages, {} of reading and rules; {few} files hold at most {MANY} each",
        all - said
    );
    (out, problems)
}

/// String and character literals with a Han character, of every shape (plain, raw, byte-free), outside comments
/// and test modules.
fn literals(text: &str) -> usize {
    let mut count = 0;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if rest.starts_with("#[cfg(test)]") {
            break;
        } else if rest.starts_with("//") {
            rest = rest.find('\n').map_or("", |end| &rest[end..]);
        } else if rest.starts_with("/*") {
            rest = rest.find("*/").map_or("", |end| &rest[end + 2..]);
        } else if let Some((literal, after)) = literal(rest) {
            count += usize::from(literal.chars().any(is_han));
            rest = after;
        } else {
            rest = &rest[c.len_utf8()..];
        }
    }
    count
}

/// The literal that `rest` begins with, and what follows it.
fn literal(rest: &str) -> Option<(&str, &str)> {
    if let Some(raw) =
        rest.strip_prefix("r#\"").map(|r| (r, "\"#")).or_else(|| rest.strip_prefix("r\"").map(|r| (r, "\"")))
    {
        let (body, end) = raw;
        let at = body.find(end)?;
        return Some((&body[..at], &body[at + end.len()..]));
    }
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let mut escaped = false;
    for (i, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return Some((&rest[1..i], &rest[i + 1..])),
            // A lifetime has no second quote.
            _ if quote == '\'' && i > 4 => return None,
            _ => {}
        }
    }
    None
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_with_many_needs_a_reason_and_one_with_few_has_none() {
        let files =
            [(12, "crates/a.rs".to_owned()), (11, "crates/b.rs".to_owned()), (3, "crates/c.rs".to_owned())];
        let reasons: Reasons =
            toml::from_str("[grammar]\n\"crates/a.rs\" = \"why\"\n\"crates/c.rs\" = \"why\"\n").unwrap();
        let (out, problems) = judge(&files, &reasons);
        assert!(out.contains("crates/a.rs  grammar: why"), "{out}");
        assert_eq!(problems.len(), 2, "{problems:?}");
        assert!(problems[0].starts_with("crates/b.rs") && problems[1].starts_with("crates/c.rs"));
    }

    #[test]
    fn literals_are_counted_and_comments_are_not() {
        assert_eq!(literals("let a = \"亩\"; // \"顷\"\nlet b = '千';\nlet c: &'static str = \"x\";"), 2);
        assert_eq!(literals("r#\"“亩”\"# /* \"顷\" */ \"\\\"亩\""), 2);
        assert_eq!(literals("\"a\"\n#[cfg(test)]\nmod tests { \"亩\" }"), 0);
    }
}
