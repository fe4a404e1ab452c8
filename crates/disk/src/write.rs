//! The writer: the only code that opens a file for writing.
//!
//! A file is replaced whole: its new bytes go into a temporary file beside it, to the disk, and by a rename into its
//! place, so that at each moment either the old or the new ones are there. One process at a time writes in a folder.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::error::{SaveError, SaveErrorKind};
use crate::files::identity;
use crate::lock::{self, Lock};
use crate::spool::{Content, Spool};

/// What kanwu puts beside files while it writes, as a pattern of .gitignore.
pub const OWN_FILES: &str = ".kanwu-*";

const PREFIX: &str = ".kanwu-";

/// What may be replaced by a file that kanwu makes.
#[derive(Clone, Copy)]
pub struct Policy<'p> {
    /// Whether anything may.
    pub overwrite: bool,
    /// Whether what is there was made by kanwu, and by nobody since.
    pub is_ours: fn(&[u8]) -> bool,
    /// The files that are read.
    pub inputs: &'p [PathBuf],
    /// Whether it is a program.
    pub executable: bool,
}

impl Policy<'_> {
    /// Nothing may.
    pub const NEW: Policy<'static> =
        Policy { overwrite: false, is_ours: |_| false, inputs: &[], executable: false };
}

/// Puts `bytes` in the place of `was`, which was read from the file at `path` or where a link there leads. Refuses
/// where anything else stands there by now.
pub fn edit(path: &Path, was: &[u8], bytes: &[u8]) -> Result<(), SaveError> {
    let edit = || {
        let target = fs::canonicalize(path)?;
        let there = || fs::read(&target).is_ok_and(|now| now == was);
        replace(&target, false, &bytes, || if there() { Ok(()) } else { Err(SaveErrorKind::Changed) })
    };
    edit().map_err(|kind| SaveError { path: path.to_owned(), kind })
}

/// Writes a file that kanwu makes: a report, a copy, a config. Devices and pipes are written through, links are not.
pub fn put(path: &Path, bytes: &[u8], policy: &Policy<'_>) -> Result<(), SaveError> {
    put_content(path, &bytes, policy)
}

/// Writes as [`put`] does what a spool holds.
pub fn put_spool(path: &Path, spool: &Spool, policy: &Policy<'_>) -> Result<(), SaveError> {
    put_content(path, &spool, policy)
}

fn put_content(path: &Path, content: &dyn Content, policy: &Policy<'_>) -> Result<(), SaveError> {
    let put = || {
        if let Some(written) = through(path, content) {
            return Ok(written?);
        }
        let allowed = || {
            let Some(now) = plain(path)? else { return Ok(()) };
            if policy.overwrite {
                return Ok(());
            }
            let own = identity(path);
            if policy.inputs.iter().any(|input| identity(input) == own) {
                return Err(SaveErrorKind::Input);
            }
            if now.is_empty() || (policy.is_ours)(&now) || content.is(&now) {
                Ok(())
            } else {
                Err(SaveErrorKind::Foreign)
            }
        };
        // Asked before anything is made, and again just before the rename.
        allowed()?;
        replace(path, policy.executable, content, allowed)
    };
    put().map_err(|kind| SaveError { path: path.to_owned(), kind })
}

/// Reads a file that several may write, `None` where it is not there, and writes what `merge` makes of it, nothing
/// where that is `None`. The file is locked all the while.
pub fn update(
    path: &Path,
    merge: impl FnOnce(Option<&[u8]>) -> Result<Option<Vec<u8>>, SaveErrorKind>,
) -> Result<(), SaveError> {
    let update = || {
        let lock = Lock::of(&folder_of(path))?;
        let was = plain(path)?;
        let Some(bytes) = merge(was.as_deref())? else { return Ok(()) };
        if was.as_deref() == Some(&bytes) {
            return Ok(());
        }
        // Editors of text don't ask for the lock.
        let same = || if plain(path)? == was { Ok(()) } else { Err(SaveErrorKind::Changed) };
        replace_locked(&lock, path, false, &bytes.as_slice(), same)
    };
    update().map_err(|kind| SaveError { path: path.to_owned(), kind })
}

