//! A card of which only the head is unpacked at start: the rest is, when something asks for it.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::{Card, Severities};

/// What of a card is needed to choose rules and to walk a text. Its words are those of the program's image.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardHead {
    /// Name of the rule.
    #[serde(borrow)]
    pub name: Cow<'static, str>,
    /// Three letters and three digits.
    #[serde(borrow)]
    pub code: Cow<'static, str>,
    /// Former names, which still select the rule.
    pub formerly: Words,
    /// Zones it looks at.
    pub zones: Words,
    /// Kinds of protected range that it reads.
    pub reads: Words,
    /// Whether it leaves names of firms and persons alone.
    pub spares_names: bool,
    /// Whether it looks inside “ ” and 《 》.
    pub quoted: bool,
    /// Off unless asked for.
    pub preview: bool,
    /// Severity by confidence.
    pub severity: Severities,
    /// Whether the card carries its own body.
    pub has_body: bool,
    /// Whether it has a message for forms out of their time, and concepts with dates.
    pub has_dates: bool,
    /// Whether a concept of it needs words in the sentence.
    pub has_near: bool,
}

impl CardHead {
    pub(crate) fn of(card: &Card) -> CardHead {
        CardHead {
            name: card.name.clone().into(),
            code: card.code.clone().into(),
            formerly: Words::of(&card.formerly),
            zones: Words::of(&card.zones),
            reads: Words::of(&card.reads),
            spares_names: card.spares_names,
            quoted: card.quoted,
            preview: card.preview,
            severity: card.severity,
            has_body: card.has_body(),
            has_dates: card.has_dates(),
            has_near: card.concept.iter().any(|concept| concept.near.is_some()),
        }
    }

    /// The three letters of the code.
    pub fn family(&self) -> &str {
        self.code.get(..3).unwrap_or_default()
    }
}

/// Names in one text, with a blank between: no name has one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words(#[serde(borrow)] Cow<'static, str>);

impl Words {
    fn of(names: &[String]) -> Words {
        Words(names.join(" ").into())
    }

    /// The names.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.split_ascii_whitespace()
    }
}

/// A card as the program has it. Its literals stand in a [`crate::LiteralTable`], its right forms in a
/// [`crate::concept::Index`]: neither is in the card that it gives.
#[derive(Debug)]
pub struct StoredCard {
    /// Unpacked at start.
    pub head: CardHead,
    packed: &'static [u8],
    // In a box: most are never unpacked, and cards are moved about at start.
    card: OnceLock<Box<Card>>,
}

impl StoredCard {
    pub(crate) fn packed(head: CardHead, packed: &'static [u8]) -> StoredCard {
        StoredCard { head, packed, card: OnceLock::new() }
    }
}

impl From<Card> for StoredCard {
    fn from(card: Card) -> StoredCard {
        StoredCard { head: CardHead::of(&card), packed: &[], card: OnceLock::from(Box::new(card)) }
    }
}

impl Deref for StoredCard {
    type Target = Card;

    fn deref(&self) -> &Card {
        // The bytes were written by the build of this program; a test unpacks all of them.
        self.card.get_or_init(|| Box::new(postcard::from_bytes(self.packed).unwrap_or_default()))
    }
}
