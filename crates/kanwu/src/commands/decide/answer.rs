//! One answer to the findings that are named, or to all of a rule.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use kanwu_card::Waiver;
use kanwu_decision::{Changes, Decided, Decision, FindingId, State};
use kanwu_engine::Registry;
use kanwu_text::Lang;

use super::findings::{Open, open};
use super::record::finish;
use super::target::{Target, targets, the_one, within};
use crate::answer_store::AnswerStore;
use crate::cli::DecideArgs;
use crate::config::{Config, unknown_rule};
use crate::messages::decide as said;
use crate::{Exit, Ui};

pub(super) fn answer(
    ui: &mut Ui<'_>,
    registry: &Registry,
    config: &Config,
    args: &DecideArgs,
    decided: &Decided,
) -> io::Result<Exit> {
    if args.what.is_empty() && args.rule.is_empty() {
        return ui.fail(said::SAY_WHICH.text(ui.lang));
    }
    if let Some(name) = args.rule.iter().find(|n| !registry.selects_any(n)) {
        return ui.fail(unknown_rule(name, registry.nearest(name), ui.lang));
    }
    let targets = match targets(&args.what, ui.lang) {
        Ok(targets) => targets,
        Err(why) => return ui.fail(why),
    };
    let places = targets.iter().filter_map(|t| match t {
        Target::Place(path, ..) => Some(PathBuf::from(path)),
        Target::Id(_) => None,
    });
    let scope: Vec<PathBuf> = args.path.iter().cloned().chain(places).collect();
    let (open, errors) = open(registry, config, &scope, !args.what.is_empty());
    for error in &errors {
        ui.complain(error.message(ui.lang))?;
    }
    if !errors.is_empty() {
        return Ok(Exit::Broken);
    }
    let meant = |o: &Open<'_>| {
        (args.rule.is_empty() || args.rule.iter().any(|n| registry.selects(n, o.rule)))
            && (args.path.is_empty() || args.path.iter().any(|p| within(&o.path, p)))
    };
    let mut chosen: Vec<(FindingId, &Open<'_>)> = Vec::new();
    if targets.is_empty() {
        chosen.extend(open.iter().filter(|(_, o)| meant(o) && !o.decided).map(|(id, o)| (*id, o)));
    }
    for (target, said) in targets.iter().zip(&args.what) {
        match the_one(&open, target, said, meant, ui.lang) {
            Ok(one) => chosen.push(one),
            Err(why) => return ui.fail(why),
        }
    }
    let mut stores: BTreeMap<&Path, (AnswerStore, Changes)> = BTreeMap::new();
    let mut problems = Vec::new();
    let (mut recorded, mut refused) = (0, 0);
    for (id, o) in chosen {
        let decision =
            Decision { decided: decided.clone(), rule: o.card.name.clone(), excerpt: o.excerpt.clone() };
        let in_bulk = targets.is_empty() && decided.state == State::Keep && o.card.waiver == Waiver::Single;
        if in_bulk || !decision.may_answer(o.card) {
            refused += 1;
            ui.complain(refusal(id, o, ui.lang))?;
            continue;
        }
        let (_, changes) = stores
            .entry(&o.folder)
            .or_insert_with(|| (AnswerStore::open(config, &o.folder, &mut problems), Changes::default()));
        changes.set.push((id, decision));
        recorded += 1;
    }
    finish(ui, stores.into_values(), problems, recorded, refused)
}

fn refusal(id: FindingId, o: &Open<'_>, lang: Lang) -> String {
    let place = format!("{}:{}:{}", o.path, o.range.0.line, o.range.0.column);
    said::NeedsReason { place, rule: &o.card.name, id }.text(lang)
}
