//! Han literals in `crates/` outside tests: words that belong in `rules/tables/`, messages that belong in
//! `rules/messages/`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use walkdir::WalkDir;

/// Files with more literals than this are to be explained in `xtask/han.toml`.
const MANY: usize = 10;

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

/// The Han literals of one file.
struct File {
    path: String,
    /// How many there are.
    count: usize,
    /// How many have more than one character: words, where the others are characters of a grammar.
    words: usize,
}

/// Literals by file, of files that have any, the most first.
fn count(root: &Path) -> Result<Vec<File>, String> {
    let mut files = Vec::new();
    let mut of_tests = BTreeSet::new();
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
        let folder = Path::new(&inside).parent().unwrap_or(Path::new("")).to_string_lossy().into_owned();
        of_tests.extend(test_modules(&text).map(|name| format!("{folder}/{name}.rs")));
        let found = literals(&text);
        if !found.is_empty() {
            let words = found.iter().filter(|literal| literal.chars().nth(1).is_some()).count();
            files.push(File { path: inside, count: found.len(), words });
        }
    }
    files.retain(|file: &File| !of_tests.contains(&file.path));
    files.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.path.cmp(&b.path)));
    Ok(files)
}

/// Modules that are declared for tests alone and stand in files of their own.
fn test_modules(text: &str) -> impl Iterator<Item = &str> {
    let declared = text.split("#[cfg(test)]\n").skip(1);
    declared
        .filter_map(|rest| rest.strip_prefix("mod ")?.split_once(';').map(|(name, _)| name))
        .filter(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '_'))
}

/// The report, and what is wrong: files without a reason, and reasons without such a file.
fn judge(files: &[File], reasons: &Reasons) -> (String, Vec<String>) {
    let reason = |file: &str| {
        reasons.iter().find_map(|(kind, files)| Some((kind.as_str(), files.get(file)?.as_str())))
    };
    let mut out = String::new();
    let mut problems = Vec::new();
    for File { path, count, .. } in files.iter().filter(|file| file.count > MANY) {
        let (kind, why) = reason(path).unwrap_or_default();
        let _ = writeln!(out, "{count:5}  {path}  {kind}: {why}");
        if why.is_empty() {
            problems.push(format!("{path}: {count} Han literals and no reason in xtask/han.toml"));
        }
    }
    for path in reasons.values().flat_map(BTreeMap::keys) {
        if !files.iter().any(|file| file.count > MANY && file.path == *path) {
            problems.push(format!("{path}: at most {MANY} Han literals: its line in xtask/han.toml goes"));
        }
    }
    let few = files.iter().filter(|file| file.count <= MANY).count();
    let all: usize = files.iter().map(|file| file.count).sum();
    let words: usize = files.iter().map(|file| file.words).sum();
    let _ = writeln!(
        out,
        "{all} Han literals: {words} words and {} single characters; {few} files hold at most {MANY} each",
        all - words
    );
    (out, problems)
}

/// String and character literals with a Han character, of every shape (plain, raw, byte-free), outside comments
/// and test modules.
fn literals(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if rest.starts_with("#[cfg(test)]") {
            break;
        } else if rest.starts_with("//") {
            rest = rest.find('\n').map_or("", |end| &rest[end..]);
        } else if rest.starts_with("/*") {
            rest = rest.find("*/").map_or("", |end| &rest[end + 2..]);
        } else if let Some((literal, after)) = literal(rest) {
            if literal.chars().any(is_han) {
                out.push(literal);
            }
            rest = after;
        } else {
            rest = &rest[c.len_utf8()..];
        }
    }
    out
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
        let file = |path: &str, count, words| File { path: path.to_owned(), count, words };
        let files = [file("crates/a.rs", 12, 2), file("crates/b.rs", 11, 0), file("crates/c.rs", 3, 1)];
        let reasons: Reasons =
            toml::from_str("[grammar]\n\"crates/a.rs\" = \"why\"\n\"crates/c.rs\" = \"why\"\n").unwrap();
        let (out, problems) = judge(&files, &reasons);
        assert!(out.contains("crates/a.rs  grammar: why"), "{out}");
        assert!(out.contains("26 Han literals: 3 words and 23 single"), "{out}");
        assert_eq!(problems.len(), 2, "{problems:?}");
        assert!(problems[0].starts_with("crates/b.rs") && problems[1].starts_with("crates/c.rs"));
    }

    #[test]
    fn modules_of_tests_are_told_by_their_declaration() {
        let text = "mod a;\n#[cfg(test)]\nmod b;\nmod c;\n#[cfg(test)]\nmod tests {\n    mod d;\n}\n";
        assert_eq!(test_modules(text).collect::<Vec<_>>(), ["b"]);
    }

    #[test]
    fn literals_are_counted_and_comments_are_not() {
        assert_eq!(
            literals("let a = \"亩\"; // \"顷\"\nlet b = '千';\nlet c: &'static str = \"x\";").len(),
            2
        );
        assert_eq!(literals("r#\"“亩”\"# /* \"顷\" */ \"\\\"亩\"").len(), 2);
        assert_eq!(literals("\"a\"\n#[cfg(test)]\nmod tests { \"亩\" }"), [""; 0]);
    }
}
