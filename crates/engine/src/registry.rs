//! All rules of all families, by number, name and code.

use std::sync::Arc;

use kanwu_book::{Zone, ZoneSet};
use kanwu_card::concept::Index;
use kanwu_card::{Card, LiteralTable, Origin, StoredCard, Text};
use kanwu_plugin::{Family, Kind, Reads, Rule, RuleId};
use rustc_hash::FxHashMap;

use crate::data::Body;

/// What runs when a rule is triggered.
pub(crate) enum Runner {
    /// A function.
    Code(Kind),
    /// The card's own body.
    Data(Literals),
}

/// The literals of one card in those of its family.
#[derive(Clone)]
pub(crate) struct Literals {
    /// Of all cards of the family.
    pub body: Arc<Body>,
    /// Number of the card in the family.
    pub card: u16,
}

/// A rule with its card.
pub struct Registered {
    /// The card.
    pub card: StoredCard,
    pub(crate) zones: ZoneSet,
    pub(crate) reads: u64,
    /// Of a rule on the whole book: what it reads.
    pub(crate) asks: Reads,
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
    by_name: FxHashMap<Text, RuleId>,
    /// Where the cards come from, to unpack the bodies of cards when a test asks for them.
    families: Vec<Family>,
    /// The literals of each family and of packs, and the rules of their cards.
    bodies: Vec<(Arc<Body>, Vec<RuleId>)>,
    /// Concepts of packs.
    packed: Index,
}

/// The cards of a family, or of packs, and what they bring along.
struct Cards {
    cards: Vec<StoredCard>,
    code: &'static [Rule],
    body: Body,
}

impl Registry {
    /// Brings the families together; `packs` are cards with bodies that a manuscript brings along.
    pub fn new(families: &[&Family], packs: Vec<Card>) -> Result<Registry, RegistryError> {
        let own = families.iter().map(|family| Cards {
            cards: kanwu_card::read(family.cards),
            code: family.rules,
            body: Body::own(family.literals),
        });
        let fails = |message: String| RegistryError::Pattern { card: pack_names(&packs), message };
        let packed = Index::of_cards(&packs).map_err(fails)?;
        let literals = LiteralTable::of_cards(&packs, Origin::Pack).map_err(fails)?;
        let body = Body::read(literals);
        let packs = Cards { cards: packs.into_iter().map(StoredCard::from).collect(), code: &[], body };
        Registry::of(own.chain([packs]), families.iter().map(|family| **family).collect(), packed)
    }

    /// One card with a body, as a card of the program.
    pub(crate) fn of_one(card: Card) -> Option<Registry> {
        let one = std::slice::from_ref(&card);
        let (packed, literals) = (Index::of_cards(one).ok()?, LiteralTable::of_cards(one, Origin::Own).ok()?);
        let body = Body::read(literals);
        let cards = Cards { cards: vec![StoredCard::from(card)], code: &[], body };
        Registry::of([cards].into_iter(), Vec::new(), packed).ok()
    }

