//! What is told of a run as a whole, gathered part by part.

use kanwu_text::Lang;

use crate::Checked;
use crate::answers::Answered;
use crate::coverage::Seen;
use crate::summary::Counts;

/// Counts of a run, and what of its manuscripts was not looked at.
#[derive(Debug)]
pub struct Totals {
    pub(crate) counts: Counts,
    pub(crate) seen: Seen,
    pub(crate) answered: Answered,
}

impl Totals {
    /// Of nothing.
    pub fn new(lang: Lang) -> Totals {
        Totals { counts: Counts::default(), seen: Seen::default(), answered: Answered::new(lang) }
    }

    /// Adds some manuscripts of the run.
    pub fn add(&mut self, part: &Checked<'_>) {
        self.counts.add(part);
        self.seen.add(part);
        self.answered.add(part);
    }

    /// Whether not one character was read: no file, empty files, or files that can't be read.
    pub fn is_unread(&self) -> bool {
        !self.counts.read
    }
}
