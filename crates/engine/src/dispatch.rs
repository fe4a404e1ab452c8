//! Which rule is triggered at what: tables made once for a selection.

use kanwu_book::Zone;
use kanwu_plugin::{Kind, Triggers};
use kanwu_text::{Entry, Lookup, ReadingSpan, TokenKind, WordHash};

use crate::concept::Concepts;
use crate::data::Body;
use crate::registry::Runner;
use crate::select::Chosen;
use crate::{Registry, RuleId};

/// What triggers the chosen rules in one zone.
pub(crate) struct ZoneTable {
    pub kinds: Vec<Vec<Triggered>>,
    /// Each with the flags of items that triggers it.
    pub items: Vec<(Triggered, u32)>,
    /// The traits that triggers any of them.
    pub item_flags: u32,
    pub paragraph: Vec<RuleId>,
}

/// A rule that tokens or items trigger, with what is asked of it at each of them.
pub(crate) struct Triggered {
    pub id: RuleId,
    /// Kinds of protected ranges that it reads, as bits.
    pub reads: u64,
    /// Whether it looks into quotations.
    pub quoted: bool,
}

/// The tables of a selection.
pub(crate) struct Dispatch<'r> {
    zones: Vec<ZoneTable>,
    /// Where the words of the lists below stand, in their order.
    lookup: Lookup,
    /// The literals of cards with the rules of their cards, `None` where a rule is off.
    bodies: Vec<(&'r Body, Vec<Option<RuleId>>)>,
    /// The terms that trigger functions.
    terms: Vec<(RuleId, &'r [&'r str])>,
    pub concepts: Vec<Concepts<'r>>,
}

impl<'r> Dispatch<'r> {
    pub(crate) fn new(registry: &'r Registry, chosen: &Chosen) -> Dispatch<'r> {
        let on = |id: RuleId| chosen.on.get(id.index()).copied().unwrap_or(false);
        let zones = Zone::ALL.iter().map(|zone| zone_table(registry, *zone, on)).collect();
        let concepts = Concepts::of(registry, chosen);
        let of_cards = |rules: &[RuleId]| rules.iter().map(|id| Some(*id).filter(|id| on(*id))).collect();
        let bodies: Vec<(&Body, Vec<Option<RuleId>>)> =
            registry.bodies().map(|(body, rules)| (body, of_cards(rules))).collect();
        let mut terms = Vec::new();
        for (id, rule) in registry.iter().filter(|(id, _)| on(*id)) {
            let Runner::Code(kind) = &rule.runner else { continue };
            terms.extend(triggers(kind).filter(|t| !t.terms.is_empty()).map(|t| (id, t.terms)));
        }
        let hash = |word: &&str| WordHash::of(word);
        let hashes: Vec<Vec<WordHash>> =
            terms.iter().map(|(_, words)| words.iter().map(hash).collect()).collect();
        let of_bodies = bodies.iter().map(|(body, _)| body.hashes());
        let lists: Vec<&[WordHash]> = of_bodies.chain(hashes.iter().map(Vec::as_slice)).collect();
        Dispatch { zones, lookup: Lookup::new(&lists), bodies, terms, concepts }
    }

    /// Calls `found` for each word that triggers a rule, in the order in which they begin: the rule, the number of the
    /// word in the rule's list or among the literals of its family, and where it stands.
    pub(crate) fn find(&self, text: &str, mut found: impl FnMut(RuleId, u32, ReadingSpan)) {
        self.lookup.find(
            text,
            |entry| self.word(entry).map(|(word, _)| word),
            |entry, span| {
                if let Some((_, Some(rule))) = self.word(entry) {
                    found(rule, entry.number, span);
                }
            },
        );
    }

    /// A word of the lists, and the rule that it triggers, `None` where that is off.
    fn word(&self, entry: Entry) -> Option<(&'r str, Option<RuleId>)> {
        let (list, number) = (entry.list as usize, entry.number as usize);
        let Some((body, rules)) = self.bodies.get(list) else {
            let (rule, words) = self.terms.get(list - self.bodies.len())?;
            return words.get(number).map(|word| (*word, Some(*rule)));
        };
        let (word, card) = body.literal(number)?;
        Some((word, rules.get(usize::from(card)).copied().flatten()))
    }

    pub(crate) fn zone(&self, zone: Zone) -> &ZoneTable {
        &self.zones[zone as usize]
    }
}

pub(crate) fn triggers(kind: &Kind) -> Option<&Triggers> {
    match kind {
        Kind::Local { triggers, .. } | Kind::Survey { triggers, .. } => Some(triggers),
        Kind::Book { .. } | Kind::Index { .. } | Kind::Engine => None,
    }
}

fn zone_table(registry: &Registry, zone: Zone, on: impl Fn(RuleId) -> bool) -> ZoneTable {
    let mut table = ZoneTable {
        kinds: std::iter::repeat_with(Vec::new).take(TokenKind::COUNT).collect(),
        items: Vec::new(),
        item_flags: 0,
        paragraph: Vec::new(),
    };
    for (id, rule) in registry.iter().filter(|(id, rule)| on(*id) && rule.zones.has(zone)) {
        let Runner::Code(kind) = &rule.runner else { continue };
        let Some(triggers) = triggers(kind) else { continue };
        let triggered = || Triggered { id, reads: rule.reads, quoted: rule.card.head.quoted };
        let mut kinds = triggers.kinds;
        while let Some(list) = table.kinds.get_mut(kinds.trailing_zeros() as usize) {
            list.push(triggered());
            kinds &= kinds - 1;
        }
        if triggers.items != 0 {
            table.items.push((triggered(), triggers.items));
            table.item_flags |= triggers.items;
        }
        if triggers.paragraph {
            table.paragraph.push(id);
        }
    }
    table
}
