//! One writer at a time in a folder.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// The file that is locked. It is not the one that is written, because that is replaced, and a lock goes with it.
pub(crate) const NAME: &str = ".kanwu-lock";

/// Held until dropped, and given up by the system where the process dies.
pub(crate) struct Lock {
    file: File,
    path: PathBuf,
}

impl Lock {
    /// Waits for the folder.
    pub fn of(folder: &Path) -> io::Result<Lock> {
        let path = folder.join(NAME);
        loop {
            let file = open(&path)?;
            file.lock()?;
            // Who held it may have taken the file away while this one waited.
            if is_there(&file, &path) {
                return Ok(Lock { file, path });
            }
        }
    }
}

/// Never through a link that was put there.
fn open(path: &Path) -> io::Result<File> {
    if std::fs::symlink_metadata(path).is_ok_and(|about| about.is_symlink()) {
        return Err(io::Error::other(format!("{NAME} is a symbolic link")));
    }
    OpenOptions::new().create(true).truncate(false).write(true).open(path)
}

impl Drop for Lock {
    fn drop(&mut self) {
        // Taken away while it is held: those who wait look again. Elsewhere an open file can't be told from another of
        // its name, so it stays.
        if cfg!(unix) {
            let _ = std::fs::remove_file(&self.path);
        }
        let _ = self.file.unlock();
    }
}

#[cfg(unix)]
fn is_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let same = |a: &std::fs::Metadata, b: &std::fs::Metadata| (a.dev(), a.ino()) == (b.dev(), b.ino());
    matches!((file.metadata(), std::fs::symlink_metadata(path)), (Ok(a), Ok(b)) if same(&a, &b))
}

#[cfg(not(unix))]
fn is_there(_: &File, _: &Path) -> bool {
    true
}
