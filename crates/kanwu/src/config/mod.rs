//! `kanwu.toml`: found upward from the manuscript, typed; errors point into the TOML.

mod error;
mod places;
mod references;
mod types;
pub(crate) mod words;

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::ops::Range;
use std::path::{Path, PathBuf};

use globset::{Glob, GlobSetBuilder};
use kanwu_book::Period;
use kanwu_card::{Card, CardError, OptionKind, Problem};
use kanwu_disk::files;
use kanwu_engine::{Override, PathSet, Registry, Selection};
use kanwu_lint::SpecOverlay;
use kanwu_plugin::Severity;
use kanwu_report::{FileError, RateOptions, Scheme};
use kanwu_text::Lang;
use rust_decimal::Decimal;
use toml::{Spanned, Value};

pub(crate) use error::{ConfigError, toml_message};
pub(crate) use places::Places;
pub(crate) use types::{Config, schema};

use crate::commands::pack;
use crate::messages::{config_error as said, kind as kinds};
use crate::stage::{Stage, stage, stages};

/// The file's name.
pub(crate) const NAME: &str = "kanwu.toml";

impl Config {
    /// Reads the config that holds for `start`: the named file, or the nearest one upward. What it names may lie outside
    /// of its folder only if `outside` says so, and only to be read.
    pub(crate) fn load(
        named: Option<&Path>,
        start: &Path,
        outside: bool,
        lang: Lang,
    ) -> Result<Config, ConfigError> {
        let path = match named {
            Some(path) => path.to_owned(),
            None => match find_upward(start) {
                Some(path) => path,
                None => {
                    let mut config = Config::default();
                    config.read_words(start, lang)?;
                    return Ok(config);
                }
            },
        };
        let text = text_of(&path, lang)?;
        let mut config: Config = toml::from_str(&text).map_err(|e| {
            let what = toml_message(e.message(), lang);
            ConfigError::at(&path, &text, e.span().unwrap_or(0..0), &what, lang)
        })?;
        config.path = Some(path);
        config.text = text;
        config.check_places(outside, lang)?;
        config.references = config.read_references(lang)?;
        config.read_words(start, lang)?;
        Ok(config)
    }

    /// Whether all files that it names lie in its folder, so that a repository that someone sends reads and writes
    /// nothing elsewhere.
    fn check_places(&self, outside: bool, lang: Lang) -> Result<(), ConfigError> {
        let written = [&self.decisions.file, &self.decisions.baseline].into_iter().flatten();
        let read = self.manuscript.files.iter().chain(&self.lint.packs).chain(&self.reference.files);
        let read = read.filter(|_| !outside);
        let Some(path) = written.chain(read).find(|path| !files::lies_in(self.folder(), path)) else {
            return Ok(());
        };
        let is_read = [&self.manuscript.files, &self.lint.packs, &self.reference.files]
            .into_iter()
            .any(|files| files.contains(path));
        let path = path.display();
        let what = match is_read {
            true => said::OutsideRead { path }.text(lang),
            false => said::OutsideWritten { path }.text(lang),
        };
        Err(ConfigError::of(self.path.as_deref().unwrap_or(Path::new(NAME)), &what, lang))
    }

