//! A manuscript that is being edited.

use kanwu_book::{ParsedBook, ReadingId, parse};
use kanwu_engine::{Change, Kept, Recheck, Scope};
use kanwu_text::{Edit, Manuscript, Replaced, Source, SourceId, SourceSpan};

use crate::history::edited;
use crate::{Answers, Checker, Found};

/// Why a text can't be edited so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The manuscript has no such source.
    #[error("there is no source {}", .0.0)]
    NoSource(SourceId),
    /// The range does not lie on characters of the text.
    #[error("bytes {} to {} do not lie on characters of the text", .0.start, .0.end)]
    OutsideText(SourceSpan),
}

/// Owns a manuscript and tells what is found in it after each edit. What it tells equals a fresh check of the text
/// as it is. Only paragraphs that have changed since the last time are walked, the structure is parsed again only where an
/// edit may have changed it, and a rule on the whole book judges again only where something has changed of what it reads.
pub struct Session<'c> {
    checker: Checker<'c>,
    answers: Answers,
    manuscript: Manuscript,
    /// The book that was parsed last, where it has followed all edits since.
    book: Option<ParsedBook>,
    /// What was replaced since the last check, in a book that has followed it.
    replaced: Vec<(SourceId, Replaced)>,
    /// The paragraphs in which that was.
    paragraphs: Vec<ReadingId>,
    recheck: Recheck<'c>,
    complete: Option<Found>,
}

impl<'c> Session<'c> {
    /// Takes a manuscript.
    pub fn open(checker: Checker<'c>, answers: Answers, manuscript: Manuscript) -> Session<'c> {
        let recheck = Recheck::new(checker.registry, checker.selection, Kept::default());
        Session {
            checker,
            answers,
            manuscript,
            book: None,
            replaced: Vec::new(),
            paragraphs: Vec::new(),
            recheck,
            complete: None,
        }
    }

    /// Puts `text` in the place of bytes `range` of a source. Where it can't, nothing has changed.
    pub fn edit(&mut self, source: SourceId, range: SourceSpan, text: &str) -> Result<(), EditError> {
        let Some(before) = self.manuscript.sources.get_mut(source.index()) else {
            return Err(EditError::NoSource(source));
        };
        let mut now = edited(before, &[Edit::new(range, text)]).ok_or(EditError::OutsideText(range))?;
        // Marks that an edit puts in or takes out are seen as a fresh reading sees them.
        if now.document().is_none() {
            now.pages = kanwu_intake::page_marks(&now.text);
        }
        let before = std::mem::replace(before, now);
        self.follow(source, &before, Replaced { at: range, len: SourceSpan::of(0..text.len()).end });
        self.complete = None;
        Ok(())
    }

    /// Lets the book follow an edit, or lets it go.
    fn follow(&mut self, source: SourceId, before: &Source, replaced: Replaced) {
        let Some(now) = self.manuscript.source(source) else { return };
        let Some(book) = &mut self.book else { return };
        if book.follow(source, before, now, replaced, &mut self.paragraphs) {
            self.replaced.push((source, replaced));
        } else {
            self.book = None;
        }
    }

    /// Lays other answers on what is found.
    pub fn answer(&mut self, answers: Answers) {
        self.answers = answers;
        self.complete = None;
    }

    /// The manuscript as it is now.
    pub fn manuscript(&self) -> &Manuscript {
        &self.manuscript
    }

    /// What rules find that look at one paragraph. It does not wait for what the whole book says, so that a few of
    /// these may be gone in [`Session::complete`], where a rule of the whole book supersedes them.
    pub fn findings(&mut self) -> Found {
        self.found(Scope::Paragraph)
    }

    /// What [`Session::complete`] has told; `None` since an edit or an answer.
    pub fn completed(&self) -> Option<&Found> {
        self.complete.as_ref()
    }

    /// All that is found, with what the whole book says.
    pub fn complete(&mut self) -> &Found {
        let found = self.complete.take().unwrap_or_else(|| self.found(Scope::Book));
        self.complete.insert(found)
    }

    /// How many paragraphs were walked for what was told last.
    pub fn walked(&self) -> usize {
        self.recheck.walked()
    }

    fn found(&mut self, scope: Scope) -> Found {
        let (book, change) = match self.book.take() {
            Some(book) => (
                book.of(&self.manuscript),
                Change::Text { replaced: &self.replaced, paragraphs: &self.paragraphs },
            ),
            None => (parse(&self.manuscript), Change::Any),
        };
        let found = self.checker.found_again(&mut self.recheck, scope, &book, change, &self.answers);
        self.book = Some(book.apart());
        self.replaced.clear();
        self.paragraphs.clear();
        found
    }
}