/// Makes the folder of hooks, and puts aside what stands in the place of ours.
pub fn make_room(folder: &Path, aside: Option<(&Path, &Path)>) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    aside.map_or(Ok(()), |(from, to)| fs::rename(from, to))
}

/// Takes away a hook that kanwu wrote, and puts back what it had put aside.
pub fn remove_hook(hook: &Path, before: &Path) -> io::Result<()> {
    fs::remove_file(hook)?;
    if before.exists() { fs::rename(before, hook) } else { Ok(()) }
}

/// What a device or a pipe takes; `None` where `path` is neither.
fn through(path: &Path, content: &dyn Content) -> Option<io::Result<()>> {
    // By these names a process knows its own streams, whatever they lead to.
    if cfg!(unix) && path == Path::new("/dev/stdout") {
        return Some(content.copy_to(&mut io::stdout()).and_then(|()| io::stdout().flush()));
    }
    if cfg!(unix) && path == Path::new("/dev/stderr") {
        return Some(content.copy_to(&mut io::stderr()));
    }
    let kind = fs::metadata(path).ok()?.file_type();
    if kind.is_file() || kind.is_dir() {
        return None;
    }
    Some(OpenOptions::new().write(true).open(path).and_then(|mut device| content.copy_to(&mut device)))
}

/// What a file holds; `None` where nothing is there. A link or a folder is refused.
fn plain(path: &Path) -> Result<Option<Vec<u8>>, SaveErrorKind> {
    match fs::symlink_metadata(path) {
        Ok(about) if about.is_symlink() => Err(SaveErrorKind::Link),
        Ok(about) if about.is_dir() => Err(SaveErrorKind::Folder),
        Ok(_) => Ok(Some(fs::read(path)?)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn replace(
    target: &Path,
    executable: bool,
    content: &dyn Content,
    allowed: impl Fn() -> Result<(), SaveErrorKind>,
) -> Result<(), SaveErrorKind> {
    let lock = Lock::of(&folder_of(target))?;
    replace_locked(&lock, target, executable, content, allowed)
}

fn replace_locked(
    _: &Lock,
    target: &Path,
    executable: bool,
    content: &dyn Content,
    allowed: impl Fn() -> Result<(), SaveErrorKind>,
) -> Result<(), SaveErrorKind> {
    let folder = folder_of(target);
    sweep(&folder);
    let permissions = fs::metadata(target).ok().map(|about| about.permissions());
    // A rename asks only the folder, so the file's own lock has to be asked here.
    if permissions.as_ref().is_some_and(Permissions::readonly) {
        return Err(SaveErrorKind::ReadOnly);
    }
    let mut file = temporary(&folder)?;
    content.copy_to(&mut file)?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    if executable {
        make_executable(file.as_file())?;
    }
    file.as_file().sync_all()?;
    allowed()?;
    file.persist(target).map_err(|error| SaveErrorKind::from(error.error))?;
    sync_folder(&folder);
    Ok(())
}

/// Takes away what a run that was killed has left. Nobody else writes here while the folder is locked.
fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let ours = name.to_str().is_some_and(|n| n.len() == PREFIX.len() + 6 && n.starts_with(PREFIX));
        if ours && name != lock::NAME && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// A file beside the target, because a rename works within one file system only.
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX);
    // As any new file, subject to the umask; the default would be the owner's alone.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

#[cfg(unix)]
fn make_executable(file: &File) -> io::Result<()> {
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o755))
}

#[cfg(not(unix))]
fn make_executable(_: &File) -> io::Result<()> {
    Ok(())
}

