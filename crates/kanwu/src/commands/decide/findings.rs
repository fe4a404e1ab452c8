//! Findings that an answer may be given to.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use kanwu_book::{Book, parse};
use kanwu_card::Card;
use kanwu_decision::FindingId;
use kanwu_engine::{Diagnostic, Registry, RuleId, Selection};
use kanwu_plugin::Severity;
use kanwu_report::FileError;
use kanwu_text::Position;

use crate::answer_store::{AnswerStores, folder_for};
use crate::checker::checker;
use crate::config::Config;
use crate::failure;
use crate::load::{Planned, Request, plan};
use crate::scope::Scope;

/// A finding that an answer may be given to.
pub(super) struct Open<'c> {
    pub rule: RuleId,
    pub card: &'c Card,
    pub severity: Severity,
    pub path: String,
    /// First and one past the last position.
    pub range: (Position, Position),
    pub excerpt: String,
    /// The folder of its store.
    pub folder: PathBuf,
    pub decided: bool,
}

/// Every finding of the scope by id; `all` with rules in preview and those of severity `info`.
pub(super) fn open<'r>(
    registry: &'r Registry,
    config: &Config,
    scope: &[PathBuf],
    all: bool,
) -> (BTreeMap<FindingId, Open<'r>>, Vec<FileError>) {
    let mut out = BTreeMap::new();
    let mut cards = Vec::new();
    cards.extend(registry.iter().map(|(_, r)| &r.card));
    let errors = each_book(registry, config, &Request::of(scope).whole(), all, |book, folder, found| {
        for d in found {
            let (Some(card), Some(source)) = (cards.get(d.rule.index()), book.manuscript.source(d.at.source))
            else {
                continue;
            };
            let position = |at| source.lines().position(&source.text, at);
            out.entry(d.id).or_insert_with(|| Open {
                rule: d.rule,
                card,
                severity: d.severity,
                path: source.path.clone(),
                range: (position(d.at.span.start), position(d.at.span.end)),
                excerpt: kanwu_report::excerpt(card, book.text(d.at)).into_owned(),
                folder: folder.to_owned(),
                decided: d.state.is_some(),
            });
        }
    });
    out.retain(|_, o| all || o.severity >= Severity::Warning);
    (out, errors)
}

/// Checks what is asked for and hands over each book, the folder of its answers, and its findings that touch what
/// was asked for.
pub(super) fn each_book(
    registry: &Registry,
    config: &Config,
    request: &Request<'_>,
    all: bool,
    mut each: impl FnMut(&Book<'_>, &Path, &[Diagnostic]),
) -> Vec<FileError> {
    let mut selection = config.selection();
    if all {
        selection = Selection { preview: true, severity: selection.severity, ..Selection::default() };
    }
    let (planned, unread) = plan(request, config);
    let mut errors: Vec<FileError> = unread.into_iter().map(failure::told).collect();
    let stores = AnswerStores::open(config, planned.iter().map(Planned::first), &mut errors);
    let checker = checker(registry, &selection, config);
    let scope = Scope::asked(&planned);
    for one in &planned {
        let (one, unread) = one.load(request);
        errors.extend(unread.into_iter().map(failure::told));
        let Some(one) = one else { continue };
        let book = parse(&one.manuscript);
        let mut found = checker.found(&book, &stores.of(config, &one).answers).diagnostics;
        scope.narrow(&one, &book, &mut found, &mut errors);
        let folder = folder_for(config, one.first());
        each(&book, &folder, &found);
    }
    errors
}
