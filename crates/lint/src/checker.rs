//! What manuscripts are checked with, and a check.

use std::collections::BTreeMap;
use std::sync::Arc;

use kanwu_book::{Book, EditorialSpec, Period, Stated, parse};
use kanwu_card::StoredCard;
use kanwu_engine::{
    Change, Clock, Diagnostic, Mode, Recheck, Registry, RuleTime, Scope, Selection, run, run_timed,
};
use kanwu_plugin::index::facts::Reference;
use kanwu_plugin::{FindingId, HouseWords, Settings};
use kanwu_text::Manuscript;

use crate::Answers;

/// What a config says in place of a manuscript's own editorial spec.
#[derive(Clone, Debug, Default)]
pub struct SpecOverlay {
    /// The period recorded 记述时限.
    pub period: Option<Period>,
    /// Standards followed; as read where empty.
    pub standards: Vec<String>,
    /// Whether farming content keeps 亩.
    pub keeps_mu: Option<bool>,
    /// Title of the bulletin 统计公报.
    pub bulletin: Option<String>,
    /// Titles of the 类目; as read where empty.
    pub categories: Vec<String>,
    /// How many 类目 there are.
    pub category_count: Option<u32>,
}

impl SpecOverlay {
    /// Lays it over what was read.
    pub fn lay(&self, spec: &mut EditorialSpec) {
        fn stated<T>(value: T) -> Stated<T> {
            Stated { value, at: None }
        }
        if let Some(period) = &self.period {
            spec.period = Some(stated(*period));
        }
        if !self.standards.is_empty() {
            spec.standards = self.standards.iter().cloned().map(stated).collect();
        }
        if let Some(keeps) = self.keeps_mu {
            spec.keeps_mu = Some(stated(keeps));
        }
        if let Some(bulletin) = &self.bulletin {
            spec.bulletin = Some(stated(bulletin.clone()));
        }
        if !self.categories.is_empty() {
            spec.categories = self.categories.iter().cloned().map(stated).collect();
        }
        if let Some(count) = self.category_count {
            spec.category_count = Some(stated(count));
        }
    }
}

/// Rules, the choice among them, and what a config says.
#[derive(Clone)]
pub struct Checker<'c> {
    /// Every rule.
    pub registry: &'c Registry,
    /// Which of them run.
    pub selection: &'c Selection,
    /// What the config says in place of the manuscript's own spec.
    pub overlay: SpecOverlay,
    /// Whether a suppression in the text does nothing without a reason.
    pub reasons_required: bool,
    /// Names that the office has settled.
    pub names: Vec<String>,
    /// Words that the office has settled.
    pub words: Arc<HouseWords>,
    /// Options of rules, by rule name and option name.
    pub options: BTreeMap<String, BTreeMap<String, String>>,
    /// What manuscripts are compared with.
    pub references: Arc<Vec<Reference>>,
    /// On one thread or several.
    pub mode: Mode,
}

/// What a check gives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// In order of path, place and code, with what has been answered to them.
    pub diagnostics: Vec<Diagnostic>,
    /// Findings whose answer is not enough.
    pub refused: Vec<FindingId>,
}

impl<'c> Checker<'c> {
    /// With no config: the manuscript's own spec, on this thread.
    pub fn new(registry: &'c Registry, selection: &'c Selection) -> Checker<'c> {
        Checker {
            registry,
            selection,
            overlay: SpecOverlay::default(),
            reasons_required: false,
            names: Vec::new(),
            words: Arc::default(),
            options: BTreeMap::new(),
            references: Arc::default(),
            mode: Mode::Serial,
        }
    }

    /// Reads the manuscript as a yearbook and checks it.
    pub fn check(&self, manuscript: &Manuscript, answers: &Answers) -> Found {
        self.found(&parse(manuscript), answers)
    }

    /// The findings of a book that has been read.
    pub fn found(&self, book: &Book<'_>, answers: &Answers) -> Found {
        let found = run(self.registry, self.selection, &self.settings(book), book, self.mode);
        self.answered(found, answers)
    }

    /// The findings of a book that has been read, and how long each rule took by `clock`, the slowest first.
    pub fn found_timed(&self, book: &Book<'_>, answers: &Answers, clock: Clock) -> (Found, Vec<RuleTime>) {
        let settings = self.settings(book);
        let (found, times) = run_timed(self.registry, self.selection, &settings, book, self.mode, clock);
        (self.answered(found, answers), times)
    }

    /// The findings of a book that `recheck` has checked before, of the rules of a scope; `change` is what has happened to
    /// it since.
    pub(crate) fn found_again(
        &self,
        recheck: &mut Recheck<'_>,
        scope: Scope,
        book: &Book<'_>,
        change: Change<'_>,
        answers: &Answers,
    ) -> Found {
        let found = recheck.run(&self.settings(book), book, self.mode, scope, change);
        self.answered(found, answers)
    }

    fn answered(&self, mut diagnostics: Vec<Diagnostic>, answers: &Answers) -> Found {
        let refused = answers.lay(&mut diagnostics, &self.cards());
        Found { diagnostics, refused }
    }

    /// The manuscript's own spec with the config laid over it, and the options.
    pub fn settings(&self, book: &Book<'_>) -> Settings {
        let mut spec = book.spec.clone();
        self.overlay.lay(&mut spec);
        Settings {
            spec,
            names: self
                .names
                .iter()
                .map(String::as_str)
                .chain(self.words.names())
                .map(str::to_owned)
                .collect(),
            words: Arc::clone(&self.words),
            options: self.options.clone(),
            reasons_required: self.reasons_required,
            references: Arc::clone(&self.references),
        }
    }

    /// Cards by rule.
    pub fn cards(&self) -> Vec<&'c StoredCard> {
        self.registry.iter().map(|(_, rule)| &rule.card).collect()
    }
}
