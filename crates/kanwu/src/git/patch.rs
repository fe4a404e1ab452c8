//! What git prints of changes: patches, and counts of lines.

use std::ops::RangeInclusive;

/// 1-based lines, as git counts them: each ends in LF.
pub(crate) type Lines = Vec<RangeInclusive<u32>>;

/// The files that `--numstat -z` counts no lines of: `-`, `-` and the name, parted by tabs; of a renamed file
/// the old and the new name follow instead.
pub(crate) fn binaries(numstat: &[u8]) -> Vec<&[u8]> {
    let mut found = Vec::new();
    let mut fields = numstat.split(|b| *b == 0);
    while let Some(counted) = fields.next() {
        let mut parts = counted.splitn(3, |b| *b == b'\t');
        let (Some(added), Some(_), Some(name)) = (parts.next(), parts.next(), parts.next()) else { continue };
        let name = match name {
            b"" => fields.nth(1).unwrap_or_default(),
            name => name,
        };
        if added == b"-" {
            found.push(name);
        }
    }
    found
}

/// By name, the lines of the new text that each hunk of a patch touches. What is only deleted touches the
/// lines on either side.
pub(crate) fn hunks(patch: &[u8]) -> Vec<(Vec<u8>, Lines)> {
    let mut files: Vec<(Vec<u8>, Lines)> = Vec::new();
    let mut body = Hunk::default();
    for line in patch.split(|b| *b == b'\n') {
        if body.takes(line) {
            continue;
        }
        if let Some(name) = line.strip_prefix(b"+++ ") {
            files.push((unquoted(name), Lines::new()));
        } else if let Some(hunk) = Hunk::read(line) {
            if let Some((_, lines)) = files.last_mut() {
                lines.push(hunk.touched());
            }
            body = hunk;
        }
    }
    files
}

/// A hunk's head, and then how many lines of its body are still to come.
#[derive(Debug, Default)]
struct Hunk {
    old: u32,
    start: u32,
    new: u32,
}

impl Hunk {
    /// `@@ -12,3 +12,4 @@`, where a count of one is left out.
    fn read(line: &[u8]) -> Option<Hunk> {
        let head = std::str::from_utf8(line.strip_prefix(b"@@ -")?.split(|b| *b == b'@').next()?).ok()?;
        let (old, new) = head.trim_end().split_once(" +")?;
        let pair = |side: &str| {
            let (start, count) = side.split_once(',').unwrap_or((side, "1"));
            Some((start.parse::<u32>().ok()?, count.parse::<u32>().ok()?))
        };
        let ((_, old), (start, new)) = (pair(old)?, pair(new)?);
        Some(Hunk { old, start, new })
    }

    fn touched(&self) -> RangeInclusive<u32> {
        let first = self.start.max(1);
        let last = match self.new {
            0 => self.start.saturating_add(1),
            new => self.start.saturating_add(new - 1),
        };
        first..=last.max(first)
    }

    /// Whether a line is of the body, which may look like anything.
    fn takes(&mut self, line: &[u8]) -> bool {
        if self.old == 0 && self.new == 0 {
            return false;
        }
        let (old, new) = match line.first() {
            Some(b'-') => (1, 0),
            Some(b'+') => (0, 1),
            Some(b'\\') => (0, 0),
            _ => (1, 1),
        };
        self.old = self.old.saturating_sub(old);
        self.new = self.new.saturating_sub(new);
        true
    }
}

/// A name as a patch writes it: one with blanks has a tab behind it, one with quotation marks, backslashes or
/// control characters is quoted as in C.
fn unquoted(name: &[u8]) -> Vec<u8> {
    let name = name.strip_suffix(b"\t").unwrap_or(name);
    let Some(inner) = name.strip_prefix(b"\"").and_then(|rest| rest.strip_suffix(b"\"")) else {
        return name.to_vec();
    };
    let mut out = Vec::with_capacity(inner.len());
    let mut rest = inner;
    while let Some((&first, after)) = rest.split_first() {
        let (byte, used) = match (first, after.first()) {
            (b'\\', Some(&c)) => escaped(c, after),
            _ => (first, 0),
        };
        out.push(byte);
        rest = after.get(used..).unwrap_or_default();
    }
    out
}

