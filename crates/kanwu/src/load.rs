//! From paths to manuscripts.

use std::collections::{HashMap, HashSet};
use std::io::Read;
use std::path::{Path, PathBuf};

use kanwu_disk::{DiscoverOptions, files};
use kanwu_intake::{IntakeError, IntakeErrorKind, Revisions};
use kanwu_text::{Manuscript, Source};
use rayon::prelude::*;

use crate::config::Config;

/// One manuscript and the files it came from.
pub(crate) struct Loaded {
    /// What is checked.
    pub manuscript: Manuscript,
    /// By source: the file; `None` for standard input.
    pub files: Vec<Option<PathBuf>>,
    /// By source: whether it was asked for, or is read because the book that was asked for goes on in it.
    pub asked: Vec<bool>,
}

impl Loaded {
    /// The file by whose folder its answers are found.
    pub fn first(&self) -> Option<&Path> {
        self.files.first().and_then(Option::as_deref)
    }
}

/// What was asked for.
pub(crate) struct Request<'r> {
    /// Files and folders.
    pub paths: &'r [PathBuf],
    /// What standard input stands for.
    pub stdin_filename: Option<&'r Path>,
    /// How a document's tracked changes are read.
    pub revisions: Revisions,
    /// Whether a file of the config's book is read with the rest of the book.
    pub whole: bool,
    /// What is read in the place of some files.
    pub instead: Option<&'r Instead>,
}

/// Bytes to be read in the place of files, by absolute path: what git has staged of them.
#[derive(Debug, Default)]
pub(crate) struct Instead(pub HashMap<PathBuf, Vec<u8>>);

impl Instead {
    fn of(&self, path: &Path) -> Option<&[u8]> {
        if self.0.is_empty() {
            return None;
        }
        self.0.get(&real(path)).map(Vec::as_slice)
    }
}

impl<'r> Request<'r> {
    /// Files and folders, each file by itself, tracked changes as accepted.
    pub fn of(paths: &'r [PathBuf]) -> Request<'r> {
        Request { paths, stdin_filename: None, revisions: Revisions::Accepted, whole: false, instead: None }
    }

    /// One file or folder.
    pub fn one(path: &'r PathBuf) -> Request<'r> {
        Request::of(std::slice::from_ref(path))
    }

    /// The same, but files of the config's book with the rest of the book.
    pub fn whole(self) -> Request<'r> {
        Request { whole: true, ..self }
    }
}

/// A manuscript that is to be read.
pub(crate) struct Planned {
    /// Its files; `None` for standard input.
    pub files: Vec<Option<PathBuf>>,
    /// By file: whether it was asked for.
    pub asked: Vec<bool>,
}

impl Planned {
    fn single(file: Option<PathBuf>) -> Planned {
        Planned { files: vec![file], asked: vec![true] }
    }

    /// The file by whose folder its answers are found.
    pub fn first(&self) -> Option<&Path> {
        self.files.first().and_then(Option::as_deref)
    }

    /// Paths of the files that were asked for, as reports show them.
    pub fn shown(&self) -> impl Iterator<Item = String> {
        let asked = self.files.iter().flatten().zip(&self.asked).filter(|(_, asked)| **asked);
        asked.map(|(file, _)| shown(file))
    }

