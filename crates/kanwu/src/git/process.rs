//! Questions put to git, which runs as a program of its own.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};

use kanwu_text::Lang;

use crate::messages::git as said;

/// Why git did not answer.
#[derive(Debug)]
pub(crate) enum NoGit {
    Missing(io::Error),
    NoRepository,
    /// What it says itself.
    Failed(String),
}

impl NoGit {
    pub(crate) fn said(&self, lang: Lang) -> String {
        match self {
            NoGit::Missing(error) => said::Missing { error }.text(lang),
            NoGit::NoRepository => said::NO_REPOSITORY.text(lang).to_owned(),
            NoGit::Failed(why) => said::Failed { why }.text(lang),
        }
    }
}

/// What git prints when it is run in `folder`.
pub(crate) fn git(folder: &Path, args: &[&str]) -> Result<Vec<u8>, NoGit> {
    asked(folder, &args.iter().map(OsStr::new).collect::<Vec<_>>())
}

fn asked(folder: &Path, args: &[&OsStr]) -> Result<Vec<u8>, NoGit> {
    let output = kanwu_disk::system::program("git")
        .current_dir(folder)
        .args(args)
        .env("LC_ALL", "C")
        // It would overrule the number of context lines that is asked for.
        .env_remove("GIT_DIFF_OPTS")
        .output()
        .map_err(NoGit::Missing)?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = text(&output.stderr);
    let why = said.lines().next().unwrap_or_default();
    Err(match why.contains("not a git repository") {
        true => NoGit::NoRepository,
        false => NoGit::Failed(why.trim_start_matches("fatal: ").to_owned()),
    })
}

/// What the index holds of a file, as git would put it into the folder.
pub(crate) fn in_index(path: &Path) -> Result<Vec<u8>, NoGit> {
    let mut name = OsString::from(":./");
    name.push(path);
    asked(Path::new("."), &[OsStr::new("cat-file"), OsStr::new("--filters"), &name])
}

/// The folder that holds the repository's files.
pub(crate) fn root() -> Result<PathBuf, NoGit> {
    let said = git(Path::new("."), &["rev-parse", "--show-toplevel"])?;
    let root = path(said.strip_suffix(b"\n").unwrap_or(&said));
    kanwu_disk::files::real(&root).map_err(|e| NoGit::Failed(format!("{}: {e}", root.display())))
}

/// Has git pass by what kanwu puts beside files while it writes, in the repository that holds `folder`, if any: in its
/// own list, which belongs to no commit. That it can't is no fault of what was asked for.
pub(crate) fn exclude_own(folder: &Path) {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Ok(said) = git(folder, &["rev-parse", "--git-path", "info/exclude"]) else { return };
    let list = folder.join(path(said.strip_suffix(b"\n").unwrap_or(&said)));
    let _ = kanwu_disk::update(&list, |was| {
        let was = was.unwrap_or_default();
        let line = kanwu_disk::OWN_FILES.as_bytes();
        if was.split(|byte| *byte == b'\n').any(|there| there == line) {
            return Ok(None);
        }
        let end: &[u8] = if was.is_empty() || was.ends_with(b"\n") { b"" } else { b"\n" };
        Ok(Some([was, end, line, b"\n"].concat()))
    });
}

/// What git prints in one line.
pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).trim_end().to_owned()
}

/// Names that each end in a NUL.
pub(crate) fn paths(names: &[u8]) -> Vec<PathBuf> {
    names.split(|b| *b == 0).filter(|name| !name.is_empty()).map(path).collect()
}

/// A name as git stores it.
pub(crate) fn path(name: &[u8]) -> PathBuf {
    PathBuf::from(os(name))
}

#[cfg(unix)]
fn os(name: &[u8]) -> OsString {
    use std::os::unix::ffi::OsStringExt;
    OsString::from_vec(name.to_vec())
}

#[cfg(not(unix))]
fn os(name: &[u8]) -> OsString {
    OsString::from(String::from_utf8_lossy(name).into_owned())
}
