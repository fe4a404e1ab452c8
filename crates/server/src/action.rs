//! What can be done about a finding: a quick fix, all that is safe, an answer.

use kanwu_card::Applicability;
use kanwu_decision::State;
use kanwu_engine::{Diagnostic, choose_of};
use kanwu_text::{Edit, Location, SourceId};
use lsp_types::{CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, Command};
use serde_json::json;

use crate::book::View;
use crate::command::DECIDE;
use crate::diagnostic::{diagnostic, touching};
use crate::messages::action as said;

/// Fixes everything that is safe to fix in one document, for editors that do so on each save.
pub(crate) const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.kanwu");

/// What can be done about the findings that touch `at`.
pub(crate) fn actions(
    view: View<'_>,
    found: &[&Diagnostic],
    at: Location,
    params: &CodeActionParams,
) -> Vec<CodeActionOrCommand> {
    let wanted = |kind: &CodeActionKind| {
        let only = params.context.only.as_ref();
        only.is_none_or(|only| only.iter().any(|one| is_within(kind.as_str(), one.as_str())))
    };
    let mut actions = Vec::new();
    if wanted(&CodeActionKind::QUICKFIX) {
        for one in touching(found, at) {
            actions.extend(fixes(view, one));
            actions.extend(State::ALL.iter().filter_map(|state| decide(view, one, *state)));
        }
    }
    if wanted(&FIX_ALL) {
        actions.extend(fix_all(view, found, at.source));
    }
    actions.into_iter().map(CodeActionOrCommand::CodeAction).collect()
}

/// Whether a kind of action is that which was asked for, or one of its parts.
fn is_within(kind: &str, asked: &str) -> bool {
    kind.strip_prefix(asked).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The finding's own fix, and that of all places where the book writes otherwise than it does elsewhere.
fn fixes(view: View<'_>, found: &Diagnostic) -> Vec<CodeAction> {
    let lang = view.client.lang;
    let of_finding = |title: String, edits: &[Edit<Location>], safe: bool| {
        Some(CodeAction {
            title,
            kind: Some(CodeActionKind::QUICKFIX),
            diagnostics: diagnostic(view, found).map(|d| vec![d]),
            edit: Some(view.edits(edits)?),
            is_preferred: Some(safe),
            ..Default::default()
        })
    };
    let fix = found.fix.as_ref().filter(|fix| fix.grade > Applicability::Display);
    let own = fix.and_then(|fix| {
        let title = match fix.edits.as_slice() {
            [one] if one.content.is_empty() => {
                let found = view.book.session.manuscript().text_at(one.at);
                said::Remove { found }.text(lang)
            }
            [one] => said::Write { want: &one.content }.text(lang),
            _ => said::Change { code: code(view, found) }.text(lang),
        };
        of_finding(title, &fix.edits, fix.grade == Applicability::Safe)
    });
    let count = found.occurrences.len();
    let title = || said::Everywhere { count }.text(lang);
    let everywhere = (count > 1).then(|| of_finding(title(), &found.occurrences, false)).flatten();
    [own, everywhere].into_iter().flatten().collect()
}

fn fix_all(view: View<'_>, found: &[&Diagnostic], source: SourceId) -> Option<CodeAction> {
    let chosen = choose_of(found.iter().copied(), source, Applicability::Safe);
    let edits = chosen.into_iter().flat_map(|(_, edits)| edits).map(|edit| {
        let at = Location::new(source, edit.at);
        edit.at(at)
    });
    let mut edits: Vec<Edit<Location>> = edits.collect();
    edits.sort_by_key(|edit| (edit.at.span.start, edit.at.span.end));
    if edits.is_empty() {
        return None;
    }
    Some(CodeAction {
        title: said::FIX_ALL.text(view.client.lang).to_owned(),
        kind: Some(FIX_ALL),
        edit: Some(view.edits(&edits)?),
        ..Default::default()
    })
}

/// Records an answer.
fn decide(view: View<'_>, found: &Diagnostic, state: State) -> Option<CodeAction> {
    let title = said::Decide { state, code: code(view, found) }.text(view.client.lang);
    let arguments = json!({
        "uri": view.uri(found.at.source)?.as_str(),
        "id": found.id.to_string(),
        "state": state.as_str(),
    });
    let command =
        Command { title: title.clone(), command: DECIDE.to_owned(), arguments: Some(vec![arguments]) };
    Some(CodeAction {
        title,
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: diagnostic(view, found).map(|d| vec![d]),
        command: Some(command),
        ..Default::default()
    })
}

fn code<'v>(view: View<'v>, found: &Diagnostic) -> &'v str {
    view.book.cards.get(found.rule.index()).map_or("", |card| card.head.code.as_ref())
}
