//! The patterns of many cards as one table of literals, ready when the program starts.

mod code;

use std::borrow::Cow;
use std::collections::BTreeMap;

use kanwu_text::WordHash;

pub(crate) use code::code;

use crate::Text;
use crate::matcher::{self, Matcher, Way};
use crate::reach::{self, Edge};
use crate::{Card, Confidence, Fault, Pattern};

/// The literals of a family's cards, or of packs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LiteralTable {
    /// In order of their words; those of one word in order of the cards, and as they stand in the card.
    pub literals: Cow<'static, [Literal]>,
    /// What each of them is looked for by.
    pub hashes: Cow<'static, [WordHash]>,
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
    /// A bit for the third byte of each partner: nearly all Han characters agree in their first byte and differ most
    /// in their third.
    pub thirds: u64,
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
    /// What a match has next to the literal, where that is known: most texts are told apart by one character.
    pub edge: Option<Edge>,
    /// All that it matches, one a line, where that is a short list: to compare words is cheaper still.
    pub words: Option<Text>,
    /// What it matches, where that is no short list.
    pub matcher: Matcher,
}

/// Where cards come from, and so what their expressions mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// With the program: `\d` and `\s` are characters of ASCII.
    Own,
    /// With a manuscript: they are any digit and any blank.
    Pack,
}

impl LiteralTable {
    /// The literals of these cards. `Err` says which expression is none.
    pub fn of_cards(cards: &[Card], origin: Origin) -> Result<LiteralTable, String> {
        let mut literals = Vec::new();
        let mut surroundings: BTreeMap<Surroundings, u16> = BTreeMap::new();
        for (card, number) in cards.iter().zip(0..) {
            for pattern in card.patterns() {
                let next = u16::try_from(surroundings.len())
                    .map_err(|_| "there are more patterns than numbers for them".to_owned())?;
                let of_pattern =
                    Surroundings::of(&pattern, origin).map_err(|e| format!("{}: {e}", card.code))?;
                literals.push(Literal {
                    word: pattern.literal.into(),
                    replace: pattern.replace.map(Cow::Owned),
                    card: number,
                    surroundings: *surroundings.entry(of_pattern).or_insert(next),
                });
            }
        }
        literals.sort_by(|a, b| a.word.cmp(&b.word));
        let hashes = literals.iter().map(|literal| WordHash::of(&literal.word)).collect();
        let mut numbered: Vec<(Surroundings, u16)> = surroundings.into_iter().collect();
        numbered.sort_by_key(|(_, number)| *number);
        let surroundings = numbered.into_iter().map(|(one, _)| one).collect();
        Ok(LiteralTable { literals: Cow::Owned(literals), hashes, surroundings: Cow::Owned(surroundings) })
    }
}

impl Surroundings {
    fn of(pattern: &Pattern, origin: Origin) -> Result<Surroundings, String> {
        let words = |list: &[String]| Cow::Owned(list.iter().cloned().map(Cow::Owned).collect());
        let condition = |source: &Option<String>, way: Way| {
            let made = source.as_ref().map(|source| Condition::of(source, way, origin));
            made.transpose()
        };
        Ok(Surroundings {
            from: words(&pattern.from),
            to: words(&pattern.to),
            thirds: thirds(pattern.from.iter().chain(&pattern.to)),
            fault: pattern.fault,
            before: condition(&pattern.before, Way::Back)?,
            after: condition(&pattern.after, Way::On)?,
            between: condition(&pattern.between, Way::Anywhere)?,
            not_before: condition(&pattern.not_before, Way::Back)?,
            not_after: condition(&pattern.not_after, Way::On)?,
            not_between: condition(&pattern.not_between, Way::Anywhere)?,
            confidence: pattern.confidence,
            variant: pattern.variant.clone().unwrap_or_default().into(),
        })
    }

    /// Whether the literal asks for nothing: no partner, and nothing next to it.
    pub fn is_bare(&self) -> bool {
        let must = [&self.before, &self.after, &self.between];
        self.from.is_empty() && self.to.is_empty() && must.into_iter().all(Option::is_none)
    }
}

/// The bits of [`Surroundings::thirds`] for some words.
pub fn thirds<W: AsRef<str>>(words: impl Iterator<Item = W>) -> u64 {
    let bit = |word: W| word.as_ref().as_bytes().get(2).map_or(u64::MAX, |third| 1 << (third % 64));
    words.map(bit).fold(0, |all, bit| all | bit)
}

impl Condition {
    /// Reads an expression.
    ///
    /// # Errors
    /// What its parser says where it is none.
    pub fn of(source: &str, way: Way, origin: Origin) -> Result<Condition, String> {
        let hir = matcher::parse(source, origin == Origin::Own)?;
        let words = reach::words(&hir);
        let matcher = if words.is_some() { Matcher::default() } else { matcher::compile(&hir, way)? };
        Ok(Condition { edge: reach::edge(&hir, way), words: words.map(Cow::Owned), matcher })
    }

    /// Whether it holds of the text, which begins or ends next to the literal, as `way` says.
    pub fn holds(&self, way: Way, text: &str) -> bool {
        let next = match way {
            Way::On => text.chars().next(),
            Way::Back => text.chars().next_back(),
            Way::Anywhere => None,
        };
        if self.edge.as_ref().is_some_and(|edge| !edge.may_be(next)) {
            return false;
        }
        let Some(words) = &self.words else { return self.matcher.is_match(way, text) };
        let mut words = words.split('\n');
        match way {
            Way::On => words.any(|word| text.starts_with(word)),
            Way::Back => words.any(|word| text.ends_with(word)),
            Way::Anywhere => words.any(|word| text.contains(word)),
        }
    }
}
