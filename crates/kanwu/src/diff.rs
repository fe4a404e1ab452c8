//! A change as a unified diff that `git apply` and `patch` take: of the bytes of the file, with its own line ends.

use std::io::{self, Write};

use similar::{Algorithm, ChangeTag, DiffOp, capture_diff_slices, group_diff_ops};

/// Lines that are shown round a change. `git apply` asks for some.
const CONTEXT: usize = 3;

/// Writes the change of the file at `path` from `before` to `after`.
pub(crate) fn unified(out: &mut impl Write, path: &str, before: &[u8], after: &[u8]) -> io::Result<()> {
    let (old, new) = (lines(before), lines(after));
    let groups = group_diff_ops(capture_diff_slices(Algorithm::Myers, &old, &new), CONTEXT);
    if groups.is_empty() {
        return Ok(());
    }
    writeln!(out, "--- {}\n+++ {}", name("a/", path), name("b/", path))?;
    for group in groups {
        let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
        let range = |start: usize, end: usize| match end - start {
            // An empty stretch stands behind the line that is named.
            0 => format!("{start},0"),
            1 => format!("{}", start + 1),
            count => format!("{},{count}", start + 1),
        };
        let was = range(first.old_range().start, last.old_range().end);
        let is = range(first.new_range().start, last.new_range().end);
        writeln!(out, "@@ -{was} +{is} @@")?;
        for op in &group {
            write_op(out, op, &old, &new)?;
        }
    }
    Ok(())
}

fn write_op(out: &mut impl Write, op: &DiffOp, old: &[&[u8]], new: &[&[u8]]) -> io::Result<()> {
    for change in op.iter_changes(old, new) {
        let sign: &[u8] = match change.tag() {
            ChangeTag::Equal => b" ",
            ChangeTag::Delete => b"-",
            ChangeTag::Insert => b"+",
        };
        let line: &[u8] = change.value();
        out.write_all(sign)?;
        out.write_all(line)?;
        if !line.ends_with(b"\n") {
            out.write_all(b"\n\\ No newline at end of file\n")?;
        }
    }
    Ok(())
}

/// Lines as git and `patch` count them: each ends in LF, and a CR before it is part of the line.
fn lines(bytes: &[u8]) -> Vec<&[u8]> {
    bytes.split_inclusive(|b| *b == b'\n').collect()
}

/// The name as git writes it: quoted as in C where it has quotation marks, backslashes or control characters; one
/// with blanks gets a tab behind it, so that `patch` takes the whole.
fn name(side: &str, path: &str) -> String {
    if !path.contains(|c: char| c.is_ascii_control() || matches!(c, '"' | '\\')) {
        let end = if path.contains(char::is_whitespace) { "\t" } else { "" };
        return format!("{side}{path}{end}");
    }
    let mut quoted = format!("\"{side}");
    for c in path.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            c if c.is_ascii_control() => quoted.push_str(&format!("\\{:03o}", c as u32)),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diff(path: &str, before: &[u8], after: &[u8]) -> String {
        let mut out = Vec::new();
        unified(&mut out, path, before, after).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn line_ends_are_the_files_own() {
        assert_eq!(
            diff("a.md", "# 甲\r\n\r\n乙,丙".as_bytes(), "# 甲\r\n\r\n乙，丙".as_bytes()),
            "--- a/a.md\n+++ b/a.md\n@@ -1,3 +1,3 @@\n # 甲\r\n \r\n-乙,丙\n\\ No newline at end of file\n+乙，丙\n\\ No newline at end of file\n"
        );
        assert_eq!(diff("a.md", b"a\rb,\rc", b"a\rb.\rc").matches("@@").count(), 2);
        assert_eq!(diff("a.md", b"a\n", b"a\n"), "");
        assert!(diff("a.md", b"", b"a\n").contains("@@ -0,0 +1 @@\n+a\n"));
    }

    #[test]
    fn names_are_written_as_git_does() {
        assert_eq!(name("a/", "稿/概况.md"), "a/稿/概况.md");
        assert_eq!(name("a/", "清河 年鉴.md"), "a/清河 年鉴.md\t");
        assert_eq!(name("b/", "a\u{1b}\"\n.md"), "\"b/a\\033\\\"\\n.md\"");
    }
}
