//! Which rules run.

use kanwu_card::Severity;

use crate::overrule::Override;
use crate::{Registry, RuleId};

/// A choice of rules: names, codes, families (`PUN`) or `all`.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Only these; all that are no preview where empty.
    pub select: Vec<String>,
    /// These as well.
    pub extend: Vec<String>,
    /// Not these.
    pub ignore: Vec<String>,
    /// Rules in preview too.
    pub preview: bool,
    /// Only rules that can reach this severity: what nobody will see need not be looked for.
    pub least: Option<Severity>,
    /// Severities in place of the cards' own, by name, code or family.
    pub severity: Vec<(String, Severity)>,
    /// What differs for some files or 类目.
    pub overrides: Vec<Override>,
}

/// A name that selects nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownRule {
    /// What was written.
    pub name: String,
    /// The name most like it.
    pub nearest: Option<String>,
}

/// What a selection comes to.
#[derive(Clone, Debug, Default)]
pub(crate) struct Chosen {
    pub on: Vec<bool>,
    pub severity: Vec<Option<Severity>>,
}

impl Chosen {
    pub(crate) fn is_on(&self, id: RuleId) -> bool {
        self.on.get(id.index()).copied().unwrap_or(false)
    }

    /// Those of them that look at one paragraph.
    pub(crate) fn of_paragraphs(mut self, registry: &Registry) -> Chosen {
        for ((_, rule), on) in registry.iter().zip(&mut self.on) {
            *on &= rule.is_local();
        }
        self
    }
}

impl Selection {
    /// Names in the selection that select nothing.
    pub fn unknown(&self, registry: &Registry) -> Vec<UnknownRule> {
        let severities = self.severity.iter().map(|(n, _)| n);
        self.select
            .iter()
            .chain(&self.extend)
            .chain(&self.ignore)
            .chain(severities)
            .filter(|name| !registry.selects_any(name))
            .map(|name| UnknownRule {
                name: name.clone(),
                nearest: registry.nearest(name).map(str::to_owned),
            })
            .collect()
    }

    /// By rule: whether it runs, and what it finds is told.
    pub fn runs(&self, registry: &Registry) -> Vec<bool> {
        let chosen = self.choose(registry);
        chosen.on.iter().zip(&chosen.severity).map(|(on, s)| *on && *s != Some(Severity::Off)).collect()
    }

    pub(crate) fn choose(&self, registry: &Registry) -> Chosen {
        let by = |list: &[String]| selected(registry, list);
        let (select, extend, ignore) = (by(&self.select), by(&self.extend), by(&self.ignore));
        let named = |list: &[bool], id: RuleId| list.get(id.index()).copied().unwrap_or(false);
        // Naming one rule asks for it, preview or not; a family or `all` does not.
        let asked = |list: &[String], id: RuleId| list.iter().any(|n| registry.find(n) == Some(id));
        let mut chosen = Chosen::default();
        for (id, rule) in registry.iter() {
            let open =
                !rule.card.head.preview || self.preview || asked(&self.select, id) || asked(&self.extend, id);
            let wanted = self.select.is_empty() || named(&select, id) || named(&extend, id);
            let severity = self.severity.iter().rev().find(|(n, _)| registry.selects(n, id)).map(|(_, s)| *s);
            let levels = rule.card.head.severity;
            let raised =
                self.overrides.iter().flat_map(|o| &o.severity).filter(|(n, _)| registry.selects(n, id));
            let usual = severity.unwrap_or(levels.certain.max(levels.likely).max(levels.guess));
            let highest = raised.map(|(_, s)| *s).fold(usual, Severity::max);
            let seen = self.least.is_none_or(|least| highest >= least);
            chosen.on.push(open && wanted && seen && !named(&ignore, id));
            chosen.severity.push(severity);
        }
        chosen
    }
}

/// By rule: whether one of the names selects it.
fn selected(registry: &Registry, names: &[String]) -> Vec<bool> {
    let mut on = vec![false; registry.len()];
    for name in names {
        let one = registry.find(name);
        // What names no rule is a family or all.
        let more =
            registry.iter().map(|(id, _)| id).filter(|id| one.is_none() && registry.selects(name, *id));
        for id in one.into_iter().chain(more) {
            if let Some(on) = on.get_mut(id.index()) {
                *on = true;
            }
        }
    }
    on
}
