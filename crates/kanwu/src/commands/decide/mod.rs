//! `kanwu decide`, `kanwu keep` and `kanwu baseline`: answers to findings.

mod answer;
mod baseline;
mod findings;
mod import;
mod prune;
mod record;
mod target;

use std::io;

use kanwu_decision::{Decided, Decision, State};
use kanwu_engine::Registry;

use crate::cli::{Answer, DecideArgs, StateArg};
use crate::config::Config;
use crate::messages::decide as said;
use crate::{Exit, Ui};
use answer::answer;
pub(crate) use baseline::run_baseline;
use import::import;
use prune::prune;

/// Runs `kanwu decide`.
pub(crate) fn run_decide(
    ui: &mut Ui<'_>,
    registry: &Registry,
    config: &Config,
    args: &DecideArgs,
) -> io::Result<Exit> {
    if args.prune {
        return prune(ui, registry, config);
    }
    let person = args.answer.person.clone().or_else(|| config.decisions.person.clone()).unwrap_or_default();
    let stage = args.answer.stage.as_deref().or(config.stage().map(|s| s.name.as_str())).unwrap_or_default();
    let date = match &args.answer.date {
        Some(date) if !Decision::is_day(date) => {
            return ui.fail(said::WrongDate { date }.text(ui.lang));
        }
        Some(date) => date.clone(),
        None => kanwu_disk::clock::here().date().to_string(),
    };
    if let Some(from) = &args.from {
        return import(ui, registry, config, args, from, (&person, &date, stage));
    }
    let Some(state) = args.state else {
        return ui.fail(said::SAY_HOW.text(ui.lang));
    };
    let decided = decided(state, &args.answer, &person, &date, stage);
    answer(ui, registry, config, args, &decided)
}

fn decided(state: StateArg, answer: &Answer, person: &str, date: &str, stage: &str) -> Decided {
    Decided {
        state: match state {
            StateArg::Change => State::Change,
            StateArg::Keep => State::Keep,
            StateArg::Hold => State::Hold,
        },
        reason: answer.reason.clone().unwrap_or_default(),
        person: person.to_owned(),
        date: date.to_owned(),
        stage: stage.to_owned(),
        in_text: false,
    }
}
