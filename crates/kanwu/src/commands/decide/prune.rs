//! Answers to what is gone.

use std::collections::{BTreeSet, HashSet};
use std::io;
use std::path::{Path, PathBuf};

use kanwu_decision::{Baseline, Changes, FindingId};
use kanwu_engine::Registry;
use kanwu_lint::Answers;

use super::findings::each_book;
use crate::answer_store::{AnswerStore, folder_for};
use crate::config::Config;
use crate::load::Request;
use crate::messages::decide as said;
use crate::{Exit, Ui};

/// Drops answers to what is gone: neither in the config's book nor in any manuscript of its folder.
pub(super) fn prune(ui: &mut Ui<'_>, registry: &Registry, config: &Config) -> io::Result<Exit> {
    let folder = folder_for(config, Some(Path::new(".")));
    let mut errors = Vec::new();
    let store = AnswerStore::open(config, &folder, &mut errors);
    let mut standing: HashSet<FindingId> = HashSet::new();
    let mut look = |paths: &[PathBuf]| {
        each_book(registry, config, &Request::of(paths), true, |_, _, found| {
            standing.extend(found.iter().map(|d| d.id));
        })
    };
    // The book as one, where the config names it, and each file by itself, as either may have been decided on.
    errors.extend(look(&[]));
    if !config.files().is_empty() {
        let (files, _) = kanwu_disk::discover(&[folder], kanwu_disk::DiscoverOptions::default());
        if !files.is_empty() {
            errors.extend(look(&files));
        }
    }
    // What could not be read may still hold what was decided.
    for error in &errors {
        ui.complain(error.message(ui.lang))?;
    }
    if !errors.is_empty() {
        return Ok(Exit::Broken);
    }
    let Answers { decisions, baseline } = &store.answers;
    let gone = |id: &FindingId| !standing.contains(id);
    let drop: BTreeSet<FindingId> = decisions.iter().map(|(id, _)| id).filter(gone).collect();
    let forgotten: BTreeSet<FindingId> = baseline.ids().filter(gone).collect();
    let left = (decisions.len() - drop.len(), baseline.len() - forgotten.len());
    let (decisions, known) = (drop.len(), forgotten.len());
    let changes = Changes { drop, ..Changes::default() };
    let saved = [
        (decisions > 0).then(|| store.save_decisions(&changes)),
        (known > 0).then(|| store.save_baseline(&Baseline::default(), &forgotten, false)),
    ];
    for outcome in saved.into_iter().flatten() {
        if let Err(e) = outcome {
            return ui.fail(e.message(ui.lang));
        }
    }
    let (left, known_left) = left;
    writeln!(ui.out, "{}", said::Pruned { decisions, known, left, known_left }.text(ui.lang))?;
    Ok(Exit::Clean)
}
