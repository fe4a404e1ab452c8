//! Examples: text with `⟦ ⟧` round the places a rule must find.

use serde::{Deserialize, Deserializer, Serialize};

use crate::HouseWords;

/// A faulty example, or a right one, which has no marks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Example {
    /// The text, in `[[bad]]` marked.
    pub text: String,
    /// In `[[bad]]`: the corrected text; absent where only an editor can correct it.
    #[serde(default)]
    pub fixed: Option<String>,
    /// In `[[good]]`: why it is right, the exception it shows.
    #[serde(default)]
    pub why: Option<String>,
    /// Zone that `text` stands in, prose where absent. Ignored for a manuscript.
    #[serde(default)]
    pub zone: Option<String>,
    /// Title of the 类目 that `text` stands in.
    #[serde(default)]
    pub category: Option<String>,
    /// Text of a clause of the editorial spec that holds.
    #[serde(default)]
    pub spec: Option<String>,
    /// A small manuscript in Markdown that `text` is compared with, as one that the config names under `[reference]`.
    #[serde(default)]
    pub reference: Option<String>,
    /// Words of an office that hold.
    #[serde(default)]
    pub words: HouseWords,
    /// `text` is a whole small manuscript in Markdown, not one paragraph.
    #[serde(default)]
    pub manuscript: bool,
    /// In `[[good]]`: row of the rule reference for which this example is the guard (a row that says what not
    /// to report).
    #[serde(default)]
    pub guards: Option<String>,
    /// In `[[bad]]`: what makes it a fault besides the words, and so must be kept when it is planted
    /// elsewhere.
    #[serde(default)]
    pub needs: Vec<Need>,
}

/// What an example of a fault can't do without.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// That it is a paragraph of its own.
    Paragraph,
    /// Its figures: with others it may be right.
    Figures,
}

impl Example {
    /// An example of text alone.
    fn text(text: String) -> Example {
        Example { text, ..Example::default() }
    }
}

/// Reads the examples of a pattern: a text, a table, or a list of these. The form that [`crate::read`] unpacks is
/// always a list.
pub(crate) fn one_or_many<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Example>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged, expecting = "an example is a text, or a table with `text`")]
    enum One {
        Text(String),
        Table(Box<Example>),
    }

    #[derive(Deserialize)]
    #[serde(untagged, expecting = "examples are a text, a table with `text`, or a list of these")]
    enum OneOrMany {
        // First: a list of texts would also do as the fields of one table, in order.
        Many(Vec<One>),
        One(One),
    }

    let example = |one| match one {
        One::Text(text) => Example::text(text),
        One::Table(example) => *example,
    };
    if !from.is_human_readable() {
        return Vec::deserialize(from);
    }
    Ok(match OneOrMany::deserialize(from)? {
        OneOrMany::One(one) => vec![example(one)],
        OneOrMany::Many(all) => all.into_iter().map(example).collect(),
    })
}

/// An example's plain text and its marked places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// The text without the marks.
    pub text: String,
    /// Byte range in `text` of each `⟦ … ⟧`, in order.
    pub main: Vec<(usize, usize)>,
    /// Byte range in `text` of each `⟦n: … ⟧`, in order.
    pub related: Vec<(usize, usize)>,
}

/// Takes the marks out of an example.
pub fn mark(text: &str) -> Marked {
    let mut out = Marked::default();
    let mut open: Vec<(usize, bool)> = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let tail = &rest[c.len_utf8()..];
        match c {
            '⟦' => {
                let digits = tail.bytes().take_while(u8::is_ascii_digit).count();
                let numbered = digits > 0 && tail[digits..].starts_with(':');
                open.push((out.text.len(), numbered));
                rest = if numbered { &tail[digits + 1..] } else { tail };
                continue;
            }
            '⟧' => {
                if let Some((start, numbered)) = open.pop() {
                    let list = if numbered { &mut out.related } else { &mut out.main };
                    list.push((start, out.text.len()));
                }
            }
            c => out.text.push(c),
        }
        rest = tail;
    }
    out.main.sort_unstable();
    out.related.sort_unstable();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_come_out() {
        let m = mark("甲⟦,⟧乙⟦1:（⟧丙");
        assert_eq!(m.text, "甲,乙（丙");
        assert_eq!(m.main, [(3, 4)]);
        assert_eq!(m.related, [(7, 10)]);
    }
}
