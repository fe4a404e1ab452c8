//! The files of answers that hold for a manuscript: decisions and baseline.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use kanwu_decision::{BASELINE_FILE, Baseline, Changes, DECISIONS_FILE, Decisions, FindingId, Problem};
use kanwu_disk::{SaveErrorKind, files};
use kanwu_lint::Answers;
use kanwu_report::FileError;

use crate::config::{Config, toml_message};
use crate::failure::{self, shown, unreadable};
use crate::load::Loaded;
use crate::messages::file;

/// Answers, and the files they stand in.
#[derive(Debug, Default)]
pub(crate) struct AnswerStore {
    pub answers: Answers,
    pub decisions_file: PathBuf,
    pub baseline_file: PathBuf,
}

impl AnswerStore {
    /// Reads what is in `folder`, or where the config says; missing files hold nothing. A file that can't be read
    /// is told, and holds nothing either.
    pub(crate) fn open(config: &Config, folder: &Path, errors: &mut Vec<FileError>) -> AnswerStore {
        let place = |named: &Option<PathBuf>, name: &str| match named {
            Some(path) => config.folder().join(path),
            None => folder.join(name),
        };
        let decisions_file = place(&config.decisions.file, DECISIONS_FILE);
        let baseline_file = place(&config.decisions.baseline, BASELINE_FILE);
        AnswerStore {
            answers: Answers {
                decisions: read(&decisions_file, Decisions::from_toml, errors),
                baseline: read(&baseline_file, Baseline::read, errors),
            },
            decisions_file,
            baseline_file,
        }
    }

    /// Tells which answers are not enough.
    pub(crate) fn refusals(&self, refused: &[FindingId]) -> Vec<FileError> {
        let path = shown(&self.decisions_file);
        refused
            .iter()
            .map(|id| FileError::new(path.as_str(), |lang| file::NeedsReason { id }.text(lang)))
            .collect()
    }

    /// Puts changes into the file of decisions as it is by now.
    pub(crate) fn save_decisions(&self, changes: &Changes) -> Result<(), FileError> {
        merge(&self.decisions_file, |text| changes.merge(text))
    }

    /// Adds findings to the baseline's file as it is by now, and drops others. With `anew` nothing of it stays.
    pub(crate) fn save_baseline(
        &self,
        add: &Baseline,
        drop: &BTreeSet<FindingId>,
        anew: bool,
    ) -> Result<(), FileError> {
        merge(&self.baseline_file, |text| {
            let now = Baseline::merge(text, add, drop)?;
            Ok(if anew { add.write() } else { now })
        })
    }
}

/// Writes what a merge makes of a file, while nobody else writes it.
pub(crate) fn merge(
    file: &Path,
    merge: impl FnOnce(Option<&str>) -> Result<String, Problem>,
) -> Result<(), FileError> {
    let merged = |was: Option<&[u8]>| {
        let unread = |told: FileError| SaveErrorKind::Unreadable { zh: told.zh, en: told.en };
        let text = was.map(std::str::from_utf8).transpose().map_err(|e| {
            unread(unreadable(file, &std::io::Error::new(std::io::ErrorKind::InvalidData, e)))
        })?;
        let merged = merge(text).map_err(|problem| unread(told(file, text.unwrap_or_default(), &problem)))?;
        Ok(Some(merged.into_bytes()))
    };
    kanwu_disk::update(file, merged).map_err(failure::unsaved)
}

/// The stores of a run, by folder.
#[derive(Debug, Default)]
pub(crate) struct AnswerStores {
    by_folder: BTreeMap<PathBuf, AnswerStore>,
    none: AnswerStore,
}

impl AnswerStores {
    /// Opens those of every manuscript, which are told by their first files.
    pub(crate) fn open<'f>(
        config: &Config,
        firsts: impl Iterator<Item = Option<&'f Path>>,
        errors: &mut Vec<FileError>,
    ) -> AnswerStores {
        let mut stores = AnswerStores::default();
        if config.isolated {
            return stores;
        }
        for first in firsts {
            let folder = folder_for(config, first);
            stores
                .by_folder
                .entry(folder)
                .or_insert_with_key(|folder| AnswerStore::open(config, folder, errors));
        }
        stores
    }

    /// That of a manuscript.
    pub(crate) fn of(&self, config: &Config, loaded: &Loaded) -> &AnswerStore {
        let folder = folder_for(config, loaded.first());
        self.by_folder.get(&folder).unwrap_or(&self.none)
    }
}

/// The folder that answers stand in: the config's, or else the manuscript's.
pub(crate) fn folder_for(config: &Config, path: Option<&Path>) -> PathBuf {
    match (&config.path, path) {
        (Some(_), _) => config.folder().to_owned(),
        (None, Some(path)) if files::is_dir(path) => path.to_owned(),
        (None, Some(path)) => path.parent().unwrap_or(Path::new("")).to_owned(),
        (None, None) => PathBuf::new(),
    }
}

fn read<T: Default>(path: &Path, parse: fn(&str) -> Result<T, Problem>, errors: &mut Vec<FileError>) -> T {
    match files::text(path) {
        Ok(text) => parse(&text).unwrap_or_else(|problem| {
            errors.push(told(path, &text, &problem));
            T::default()
        }),
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => T::default(),
        Err(e) => {
            errors.push(unreadable(path, &e));
            T::default()
        }
    }
}

/// A fault of a file of answers, with its line and column.
pub(crate) fn told(path: &Path, text: &str, problem: &Problem) -> FileError {
    let place = problem.span.as_ref().map_or(String::new(), |span| {
        let at = kanwu_text::LineIndex::new(text).position(text, span.start as u32);
        format!(":{}:{}", at.line, at.column)
    });
    FileError::new(format!("{}{place}", shown(path)), |lang| match problem.of_reader {
        true => toml_message(problem.message(lang), lang),
        false => problem.message(lang).to_owned(),
    })
}
