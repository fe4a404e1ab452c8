//! `words.toml`: the words of the office, beside `kanwu.toml` or found upward from the manuscript.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use kanwu_card::HouseWords;
use kanwu_decision::read_words;
use kanwu_disk::files;
use kanwu_text::Lang;

use super::{Config, ConfigError, nearest, text_of, toml_message};

/// The file's name.
pub(crate) const NAME: &str = "words.toml";

impl Config {
    /// Where the words stand that hold for `start`; `None` where there are none.
    pub(super) fn words_file(&self, start: &Path) -> Option<PathBuf> {
        match &self.path {
            Some(_) => Some(self.folder().join(NAME)).filter(|file| files::is_file(file)),
            None => nearest(start, NAME),
        }
    }

    /// Reads the words that hold for `start`.
    pub(super) fn read_words(&mut self, start: &Path, lang: Lang) -> Result<(), ConfigError> {
        if let Some(file) = self.words_file(start) {
            self.words = Arc::new(read(&file, lang)?);
            self.words_file = Some(file);
        }
        Ok(())
    }
}

/// The words of a file.
fn read(file: &Path, lang: Lang) -> Result<HouseWords, ConfigError> {
    let text = text_of(file, lang)?;
    read_words(&text).map_err(|problem| {
        let what = match problem.of_reader {
            true => toml_message(problem.message(lang), lang),
            false => problem.message(lang).to_owned(),
        };
        ConfigError::at(file, &text, problem.span.unwrap_or(0..0), &what, lang)
    })
}
