//! All rules of all families, by number, name and code.

use kanwu_book::{Zone, ZoneSet};
use kanwu_card::Card;
use kanwu_card::concept::Index;
use kanwu_plugin::{Family, Kind, RuleId};
use rustc_hash::FxHashMap;

use crate::data::{Body, Origin};

/// What runs when a rule is triggered.
pub(crate) enum Runner {
    /// A function.
    Code(Kind),
    /// The card's own body.
    Data(Body),
}

/// A rule with its card.
pub struct Registered {
    /// The card.
    pub card: Card,
    pub(crate) zones: ZoneSet,
    pub(crate) reads: u64,
    pub(crate) runner: Runner,
}

impl Registered {
    /// Whether the rule looks at one paragraph at a time.
    pub fn is_local(&self) -> bool {
        matches!(self.runner, Runner::Data(_) | Runner::Code(Kind::Local { .. }))
    }
}

/// Why rules don't fit together.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum RegistryError {
    /// A function without a card.
    #[error("the rule `{0}` has no card")]
    NoCard(String),
    /// A card without a function or a body.
    #[error("the card `{0}` has neither a function nor a body")]
    NoBody(String),
    /// A name or code that stands twice.
    #[error("`{0}` is used twice")]
    Twice(String),
    /// A zone or protected kind that does not exist.
    #[error("the card `{card}` names `{word}`, which does not exist")]
    Unknown {
        /// The card.
        card: String,
        /// The word.
        word: String,
    },
    /// A pattern that is no regular expression.
    #[error("the card `{card}`: {message}")]
    Pattern {
        /// The card.
        card: String,
        /// What the regex parser says.
        message: String,
    },
}

/// Every rule there is, ordered by code.
pub struct Registry {
    rules: Vec<Registered>,
    by_name: FxHashMap<String, RuleId>,
    /// Where the cards come from, to unpack the examples of patterns when a test asks for them.
    families: Vec<Family>,
    /// Concepts of packs.
    packed: Index,
}

impl Registry {
    /// Brings the families together; `packs` are cards with bodies that a manuscript brings along.
    pub fn new(families: &[&Family], packs: Vec<Card>) -> Result<Registry, RegistryError> {
        let mut rules = Vec::new();
        for family in families {
            let mut code: FxHashMap<&str, &kanwu_plugin::Rule> =
                family.rules.iter().map(|r| (r.name, r)).collect();
            for card in kanwu_card::read(family.cards) {
                let runner = match code.remove(card.name.as_str()) {
                    Some(rule) => Runner::Code(rule.kind),
                    None => Runner::Data(body(&card, Origin::Own)?),
                };
                rules.push(registered(card, runner)?);
            }
            if let Some(name) = code.into_keys().min() {
                return Err(RegistryError::NoCard(name.to_owned()));
            }
        }
        let packed = Index::of_cards(&packs)
            .map_err(|message| RegistryError::Pattern { card: "[[concept]]".to_owned(), message })?;
        for card in packs {
            let runner = Runner::Data(body(&card, Origin::Pack)?);
            rules.push(registered(card, runner)?);
        }
        Registry::of(rules, families.iter().map(|family| **family).collect(), packed)
    }

    /// One card with a body, as a card of the program.
    pub(crate) fn of_one(card: Card) -> Option<Registry> {
        let packed = Index::of_cards(std::slice::from_ref(&card)).ok()?;
        let runner = Runner::Data(body(&card, Origin::Own).ok()?);
        Registry::of(vec![registered(card, runner).ok()?], Vec::new(), packed).ok()
    }

    fn of(
        mut rules: Vec<Registered>,
        families: Vec<Family>,
        packed: Index,
    ) -> Result<Registry, RegistryError> {
        rules.sort_by(|a, b| a.card.code.cmp(&b.card.code));
        let mut by_name = FxHashMap::default();
        for (i, rule) in rules.iter().enumerate() {
            let id = RuleId(i as u16);
            let names = [&rule.card.name, &rule.card.code].into_iter().chain(&rule.card.formerly);
            for name in names {
                if by_name.insert(name.clone(), id).is_some() {
                    return Err(RegistryError::Twice(name.clone()));
                }
            }
        }
        Ok(Registry { rules, by_name, families, packed })
    }

    /// The rules in order of their codes.
    pub fn iter(&self) -> impl Iterator<Item = (RuleId, &Registered)> {
        self.rules.iter().enumerate().map(|(i, r)| (RuleId(i as u16), r))
    }

    /// One rule.
    pub fn get(&self, id: RuleId) -> Option<&Registered> {
        self.rules.get(id.index())
    }

    /// The indexes of concepts, of each family and of packs.
    pub(crate) fn concepts(&self) -> impl Iterator<Item = &Index> {
        self.families.iter().map(|family| family.concepts).chain([&self.packed])
    }

    /// The card of a rule, with the examples of its patterns.
    pub(crate) fn with_examples(&self, rule: &Registered) -> Card {
        let family = self.families.iter().find(|family| family.code == rule.card.family());
        let mut cards = family.map(|family| (kanwu_card::read(family.cards), family.examples));
        if let Some((cards, examples)) = &mut cards {
            kanwu_card::read_examples(cards, examples);
        }
        let cards = cards.map(|(cards, _)| cards).unwrap_or_default();
        // A card of a pack carries its examples itself.
        cards.into_iter().find(|card| card.code == rule.card.code).unwrap_or_else(|| rule.card.clone())
    }

    /// A rule by name, code or former name.
    pub fn find(&self, name: &str) -> Option<RuleId> {
        self.by_name.get(name).copied()
    }

    /// Whether `name` (a name, a code, a family or `all`) selects a rule.
    pub fn selects(&self, name: &str, id: RuleId) -> bool {
        if self.find(name) == Some(id) {
            return true;
        }
        let family = self.get(id).map(|r| r.card.family());
        name.eq_ignore_ascii_case("all") || family.is_some_and(|f| f.eq_ignore_ascii_case(name))
    }

    /// Whether a rule looks into paragraphs of a zone.
    pub fn looks_in(&self, id: RuleId, zone: Zone) -> bool {
        self.get(id).is_some_and(|rule| rule.zones.has(zone))
    }

    /// Whether it selects any.
    pub fn selects_any(&self, name: &str) -> bool {
        self.iter().any(|(id, _)| self.selects(name, id))
    }

    /// How many rules there are.
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// The name most like `name`, for "did you mean".
    pub fn nearest(&self, name: &str) -> Option<&str> {
        let near = |r: &Registered| strsim::normalized_damerau_levenshtein(&r.card.name, name);
        self.rules
            .iter()
            .map(|r| (near(r), r.card.name.as_str()))
            .filter(|(score, _)| *score > 0.4)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, name)| name)
    }
}

fn body(card: &Card, origin: Origin) -> Result<Body, RegistryError> {
    if !card.has_body() {
        return Err(RegistryError::NoBody(card.name.clone()));
    }
    Body::new(card, origin).map_err(|message| RegistryError::Pattern { card: card.name.clone(), message })
}

fn registered(card: Card, runner: Runner) -> Result<Registered, RegistryError> {
    let unknown = |word: String| RegistryError::Unknown { card: card.name.clone(), word };
    let zones = ZoneSet::named(card.zones.iter().map(String::as_str)).map_err(unknown)?;
    let mut reads = 0;
    for name in &card.reads {
        let kind: kanwu_reading::ProtectedKind = name
            .parse()
            .map_err(|_| RegistryError::Unknown { card: card.name.clone(), word: name.clone() })?;
        reads |= 1 << kind as u8;
    }
    Ok(Registered { card, zones, reads, runner })
}
