//! What a survey collects.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Deref;

use kanwu_book::ReadingId;
use kanwu_reading::figure::Figure;
use kanwu_text::ReadingSpan;
use rust_decimal::Decimal;

use crate::Place;

/// One thing that the book states in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What kind of fact it is, among those of one survey.
    pub group: &'static str,
    /// What facts are compared by.
    pub key: FactKey,
    /// What it states.
    pub value: FactValue,
    /// The paragraph.
    pub reading: ReadingId,
    /// Bytes of the paragraph.
    pub span: ReadingSpan,
}

/// What facts are compared by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FactKey {
    /// A name, a title or other words.
    Words(String),
    /// What is measured or counted.
    Measure(Measure),
    /// A meeting that is numbered by session: 第十八届人民代表大会第二次会议.
    Session {
        /// The body that meets.
        body: &'static str,
        /// 区, 县, 镇 …
        level: char,
        /// 第十八届
        session: i64,
        /// 第二次
        number: i64,
    },
}

/// What is measured or counted, of what place and in what year.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Measure {
    /// What it is called; empty where its value alone identifies it.
    pub subject: String,
    /// The place it is of; empty where the whole book is about one.
    pub scope: String,
    /// The unit that its figures come down to.
    pub unit: &'static str,
    /// A value that all facts of this key share.
    pub value: Option<Decimal>,
    /// The year; none where no year is known.
    pub year: Option<i32>,
}

/// What a fact states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FactValue {
    /// No more than its group, its key and its place.
    None,
    /// Words.
    Words(String),
    /// The level of the place that a name belongs to: 区, 县 …
    Level(Option<char>),
    /// Two numbers of one thing, such as cases taken in and closed.
    Two(Decimal, Decimal),
    /// A figure.
    Figure {
        /// What it is the figure of.
        name: String,
        /// The figure.
        figure: Figure,
        /// Whether it stands in the 统计公报.
        official: bool,
    },
    /// The days on which something took place.
    Days {
        /// What took place.
        name: String,
        /// The place that it belongs to; empty where none is named.
        scope: String,
        /// Month and day; a month that is not printed is 0.
        from: (u8, u8),
        /// Month and day.
        to: (u8, u8),
    },
}

impl FactKey {
    /// The words; empty where it is no words.
    pub fn as_str(&self) -> &str {
        match self {
            FactKey::Words(words) => words,
            _ => "",
        }
    }
}

impl FactValue {
    /// The words; empty where it is no words.
    pub fn as_str(&self) -> &str {
        match self {
            FactValue::Words(words) => words,
            _ => "",
        }
    }
}

/// Both may be asked as the words that most of them are.
macro_rules! words {
    ($($name:ident),*) => {$(
        impl Deref for $name {
            type Target = str;

            fn deref(&self) -> &str {
                self.as_str()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl From<&str> for $name {
            fn from(words: &str) -> $name {
                $name::Words(words.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(words: String) -> $name {
                $name::Words(words)
            }
        }

        impl From<char> for $name {
            fn from(character: char) -> $name {
                $name::Words(character.to_string())
            }
        }
    )*};
}

words!(FactKey, FactValue);

impl Fact {
    /// Where it stands.
    pub fn place(&self) -> Place {
        Place::Reading(self.reading, self.span)
    }

    /// Facts that are compared with each other: those of one name. Names in their order, the facts of each as
    /// they stand in the book.
    pub fn by_key<'f>(facts: impl IntoIterator<Item = &'f Fact>) -> BTreeMap<&'f str, Vec<&'f Fact>> {
        Fact::grouped(facts, |fact| fact.key.as_str())
    }

    /// The same, where more than the name parts them.
    pub fn grouped<'f, K: Ord>(
        facts: impl IntoIterator<Item = &'f Fact>,
        by: impl Fn(&'f Fact) -> K,
    ) -> BTreeMap<K, Vec<&'f Fact>> {
        let mut groups: BTreeMap<K, Vec<&Fact>> = BTreeMap::new();
        for fact in facts {
            groups.entry(by(fact)).or_default().push(fact);
        }
        groups
    }
}
