//! What stood when the check was switched on.

use std::collections::BTreeSet;

use kanwu_plugin::{Diagnostic, FindingId};

use crate::Problem;
use crate::messages::problem;

/// The file's name.
pub const FILE: &str = "kanwu.baseline";

const HEAD: &str = "# 刊误：启用检查时已有的发现，一行一个编号。由 kanwu baseline 写入。\n";

/// Findings that are known, by id: one a line, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    ids: BTreeSet<FindingId>,
}

impl Baseline {
    /// Adds findings to what is known.
    pub fn extend(&mut self, found: &[Diagnostic]) {
        self.ids.extend(found.iter().map(|d| d.id));
    }

    /// Adds another baseline.
    pub fn join(&mut self, other: Baseline) {
        self.ids.extend(other.ids);
    }

    /// Reads the file: blank lines and lines with `#` are skipped.
    pub fn read(text: &str) -> Result<Baseline, Problem> {
        let mut ids = BTreeSet::new();
        let mut at = 0;
        for raw in text.split_inclusive('\n') {
            let line = raw.trim();
            if !line.is_empty() && !line.starts_with('#') {
                let start = at + (raw.len() - raw.trim_start().len());
                let id = line.parse().map_err(|_| {
                    let said = problem::NoId { id: line };
                    Problem::new(Some(start..start + line.len()), |lang| said.text(lang))
                })?;
                ids.insert(id);
            }
            at += raw.len();
        }
        Ok(Baseline { ids })
    }

    /// As the file is written.
    pub fn write(&self) -> String {
        let mut text = HEAD.to_owned();
        for id in &self.ids {
            text.push_str(&format!("{id}\n"));
        }
        text
    }

    /// Marks the findings that are known.
    pub fn mark(&self, found: &mut [Diagnostic]) {
        if self.ids.is_empty() {
            return;
        }
        for d in found {
            d.known = self.ids.contains(&d.id);
        }
    }

    /// The findings in order.
    pub fn ids(&self) -> impl Iterator<Item = FindingId> {
        self.ids.iter().copied()
    }

    /// Whether a finding is known.
    pub fn has(&self, id: FindingId) -> bool {
        self.ids.contains(&id)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Drops what `stands` does not know, and says how many.
    pub fn prune(&mut self, stands: impl Fn(FindingId) -> bool) -> usize {
        let before = self.ids.len();
        self.ids.retain(|id| stands(*id));
        before - self.ids.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_baseline_reads_as_written() {
        let baseline = Baseline { ids: [3, 1, u64::MAX].map(FindingId).into() };
        let text = baseline.write();
        assert_eq!(Baseline::read(&text), Ok(baseline));
        assert_eq!(text.lines().count(), 4);
        let bad = "# a\n\n  12\n";
        let problem = Baseline::read(bad).unwrap_err();
        assert_eq!(problem.span.and_then(|s| bad.get(s)), Some("12"));
    }
}
