//! Figures as facts of the survey.

use kanwu_plugin::reading::figure::Figure;
use kanwu_plugin::{Book, Fact, FactValue, Measure, Span};
use rust_decimal::Decimal;

/// What is read in one place.
pub(super) struct Read {
    /// Facts are compared within a group.
    pub group: &'static str,
    /// What they are compared by.
    pub measure: Measure,
    /// What it is called.
    pub name: String,
    /// Its value.
    pub figure: Figure,
    /// The figure, in bytes of the paragraph.
    pub span: Span,
}

/// A figure that the book states in one place.
pub(super) struct Stated<'f> {
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

impl<'f> Stated<'f> {
    pub fn of(fact: &'f Fact, book: &'f Book<'_>) -> Option<Stated<'f>> {
        let FactValue::Figure { name, figure, official } = &fact.value else { return None };
        let text: &'f str = &book.reading(fact.reading)?.text;
        let before = text.get(..fact.span.start as usize)?;
        Some(Stated {
            fact,
            name: name.clone(),
            figure: *figure,
            official: *official,
            words: fact.span.of_text(text),
            before,
        })
    }

    /// The same, under another name.
    pub fn called(self, name: String) -> Stated<'f> {
        Stated { name, ..self }
    }

    /// Whether both figures may stand for one value; one that was cut off rather than rounded may, too.
    pub fn agrees(&self, other: &Stated<'_>) -> bool {
        let wide = |f: Figure| Figure {
            low: f.low + f.low - f.value,
            value: f.value,
            high: f.high + f.high - f.value,
        };
        wide(self.figure).agrees(wide(other.figure))
    }

    /// Whether the values are so near that they can't be of different things: within a fifth.
    pub fn is_near(&self, other: &Stated<'_>) -> bool {
        let (a, b) = (self.figure.value, other.figure.value);
        let off = a.checked_sub(b).and_then(|off| off.abs().checked_mul(Decimal::from(5)));
        off.is_some_and(|off| off <= a.max(b))
    }
}
