//! Which rule wakes at what: tables made once for a selection.

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use kanwu_book::Zone;
use kanwu_rule::{Kind, Wake};
use kanwu_text::TokenKind;
use rustc_hash::FxHashMap;

use crate::registry::Runner;
use crate::select::Chosen;
use crate::{Registry, RuleId};

/// What wakes the chosen rules in one zone.
pub(crate) struct ZoneTable {
    pub kinds: Vec<Vec<RuleId>>,
    /// Each with the traits of items that wake it.
    pub items: Vec<(RuleId, u32)>,
    /// The traits that wake any of them.
    pub traits: u32,
    pub paragraph: Vec<RuleId>,
}

/// The tables of a selection.
pub(crate) struct Dispatch {
    zones: Vec<ZoneTable>,
    terms: Option<CharwiseDoubleArrayAhoCorasick<u32>>,
    /// By the automaton's value: the rules that a word wakes, each with the word's index in the rule's list.
    term_rules: Vec<Vec<(RuleId, u32)>>,
}

impl Dispatch {
    pub(crate) fn new(registry: &Registry, chosen: &Chosen) -> Dispatch {
        let on = |id: RuleId| chosen.on.get(id.index()).copied().unwrap_or(false);
        let zones = Zone::ALL.iter().map(|zone| zone_table(registry, *zone, on)).collect();
        let mut words: Vec<&str> = Vec::new();
        let mut term_rules: Vec<Vec<(RuleId, u32)>> = Vec::new();
        let mut number: FxHashMap<&str, usize> = FxHashMap::default();
        for (id, rule) in registry.iter().filter(|(id, _)| on(*id)) {
            let terms: Vec<&str> = match &rule.runner {
                Runner::Code(kind, _) => wake(kind).map_or(Vec::new(), |w| w.terms.to_vec()),
                Runner::Data(body) => body.literals().collect(),
            };
            for (index, term) in terms.into_iter().enumerate().filter(|(_, t)| !t.is_empty()) {
                let at = *number.entry(term).or_insert_with(|| {
                    words.push(term);
                    term_rules.push(Vec::new());
                    words.len() - 1
                });
                term_rules[at].push((id, index as u32));
            }
        }
        let values = words.iter().enumerate().map(|(i, w)| (*w, i as u32));
        let terms = if words.is_empty() {
            None
        } else {
            CharwiseDoubleArrayAhoCorasickBuilder::new()
                .match_kind(MatchKind::Standard)
                .build_with_values(values)
                .ok()
        };
        Dispatch { zones, terms, term_rules }
    }

    pub(crate) fn zone(&self, zone: Zone) -> &ZoneTable {
        &self.zones[zone as usize]
    }

    /// Calls `found` for each word of the text and each rule it wakes: rule, index of the word, bytes.
    pub(crate) fn terms(&self, text: &str, mut found: impl FnMut(RuleId, u32, u32, u32)) {
        let Some(automaton) = &self.terms else { return };
        for hit in automaton.find_overlapping_iter(text) {
            let rules = self.term_rules.get(hit.value() as usize);
            for (rule, index) in rules.into_iter().flatten() {
                found(*rule, *index, hit.start() as u32, hit.end() as u32);
            }
        }
    }
}

pub(crate) fn wake(kind: &Kind) -> Option<&Wake> {
    match kind {
        Kind::Local { wake, .. } | Kind::Survey { wake, .. } => Some(wake),
        Kind::Book { .. } | Kind::Engine => None,
    }
}

fn zone_table(registry: &Registry, zone: Zone, on: impl Fn(RuleId) -> bool) -> ZoneTable {
    let mut table = ZoneTable {
        kinds: vec![Vec::new(); TokenKind::COUNT],
        items: Vec::new(),
        traits: 0,
        paragraph: Vec::new(),
    };
    for (id, rule) in registry.iter().filter(|(id, rule)| on(*id) && rule.zones.has(zone)) {
        let Runner::Code(kind, _) = &rule.runner else { continue };
        let Some(wake) = wake(kind) else { continue };
        for (bit, list) in table.kinds.iter_mut().enumerate() {
            if wake.kinds & (1 << bit) != 0 {
                list.push(id);
            }
        }
        if wake.items != 0 {
            table.items.push((id, wake.items));
            table.traits |= wake.items;
        }
        if wake.paragraph {
            table.paragraph.push(id);
        }
    }
    table
}
