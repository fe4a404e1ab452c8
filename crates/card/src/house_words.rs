//! 本单位词表 `words.toml`: words that an office has settled.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

/// The words of an office.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct HouseWords {
    /// 允许: findings on these words are answered 不改, unless they are 必看.
    pub allow: Vec<String>,
    /// 误=正: wrong forms with the right ones.
    pub wrong: Vec<WrongWord>,
    /// 重点词: each place is to be looked at.
    pub watch: Vec<WatchedWord>,
    /// 人名.
    pub people: Vec<String>,
    /// 机构名, and other names.
    pub bodies: Vec<String>,
}

/// A wrong form of an office's own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct WrongWord {
    /// As it must not stand.
    pub wrong: String,
    /// As it must.
    pub right: String,
    /// Titles of the 类目 in which it is wrong; everywhere where empty.
    #[serde(default)]
    pub categories: Vec<String>,
    /// The first year recorded in which it is wrong.
    #[serde(default)]
    pub from: Option<i32>,
    /// The last.
    #[serde(default)]
    pub until: Option<i32>,
    /// Why, for whoever reads the finding.
    #[serde(default)]
    pub note: String,
}

/// A word that is to be looked at wherever it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct WatchedWord {
    /// The word.
    pub word: String,
    /// What is to be looked at.
    #[serde(default)]
    pub note: String,
}

/// What is wrong with an office's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WordFault {
    /// A word is empty or blank.
    Empty,
    /// A wrong form is its own right form.
    Same(String),
    /// A wrong form stands in the list twice, with the same bounds.
    Twice(String),
    /// A wrong form is allowed, too.
    Allowed(String),
    /// The last year comes before the first.
    Years(String),
}

impl fmt::Display for WordFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WordFault::Empty => f.write_str("a word is empty"),
            WordFault::Same(word) => write!(f, "`{word}` is wrong and right"),
            WordFault::Twice(word) => write!(f, "`{word}` is listed twice"),
            WordFault::Allowed(word) => write!(f, "`{word}` is wrong and allowed"),
            WordFault::Years(word) => write!(f, "the years of `{word}` end before they begin"),
        }
    }
}

impl std::error::Error for WordFault {}

impl HouseWords {
    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == HouseWords::default()
    }

    /// Names of persons and bodies.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.people.iter().chain(&self.bodies).map(String::as_str)
    }

    /// What contradicts itself or says nothing: the first fault.
    ///
    /// # Errors
    /// See [`WordFault`].
    pub fn check(&self) -> Result<(), WordFault> {
        let wrong = self.wrong.iter().flat_map(|word| [word.wrong.as_str(), word.right.as_str()]);
        let watched = self.watch.iter().map(|word| word.word.as_str());
        let mut all = self.allow.iter().map(String::as_str).chain(self.names()).chain(wrong).chain(watched);
        if all.any(|word| word.trim().is_empty()) {
            return Err(WordFault::Empty);
        }
        let mut seen = BTreeSet::new();
        for word in &self.wrong {
            let fault = |of: fn(String) -> WordFault| Err(of(word.wrong.clone()));
            if word.wrong == word.right {
                return fault(WordFault::Same);
            }
            if self.allow.contains(&word.wrong) {
                return fault(WordFault::Allowed);
            }
            if word.from.zip(word.until).is_some_and(|(from, until)| until < from) {
                return fault(WordFault::Years);
            }
            if !seen.insert((&word.wrong, &word.categories, word.from, word.until)) {
                return fault(WordFault::Twice);
            }
        }
        Ok(())
    }
}

impl WrongWord {
    /// Whether the form is wrong in a record of a year; of an unknown year any may be.
    #[must_use]
    pub fn holds_in(&self, year: Option<i32>) -> bool {
        year.is_none_or(|year| {
            self.from.is_none_or(|from| from <= year) && self.until.is_none_or(|until| year <= until)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(toml: &str) -> HouseWords {
        toml::from_str(toml).unwrap()
    }

    #[test]
    fn words_are_read_and_faults_are_told() {
        let read = words(
            "allow = ['青石话']\npeople = ['温知秋']\n[[wrong]]\nwrong = '青石乡'\nright = '青石镇'\nfrom = 2021\n",
        );
        assert_eq!(read.check(), Ok(()));
        assert!(read.wrong[0].holds_in(Some(2022)) && !read.wrong[0].holds_in(Some(2020)));
        assert!(read.wrong[0].holds_in(None));
        let fault = |toml: &str| words(toml).check().unwrap_err();
        assert_eq!(fault("allow = [' ']"), WordFault::Empty);
        assert_eq!(fault("wrong = [{ wrong = '甲', right = '甲' }]"), WordFault::Same("甲".into()));
        assert_eq!(
            fault("allow = ['甲']\nwrong = [{ wrong = '甲', right = '乙' }]"),
            WordFault::Allowed("甲".into())
        );
        assert_eq!(
            fault("wrong = [{ wrong = '甲', right = '乙' }, { wrong = '甲', right = '丙' }]"),
            WordFault::Twice("甲".into())
        );
        assert_eq!(
            fault("wrong = [{ wrong = '甲', right = '乙', from = 2022, until = 2020 }]"),
            WordFault::Years("甲".into())
        );
    }
}