    /// Reads it; what can't be read is told beside it.
    pub fn load(&self, request: &Request<'_>) -> (Option<Loaded>, Vec<IntakeError>) {
        let mut one = Loaded { manuscript: Manuscript::default(), files: Vec::new(), asked: Vec::new() };
        let mut errors = Vec::new();
        let read = |file: &Option<PathBuf>| match file {
            Some(path) => read(path, request),
            None => read_stdin(request.stdin_filename),
        };
        let sources: Vec<_> = self.files.par_iter().map(read).collect();
        for ((file, asked), source) in self.files.iter().zip(&self.asked).zip(sources) {
            match source {
                Ok(source) => {
                    one.manuscript.sources.push(source);
                    one.files.push(file.clone());
                    one.asked.push(*asked);
                }
                Err(error) => errors.push(error),
            }
        }
        ((!one.files.is_empty()).then_some(one), errors)
    }
}

/// A path as reports show it.
fn shown(path: &Path) -> String {
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

/// Which manuscripts are to be read, in the order in which they are told: by path. What can't be found is told beside.
pub(crate) fn plan(request: &Request<'_>, config: &Config) -> (Vec<Planned>, Vec<IntakeError>) {
    let book = Book::of(config);
    if !book.0.is_empty() && asks_for_book(request.paths, config) {
        return (vec![book.planned(|_| true)], Vec::new());
    }
    let mut planned = Vec::new();
    let mut paths: Vec<PathBuf> = request.paths.to_vec();
    if paths.is_empty() {
        paths.push(PathBuf::from("."));
    }
    if let Some(i) = paths.iter().position(|p| p.as_os_str() == "-") {
        paths.remove(i);
        planned.push(Planned::single(None));
    }
    // What is staged may be gone from the folder.
    let gone = |path: &PathBuf| {
        !files::exists(path) && request.instead.is_some_and(|instead| instead.of(path).is_some())
    };
    let (staged, paths): (Vec<PathBuf>, Vec<PathBuf>) = paths.into_iter().partition(gone);
    let (mut files, not_found) = kanwu_disk::discover(&paths, DiscoverOptions::default());
    files.extend(staged);
    let known: HashSet<PathBuf> = book.0.iter().map(|file| real(file)).collect();
    let (of_book, others): (Vec<PathBuf>, Vec<PathBuf>) =
        files.into_iter().partition(|file| request.whole && known.contains(&real(file)));
    if !of_book.is_empty() {
        let asked: HashSet<PathBuf> = of_book.iter().map(|file| real(file)).collect();
        planned.push(book.planned(|file| asked.contains(&real(file))));
    }
    planned.extend(others.into_iter().map(|path| Planned::single(Some(path))));
    planned.sort_by_cached_key(|one| one.files.iter().flatten().map(|file| shown(file)).min());
    (planned, not_found)
}

/// Reads every manuscript; what can't be read is told beside it.
pub(crate) fn load(request: &Request<'_>, config: &Config) -> (Vec<Loaded>, Vec<IntakeError>) {
    let (planned, mut errors) = plan(request, config);
    let mut loaded = Vec::new();
    let read: Vec<_> = planned.par_iter().map(|one| one.load(request)).collect();
    for (one, unread) in read {
        loaded.extend(one);
        errors.extend(unread);
    }
    (loaded, errors)
}

/// The files of the config's book, in reading order, as they are shown.
struct Book(Vec<PathBuf>);

impl Book {
    fn of(config: &Config) -> Book {
        Book(config.files().iter().map(|file| kanwu_disk::system::near(file)).collect())
    }

    /// To be read whole.
    fn planned(self, asked: impl Fn(&Path) -> bool) -> Planned {
        let asked = self.0.iter().map(|file| asked(file)).collect();
        Planned { files: self.0.into_iter().map(Some).collect(), asked }
    }
}

/// By which a file is known, however it is named.
pub(crate) fn real(path: &Path) -> PathBuf {
    files::real(path).or_else(|_| files::absolute(path)).unwrap_or_else(|_| path.to_owned())
}

fn read(path: &Path, request: &Request<'_>) -> Result<Source, IntakeError> {
    match request.instead.and_then(|instead| instead.of(path)) {
        Some(bytes) => kanwu_disk::read_bytes_as(path, bytes, request.revisions),
        None => kanwu_disk::read_file_as(path, request.revisions),
    }
}

/// Whether every path is a file of the config's book or a folder that holds one.
pub(crate) fn in_book(paths: &[PathBuf], config: &Config) -> bool {
    let book: Vec<PathBuf> = config.files().iter().map(|f| real(f)).collect();
    let held = |p: &PathBuf| book.iter().any(|file| file.starts_with(real(p)));
    !book.is_empty() && paths.iter().all(held)
}

/// The config's book is meant when no path is given, or the folder that holds the config.
pub(crate) fn asks_for_book(paths: &[PathBuf], config: &Config) -> bool {
    let home = config.path.as_deref().and_then(Path::parent);
    match paths {
        [] => true,
        [one] => home.is_some_and(|home| real(home) == real(one)),
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
