//! Manuscripts read and checked a few at a time, told in order, and dropped: a folder is never held whole.

use std::io;
use std::path::Path;

use kanwu_book::{Book, parse};
use kanwu_disk::clock;
use kanwu_engine::{Diagnostic, Registry, Selection};
use kanwu_lint::{Checker, KeptBooks};
use kanwu_report::{Checked, Extent, FileError};
use rayon::prelude::*;

use crate::answer_store::AnswerStores;
use crate::checker::checker;
use crate::config::Config;
use crate::load::{Loaded, Planned, Request, plan};
use crate::output::Timings;
use crate::{Ui, failure};

/// What is to be checked, and what was met on the way.
pub(crate) struct Work<'r> {
    pub request: &'r Request<'r>,
    pub planned: Vec<Planned>,
    /// What could not be read, written or told.
    pub errors: Vec<FileError>,
    pub timings: Timings,
    /// What is kept of the manuscripts where they are checked again on each save.
    pub kept: Option<&'r KeptBooks>,
}

/// A manuscript and its findings.
pub(crate) struct Done<'d> {
    pub one: &'d Loaded,
    pub book: Book<'d>,
    pub found: Vec<Diagnostic>,
}

/// What manuscripts are checked with.
#[derive(Clone, Copy)]
pub(crate) struct With<'w> {
    pub checker: &'w Checker<'w>,
    pub config: &'w Config,
    pub stores: &'w AnswerStores,
}

impl<'r> Work<'r> {
    /// Finds what is asked for; nothing is read yet.
    pub fn plan(request: &'r Request<'r>, config: &Config) -> Work<'r> {
        let (planned, not_found) = plan(request, config);
        let errors = not_found.into_iter().map(failure::told).collect();
        Work { request, planned, errors, timings: Timings::default(), kept: None }
    }

    /// How much there is.
    pub fn extent(&self) -> Extent {
        let files = self.planned.iter().map(|one| one.files.len()).sum();
        Extent { manuscripts: self.planned.len(), files }
    }

    /// The files that are read.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.planned.iter().flat_map(|one| one.files.iter().flatten()).map(|file| file.as_path())
    }

    /// Opens the answers to what is found.
    pub fn stores(&mut self, config: &Config) -> AnswerStores {
        AnswerStores::open(config, self.planned.iter().map(Planned::first), &mut self.errors)
    }

    /// The errors in an order that does not hang on how many manuscripts were in hand at a time.
    pub fn sort_errors(&mut self) {
        self.errors.sort_by(|a, b| (&a.path, &a.zh).cmp(&(&b.path, &b.zh)));
    }

    /// Reads the manuscripts of a turn, which begins with that of number `from`.
    pub fn read(&mut self, from: usize) -> Vec<Loaded> {
        let started = clock::instant();
        let turn = self.planned.iter().skip(from).take(turn()).collect::<Vec<_>>();
        let read: Vec<_> = turn.into_par_iter().map(|one| one.load(self.request)).collect();
        let mut loaded = Vec::with_capacity(read.len());
        for (one, unread) in read {
            loaded.extend(one);
            self.errors.extend(unread.into_iter().map(failure::told));
        }
        self.timings.reading += started.elapsed();
        loaded
    }

    /// Reads manuscripts again whose files have been changed. Standard input can be read only once.
    pub fn read_again(&mut self, loaded: Vec<Loaded>) -> Vec<Loaded> {
        let started = clock::instant();
        let mut again = Vec::with_capacity(loaded.len());
        for one in loaded {
            if one.files.iter().any(Option::is_none) {
                again.push(one);
                continue;
            }
            let planned = Planned { files: one.files, asked: one.asked };
            let (one, unread) = planned.load(self.request);
            again.extend(one);
            self.errors.extend(unread.into_iter().map(failure::told));
        }
        self.timings.reading += started.elapsed();
        again
    }

    /// Checks manuscripts that have been read, and perhaps parsed; answers that are not enough are told beside.
    pub fn check<'l>(
        &mut self,
        With { checker, config, stores }: With<'_>,
        loaded: &'l [Loaded],
        books: Vec<Book<'l>>,
    ) -> Vec<Done<'l>> {
        let (timed, kept) = (self.timings.clock, self.kept);
        let mut books: Vec<Option<Book<'l>>> = books.into_iter().map(Some).collect();
        books.resize_with(loaded.len(), || None);
        let check = |(book, one): (Option<Book<'l>>, &'l Loaded)| {
            let started = clock::instant();
            let book = book.unwrap_or_else(|| parse(&one.manuscript));
            let parsed = started.elapsed();
            let store = stores.of(config, one);
            let (found, by_rule) = match (timed, kept) {
                (Some(clock), _) => checker.found_timed(&book, &store.answers, clock),
                (None, Some(kept)) => (kept.check(checker, &book, &store.answers), Vec::new()),
                (None, None) => (checker.found(&book, &store.answers), Vec::new()),
            };
            let refused = store.refusals(&found.refused);
            let done = Done { one, book, found: found.diagnostics };
            (done, refused, by_rule, (parsed, started.elapsed() - parsed))
        };
        let checked: Vec<_> = books.into_par_iter().zip(loaded).map(check).collect();
        let mut all = Vec::with_capacity(checked.len());
        for (done, refused, by_rule, (parsing, rules)) in checked {
            self.timings.parsing += parsing;
            self.timings.rules += rules;
            self.timings.add_rules(by_rule);
            self.errors.extend(refused);
            all.push(done);
        }
        all
    }
}

/// So many manuscripts are in hand at a time.
pub(crate) fn turn() -> usize {
    rayon::current_num_threads()
}

/// Checks what is asked for with what the config and the selection say, and hands it on part by part. Says what could
/// not be read, and gives whether there was any such thing.
pub(crate) fn each_part(
    ui: &mut Ui<'_>,
    (registry, config): (&Registry, &Config),
    selection: &Selection,
    work: &mut Work<'_>,
    mut hand_on: impl FnMut(&Checked<'_>),
) -> io::Result<bool> {
    let stores = work.stores(config);
    let checker = checker(registry, selection, config);
    let cards = checker.cards();
    let mut next = 0;
    while next < work.planned.len() {
        let loaded = work.read(next);
        next += turn();
        let with = With { checker: &checker, config, stores: &stores };
        let done = work.check(with, &loaded, Vec::new());
        let manuscripts = done.iter().map(|done| (&done.book, done.found.as_slice())).collect();
        hand_on(&Checked::part(manuscripts, &cards));
    }
    work.sort_errors();
    for error in &work.errors {
        ui.complain(error.message(ui.lang))?;
    }
    Ok(!work.errors.is_empty())
}

/// Reads manuscripts as yearbooks.
pub(crate) fn parsed(loaded: &[Loaded]) -> Vec<Book<'_>> {
    loaded.par_iter().map(|one| parse(&one.manuscript)).collect()
}
