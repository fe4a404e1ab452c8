//! Han literals in `crates/` outside tests: words that belong in `rules/tables/`.

use std::path::Path;

use walkdir::WalkDir;

/// Files with more literals than this are to be explained.
const MANY: usize = 10;

/// Counts literals that hold a Han character, by file, the most first.
pub(crate) fn report(root: &Path) -> Result<String, String> {
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
    let all: usize = files.iter().map(|(count, _)| count).sum();
    let mut out = String::new();
    for (count, file) in files.iter().filter(|(count, _)| *count > MANY) {
        out.push_str(&format!("{count:5}  {file}\n"));
    }
    let few = files.iter().filter(|(count, _)| *count <= MANY).count();
    out.push_str(&format!("{all} Han literals; {few} files hold at most {MANY} each\n"));
    Ok(out)
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
    fn literals_are_counted_and_comments_are_not() {
        assert_eq!(literals("let a = \"亩\"; // \"顷\"\nlet b = '千';\nlet c: &'static str = \"x\";"), 2);
        assert_eq!(literals("r#\"“亩”\"# /* \"顷\" */ \"\\\"亩\""), 2);
        assert_eq!(literals("\"a\"\n#[cfg(test)]\nmod tests { \"亩\" }"), 0);
    }
}
