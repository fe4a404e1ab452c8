//! What every manuscript of a run is checked with.

use kanwu_book::Book;
use kanwu_engine::{Diagnostic, Mode, Registry, Selection, run};
use kanwu_plugin::{Card, Settings};
use kanwu_report::FileError;

use crate::answer_store::AnswerStore;
use crate::config::Config;

/// Rules, the choice among them, and the config.
pub(crate) struct Checker<'c> {
    pub registry: &'c Registry,
    pub selection: &'c Selection,
    pub config: &'c Config,
}

impl Checker<'_> {
    /// The manuscript's own spec, with the config laid over it.
    pub(crate) fn settings(&self, book: &Book<'_>) -> Settings {
        let mut spec = book.spec.clone();
        self.config.overlay(&mut spec);
        let reasons_required = self.config.suppression.require_reason;
        Settings { spec, options: self.config.options(self.registry), reasons_required }
    }

    /// The findings of a book with what has been answered to them, and the answers that are not enough.
    pub(crate) fn found(&self, book: &Book<'_>, store: &AnswerStore) -> (Vec<Diagnostic>, Vec<FileError>) {
        let mut found = run(self.registry, self.selection, &self.settings(book), book, Mode::Parallel);
        let refused = store.answer(&mut found, &self.cards());
        (found, refused)
    }

    /// Cards by rule.
    pub(crate) fn cards(&self) -> Vec<&Card> {
        self.registry.iter().map(|(_, r)| &r.card).collect()
    }
}
