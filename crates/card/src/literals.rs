//! The patterns of many cards as one table of literals, ready when the program starts.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::{Card, Confidence, Fault, Pattern};

/// Text of a card: in the program's image, or of a pack that was read.
pub type Text = Cow<'static, str>;

/// The literals of a family's cards, or of packs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LiteralTable {
    /// In order of their words; those of one word in order of the cards, and as they stand in the card.
    pub literals: Cow<'static, [Literal]>,
    /// What must and must not stand round them. Many literals share one.
    pub surroundings: Cow<'static, [Surroundings]>,
}

/// A literal of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Literal {
    /// The word.
    pub word: Text,
    /// What to write instead.
    pub replace: Option<Text>,
    /// Number of its card in the family.
    pub card: u16,
    /// Number of its [`Surroundings`].
    pub surroundings: u16,
}

/// All of a pattern but its literals.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Surroundings {
    /// Words, the nearest of which before the literal is its partner.
    pub from: Cow<'static, [Text]>,
    /// Words, the nearest of which after the literal is its partner.
    pub to: Cow<'static, [Text]>,
    /// Which of a collocation is the faulty span.
    pub fault: Fault,
    /// Must match just before.
    pub before: Option<Condition>,
    /// Must match just after.
    pub after: Option<Condition>,
    /// Must match between the literal and its partner.
    pub between: Option<Condition>,
    /// Must not match just before.
    pub not_before: Option<Condition>,
    /// Must not match just after.
    pub not_after: Option<Condition>,
    /// Must not match between the literal and its partner.
    pub not_between: Option<Condition>,
    /// How sure a finding is; certain where absent.
    pub confidence: Option<Confidence>,
    /// A variant of the message; `""` is the main one.
    pub variant: Text,
}

/// A regular expression.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Condition {
    /// As the card writes it.
    pub source: Text,
    /// What a match has next to the literal, where that is known: most texts are told apart by one character.
    pub edge: Option<Edge>,
    /// All that it matches, one a line, where that is a short list: to compare words is far cheaper than to search.
    pub words: Option<Text>,
    /// How many bytes a match has at most, where that is known and the expression looks at nothing round it.
    pub longest: Option<u16>,
}

/// What is known of an expression without a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Extent {
    /// See [`Condition::words`].
    pub words: Option<String>,
    /// See [`Condition::longest`].
    pub longest: Option<u16>,
}

/// Characters that a match of a condition may have next to the literal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// The characters.
    pub chars: Text,
    /// Whether the condition also holds where no text stands at all.
    pub none: bool,
}

/// At which side of a literal a condition looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Its matches end where the literal begins.
    Before,
    /// Its matches begin where the literal ends.
    After,
}

/// Tells the edge of an expression, where it has one.
pub(crate) type EdgeOf<'e> = &'e dyn Fn(&str, Side) -> Option<Edge>;

/// Tells the extent of an expression.
pub(crate) type ExtentOf<'l> = &'l dyn Fn(&str) -> Extent;

impl LiteralTable {
    /// For cards that are read when the program runs: a pack's.
    pub fn of_cards(cards: &[Card]) -> Result<LiteralTable, String> {
        LiteralTable::build(cards, &|_, _| None, &|_| Extent::default())
    }

    pub(crate) fn build(
        cards: &[Card],
        edge: EdgeOf<'_>,
        extent: ExtentOf<'_>,
    ) -> Result<LiteralTable, String> {
        let mut literals = Vec::new();
        let mut surroundings: BTreeMap<Surroundings, u16> = BTreeMap::new();
        for (card, number) in cards.iter().zip(0..) {
            for pattern in card.patterns() {
                let next = u16::try_from(surroundings.len())
                    .map_err(|_| "there are more patterns than numbers for them".to_owned())?;
                let of_pattern = Surroundings::of(&pattern, edge, extent);
                literals.push(Literal {
                    word: pattern.literal.into(),
                    replace: pattern.replace.map(Cow::Owned),
                    card: number,
                    surroundings: *surroundings.entry(of_pattern).or_insert(next),
                });
            }
        }
        literals.sort_by(|a, b| a.word.cmp(&b.word));
        let mut numbered: Vec<(Surroundings, u16)> = surroundings.into_iter().collect();
        numbered.sort_by_key(|(_, number)| *number);
        let surroundings = numbered.into_iter().map(|(one, _)| one).collect();
        Ok(LiteralTable { literals: Cow::Owned(literals), surroundings: Cow::Owned(surroundings) })
    }
}

impl Surroundings {
    fn of(pattern: &Pattern, edge: EdgeOf<'_>, extent: ExtentOf<'_>) -> Surroundings {
        let words = |list: &[String]| Cow::Owned(list.iter().cloned().map(Cow::Owned).collect());
        let condition = |source: &Option<String>, side: Option<Side>| {
            source.as_ref().map(|source| {
                let Extent { words, longest } = extent(source);
                Condition {
                    source: Cow::Owned(source.clone()),
                    edge: side.and_then(|side| edge(source, side)),
                    words: words.map(Cow::Owned),
                    longest,
                }
            })
        };
        Surroundings {
            from: words(&pattern.from),
            to: words(&pattern.to),
            fault: pattern.fault,
            before: condition(&pattern.before, Some(Side::Before)),
            after: condition(&pattern.after, Some(Side::After)),
            between: condition(&pattern.between, None),
            not_before: condition(&pattern.not_before, Some(Side::Before)),
            not_after: condition(&pattern.not_after, Some(Side::After)),
            not_between: condition(&pattern.not_between, None),
            confidence: pattern.confidence,
            variant: pattern.variant.clone().unwrap_or_default().into(),
        }
    }

    /// Every condition, to check what a person wrote.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let must = [&self.before, &self.after, &self.between];
        let must_not = [&self.not_before, &self.not_after, &self.not_between];
        must.into_iter().chain(must_not).flatten()
    }
}

impl Edge {
    /// Whether a match may have `c` next to the literal; `None` is the end of the text.
    pub fn may_be(&self, c: Option<char>) -> bool {
        c.map_or(self.none, |c| self.chars.contains(c))
    }
}
