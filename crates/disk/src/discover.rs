//! Which files are meant by the paths a user gives.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use ignore::{DirEntry, WalkBuilder};

use kanwu_intake::{IntakeError, IntakeErrorKind, is_manuscript};

use crate::read::shown;

/// Patterns of files that are no manuscripts, in the form of .gitignore.
pub const IGNORE_FILE: &str = ".kanwuignore";

/// How folders are searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DiscoverOptions {
    /// Whether .gitignore, .ignore and .kanwuignore files are followed and hidden files left out.
    pub follow_ignore_files: bool,
}

impl Default for DiscoverOptions {
    fn default() -> DiscoverOptions {
        DiscoverOptions { follow_ignore_files: true }
    }
}

/// The files that `paths` name, in the order of `paths`, each once. A file is taken whatever it is called;
/// of a folder, the manuscripts by extension, sorted by path; links inside folders are not followed. What
/// can't be read is among the errors, and the rest goes on.
pub fn discover(paths: &[PathBuf], options: DiscoverOptions) -> (Vec<PathBuf>, Vec<IntakeError>) {
    let mut found = Found::default();
    for path in paths {
        match fs::metadata(path) {
            Ok(about) if about.is_dir() => walk(path, options, &mut found),
            Ok(_) => found.file(path.clone()),
            Err(error) => found.error(path, IntakeErrorKind::reading(&error)),
        }
    }
    (found.files, found.errors)
}

#[derive(Default)]
struct Found {
    files: Vec<PathBuf>,
    errors: Vec<IntakeError>,
    seen: HashSet<PathBuf>,
}

impl Found {
    fn file(&mut self, path: PathBuf) {
        let real = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
        if self.seen.insert(real) {
            self.files.push(path);
        }
    }

    fn error(&mut self, path: &Path, kind: IntakeErrorKind) {
        let error = IntakeError { path: shown(path), kind };
        if !self.errors.contains(&error) {
            self.errors.push(error);
        }
    }
}

fn walk(folder: &Path, options: DiscoverOptions, found: &mut Found) {
    let mut builder = WalkBuilder::new(folder);
    builder
        .standard_filters(options.follow_ignore_files)
        // Not every office keeps its book in git, and what is checked must not hang on one user's settings.
        .require_git(false)
        .git_global(false)
        .sort_by_file_path(Path::cmp);
    if options.follow_ignore_files {
        builder.add_custom_ignore_filename(IGNORE_FILE);
    }
    for entry in builder.build() {
        match entry {
            Ok(entry) => {
                if let Some(error) = entry.error() {
                    report(error, entry.path(), found);
                }
                if is_file(&entry) && is_manuscript(entry.path()) {
                    found.file(tidy(entry.path()));
                }
            }
            Err(error) => report(&error, folder, found),
        }
    }
}

fn is_file(entry: &DirEntry) -> bool {
    entry.file_type().is_some_and(|kind| kind.is_file())
}

/// Without the `./` that walking `.` puts before each path.
fn tidy(path: &Path) -> PathBuf {
    path.strip_prefix(".").unwrap_or(path).to_owned()
}