    /// The stage that it names.
    pub(crate) fn stage(&self) -> Option<&'static Stage> {
        self.stage.as_ref().and_then(|name| stage(name.get_ref()))
    }

    /// Lowest severity that makes the exit code 1.
    pub(crate) fn fail_on(&self) -> Severity {
        let of_stage = self.stage().map(|s| s.fail_on);
        self.lint.fail_on.or(of_stage).unwrap_or(Severity::Warning)
    }

    /// The selection of rules.
    pub(crate) fn selection(&self) -> Selection {
        let of_stage = self.stage().into_iter().flat_map(|s| &s.severity);
        let mut severity: Vec<(String, Severity)> = of_stage.map(|(n, s)| (n.clone(), *s)).collect();
        severity.extend(plain_levels(&self.lint.severity));
        Selection {
            select: plain(&self.lint.select),
            extend: plain(&self.lint.extend_select),
            ignore: plain(&self.lint.ignore),
            preview: self.lint.preview,
            least: None,
            severity,
            overrides: self.overrides.iter().map(|o| self.overruling(o.get_ref())).collect(),
        }
    }

    fn overruling(&self, one: &types::Override) -> Override {
        let mut globs = GlobSetBuilder::new();
        for glob in one.paths.iter().filter_map(|p| Glob::new(p.get_ref()).ok()) {
            globs.add(glob);
        }
        let base = files::absolute(self.folder()).unwrap_or_else(|_| self.folder().to_owned());
        let here = kanwu_disk::system::current_dir().unwrap_or_default();
        let set = (!one.paths.is_empty()).then(|| globs.build().ok()).flatten();
        Override {
            paths: set.map(|globs| PathSet { here, base, globs }),
            categories: one.categories.clone(),
            ignore: plain(&one.ignore),
            severity: plain_levels(&one.severity).collect(),
        }
    }

    /// Whether all that it names is there, and every option is of its type; else an error with the place.
    pub(crate) fn check(&self, registry: &Registry, lang: Lang) -> Result<(), ConfigError> {
        if let Some(named) = self.stage.as_ref().filter(|named| stage(named.get_ref()).is_none()) {
            let names: Vec<&str> = stages().iter().map(|s| s.name.as_str()).collect();
            let what = said::NoStage { stage: named.get_ref(), stages: &names }.text(lang);
            return Err(self.error(named.span(), &what, lang));
        }
        let lists = [&self.lint.select, &self.lint.extend_select, &self.lint.ignore];
        let names = lists.into_iter().flatten().chain(self.lint.severity.keys());
        let of_overrides = self.overrides.iter().map(Spanned::get_ref);
        let names = names.chain(of_overrides.flat_map(|o| o.ignore.iter().chain(o.severity.keys())));
        if let Some(unknown) = names.into_iter().find(|n| !registry.selects_any(n.get_ref())) {
            let what = unknown_rule(unknown.get_ref(), registry.nearest(unknown.get_ref()), lang);
            return Err(self.error(unknown.span(), &what, lang));
        }
        self.check_overrides(lang)?;
        self.check_options(registry, lang)
    }

    fn check_overrides(&self, lang: Lang) -> Result<(), ConfigError> {
        for one in &self.overrides {
            if one.get_ref().paths.is_empty() && one.get_ref().categories.is_empty() {
                return Err(self.error(one.span(), said::OVERRIDE_OF_NOTHING.text(lang), lang));
            }
            for path in &one.get_ref().paths {
                if let Err(e) = Glob::new(path.get_ref()) {
                    let what = said::Glob { glob: path.get_ref(), why: e.kind() }.text(lang);
                    return Err(self.error(path.span(), &what, lang));
                }
            }
        }
        Ok(())
    }

    fn check_options(&self, registry: &Registry, lang: Lang) -> Result<(), ConfigError> {
        for (name, options) in &self.rules {
            let Some(rule) = registry.find(name.get_ref()).and_then(|id| registry.get(id)) else {
                let what = unknown_rule(name.get_ref(), registry.nearest(name.get_ref()), lang);
                return Err(self.error(name.span(), &what, lang));
            };
            for (key, value) in options {
                let Some(option) = rule.card.options.get(key.get_ref()) else {
                    let known: Vec<&str> = rule.card.options.keys().map(String::as_str).collect();
                    let what = unknown_option(&rule.card.name, key.get_ref(), &known, lang);
                    return Err(self.error(key.span(), &what, lang));
                };
                if !fits(&option.kind, value.get_ref()) {
                    let (kind, option) = (kind(&option.kind, lang), key.get_ref());
                    let what = said::OptionKind { option, kind, value: value.get_ref() }.text(lang);
                    return Err(self.error(value.span(), &what, lang));
                }
            }
        }
        Ok(())
    }

    /// What the error rate is counted by.
    pub(crate) fn rate(&self, lang: Lang) -> Result<RateOptions, ConfigError> {
        let named = self.rate.scheme.as_ref();
        let scheme = Scheme::named(named.map_or(Scheme::DEFAULT, |s| s.get_ref()))
            .map_err(|e| self.error(named.map_or(0..0, Spanned::span), &e.message(lang), lang))?;
        let limit = match &self.rate.limit {
            None => Decimal::ONE,
            Some(limit) => limit
                .get_ref()
                .decimal()
                .ok_or_else(|| self.error(limit.span(), said::LIMIT.text(lang), lang))?,
        };
        let number = |n: Option<NonZeroU32>| n.map(|n| u64::from(n.get()));
        let line = number(self.rate.characters_per_line);
        let page = number(self.rate.lines_per_page).and_then(|lines| lines.checked_mul(line?));
        Ok(RateOptions { scheme, page, pages: number(self.rate.pages), limit })
    }

    /// Options of rules, as text, by name of the rule.
    pub(crate) fn options(&self, registry: &Registry) -> BTreeMap<String, BTreeMap<String, String>> {
        let name = |rule: &str| {
            let known = registry.find(rule).and_then(|id| registry.get(id));
            known.map_or_else(|| rule.to_owned(), |r| r.card.name.clone())
        };
        self.rules
            .iter()
            .map(|(rule, options)| {
                let options = options.iter().map(|(k, v)| (k.get_ref().clone(), written(v.get_ref())));
                (name(rule.get_ref()), options.collect())
            })
            .collect()
    }

    /// What it says in place of the manuscript's own spec.
    pub(crate) fn overlay(&self) -> SpecOverlay {
        let day = |d: &toml::value::Datetime| d.date.map(|d| (i32::from(d.year), d.month, d.day));
        let period = self.spec.record_period.as_ref().and_then(|[from, to]| {
            let (from, to) = (day(from)?, day(to)?);
            Some(Period { from, to })
        });
        SpecOverlay {
            period,
            standards: self.spec.standards.clone(),
            keeps_mu: self.spec.keeps_mu,
            bulletin: self.spec.bulletin.clone(),
            categories: self.spec.categories.clone(),
            category_count: self.spec.category_count,
        }
    }

    /// The manuscript's files, from the config's own folder.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        self.manuscript.files.iter().map(|f| self.folder().join(f)).collect()
    }

    /// Where the packs are.
    pub(crate) fn packs(&self) -> Vec<PathBuf> {
        self.lint.packs.iter().map(|pack| self.folder().join(pack)).collect()
    }

    /// The cards of the packs.
    pub(crate) fn cards(&self, lang: Lang) -> Result<Vec<Card>, ConfigError> {
        let mut cards = Vec::new();
        for (path, text) in self.packs().iter().flat_map(|pack| kanwu_disk::card_texts(pack)) {
            let unread = |e| ConfigError(crate::failure::unreadable(&path, &e).message(lang));
            cards.push(card(&path, &text.map_err(unread)?, lang)?);
        }
        cards.sort_by(|a: &Card, b| a.code.cmp(&b.code));
        Ok(cards)
    }

    pub(crate) fn folder(&self) -> &Path {
        self.path.as_deref().and_then(Path::parent).unwrap_or(Path::new(""))
    }

    fn error(&self, span: Range<usize>, what: &str, lang: Lang) -> ConfigError {
        ConfigError::at(self.path.as_deref().unwrap_or(Path::new(NAME)), &self.text, span, what, lang)
    }
}

