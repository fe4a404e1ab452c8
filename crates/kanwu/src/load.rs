//! From paths to manuscripts.

use std::io::Read;
use std::path::{Path, PathBuf};

use kanwu_intake::{DiscoverOptions, IntakeError, IntakeErrorKind, Revisions};
use kanwu_text::{Manuscript, Source};

use crate::config::Config;

/// One manuscript and the files it came from.
pub(crate) struct Loaded {
    /// What is checked.
    pub manuscript: Manuscript,
    /// By source: the file; `None` for standard input.
    pub files: Vec<Option<PathBuf>>,
}

/// What was asked for.
pub(crate) struct Request<'r> {
    /// Files and folders.
    pub paths: &'r [PathBuf],
    /// What standard input stands for.
    pub stdin_filename: Option<&'r Path>,
    /// How a document's tracked changes are read.
    pub revisions: Revisions,
}

impl<'r> Request<'r> {
    /// Files and folders, tracked changes as accepted.
    pub fn of(paths: &'r [PathBuf]) -> Request<'r> {
        Request { paths, stdin_filename: None, revisions: Revisions::Accepted }
    }
}

/// Reads every manuscript; what can't be read is told beside it.
pub(crate) fn load(request: &Request<'_>, config: &Config) -> (Vec<Loaded>, Vec<IntakeError>) {
    let book = config.files();
    if !book.is_empty() && asks_for_book(request.paths, config) {
        let (sources, errors) = read_all(book, request.revisions);
        let mut one = Loaded { manuscript: Manuscript::default(), files: Vec::new() };
        for (path, source) in sources {
            one.manuscript.sources.push(source);
            one.files.push(Some(path));
        }
        let loaded = if one.files.is_empty() { Vec::new() } else { vec![one] };
        return (loaded, errors);
    }
    let mut loaded = Vec::new();
    let mut errors = Vec::new();
    let mut paths: Vec<PathBuf> = request.paths.to_vec();
    if paths.is_empty() {
        paths.push(PathBuf::from("."));
    }
    if let Some(i) = paths.iter().position(|p| p.as_os_str() == "-") {
        paths.remove(i);
        match read_stdin(request.stdin_filename) {
            Ok(source) => {
                loaded.push(Loaded { manuscript: Manuscript::single(source), files: vec![None] });
            }
            Err(e) => errors.push(e),
        }
    }
    let (files, not_found) = kanwu_intake::discover(&paths, DiscoverOptions::default());
    errors.extend(not_found);
    let (sources, unread) = read_all(files, request.revisions);
    errors.extend(unread);
    for (path, source) in sources {
        loaded.push(Loaded { manuscript: Manuscript::single(source), files: vec![Some(path)] });
    }
    (loaded, errors)
}

fn read_all(paths: Vec<PathBuf>, revisions: Revisions) -> (Vec<(PathBuf, Source)>, Vec<IntakeError>) {
    let mut sources = Vec::new();
    let mut errors = Vec::new();
    for path in paths {
        match kanwu_intake::read_file_as(&path, revisions) {
            Ok(source) => sources.push((path, source)),
            Err(e) => errors.push(e),
        }
    }
    (sources, errors)
}

/// Whether every path is a file of the config's book or a folder that holds one.
pub(crate) fn in_book(paths: &[PathBuf], config: &Config) -> bool {
    let absolute = |p: &Path| std::path::absolute(p).ok();
    let book: Vec<PathBuf> = config.files().iter().filter_map(|f| absolute(f)).collect();
    let held = |p: &PathBuf| absolute(p).is_some_and(|p| book.iter().any(|file| file.starts_with(&p)));
    !book.is_empty() && paths.iter().all(held)
}

/// The config's book is meant when no path is given, or the folder that holds the config.
pub(crate) fn asks_for_book(paths: &[PathBuf], config: &Config) -> bool {
    let home = config.path.as_deref().and_then(Path::parent);
    let absolute = |p: &Path| std::path::absolute(p).ok();
    match paths {
        [] => true,
        [one] => home.and_then(absolute) == absolute(one),
        _ => false,
    }
}

fn read_stdin(name: Option<&Path>) -> Result<Source, IntakeError> {
    let path = name.unwrap_or(Path::new("stdin.md"));
    let shown = name.map_or_else(|| "-".to_owned(), |n| n.to_string_lossy().replace('\\', "/"));
    let fail = |kind| IntakeError { path: shown.clone(), kind };
    let format = kanwu_intake::format_of(path).map_err(fail)?;
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes).map_err(|e| fail(IntakeErrorKind::reading(&e)))?;
    kanwu_intake::read_bytes(&bytes, &shown, format)
}
