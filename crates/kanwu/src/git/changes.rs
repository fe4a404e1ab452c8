//! What has changed in a git repository since a revision.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use kanwu_report::FileError;
use kanwu_text::Lang;

use super::patch::{Lines, binaries, hunks};
use super::process::{self, NoGit, git};
use crate::failure::shown;
use crate::messages::git as said;

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
        match self {
            Untold::Git(why) => why.said(lang),
            Untold::Revision(name) => said::NoRevision { name }.text(lang),
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
        let root = process::root()?;
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
            changed.insert(root.join(process::path(name)), Touched::Whole);
        }
        for (name, lines) in hunks(&against(&["--unified=0", "--inter-hunk-context=0"])?) {
            changed.entry(root.join(process::path(&name))).or_insert(Touched::Lines(lines));
        }
        let kept =
            process::paths(&git(&root, &["ls-files", "-z"])?).iter().map(|name| root.join(name)).collect();
        Ok(Changes { root, kept, changed })
    }

    /// What has changed of `file`. Of a file that git does not keep, all.
    pub(crate) fn of(&self, file: &Path) -> Result<Touched, FileError> {
        let real = kanwu_disk::files::real(file).map_err(|e| crate::failure::unreadable(file, &e))?;
        let Ok(inside) = real.strip_prefix(&self.root) else {
            return Err(outside(file, &self.root));
        };
        let folders = inside.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
        if let Some(nested) =
            folders.map(|folder| self.root.join(folder)).find(|f| kanwu_disk::files::exists(&f.join(".git")))
        {
            return Err(elsewhere(file, &nested));
        }
        if !self.kept.contains(&real) {
            return Ok(Touched::Whole);
        }
        Ok(self.changed.get(&real).cloned().unwrap_or(Touched::NOTHING))
    }
}

fn outside(file: &Path, root: &Path) -> FileError {
    FileError::new(shown(file), |lang| said::Outside { root: shown(root) }.text(lang))
}

fn elsewhere(file: &Path, nested: &Path) -> FileError {
    FileError::new(shown(file), |lang| said::Elsewhere { root: shown(nested) }.text(lang))
}

/// The full name of the commit that a revision means.
fn commit(root: &Path, revision: &str) -> Result<String, Untold> {
    let unknown = || Untold::Revision(revision.to_owned());
    // It would be an option.
    if revision.starts_with('-') {
        return Err(unknown());
    }
    match git(root, &["rev-parse", "--verify", "--quiet", &format!("{revision}^{{commit}}")]) {
        Ok(name) => Ok(process::text(&name)),
        Err(NoGit::Failed(_)) => Err(unknown()),
        Err(why) => Err(why.into()),
    }
}
