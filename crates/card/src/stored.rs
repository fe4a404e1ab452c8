//! A card of which only the head is unpacked at start: the rest is, when something asks for it.

use std::ops::Deref;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::{Card, Severities};

/// What of a card is needed to choose rules and to walk a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardHead {
    /// Name of the rule.
    pub name: String,
    /// Three letters and three digits.
    pub code: String,
    /// Former names, which still select the rule.
    pub formerly: Vec<String>,
    /// Zones it looks at.
    pub zones: Vec<String>,
    /// Kinds of protected range that it reads.
    pub reads: Vec<String>,
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
}

impl CardHead {
    pub(crate) fn of(card: &Card) -> CardHead {
        CardHead {
            name: card.name.clone(),
            code: card.code.clone(),
            formerly: card.formerly.clone(),
            zones: card.zones.clone(),
            reads: card.reads.clone(),
            spares_names: card.spares_names,
            quoted: card.quoted,
            preview: card.preview,
            severity: card.severity,
            has_body: card.has_body(),
        }
    }

    /// The three letters of the code.
    pub fn family(&self) -> &str {
        self.code.get(..3).unwrap_or_default()
    }
}

/// A card as the program has it. Its literals stand in a [`crate::LiteralTable`], its right forms in a
/// [`crate::concept::Index`]: neither is in the card that it gives.
#[derive(Debug)]
pub struct StoredCard {
    /// Unpacked at start.
    pub head: CardHead,
    packed: &'static [u8],
    card: OnceLock<Card>,
}

impl StoredCard {
    pub(crate) fn packed(head: CardHead, packed: &'static [u8]) -> StoredCard {
        StoredCard { head, packed, card: OnceLock::new() }
    }
}

impl From<Card> for StoredCard {
    fn from(card: Card) -> StoredCard {
        StoredCard { head: CardHead::of(&card), packed: &[], card: OnceLock::from(card) }
    }
}

impl Deref for StoredCard {
    type Target = Card;

    fn deref(&self) -> &Card {
        // The bytes were written by the build of this program; a test unpacks all of them.
        self.card.get_or_init(|| postcard::from_bytes(self.packed).unwrap_or_default())
    }
}