/// Reads a card of a pack. The error is its first fault, with its place in the file.
pub(crate) fn card(path: &Path, text: &str, lang: Lang) -> Result<Card, ConfigError> {
    let card = Card::parse(text, &path.display().to_string()).map_err(|error| match error {
        CardError::Toml { source, .. } => {
            let what = toml_message(source.message(), lang);
            ConfigError::at(path, text, source.span().unwrap_or(0..0), &what, lang)
        }
        other => ConfigError::of(path, &other.to_string(), lang),
    })?;
    let problems = kanwu_card::problems(&card, path).into_iter().chain(kanwu_card::pack_problems(&card));
    // Of those that say where they stand, the first in the file.
    let placed =
        |problem: &Problem| problem.near().and_then(|word| text.find(word).map(|at| at..at + word.len()));
    let first = problems.min_by_key(|problem| placed(problem).map_or(usize::MAX, |span| span.start));
    let (what, span) = match (first, pack::unknown(&card, lang)) {
        (Some(problem), _) => (pack::told(&problem, lang), placed(&problem)),
        (None, Some((word, what))) => (what, text.find(&word).map(|at| at..at + word.len())),
        (None, None) => return Ok(card),
    };
    Err(match span {
        Some(span) => ConfigError::at(path, text, span, &what, lang),
        None => ConfigError::of(path, &what, lang),
    })
}

