//! A table that a command writes to a file.

use std::io;
use std::path::{Path, PathBuf};

use crate::cli::Target;
use crate::messages::file;
use crate::{Ui, failure};

/// Writes `bytes` to `path` and says so. `inputs` are the manuscripts, over which nothing is written. The inner error is
/// the message where the file could not be written.
pub(crate) fn put_table(
    ui: &mut Ui<'_>,
    target: &Target,
    path: &Path,
    bytes: &[u8],
    inputs: &[PathBuf],
) -> io::Result<Result<(), String>> {
    let policy = kanwu_disk::Policy { overwrite: target.overwrite, inputs, ..kanwu_disk::Policy::NEW };
    match kanwu_disk::put(path, bytes, &policy).map_err(failure::unsaved) {
        Ok(()) => {
            let path = failure::shown(path);
            ui.complain(file::Written { path }.text(ui.lang))?;
            Ok(Ok(()))
        }
        Err(error) => Ok(Err(error.message(ui.lang))),
    }
}
