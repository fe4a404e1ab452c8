//! Lines and columns of every source of a run.

use kanwu_book::Book;
use kanwu_plugin::Diagnostic;
use kanwu_text::{Columns, Lang, Location, Position, SourceId};

use crate::checked::{Checked, Listed};
use crate::place::{self, File};

impl<'a> Checked<'a> {
    /// Prepares lines and columns of every source.
    pub(crate) fn positions(&self) -> Positions<'_> {
        let sources = |(book, _): &(&'a Book<'a>, &'a [Diagnostic])| {
            book.manuscript
                .sources
                .iter()
                .map(|s| File { source: s, columns: Columns::new(&s.text, s.lines()) })
        };
        Positions { files: self.manuscripts.iter().map(|m| sources(m).collect()).collect() }
    }
}

/// Lines and columns of every source of a run.
#[derive(Clone)]
pub(crate) struct Positions<'c> {
    files: Vec<Vec<File<'c>>>,
}

impl<'c> Positions<'c> {
    /// A source of a manuscript.
    pub fn file(&self, manuscript: usize, source: SourceId) -> Option<&File<'c>> {
        self.files.get(manuscript)?.get(source.index())
    }

    /// Every source.
    pub fn files(&self) -> impl Iterator<Item = &File<'c>> {
        self.files.iter().flatten()
    }

    /// A source of the manuscript that a finding stands in.
    pub fn file_of(&self, listed: &Listed<'_>, at: Location) -> Option<&File<'c>> {
        self.file(listed.manuscript, at.source)
    }

    /// A place with its path, as people find it again.
    pub fn told(&self, manuscript: usize, at: Location, lang: Lang) -> Option<String> {
        Some(place::whole(self.file(manuscript, at.source)?, at.span, lang))
    }

    /// Path and start of a place, as people read it.
    pub fn of(&self, manuscript: usize, at: Location) -> Option<(&'c str, Position)> {
        let file = self.file(manuscript, at.source)?;
        Some((&file.source.path, file.columns.position(at.span.start)))
    }
}