/// The byte that `\c…` stands for, and how many bytes behind the backslash say so.
fn escaped(c: u8, after: &[u8]) -> (u8, usize) {
    let named = match c {
        b'a' => 7,
        b'b' => 8,
        b't' => b'\t',
        b'n' => b'\n',
        b'v' => 11,
        b'f' => 12,
        b'r' => b'\r',
        b'0'..=b'7' => {
            let digits: Vec<u8> =
                after.iter().take(3).take_while(|b| matches!(b, b'0'..=b'7')).copied().collect();
            let value = digits.iter().fold(0_u8, |n, d| n.wrapping_mul(8).wrapping_add(d - b'0'));
            return (value, digits.len());
        }
        other => other,
    };
    (named, 1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lines(patch: &str) -> Vec<(String, Lines)> {
        hunks(patch.as_bytes()).into_iter().map(|(n, l)| (String::from_utf8(n).unwrap(), l)).collect()
    }

    #[test]
    fn hunks_are_lines_of_the_new_text() {
        let patch = "diff --git 概 况.md 概 况.md\nindex 1..2 100644\n--- 概 况.md\t\n+++ 概 况.md\t\n\
            @@ -3 +3,2 @@ 标题\n-旧\n+新\n+@@ -1 +1 @@\n@@ -9,2 +10,0 @@\n-一\n--- 二\n\
            @@ -20,0 +20 @@\n+++ 三\n\\ No newline at end of file\n\
            diff --git b.md b.md\n--- /dev/null\n+++ b.md\n@@ -0,0 +1,2 @@\n+x\n+y\n\
            diff --git c.md c.md\n--- c.md\n+++ c.md\n@@ -1,2 +0,0 @@\n-x\n-y\n";
        assert_eq!(
            lines(patch),
            [
                ("概 况.md".to_owned(), vec![3..=4, 10..=11, 20..=20]),
                ("b.md".to_owned(), vec![1..=2]),
                ("c.md".to_owned(), vec![1..=1]),
            ]
        );
    }

    #[test]
    fn names_are_read_back() {
        assert_eq!(
            unquoted("\"a\\\"b\\\\c\\t\\346\\261\\211 x.md\"\t".as_bytes()),
            "a\"b\\c\t汉 x.md".as_bytes()
        );
        assert_eq!(unquoted(b"a \"b\" c\t"), b"a \"b\" c");
    }

    #[test]
    fn files_without_lines_are_told_from_renamed_ones() {
        let numstat = b"1\t2\ta b.md\0-\t-\tc.docx\0-\t-\t\0old.docx\0new.docx\x000\t0\t\0x.md\0y.md\0";
        assert_eq!(binaries(numstat), [&b"c.docx"[..], b"new.docx"]);
    }

    /// As git quotes.
    fn quoted(name: &[u8]) -> Vec<u8> {
        let each = |b: &u8| match b {
            b'"' | b'\\' => vec![b'\\', *b],
            b'\t' => b"\\t".to_vec(),
            0..=31 | 127.. => format!("\\{b:03o}").into_bytes(),
            _ => vec![*b],
        };
        [&b"\""[..], &name.iter().flat_map(each).collect::<Vec<u8>>(), b"\""].concat()
    }

    proptest! {
        #[test]
        fn any_name_is_read_back(name in prop::collection::vec(1u8.., 1..20)) {
            prop_assert_eq!(unquoted(&quoted(&name)), name);
        }

        /// Lines that look like a patch themselves, and a last line that does not end.
        #[test]
        fn what_no_hunk_touches_was_there_before(
            old in prop::collection::vec("(甲|乙|--- a|\\+\\+\\+ b|@@ -1 \\+1 @@)?", 0..12),
            new in prop::collection::vec("(甲|乙|--- a|\\+\\+\\+ b|@@ -1 \\+1 @@)?", 0..12),
            ends in any::<bool>(),
        ) {
            let end = if ends { "\n" } else { "" };
            let (before, after) = (old.join("\n") + "\n", new.join("\n") + end);
            let patch = similar::TextDiff::from_lines(&before, &after)
                .unified_diff()
                .context_radius(0)
                .header("稿.md", "稿.md")
                .to_string();
            let files = lines(&patch);
            prop_assert_eq!(files.len(), usize::from(before != after));
            let touched = |n: u32| files.iter().flat_map(|(_, lines)| lines).any(|l| l.contains(&n));
            let mut rest = before.lines();
            for (n, line) in (1..).zip(after.lines()).filter(|(n, _)| !touched(*n)) {
                prop_assert!(rest.any(|was| was == line), "line {n} of {after:?} in {patch}");
            }
        }

        #[test]
        fn any_bytes_are_read(patch in prop::collection::vec(prop_oneof![
            Just(b"@@ -1,4294967295 +4294967295,4294967295 @@".to_vec()),
            Just(b"@@ -1 +0,0 @@".to_vec()), Just(b"+++ \"\\".to_vec()),
            prop::collection::vec(any::<u8>(), 0..12)], 0..12))
        {
            let patch = patch.join(&b'\n');
            for (_, lines) in hunks(&patch) {
                prop_assert!(lines.iter().all(|l| *l.start() >= 1 && l.start() <= l.end()));
            }
            binaries(&patch);
        }
    }
}
