//! Severities that differ for some files or 类目.

use std::path::PathBuf;

use globset::GlobSet;
use kanwu_book::{Book, squeeze};
use kanwu_card::Severity;

use crate::{Diagnostic, Registry};

/// What differs where.
#[derive(Clone, Debug, Default)]
pub struct Override {
    /// Files; any where absent.
    pub paths: Option<PathSet>,
    /// Titles of 类目, blanks in them aside; any where empty.
    pub categories: Vec<String>,
    /// Rules (names, codes, families) that are silent there.
    pub ignore: Vec<String>,
    /// Severities by name, code or family; the last that fits holds.
    pub severity: Vec<(String, Severity)>,
}

/// Files by globs from a folder.
#[derive(Clone, Debug)]
pub struct PathSet {
    /// The folder that paths of sources start from, absolute.
    pub here: PathBuf,
    /// The folder that the globs start from, absolute.
    pub base: PathBuf,
    /// The globs.
    pub globs: GlobSet,
}

impl PathSet {
    /// Whether a path, as a source has it, is one of them.
    pub fn has(&self, path: &str) -> bool {
        let absolute = self.here.join(path);
        let inside = absolute.strip_prefix(&self.base).ok();
        inside.is_some_and(|p| self.globs.is_match(p))
    }
}

/// Lays the overrides on the findings, the later ones on top.
pub(crate) fn overrule(
    registry: &Registry,
    overrides: &[Override],
    book: &Book<'_>,
    found: &mut Vec<Diagnostic>,
) {
    for one in overrides {
        let files: Vec<bool> = book
            .manuscript
            .sources
            .iter()
            .map(|s| one.paths.as_ref().is_none_or(|paths| paths.has(&s.path)))
            .collect();
        let categories: Vec<bool> = book
            .categories
            .iter()
            .map(|c| one.categories.iter().any(|t| squeeze(t) == squeeze(&c.title)))
            .collect();
        let here = |d: &Diagnostic| {
            let category = d.block.and_then(|id| book.block(id)).and_then(|b| b.category);
            let in_category = category.is_some_and(|c| categories.get(c.index()).copied().unwrap_or(false));
            files.get(d.at.source.index()).copied().unwrap_or(false)
                && (one.categories.is_empty() || in_category)
        };
        for d in found.iter_mut().filter(|d| here(d)) {
            if one.ignore.iter().any(|name| registry.selects(name, d.rule)) {
                d.severity = Severity::Off;
            } else if let Some((_, s)) = one.severity.iter().rev().find(|(n, _)| registry.selects(n, d.rule))
            {
                d.severity = *s;
            }
        }
    }
    if !overrides.is_empty() {
        found.retain(|d| d.severity != Severity::Off);
    }
}
