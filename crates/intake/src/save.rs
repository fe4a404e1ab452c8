//! Bytes to a file, all or nothing.

use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::error::{IntakeError, IntakeErrorKind};
use crate::read::shown;

/// Replaces the file at `path`, or the one that a link at `path` leads to, so that at each moment either the
/// old or the new bytes are there. Permissions are kept; a read-only file is refused.
pub fn save(path: &Path, bytes: &[u8]) -> Result<(), IntakeError> {
    replace(path, bytes).map_err(|kind| IntakeError { path: shown(path), kind })
}

fn replace(path: &Path, bytes: &[u8]) -> Result<(), IntakeErrorKind> {
    let failed = |error: io::Error| IntakeErrorKind::Unsaved(error.to_string());
    let (target, permissions) = target_of(path).map_err(failed)?;
    // A rename asks only the folder, so the file's own lock has to be asked here.
    if permissions.as_ref().is_some_and(Permissions::readonly) {
        return Err(IntakeErrorKind::ReadOnly);
    }
    put(&target, permissions, bytes).map_err(failed)
}

/// The file that `path` leads to, and its permissions if it is there.
fn target_of(path: &Path) -> io::Result<(PathBuf, Option<Permissions>)> {
    match fs::symlink_metadata(path) {
        Ok(_) => {
            let target = fs::canonicalize(path)?;
            let permissions = fs::metadata(&target)?.permissions();
            Ok((target, Some(permissions)))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok((path.to_owned(), None)),
        Err(error) => Err(error),
    }
}

fn put(target: &Path, permissions: Option<Permissions>, bytes: &[u8]) -> io::Result<()> {
    let folder = folder_of(target);
    let mut file = temporary(&folder)?;
    file.write_all(bytes)?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions)?;
    }
    file.as_file().sync_all()?;
    file.persist(target).map_err(|error| error.error)?;
    sync_folder(&folder);
    Ok(())
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
    builder.prefix(".kanwu-");
    // As any new file, subject to the umask; the default would be the owner's alone.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
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
    use kanwu_text::Lang;

    use super::*;

    #[test]
    fn bytes_are_replaced_and_nothing_is_left_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        save(&path, b"one").unwrap();
        save(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_missing_folder_is_an_error_that_names_the_path() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("no/a.md");
        let error = save(&path, b"x").unwrap_err();
        assert!(error.message(Lang::Zh).contains("no/a.md") && error.message(Lang::Zh).contains("保存失败"));
    }

    #[test]
    fn a_read_only_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        fs::write(&path, "old").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert_eq!(save(&path, b"new").unwrap_err().kind, IntakeErrorKind::ReadOnly);
        assert_eq!(fs::read(&path).unwrap(), b"old");
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real.md"), folder.path().join("link.md"));
        fs::write(&real, "old").unwrap();
        fs::set_permissions(&real, Permissions::from_mode(0o640)).unwrap();
        symlink("real.md", &link).unwrap();
        save(&link, b"new").unwrap();
        assert_eq!(fs::read(&real).unwrap(), b"new");
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[cfg(unix)]
    #[test]
    fn a_dangling_link_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("link.md");
        std::os::unix::fs::symlink("gone.md", &link).unwrap();
        assert!(save(&link, b"new").is_err());
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }
}
