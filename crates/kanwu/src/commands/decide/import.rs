//! Answers that a report exported, another file of them, or a form that was filled in.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use kanwu_decision::{Changes, Decided, Decisions};
use kanwu_desk::{form_answers, is_answered, not_a_form, unit_of};
use kanwu_engine::Registry;
use kanwu_report::{FileError, FormKind, read_form};

use super::findings::each_book;
use super::record::finish;
use crate::answer_store::{AnswerStore, folder_for, told};
use crate::cli::DecideArgs;
use crate::config::Config;
use crate::failure::{self, unreadable};
use crate::load::Request;
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
    if FormKind::of(&failure::shown(from)).is_some() {
        return form(ui, registry, config, args, from, (person, date, stage));
    }
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

/// A filled form: each row that is answered answers the finding whose text it tells.
fn form(
    ui: &mut Ui<'_>,
    registry: &Registry,
    config: &Config,
    args: &DecideArgs,
    from: &Path,
    (person, date, stage): (&str, &str, &str),
) -> io::Result<Exit> {
    let bytes = match kanwu_disk::read_all(from) {
        Ok(bytes) => bytes,
        Err(error) => return ui.fail(failure::told(error).message(ui.lang)),
    };
    let rows = match read_form(&bytes) {
        Ok(rows) => rows,
        Err(why) => {
            let why = FileError::new(failure::shown(from), |lang| not_a_form(why, lang).to_owned());
            return ui.fail(why.message(ui.lang));
        }
    };
    let name = from.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let unit = unit_of(&name);
    let read = Decided {
        person: person.to_owned(),
        date: date.to_owned(),
        stage: stage.to_owned(),
        ..Decided::kept("", false)
    };
    let mut used = vec![false; rows.len()];
    let mut stores: BTreeMap<PathBuf, (AnswerStore, Changes)> = BTreeMap::new();
    let (mut problems, mut refusals, mut recorded) = (Vec::new(), Vec::new(), 0);
    let request = Request::of(&args.path).whole();
    let errors = each_book(registry, config, &request, false, |book, folder, found| {
        for one in form_answers(book, found, &rows) {
            let (Some(row), Some(finding)) = (rows.get(one.row), found.get(one.finding)) else { continue };
            let Some(card) = registry.get(finding.rule).map(|rule| &rule.card) else { continue };
            used[one.row] = true;
            let decision = one.decision(row, unit, &read, (book, finding, card));
            if !decision.may_answer(card) {
                refusals.push((finding.id, decision.rule));
                continue;
            }
            let (_, changes) = stores
                .entry(folder.to_owned())
                .or_insert_with(|| (AnswerStore::open(config, folder, &mut problems), Changes::default()));
            changes.set.push((finding.id, decision));
            recorded += 1;
        }
    });
    for error in &errors {
        ui.complain(error.message(ui.lang))?;
    }
    if !errors.is_empty() {
        return Ok(Exit::Broken);
    }
    for (id, rule) in &refusals {
        ui.complain(said::ImportNeedsReason { file: from.display(), id, rule }.text(ui.lang))?;
    }
    let lost = rows.iter().zip(&used).filter(|(row, used)| is_answered(row) && !**used).count();
    if lost > 0 {
        ui.complain(said::FormLost { count: lost }.text(ui.lang))?;
    }
    finish(ui, stores.into_values(), problems, recorded, refusals.len())
}
