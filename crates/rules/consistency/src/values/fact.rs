//! What a place says, as a fact of the survey.

use kanwu_plugin::reading::figure::Figure;
use kanwu_plugin::{Book, Fact, Span};
use rust_decimal::Decimal;

/// What is read in one place.
pub(super) struct Read {
    /// Facts are compared within a group.
    pub group: &'static str,
    /// What they are compared by.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// Its value.
    pub figure: Figure,
    /// The figure, in bytes of the paragraph.
    pub span: Span,
}

/// The value of a fact.
pub(super) fn value(name: &str, figure: Figure, official: bool) -> String {
    format!("{name}\t{} {} {}\t{official}", figure.low, figure.value, figure.high)
}

/// A fact, read back.
pub(super) struct Told<'f> {
    /// The fact.
    pub fact: &'f Fact,
    /// What it is called.
    pub name: String,
    figure: Figure,
    /// Whether it stands in the 统计公报.
    pub official: bool,
    /// The words of its place.
    pub words: &'f str,
    /// The text before them.
    pub before: &'f str,
}

impl<'f> Told<'f> {
    pub fn of(fact: &'f Fact, book: &'f Book<'_>) -> Option<Told<'f>> {
        let mut parts = fact.value.split('\t');
        let (name, figure, official) = (parts.next()?, parts.next()?, parts.next()?);
        let mut bounds = figure.split(' ').map(|n| n.parse::<Decimal>().ok());
        let figure = Figure { low: bounds.next()??, value: bounds.next()??, high: bounds.next()?? };
        let text: &'f str = &book.reading(fact.reading)?.text;
        let before = text.get(..fact.span.start as usize)?;
        Some(Told {
            fact,
            name: name.to_owned(),
            figure,
            official: official == "true",
            words: fact.span.of_text(text),
            before,
        })
    }

    /// The same, under another name.
    pub fn called(self, name: String) -> Told<'f> {
        Told { name, ..self }
    }

    /// Whether both figures may stand for one value; one that was cut off rather than rounded may, too.
    pub fn agrees(&self, other: &Told<'_>) -> bool {
        let wide = |f: Figure| Figure {
            low: f.low + f.low - f.value,
            value: f.value,
            high: f.high + f.high - f.value,
        };
        wide(self.figure).agrees(wide(other.figure))
    }

    /// Whether the values are so near that they can't be of different things: within a fifth.
    pub fn is_near(&self, other: &Told<'_>) -> bool {
        let (a, b) = (self.figure.value, other.figure.value);
        let off = a.checked_sub(b).and_then(|off| off.abs().checked_mul(Decimal::from(5)));
        off.is_some_and(|off| off <= a.max(b))
    }
}
