//! The facts of a book by themselves, for listing them and for comparing another book with them.

use kanwu_book::Book;
use kanwu_index::facts::{self, Facts, Observation};
use kanwu_plugin::Settings;
use rayon::prelude::*;

use crate::walk::{Scratch, ids, with_paragraph};

/// Paragraphs that a worker takes at a time.
const CHUNK: usize = 64;

/// The facts of a book: those of prose in the order of the text, then those of tables.
pub fn facts(book: &Book<'_>, settings: &Settings) -> Facts {
    let all = ids(&book.readings);
    let parts: Vec<Vec<Observation>> = all
        .par_chunks(CHUNK)
        .map(|chunk| {
            let mut scratch = Scratch::default();
            let mut stated = Vec::new();
            for id in chunk {
                with_paragraph(book, settings, *id, &mut scratch, |paragraph| {
                    facts::read(&paragraph.passage(), &mut stated);
                });
            }
            stated
        })
        .collect();
    Facts::new(parts.into_iter().flatten().collect(), book, settings.record_year())
}
