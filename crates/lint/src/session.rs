//! A manuscript that is being edited.

use kanwu_book::parse;
use kanwu_engine::{Kept, Recheck, Scope};
use kanwu_text::{Edit, Manuscript, SourceId, SourceSpan};

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
/// as it is, but only paragraphs that have changed since the last time are walked.
pub struct Session<'c> {
    checker: Checker<'c>,
    answers: Answers,
    manuscript: Manuscript,
    recheck: Recheck<'c>,
    complete: Option<Found>,
}

impl<'c> Session<'c> {
    /// Takes a manuscript.
    pub fn open(checker: Checker<'c>, answers: Answers, manuscript: Manuscript) -> Session<'c> {
        let recheck = Recheck::new(checker.registry, checker.selection, Kept::default());
        Session { checker, answers, manuscript, recheck, complete: None }
    }

    /// Puts `text` in the place of bytes `range` of a source. Where it can't, nothing has changed.
    pub fn edit(&mut self, source: SourceId, range: SourceSpan, text: &str) -> Result<(), EditError> {
        let Some(now) = self.manuscript.sources.get_mut(source.index()) else {
            return Err(EditError::NoSource(source));
        };
        *now = edited(now, &[Edit::new(range, text)]).ok_or(EditError::OutsideText(range))?;
        // Marks that an edit puts in or takes out are seen as a fresh reading sees them.
        if now.document().is_none() {
            now.pages = kanwu_intake::page_marks(&now.text);
        }
        self.complete = None;
        Ok(())
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

    fn found(&mut self, scope: Scope) -> Found {
        let book = parse(&self.manuscript);
        self.checker.found_again(&mut self.recheck, scope, &book, &self.answers)
    }
}
