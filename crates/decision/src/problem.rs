//! Why a file of answers can't be used.

use std::ops::Range;

use kanwu_text::Lang;

/// A fault of a file, and its place where known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Bytes of the file.
    pub span: Option<Range<usize>>,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
    /// Whether both are what the TOML reader says, in English.
    pub of_reader: bool,
}

impl Problem {
    pub(crate) fn new(span: Option<Range<usize>>, told: impl Fn(Lang) -> String) -> Problem {
        Problem { span, zh: told(Lang::Zh), en: told(Lang::En), of_reader: false }
    }

    /// What the TOML reader or writer says, in English.
    pub(crate) fn of_toml(span: Option<Range<usize>>, said: &str) -> Problem {
        Problem { of_reader: true, ..Problem::new(span, |_| said.to_owned()) }
    }

    /// What is wrong, in one sentence.
    pub fn message(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}