    fn of(
        all: impl Iterator<Item = Cards>,
        families: Vec<Family>,
        packed: Index,
    ) -> Result<Registry, RegistryError> {
        let mut rules: Vec<Registered> = Vec::new();
        let mut bodies: Vec<(Arc<Body>, Vec<Text>)> = Vec::new();
        for Cards { cards, code, body } in all {
            let body = Arc::new(body);
            let mut code: FxHashMap<&str, &Rule> = code.iter().map(|r| (r.name, r)).collect();
            bodies.push((body.clone(), cards.iter().map(|card| card.head.code.clone()).collect()));
            for (card, number) in cards.into_iter().zip(0..) {
                let (runner, asks) = match code.remove(card.head.name.as_ref()) {
                    Some(rule) => (Runner::Code(rule.kind), rule.reads),
                    None if card.head.has_body => {
                        (Runner::Data(Literals { body: body.clone(), card: number }), Reads::STRUCTURE)
                    }
                    None => return Err(RegistryError::NoBody(card.head.name.to_string())),
                };
                rules.push(registered(card, runner, asks)?);
            }
            if let Some(name) = code.into_keys().min() {
                return Err(RegistryError::NoCard(name.to_owned()));
            }
        }
        // Numbers are sorted, which move more cheaply than rules.
        let mut order: Vec<usize> = (0..rules.len()).collect();
        order.sort_by_key(|at| rules.get(*at).map(|rule| rule.card.head.code.as_ref()));
        let mut unordered: Vec<Option<Registered>> = rules.into_iter().map(Some).collect();
        let rules: Vec<Registered> =
            order.into_iter().filter_map(|at| unordered.get_mut(at).and_then(Option::take)).collect();
        let mut by_name = FxHashMap::default();
        for (i, rule) in rules.iter().enumerate() {
            let (id, head) = (RuleId(i as u16), &rule.card.head);
            let former = head.formerly.iter().map(|name| Text::Owned(name.to_owned()));
            for name in [head.name.clone(), head.code.clone()].into_iter().chain(former) {
                if by_name.insert(name.clone(), id).is_some() {
                    return Err(RegistryError::Twice(name.into_owned()));
                }
            }
        }
        let id = |code: &Text| by_name.get(code).copied();
        let bodies = bodies.into_iter().map(|(body, codes)| (body, codes.iter().filter_map(id).collect()));
        let bodies = bodies.collect();
        Ok(Registry { rules, by_name, families, bodies, packed })
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

    /// The right forms that cards state and that read as `text`, quotation marks left aside: the rule, the form, and the
    /// concept that states it.
    pub fn right_forms(&self, text: &str) -> Vec<(RuleId, String, kanwu_card::Concept)> {
        let bare = |text: &str| text.replace(['“', '”', '《', '》'], "");
        let wanted = bare(text);
        let mut out = Vec::new();
        for index in self.concepts() {
            for form in index.forms.iter().filter(|f| f.right.is_none() && bare(&f.text) == wanted) {
                let rule = index.cards.get(usize::from(form.card)).and_then(|name| self.find(name));
                let concept =
                    rule.and_then(|id| self.get(id)?.card.concept.get(usize::from(form.concept)).cloned());
                out.extend(rule.zip(concept).map(|(rule, concept)| (rule, form.text.to_string(), concept)));
            }
        }
        out
    }

    /// Right forms that hold `part`, the shortest first, no more than `most`.
    pub fn right_forms_with(&self, part: &str, most: usize) -> Vec<&str> {
        let forms = self.concepts().flat_map(|index| index.forms.iter());
        let holds = forms.filter(|f| f.right.is_none() && f.derive != 0 && f.text.contains(part));
        let mut out: Vec<&str> = holds.map(|f| f.text.as_ref()).collect();
        out.sort_by_key(|form| (form.len(), *form));
        out.dedup();
        out.truncate(most);
        out
    }

    /// The literals of each family and of packs, each with the rules of their cards.
    pub(crate) fn bodies(&self) -> impl Iterator<Item = (&Body, &[RuleId])> {
        self.bodies.iter().map(|(body, rules)| (body.as_ref(), rules.as_slice()))
    }

    /// The card of a rule whole, with its patterns and concepts.
    pub(crate) fn whole_card(&self, rule: &Registered) -> Card {
        let family = self.families.iter().find(|family| family.code == rule.card.head.family());
        let cards = family.map(|family| kanwu_card::read_bodies(family.cards, family.bodies));
        let mut cards = cards.into_iter().flatten();
        // A card of a pack is whole.
        cards.find(|card| card.code == rule.card.head.code).unwrap_or_else(|| Card::clone(&rule.card))
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
        let family = self.get(id).map(|r| r.card.head.family());
        name.eq_ignore_ascii_case("all") || family.is_some_and(|f| f.eq_ignore_ascii_case(name))
    }

    /// Whether a rule looks into paragraphs of a zone.
    pub fn looks_in(&self, id: RuleId, zone: Zone) -> bool {
        self.get(id).is_some_and(|rule| rule.zones.has(zone))
    }

    /// By zone: how many of the rules that run look there. `runs` is by rule, as [`Selection::runs`] tells.
    ///
    /// [`Selection::runs`]: crate::Selection::runs
    pub fn looking(&self, runs: &[bool]) -> Vec<(Zone, usize)> {
        let on = |id: RuleId| runs.get(id.index()).copied().unwrap_or(false);
        let looks = |zone: Zone| self.iter().filter(|(id, _)| on(*id) && self.looks_in(*id, zone)).count();
        Zone::ALL.into_iter().map(|zone| (zone, looks(zone))).collect()
    }

    /// Whether it selects any.
    pub fn selects_any(&self, name: &str) -> bool {
        self.find(name).is_some() || self.iter().any(|(id, _)| self.selects(name, id))
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
        let near = |r: &Registered| strsim::normalized_damerau_levenshtein(&r.card.head.name, name);
        self.rules
            .iter()
            .map(|r| (near(r), r.card.head.name.as_ref()))
            .filter(|(score, _)| *score > 0.4)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, name)| name)
    }
}

/// The names of packs' cards, for what is wrong in them.
fn pack_names(packs: &[Card]) -> String {
    packs.iter().map(|card| card.name.as_str()).collect::<Vec<_>>().join(", ")
}

fn registered(card: StoredCard, runner: Runner, asks: Reads) -> Result<Registered, RegistryError> {
    let head = &card.head;
    let unknown = |word: String| RegistryError::Unknown { card: head.name.to_string(), word };
    let zones = ZoneSet::named(head.zones.iter()).map_err(unknown)?;
    let mut reads = 0;
    for name in head.reads.iter() {
        let kind: kanwu_reading::ProtectedKind = name.parse().map_err(|_| unknown(name.to_owned()))?;
        reads |= 1 << kind as u8;
    }
    if !head.spares_names {
        reads |= 1 << kanwu_reading::ProtectedKind::Name as u8;
    }
    Ok(Registered { card, zones, reads, asks, runner })
}
