//! `words.toml`: the words of the office, beside `kanwu.toml` or found upward from the manuscript.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use kanwu_card::{HouseWords, WordFault};
use kanwu_disk::files;
use kanwu_text::Lang;

use super::{Config, ConfigError, nearest, text_of, toml_message};
use crate::messages::house_words as said;

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
pub(crate) fn read(file: &Path, lang: Lang) -> Result<HouseWords, ConfigError> {
    let text = text_of(file, lang)?;
    let words: HouseWords = toml::from_str(&text).map_err(|e| {
        let what = toml_message(e.message(), lang);
        ConfigError::at(file, &text, e.span().unwrap_or(0..0), &what, lang)
    })?;
    match words.check() {
        Ok(()) => Ok(words),
        Err(fault) => {
            let (what, word) = told(&fault, lang);
            let at = word.and_then(|word| text.rfind(word).map(|at| at..at + word.len())).unwrap_or(0..0);
            Err(ConfigError::at(file, &text, at, &what, lang))
        }
    }
}

/// A fault in words, and the word that it is of.
pub(crate) fn told(fault: &WordFault, lang: Lang) -> (String, Option<&str>) {
    match fault {
        WordFault::Empty => (said::EMPTY.text(lang).to_owned(), None),
        WordFault::Same(word) => (said::Same { word }.text(lang), Some(word)),
        WordFault::Twice(word) => (said::Twice { word }.text(lang), Some(word)),
        WordFault::Allowed(word) => (said::Allowed { word }.text(lang), Some(word)),
        WordFault::Years(word) => (said::Years { word }.text(lang), Some(word)),
    }
}