/// The rename itself is safe only with the folder on the disk; where folders can't be synced, as on
/// Windows, the system sees to it.
fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        (folder, path)
    }

    fn names(folder: &tempfile::TempDir) -> usize {
        fs::read_dir(folder.path()).unwrap().count()
    }

    fn kind(outcome: Result<(), SaveError>) -> SaveErrorKind {
        outcome.unwrap_err().kind
    }

    const OURS: Policy<'static> = Policy { is_ours: |now| now.starts_with(b"kanwu"), ..Policy::NEW };

    #[test]
    fn an_edit_replaces_what_was_read_and_nothing_else() {
        let (folder, path) = folder();
        fs::write(&path, "one").unwrap();
        edit(&path, b"one", b"two").unwrap();
        assert_eq!(kind(edit(&path, b"one", b"three")), SaveErrorKind::Changed);
        assert_eq!((fs::read(&path).unwrap(), names(&folder)), (b"two".to_vec(), 1));
        fs::remove_file(&path).unwrap();
        assert!(edit(&path, b"two", b"three").is_err());
        assert_eq!(names(&folder), 0);
    }

    #[test]
    fn only_what_kanwu_made_is_replaced() {
        let (folder, path) = folder();
        put(&path, b"kanwu 1", &OURS).unwrap();
        put(&path, b"kanwu 2", &OURS).unwrap();
        fs::write(&path, "mine").unwrap();
        assert_eq!(kind(put(&path, b"kanwu 3", &OURS)), SaveErrorKind::Foreign);
        assert_eq!(fs::read(&path).unwrap(), b"mine");
        put(&path, b"mine", &OURS).unwrap();
        put(&path, b"kanwu 3", &Policy { overwrite: true, ..OURS }).unwrap();
        let inputs = [folder.path().join(".").join("a.md")];
        assert_eq!(kind(put(&path, b"kanwu 4", &Policy { inputs: &inputs, ..OURS })), SaveErrorKind::Input);
        assert_eq!((fs::read(&path).unwrap(), names(&folder)), (b"kanwu 3".to_vec(), 1));
    }

    #[test]
    fn a_read_only_file_is_refused() {
        let (_folder, path) = folder();
        fs::write(&path, "old").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert_eq!(kind(edit(&path, b"old", b"new")), SaveErrorKind::ReadOnly);
        assert_eq!(fs::read(&path).unwrap(), b"old");
    }

    #[test]
    fn what_a_killed_run_left_is_swept_up() {
        let (folder, path) = folder();
        for name in [".kanwu-aB3xYz", ".kanwu-lock", ".kanwu-notes-of-mine"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        put(&path, b"kanwu", &OURS).unwrap();
        assert!(!folder.path().join(".kanwu-aB3xYz").exists());
        assert!(folder.path().join(".kanwu-notes-of-mine").exists());
    }

    #[test]
    fn many_updates_at_once_lose_none() {
        let (folder, path) = folder();
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..5 {
                        let more = |was: Option<&[u8]>| Ok(Some([was.unwrap_or_default(), b"x"].concat()));
                        update(&path, more).unwrap();
                    }
                });
            }
        });
        assert_eq!((fs::read(&path).unwrap().len(), names(&folder)), (40, 1));
    }

    #[test]
    fn what_can_not_be_merged_stays() {
        let (_folder, path) = folder();
        fs::write(&path, "mine").unwrap();
        let unread =
            || SaveErrorKind::Unreadable { zh: "读不懂".to_owned(), en: "can't be read".to_owned() };
        assert_eq!(kind(update(&path, |_| Err(unread()))), unread());
        assert_eq!(fs::read(&path).unwrap(), b"mine");
    }

    #[cfg(unix)]
    #[test]
    fn an_edit_goes_through_a_link_and_nothing_else_does() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let (folder, real) = folder();
        let link = folder.path().join("link.md");
        fs::write(&real, "old").unwrap();
        fs::set_permissions(&real, Permissions::from_mode(0o640)).unwrap();
        symlink("a.md", &link).unwrap();
        edit(&link, b"old", b"new").unwrap();
        assert_eq!(fs::read(&real).unwrap(), b"new");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
        let forced = Policy { overwrite: true, ..OURS };
        assert_eq!(kind(put(&link, b"kanwu", &forced)), SaveErrorKind::Link);
        assert_eq!(kind(update(&link, |_| Ok(Some(b"x".to_vec())))), SaveErrorKind::Link);
        fs::remove_file(&real).unwrap();
        assert_eq!(kind(put(&link, b"kanwu", &forced)), SaveErrorKind::Link);
        put(Path::new("/dev/null"), b"kanwu", &OURS).unwrap();
    }
}
