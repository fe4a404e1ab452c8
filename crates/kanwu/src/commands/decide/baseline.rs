//! `kanwu baseline`: what is found today is known from then on.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::PathBuf;

use kanwu_decision::Baseline;
use kanwu_engine::Registry;

use super::findings::each_book;
use crate::answer_store::AnswerStore;
use crate::cli::BaselineArgs;
use crate::config::Config;
use crate::failure::shown;
use crate::load::{Request, asks_for_book};
use crate::messages::decide;
use crate::{Exit, Ui};

/// Runs `kanwu baseline`.
pub(crate) fn run_baseline(
    ui: &mut Ui<'_>,
    registry: &Registry,
    config: &Config,
    args: &BaselineArgs,
) -> io::Result<Exit> {
    let mut stands: BTreeMap<PathBuf, Baseline> = BTreeMap::new();
    let mut errors =
        each_book(registry, config, &Request::of(&args.paths).whole(), true, |_, folder, found| {
            stands.entry(folder.to_owned()).or_default().extend(found);
        });
    let mut said = Vec::new();
    for (folder, baseline) in stands {
        let before = errors.len();
        let mut store = AnswerStore::open(config, &folder, &mut errors);
        // A file that can't be read may be anybody's.
        if errors.len() > before {
            continue;
        }
        // Part of a book adds to what is known of the rest.
        let anew = args.paths.is_empty() || asks_for_book(&args.paths, config);
        let saved = store.save_baseline(&baseline, &BTreeSet::new(), anew);
        if anew {
            store.answers.baseline = Baseline::default();
        }
        store.answers.baseline.join(baseline);
        match saved {
            Ok(()) => said.push((store.answers.baseline.len(), shown(&store.baseline_file))),
            Err(e) => errors.push(e),
        }
    }
    for error in &errors {
        ui.complain(error.message(ui.lang))?;
    }
    for (count, file) in &said {
        writeln!(ui.out, "{}", decide::Baseline { file, count }.text(ui.lang))?;
    }
    Ok(if errors.is_empty() { Exit::Clean } else { Exit::Broken })
}
