//! Answers that a report exported, or another file of them.

use std::io;
use std::path::{Path, PathBuf};

use kanwu_decision::{Changes, Decisions};
use kanwu_engine::Registry;

use super::record::finish;
use crate::answer_store::{AnswerStore, folder_for, told};
use crate::cli::DecideArgs;
use crate::config::Config;
use crate::failure::unreadable;
use crate::messages::decide as said;
use crate::{Exit, Ui};

/// `--from`: takes over what a report exported, or another file of decisions.
pub(super) fn import(
    ui: &mut Ui<'_>,
    registry: &Registry,
    config: &Config,
    args: &DecideArgs,
    from: &Path,
    (person, date, stage): (&str, &str, &str),
) -> io::Result<Exit> {
    let text = match kanwu_disk::files::text(from) {
        Ok(text) => text,
        Err(e) => return ui.fail(unreadable(from, &e).message(ui.lang)),
    };
    let json = text.trim_start_matches('\u{feff}').trim_start().starts_with('{');
    let read = if json {
        Decisions::from_json(text.trim_start_matches('\u{feff}'))
    } else {
        Decisions::from_toml(&text)
    };
    let taken = match read {
        Ok(taken) => taken,
        Err(problem) => return ui.fail(told(from, &text, &problem).message(ui.lang)),
    };
    let mut problems = Vec::new();
    let folder = folder_for(config, args.path.first().map(PathBuf::as_path));
    let mut changes = Changes::default();
    let store = AnswerStore::open(config, &folder, &mut problems);
    let (mut recorded, mut refused) = (0, 0);
    for (id, decision) in taken.iter() {
        let mut decision = decision.clone();
        let fill = |slot: &mut String, with: &str| {
            if slot.is_empty() {
                with.clone_into(slot);
            }
        };
        fill(&mut decision.decided.person, person);
        fill(&mut decision.decided.date, date);
        fill(&mut decision.decided.stage, stage);
        fill(&mut decision.decided.reason, args.answer.reason.as_deref().unwrap_or_default());
        let card = registry.find(&decision.rule).and_then(|id| registry.get(id)).map(|r| &r.card);
        if card.is_some_and(|card| !decision.may_answer(card)) {
            refused += 1;
            let file = from.display();
            ui.complain(said::ImportNeedsReason { file, id, rule: &decision.rule }.text(ui.lang))?;
            continue;
        }
        changes.set.push((id, decision));
        recorded += 1;
    }
    finish(ui, std::iter::once((store, changes)), problems, recorded, refused)
}
