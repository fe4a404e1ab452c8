//! Manuscripts that are checked again and again as whole files: on each save, or in a page.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Mutex, MutexGuard, PoisonError};

use kanwu_book::Book;
use kanwu_engine::{Change, Kept, Recheck, Scope};

use crate::{Answers, Checker, Found};

/// What the paragraphs of manuscripts gave, kept from one check of them to the next, so that only those that have changed
/// are walked again.
#[derive(Debug, Default)]
pub struct KeptBooks {
    /// What they were checked with.
    with: String,
    books: Mutex<BTreeMap<String, KeptBook>>,
}

#[derive(Debug)]
struct KeptBook {
    kept: Kept,
    /// Whether the last check had it.
    checked: bool,
}

impl KeptBooks {
    /// Begins a check. `with` shows all that it is made with, rules, selection and settings: nothing is kept where that is
    /// not what it was. Manuscripts that the last check did not have are let go.
    pub fn begin(&mut self, with: &impl Debug) {
        let with = format!("{with:?}");
        let books = self.books.get_mut().unwrap_or_else(PoisonError::into_inner);
        if self.with != with {
            books.clear();
            self.with = with;
        }
        books.retain(|_, book| std::mem::take(&mut book.checked));
    }

    /// The findings of a manuscript, which is known by its files from check to check.
    pub fn check(&self, checker: &Checker<'_>, book: &Book<'_>, answers: &Answers) -> Found {
        let files: Vec<&str> = book.manuscript.sources.iter().map(|source| source.path.as_str()).collect();
        let name = files.join("\n");
        let kept = self.books().remove(&name).map(|book| book.kept).unwrap_or_default();
        let mut recheck = Recheck::new(checker.registry, checker.selection, kept);
        let found = checker.found_again(&mut recheck, Scope::Book, book, Change::Any, answers);
        self.books().insert(name, KeptBook { kept: recheck.into_kept(), checked: true });
        found
    }

    fn books(&self) -> MutexGuard<'_, BTreeMap<String, KeptBook>> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
