//! Which rules did not run, and who said so.

use std::ops::Range;

use kanwu_card::Severity;
use kanwu_engine::{Override, Registry, RuleId, Selection};
use kanwu_report::{Coverage, RuleOff, Will};
use kanwu_text::{Lang, LineIndex};
use toml::Spanned;

use crate::config::{Config, NAME};
use crate::messages::check;

/// What the command line says of rules.
#[derive(Clone, Copy, Default)]
pub(crate) struct Asked<'a> {
    pub select: &'a [String],
    pub ignore: &'a [String],
}

/// What a run with this selection leaves out.
pub(crate) fn coverage(
    registry: &Registry,
    selection: &Selection,
    config: &Config,
    asked: Asked<'_>,
    lang: Lang,
) -> Coverage {
    let asker = Asker { registry, selection, config, asked, lang };
    let runs = selection.runs(registry);
    let on = |id: RuleId| runs.get(id.index()).copied().unwrap_or(false);
    let mut off = Vec::new();
    for (id, _) in registry.iter() {
        if on(id) {
            off.extend(asker.overridden(id).map(|by| RuleOff { rule: id, by, partly: true }));
        } else {
            off.push(RuleOff { rule: id, by: asker.why(id), partly: false });
        }
    }
    Coverage { off, zones: registry.looking(&runs), unsettled: Vec::new() }
}

struct Asker<'a> {
    registry: &'a Registry,
    selection: &'a Selection,
    config: &'a Config,
    asked: Asked<'a>,
    lang: Lang,
}

impl Asker<'_> {
    fn names(&self, list: &[String], id: RuleId) -> bool {
        list.iter().any(|name| self.registry.selects(name, id))
    }

    /// The name in a list of the config that takes in a rule.
    fn named<'s>(
        &self,
        list: impl IntoIterator<Item = &'s Spanned<String>>,
        id: RuleId,
    ) -> Option<Range<usize>> {
        list.into_iter().find(|name| self.registry.selects(name.get_ref(), id)).map(Spanned::span)
    }

    fn why(&self, id: RuleId) -> Will {
        let lint = &self.config.lint;
        if self.names(self.asked.ignore, id) {
            return Will::CommandLine("--ignore".to_owned());
        }
        if let Some(span) = self.named(&lint.ignore, id) {
            return self.config_says(span, "[lint] ignore");
        }
        let wanted = self.names(&self.selection.select, id) || self.names(&self.selection.extend, id);
        if !self.selection.select.is_empty() && !wanted {
            return match (self.asked.select, lint.select.first()) {
                ([], Some(first)) => self.config_says(first.span(), "[lint] select"),
                _ => Will::CommandLine("--select".to_owned()),
            };
        }
        if let Some((name, _)) =
            lint.severity.iter().rev().find(|(n, _)| self.registry.selects(n.get_ref(), id))
        {
            return self.config_says(name.span(), "[lint.severity]");
        }
        let by_stage =
            self.selection.severity.iter().any(|(n, s)| *s <= Severity::Info && self.registry.selects(n, id));
        if let Some(stage) = self.config.stage.as_ref().filter(|_| by_stage) {
            return self.config_says(stage.span(), "stage");
        }
        let preview =
            self.registry.get(id).is_some_and(|rule| rule.card.head.preview) && !self.selection.preview;
        if preview { Will::Preview } else { Will::Hints }
    }

    /// Who switches a rule off in some files or 类目.
    fn overridden(&self, id: RuleId) -> Option<Will> {
        let silences = |one: &Override| {
            let lowered = one.severity.iter().rev().find(|(n, _)| self.registry.selects(n, id));
            self.names(&one.ignore, id) || lowered.is_some_and(|(_, s)| *s == Severity::Off)
        };
        let at = self.selection.overrides.iter().position(silences)?;
        let span = self.config.overrides.get(at).map_or(0..0, Spanned::span);
        Some(self.config_says(span, "[[override]]"))
    }

    fn config_says(&self, span: Range<usize>, key: &str) -> Will {
        let line = LineIndex::new(&self.config.text).line_of(span.start as u32);
        Will::Config(check::ConfigLine { file: NAME, line, key }.text(self.lang))
    }
}
