//! Concepts: a card states right forms, and the program finds what is nearly one of them.

mod anchor;
mod code;
mod date;
mod index;

use serde::{Deserialize, Serialize};

use crate::{Confidence, Example};

pub use anchor::{Anchor, Anchors, Bits, Filter, Parts, Shape};
pub(crate) use code::code;
pub use date::EXPECTED_DATE;
pub use index::{Form, Index};

/// How a wrong form comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Derive {
    /// A character is lost.
    Lost,
    /// A character stands twice, or one too many stands between.
    Doubled,
    /// Two neighbours changed places.
    Swapped,
    /// A character of like sound stands in place of another.
    Sound,
    /// A character of like shape stands in place of another.
    Shape,
    /// Another numeral stands in place of the right one.
    Number,
    /// Two neighbouring parts changed places. A form marks where its parts begin: `黔东南|苗族|侗族|自治州`.
    PartOrder,
    /// One of the parts between the first and the last is lost.
    PartLost,
    /// Any character stands in place of another, but for the first and the last.
    Other,
    /// Any character stands in place of the last: of a post with a name of three characters.
    End,
    /// A particle stands between words, or a word is lost: of a name that is said in no other way.
    Word,
    /// Two characters that do not stand side by side changed places: 两做一学 for 两学一做.
    Crossed,
    /// A joining word stands between the words of a name, or one in place of another: 农业与农村局.
    Joined,
    /// The form is a name or a term that is unlike anything else: words that stand in the wrong form by chance
    /// (自制 in 西藏自制区) say nothing for it.
    Proper,
    /// One word of several within a long name is lost, of a form that marks where its words begin:
    /// 国家矿山监察局 for 国家|矿山|安全|监察|局.
    WordLost,
    /// The last character is lost: of a form that ends within a word without it, such as 中国特色社会主.
    CutShort,
}

impl Derive {
    /// A bit for sets of them.
    pub const fn bit(self) -> u16 {
        1 << self as u8
    }
}

/// Right forms of one kind: `[[concept]]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Concept {
    /// The right forms; `|` may mark where parts begin.
    #[serde(default)]
    pub right: Vec<String>,
    /// A table of `rules/tables/` that has them, in place of `right`.
    #[serde(default)]
    pub table: Option<String>,
    /// Lists of that table: their names, with blanks between.
    #[serde(default)]
    pub list: Option<String>,
    /// How wrong forms come about.
    #[serde(default)]
    pub derive: Vec<Derive>,
    /// Last parts that stand wrongly in place of the right one: 自治区 for 自治州.
    #[serde(default)]
    pub last: Vec<String>,
    /// A table of words that are taken for each other (监管 监督 监察), in classes: the list `classes`. A form in which one
    /// stands in place of another is wrong.
    #[serde(default)]
    pub neighbours: Option<String>,
    /// From when the forms are in use: year, month or day.
    #[serde(default, deserialize_with = "date::date_of_use")]
    pub from: Option<String>,
    /// Until when.
    #[serde(default, deserialize_with = "date::date_of_use")]
    pub to: Option<String>,
    /// Words, with blanks between, one of which must stand in the sentence for a near miss to be told: of names that
    /// other people may bear, nearly.
    #[serde(default)]
    pub near: Option<String>,
    /// Who says that they are right.
    #[serde(default)]
    pub source: Option<String>,
    /// Forms that are right too, of which no wrong ones are derived.
    #[serde(default)]
    pub also: Vec<String>,
    /// How sure a finding is at most; certain where absent.
    #[serde(default)]
    pub confidence: Option<Confidence>,
    /// Faulty examples.
    #[serde(default, deserialize_with = "crate::example::one_or_many")]
    pub bad: Vec<Example>,
    /// Right examples near to the fault.
    #[serde(default, deserialize_with = "crate::example::one_or_many")]
    pub good: Vec<Example>,
}

impl Concept {
    /// All that it derives, as a set of bits.
    pub fn derives(&self) -> u16 {
        self.derive.iter().fold(0, |all, derive| all | derive.bit())
    }
}

/// The forms of a concept in words, for those that build an index.
#[derive(Clone, Debug, Default)]
pub(crate) struct Stated {
    /// Right forms, wrong ones derived of them.
    pub right: Vec<String>,
    /// Right forms, no more.
    pub also: Vec<String>,
    /// Words that are taken for each other, class by class.
    pub neighbours: Vec<Vec<String>>,
}

/// Where the lists of a table come from.
pub(crate) type Tables<'t> = &'t dyn Fn(&str, &str) -> Result<Stated, String>;

/// What a concept states, with its tables read.
pub(crate) fn stated(concept: &Concept, tables: Tables<'_>) -> Result<Stated, String> {
    let mut out = Stated { right: concept.right.clone(), also: concept.also.clone(), ..Stated::default() };
    if let (Some(table), Some(lists)) = (&concept.table, &concept.list) {
        for list in lists.split_whitespace() {
            let stated = tables(table, list)?;
            out.right.extend(stated.right);
            out.also.extend(stated.also);
        }
    }
    if let Some(table) = &concept.neighbours {
        let classes = tables(table, NEIGHBOURS)?.right;
        out.neighbours =
            classes.iter().map(|class| class.split_whitespace().map(str::to_owned).collect()).collect();
    }
    Ok(out)
}

/// The list of a table that has the classes.
const NEIGHBOURS: &str = "classes";

/// For forms that are told apart in text: `|` marks parts and is no part of them.
pub(crate) fn whole(form: &str) -> String {
    form.replace('|', "")
}
