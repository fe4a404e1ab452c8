//! What has changed in a git repository since a revision.

use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use kanwu_report::FileError;
use kanwu_text::Lang;

use crate::failure::shown;
use crate::git::{self, NoGit, git};

/// 1-based lines, as git counts them: each ends in LF.
pub(crate) type Lines = Vec<RangeInclusive<u32>>;

/// How much of a file, or of a source, has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Touched {
    /// All of it.
    Whole,
    /// These lines, in order; none where nothing has.
    Lines(Lines),
}

impl Touched {
    pub(crate) const NOTHING: Touched = Touched::Lines(Vec::new());
}

/// Why it can't be told what has changed.
#[derive(Debug)]
pub(crate) enum Untold {
    Git(NoGit),
    /// No such revision.
    Revision(String),
}

impl Untold {
    pub(crate) fn said(&self, lang: Lang) -> String {
        match (self, lang) {
            (Untold::Git(why), _) => why.said(lang),
            (Untold::Revision(name), Lang::Zh) => {
                format!("git 里没有“{name}”这个版本；浅克隆的先 `git fetch --unshallow`。")
            }
            (Untold::Revision(name), Lang::En) => {
                format!(
                    "git knows no revision “{name}”; a shallow clone wants `git fetch --unshallow` first."
                )
            }
        }
    }
}

impl From<NoGit> for Untold {
    fn from(why: NoGit) -> Untold {
        Untold::Git(why)
    }
}

/// The working tree against a revision.
pub(crate) struct Changes {
    root: PathBuf,
    /// Files that git keeps. Of all others every line is new.
    kept: HashSet<PathBuf>,
    changed: HashMap<PathBuf, Touched>,
}

impl Changes {
    /// In the repository of the run's folder.
    pub(crate) fn since(revision: &str) -> Result<Changes, Untold> {
        let root = git::root()?;
        let commit = commit(&root, revision)?;
        let against = |form: &[&str]| {
            let plain =
                ["-c", "core.quotePath=false", "diff", "--no-ext-diff", "--no-textconv", "--no-color"];
            // No user's settings may change the form.
            let fixed = ["--no-prefix", "--ignore-submodules", "--find-renames"];
            git(&root, &[&plain[..], &fixed, form, &[&commit, "--"]].concat())
        };
        let mut changed: HashMap<PathBuf, Touched> = HashMap::new();
        for name in binaries(&against(&["--numstat", "-z"])?) {
            changed.insert(root.join(git::path(name)), Touched::Whole);
        }
        for (name, lines) in hunks(&against(&["--unified=0", "--inter-hunk-context=0"])?) {
            changed.entry(root.join(git::path(&name))).or_insert(Touched::Lines(lines));
        }
        let kept = git::paths(&git(&root, &["ls-files", "-z"])?).iter().map(|name| root.join(name)).collect();
        Ok(Changes { root, kept, changed })
    }

    /// What has changed of `file`. Of a file that git does not keep, all.
    pub(crate) fn of(&self, file: &Path) -> Result<Touched, FileError> {
        let real = std::fs::canonicalize(file).map_err(|e| crate::failure::unreadable(file, &e))?;
        let Ok(inside) = real.strip_prefix(&self.root) else {
            return Err(outside(file, &self.root));
        };
        let folders = inside.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
        if let Some(nested) = folders.map(|folder| self.root.join(folder)).find(|f| f.join(".git").exists()) {
            return Err(elsewhere(file, &nested));
        }
        if !self.kept.contains(&real) {
            return Ok(Touched::Whole);
        }
        Ok(self.changed.get(&real).cloned().unwrap_or(Touched::NOTHING))
    }
}

fn outside(file: &Path, root: &Path) -> FileError {
    FileError {
        path: shown(file),
        zh: format!("不在 git 仓库 {} 里，不知道改了哪些行，未列出", shown(root)),
        en: format!("not in the git repository {}: what has changed can't be told; not listed", shown(root)),
    }
}

fn elsewhere(file: &Path, nested: &Path) -> FileError {
    FileError {
        path: shown(file),
        zh: format!("在另一个 git 仓库 {} 里，不知道改了哪些行，未列出；请到那里检查", shown(nested)),
        en: format!(
            "in another git repository, {}: what has changed can't be told; not listed; check it there",
            shown(nested)
        ),
    }
}

/// The full name of the commit that a revision means.
fn commit(root: &Path, revision: &str) -> Result<String, Untold> {
    let unknown = || Untold::Revision(revision.to_owned());
    // It would be an option.
    if revision.starts_with('-') {
        return Err(unknown());
    }
    match git(root, &["rev-parse", "--verify", "--quiet", &format!("{revision}^{{commit}}")]) {
        Ok(name) => Ok(git::text(&name)),
        Err(NoGit::Failed(_)) => Err(unknown()),
        Err(why) => Err(why.into()),
    }
}

/// The files that `--numstat -z` counts no lines of: `-`, `-` and the name, parted by tabs; of a renamed file
/// the old and the new name follow instead.
fn binaries(numstat: &[u8]) -> Vec<&[u8]> {
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
fn hunks(patch: &[u8]) -> Vec<(Vec<u8>, Lines)> {
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
