//! Answers to what is gone.

use std::collections::HashSet;
use std::io;
use std::path::{Path, PathBuf};

use kanwu_decision::FindingId;
use kanwu_engine::Registry;
use kanwu_text::Lang;

use super::findings::each_book;
use crate::answer_store::{AnswerStore, folder_for};
use crate::config::Config;
use crate::load::Request;
use crate::{Exit, Ui};

/// Drops answers to what is gone: neither in the config's book nor in any manuscript of its folder.
pub(super) fn prune(ui: &mut Ui<'_>, registry: &Registry, config: &Config) -> io::Result<Exit> {
    let folder = folder_for(config, Some(Path::new(".")));
    let mut errors = Vec::new();
    let mut store = AnswerStore::open(config, &folder, &mut errors);
    let mut standing: HashSet<FindingId> = HashSet::new();
    let mut look = |paths: &[PathBuf]| {
        each_book(registry, config, &Request::of(paths), true, |_, _, found| {
            standing.extend(found.iter().map(|d| d.id));
        })
    };
    // The book as one, where the config names it, and each file by itself, as either may have been decided on.
    errors.extend(look(&[]));
    if !config.files().is_empty() {
        let (files, _) = kanwu_intake::discover(&[folder], kanwu_intake::DiscoverOptions::default());
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
    let decisions = store.answers.decisions.prune(|id| standing.contains(&id));
    let known = store.answers.baseline.prune(|id| standing.contains(&id));
    let saved = [(decisions > 0).then(|| store.save_decisions()), (known > 0).then(|| store.save_baseline())];
    for outcome in saved.into_iter().flatten() {
        if let Err(e) = outcome {
            return ui.fail(e.message(ui.lang));
        }
    }
    match ui.lang {
        Lang::Zh => writeln!(
            ui.out,
            "清去已不存在的处理{decisions}处、基线{known}处；留下处理{}处、基线{}处。",
            store.answers.decisions.len(),
            store.answers.baseline.len()
        )?,
        Lang::En => writeln!(
            ui.out,
            "dropped: {decisions} decisions, {known} of the baseline; left: {} and {}.",
            store.answers.decisions.len(),
            store.answers.baseline.len()
        )?,
    }
    Ok(Exit::Clean)
}
