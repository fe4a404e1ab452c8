//! 核红: two states of a book compared, and held against what was asked for.

mod requests;
mod rows;
mod state;

use kanwu_book::{Book, parse};
use kanwu_collate::{Stream, collate, expect};
use kanwu_intake::ReaderRemark;
use kanwu_lint::{Answers, Checker};
use kanwu_plugin::State as Decision;
use kanwu_report::{CollationPlaces, CollationTable, FilledRow, FormError, NewFault, RequestOrigin, message};
use kanwu_text::{Format, Lang, LeftKind, Manuscript, SourceId};

use crate::messages::collate as said;
use requests::{Requests, of_copy};
use rows::Compared;

pub(crate) use requests::{find, squeezed};
pub(crate) use state::{Basis, State};

/// Columns that the text round a place takes, a Han character being two: on a page, and elsewhere.
const WIDE: usize = 600;
const NARROW: usize = 56;

/// Two states of a book, and where to look for what was asked for.
pub struct Collating<'c> {
    /// What findings are made with.
    pub checker: &'c Checker<'c>,
    /// The older state.
    pub old: Given<'c>,
    /// The newer one.
    pub new: Given<'c>,
    /// The older state with its tracked changes rejected, where [`has_tracked_changes`] says that it has any.
    pub rejected: Option<&'c Manuscript>,
    /// Comments and marks in files of the older state.
    pub remarks: Vec<(SourceId, FileRemarks)>,
    /// Filled forms and commented copies.
    pub asked: Vec<Asked>,
    /// Whether all that differs is told, whoever asked for it 对原稿.
    pub against_copy: bool,
    /// Whether there is room for long stretches of text.
    pub wide: bool,
    /// The language of the table.
    pub lang: Lang,
}

/// A state of a book.
#[derive(Clone, Copy)]
pub struct Given<'c> {
    /// As it is called in the table.
    pub name: &'c str,
    /// Its text.
    pub manuscript: &'c Manuscript,
    /// What was answered to its findings.
    pub answers: &'c Answers,
}

/// What readers have put on a file.
#[derive(Debug)]
pub struct FileRemarks {
    /// Comments or marks.
    pub remarks: Vec<ReaderRemark>,
    /// Which of the two.
    pub origin: RequestOrigin,
}

impl FileRemarks {
    /// As what the remarks on a file of a format are told; `None` where it can't hold any.
    pub fn origin(format: Format) -> Option<RequestOrigin> {
        match format {
            Format::Docx => Some(RequestOrigin::Comment),
            Format::Pdf => Some(RequestOrigin::Mark),
            Format::Markdown | Format::Plain => None,
        }
    }
}

/// A file that says what is to be changed.
#[derive(Debug)]
pub enum Asked {
    /// A form that was filled in.
    Form(Vec<FilledRow>),
    /// A copy of the older state with comments or marks.
    Copy(Manuscript, FileRemarks),
}

/// Why a file says nothing of what is to be changed.
pub fn not_a_form(why: FormError, lang: Lang) -> &'static str {
    let said = match why {
        FormError::Unreadable => said::NO_FORM,
        FormError::NoColumns => said::NO_COLUMNS,
        FormError::TooLarge => said::TOO_LARGE,
    };
    said.text(lang)
}

/// Whether a state has tracked changes that are neither accepted nor rejected.
pub fn has_tracked_changes(manuscript: &Manuscript) -> bool {
    let left = |source: &kanwu_text::Source| {
        source.document().is_some_and(|d| d.left.iter().any(|left| left.kind == LeftKind::Revision))
    };
    manuscript.sources.iter().any(left)
}

impl Collating<'_> {
    /// What the two states differ in, by what was asked for.
    pub fn table(&self) -> CollationTable {
        let lang = self.lang;
        let (old_book, new_book) = (parse(self.old.manuscript), parse(self.new.manuscript));
        let basis = Basis::of(&old_book, &new_book);
        let (old_state, new_state) = (State::new(&old_book, basis), State::new(&new_book, basis));
        let mut requests = Requests::default();
        if !self.against_copy {
            self.gather(&mut requests, &old_state, basis);
        }
        // Where nothing was asked for, all that differs is told.
        let against_copy = requests.list.is_empty();
        let mut table = CollationTable::new(self.old.name, self.new.name, against_copy, lang);
        table.requests = requests.list.len();
        if against_copy && !self.against_copy {
            table.notes.push(said::NO_REQUESTS.text(lang).to_owned());
        }
        let expected = expect(&old_state.paragraphs, &requests.asked);
        let state = expected.paragraphs();
        let (should, is) = (Stream::new(&state), Stream::new(&new_state.paragraphs));
        let collation = collate(&should, &is);
        let width = if self.wide { WIDE } else { NARROW };
        let compared = Compared {
            old: &old_state,
            new: &new_state,
            expected: &expected,
            should: &should,
            is: &is,
            collation: &collation,
            old_places: &CollationPlaces::new(&old_book, width, lang),
            new_places: &CollationPlaces::new(&new_book, width, lang),
        };
        compared.tell(&mut table, &requests, lang);
        table.faults = self.faults(&compared, &new_book);
        table.notes.extend(requests.notes(lang));
        table.notes.extend(unread(self.old.manuscript, lang));
        table.notes.extend(unread(self.new.manuscript, lang));
        if !basis.heads {
            table.notes.push(said::HEADS.text(lang).to_owned());
        }
        table.notes.push(said::PICTURES.text(lang).to_owned());
        table.sort();
        table
    }

    /// Findings in what was changed.
    fn faults(&self, compared: &Compared<'_>, book: &Book<'_>) -> Vec<NewFault> {
        if compared.collation.changes.is_empty() && compared.expected.regions.is_empty() {
            return Vec::new();
        }
        let found = self.checker.found(book, self.new.answers);
        compared.faults(&found.diagnostics, &self.checker.cards(), self.lang)
    }

    /// Reads what was asked for.
    fn gather(&self, requests: &mut Requests, state: &State<'_>, basis: Basis) {
        if let Some(rejected) = self.rejected {
            let book = parse(rejected);
            requests.tracked_changes(&State::new(&book, basis), state);
        }
        for (source, of) in &self.remarks {
            requests.remarks(state, *source, &of.remarks, of.origin);
        }
        for asked in &self.asked {
            match asked {
                Asked::Form(rows) => requests.form(state, rows),
                Asked::Copy(copy, of) => of_copy(requests, state, basis, copy, &of.remarks, of.origin),
            }
        }
        let answers = self.old.answers;
        if answers.decisions.iter().any(|(_, decision)| decision.decided.state == Decision::Change) {
            let found = self.checker.found(state.book, answers);
            let cards = self.checker.cards();
            requests.decisions(state, &found.diagnostics, |d| {
                cards.get(d.rule.index()).map_or_else(String::new, |card| message(card, d, self.lang).0)
            });
        }
    }
}

/// Pages of proofs that could not be read.
fn unread(manuscript: &Manuscript, lang: Lang) -> Vec<String> {
    let mut notes = Vec::new();
    for source in &manuscript.sources {
        let Some(proof) = source.proof() else { continue };
        let refused = (1_u32..).zip(&proof.pages).filter(|(_, page)| page.refused.is_some());
        let pages: Vec<String> =
            refused.map(|(ordinal, page)| page.label.unwrap_or(ordinal).to_string()).collect();
        if !pages.is_empty() {
            notes.push(said::Unread { path: &source.path, pages: &pages }.text(lang));
        }
    }
    notes
}