/// Notes an error of the walk with the path nearest to it.
fn report(error: &ignore::Error, near: &Path, found: &mut Found) {
    match error {
        ignore::Error::Partial(errors) => errors.iter().for_each(|error| report(error, near, found)),
        ignore::Error::WithPath { path, err } => report(err, path, found),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
            report(err, near, found)
        }
        ignore::Error::Io(error) => found.error(near, IntakeErrorKind::reading(error)),
        ignore::Error::Loop { child, .. } => {
            found.error(child, IntakeErrorKind::Unreadable(error.to_string()))
        }
        _ => found.error(near, IntakeErrorKind::BadPattern(error.to_string())),
    }
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    fn folder(files: &[(&str, &str)]) -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        folder
    }

    fn names(folder: &TempDir, found: &[PathBuf]) -> Vec<String> {
        found.iter().map(|path| shown(path.strip_prefix(folder.path()).unwrap())).collect()
    }

    fn all(folder: &TempDir) -> Vec<String> {
        let (files, errors) = discover(&[folder.path().to_owned()], DiscoverOptions::default());
        assert_eq!(errors, []);
        names(folder, &files)
    }

    #[test]
    fn manuscripts_are_found_sorted() {
        let folder = folder(&[
            ("b.md", ""),
            ("a/2.txt", ""),
            ("a/1.MARKDOWN", ""),
            ("a/notes", ""),
            ("c.docx", ""),
            ("a.md", ""),
        ]);
        assert_eq!(all(&folder), ["a/1.MARKDOWN", "a/2.txt", "a.md", "b.md", "c.docx"]);
    }

    #[test]
    fn ignored_and_hidden_files_are_left_out() {
        let folder = folder(&[
            (".gitignore", "git.md\n"),
            (".ignore", "ignore.md\n"),
            ("part/.kanwuignore", "old/\n"),
            ("git.md", ""),
            ("ignore.md", ""),
            (".hidden.md", ""),
            ("part/old/a.md", ""),
            ("part/new/a.md", ""),
        ]);
        assert_eq!(all(&folder), ["part/new/a.md"]);
        let (files, _) =
            discover(&[folder.path().to_owned()], DiscoverOptions { follow_ignore_files: false });
        assert_eq!(
            names(&folder, &files),
            [".hidden.md", "git.md", "ignore.md", "part/new/a.md", "part/old/a.md"]
        );
    }

    #[test]
    fn a_named_file_is_taken_whatever_it_is() {
        let folder = folder(&[(".gitignore", "*\n"), ("a.md", ""), ("b.docx", ""), ("c", "")]);
        let paths: Vec<_> = ["b.docx", "c", "a.md"].iter().map(|name| folder.path().join(name)).collect();
        assert_eq!(discover(&paths, DiscoverOptions::default()), (paths, vec![]));
    }

    #[test]
    fn each_file_comes_once() {
        let folder = folder(&[("a.md", ""), ("b.md", "")]);
        let paths = [folder.path().join("b.md"), folder.path().to_owned(), folder.path().join("./a.md")];
        let (files, errors) = discover(&paths, DiscoverOptions::default());
        assert_eq!((names(&folder, &files), errors), (vec!["b.md".to_owned(), "a.md".to_owned()], vec![]));
    }

    #[test]
    fn a_missing_path_does_not_stop_the_rest() {
        let folder = folder(&[("a.md", "")]);
        let missing = folder.path().join("没有.md");
        let (files, errors) =
            discover(&[missing.clone(), folder.path().to_owned()], DiscoverOptions::default());
        assert_eq!(names(&folder, &files), ["a.md"]);
        assert_eq!(errors, [IntakeError { path: shown(&missing), kind: IntakeErrorKind::NotFound }]);
    }

    #[test]
    fn a_wrong_ignore_pattern_is_told_with_its_file() {
        let folder = folder(&[(".kanwuignore", "[z-a]\n"), ("a.md", "")]);
        let (files, errors) = discover(&[folder.path().to_owned()], DiscoverOptions::default());
        assert_eq!(names(&folder, &files), ["a.md"]);
        assert_eq!(errors.len(), 1);
        assert!(errors[0].path.ends_with(".kanwuignore"));
        assert!(matches!(errors[0].kind, IntakeErrorKind::BadPattern(_)));
    }

    #[cfg(unix)]
    #[test]
    fn an_unreadable_folder_does_not_stop_the_rest() {
        use std::os::unix::fs::PermissionsExt;

        let folder = folder(&[("shut/b.md", ""), ("a.md", "")]);
        let shut = folder.path().join("shut");
        fs::set_permissions(&shut, fs::Permissions::from_mode(0o000)).unwrap();
        let opens_all = fs::read_dir(&shut).is_ok();
        let (files, errors) = discover(&[folder.path().to_owned()], DiscoverOptions::default());
        fs::set_permissions(&shut, fs::Permissions::from_mode(0o755)).unwrap();
        if opens_all {
            assert_eq!(names(&folder, &files), ["a.md", "shut/b.md"]);
        } else {
            assert_eq!(names(&folder, &files), ["a.md"]);
            assert_eq!(errors, [IntakeError { path: shown(&shut), kind: IntakeErrorKind::NoPermission }]);
        }
    }
}