fn plain(list: &[Spanned<String>]) -> Vec<String> {
    list.iter().map(|s| s.get_ref().clone()).collect()
}

fn plain_levels(of: &BTreeMap<Spanned<String>, Severity>) -> impl Iterator<Item = (String, Severity)> {
    of.iter().map(|(n, s)| (n.get_ref().clone(), *s))
}

/// A value as rules read it.
pub(crate) fn written(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn fits(kind: &OptionKind, value: &Value) -> bool {
    match kind {
        OptionKind::Boolean => value.is_bool(),
        OptionKind::Integer => value.is_integer(),
        OptionKind::Text => value.is_str(),
        OptionKind::Choice(of) => value.as_str().is_some_and(|v| of.iter().any(|known| known == v)),
    }
}

/// A kind of option in words.
fn kind(kind: &OptionKind, lang: Lang) -> String {
    match kind {
        OptionKind::Boolean => kinds::BOOLEAN.text(lang).to_owned(),
        OptionKind::Integer => kinds::INTEGER.text(lang).to_owned(),
        OptionKind::Text => kinds::TEXT.text(lang).to_owned(),
        OptionKind::Choice(of) => {
            let values: Vec<String> = of.iter().map(|v| format!("“{v}”")).collect();
            kinds::Choice { values: &values }.text(lang)
        }
    }
}

fn unknown_option(rule: &str, name: &str, known: &[&str], lang: Lang) -> String {
    match known.is_empty() {
        true => said::NoOptions { rule }.text(lang),
        false => said::NoOption { rule, option: name, known }.text(lang),
    }
}

/// Says that no rule has this name, and which has one like it.
pub(crate) fn unknown_rule(name: &str, nearest: Option<&str>, lang: Lang) -> String {
    match nearest {
        Some(near) => said::NoRuleNear { name, near }.text(lang),
        None => said::NoRule { name }.text(lang),
    }
}

/// Where to look for the config of several paths: the first that has one.
pub(crate) fn start(paths: &[PathBuf]) -> &Path {
    let held = paths.iter().find(|path| find_upward(path).is_some());
    held.or(paths.first()).map_or(Path::new("."), PathBuf::as_path)
}

/// The nearest config upward.
pub(crate) fn find_upward(start: &Path) -> Option<PathBuf> {
    nearest(start, NAME)
}

/// The nearest file of a name upward.
fn nearest(start: &Path, name: &str) -> Option<PathBuf> {
    let start = files::absolute(start).ok()?;
    let folder = if files::is_dir(&start) { Some(start.as_path()) } else { start.parent() };
    folder?.ancestors().map(|f| f.join(name)).find(|p| files::is_file(p))
}

/// The text of a file of settings. Editors of old programs save it as they save manuscripts, in GBK.
fn text_of(path: &Path, lang: Lang) -> Result<String, ConfigError> {
    let bytes = kanwu_disk::read_all(path).map_err(|e| ConfigError(crate::failure::told(e).message(lang)))?;
    kanwu_intake::decode(&bytes).map(|decoded| decoded.text).map_err(|e| {
        let path = crate::failure::shown(path);
        ConfigError(FileError::new(path, |lang| e.message(lang)).message(lang))
    })
}
