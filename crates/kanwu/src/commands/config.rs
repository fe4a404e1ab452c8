//! `kanwu config`: what holds for a file, and where each value came from.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use kanwu_book::parse;
use kanwu_decision::{BASELINE_FILE, DECISIONS_FILE};
use kanwu_engine::Registry;
use kanwu_plugin::Severity;
use kanwu_report::Scheme;
use kanwu_text::Lang;
use serde::Serialize;

use crate::cli::{ConfigArgs, ListingFormat};
use crate::commands::spec;
use crate::config::{Config, NAME, Places, schema, written};
use crate::load::{Request, in_book, load};
use crate::messages::config as said;
use crate::{Exit, Ui, failure, table};

#[derive(Serialize)]
struct Row {
    key: String,
    value: String,
    from: String,
}

/// Runs the command.
pub(crate) fn run_config(
    ui: &mut Ui<'_>,
    registry: &Registry,
    config: &Config,
    args: &ConfigArgs,
) -> io::Result<Exit> {
    if args.schema {
        write!(ui.out, "{}", schema())?;
        return Ok(Exit::Clean);
    }
    let mut rows = Sheet::new(config, ui.lang).rows(registry, args.file.as_deref());
    let mut exit = Exit::Clean;
    if let Some(file) = &args.file {
        let (loaded, errors) = load(&Request::one(file).whole(), config);
        for error in errors {
            ui.complain(failure::told(error).message(ui.lang))?;
            exit = Exit::Broken;
        }
        for manuscript in loaded.iter().map(|one| &one.manuscript) {
            let mut read = parse(manuscript).spec;
            config.overlay().lay(&mut read);
            let from = name_of(config);
            rows.extend(spec::lines(&read, manuscript, &from, ui.lang).into_iter().map(|line| Row {
                key: format!("spec.{}", line.key),
                value: line.value,
                from: line.from,
            }));
        }
    }
    if args.listing.output_format == ListingFormat::Json {
        table::json(&mut ui.out, &rows)?;
        return Ok(exit);
    }
    let head = said::COLUMNS.text(ui.lang);
    let mut lines = vec![head.map(str::to_owned).to_vec()];
    lines.extend(rows.into_iter().map(|r| vec![r.key, r.value, r.from]));
    table::write(&mut ui.out, &lines)?;
    Ok(exit)
}

/// Rows as they are gathered.
struct Sheet<'c> {
    config: &'c Config,
    places: Places<'c>,
    lang: Lang,
    rows: Vec<Row>,
}

impl<'c> Sheet<'c> {
    fn new(config: &'c Config, lang: Lang) -> Sheet<'c> {
        Sheet { config, places: Places::new(&config.text), lang, rows: Vec::new() }
    }

    fn push(&mut self, key: &str, value: impl Into<String>, from: String) {
        self.rows.push(Row { key: key.to_owned(), value: value.into(), from });
    }

    /// File and line of a value; the file alone where it was not found.
    fn stated(&self, keys: &[&str]) -> String {
        let name = name_of(self.config);
        self.places.line(keys).map_or_else(|| name.clone(), |line| format!("{name}:{line}"))
    }

    fn usual(&self) -> String {
        said::USUAL.text(self.lang).to_owned()
    }

    fn by_stage(&self, name: &str) -> String {
        said::ByStage { stage: name }.text(self.lang)
    }

    /// A value that the config states, or else the usual one.
    fn either(&mut self, keys: &[&str], stated: Option<String>, usual: &str) {
        let key = keys.join(".");
        match stated {
            Some(value) => {
                let from = self.stated(keys);
                self.push(&key, value, from);
            }
            None => {
                let from = self.usual();
                self.push(&key, usual, from);
            }
        }
    }

    fn rows(mut self, registry: &Registry, file: Option<&Path>) -> Vec<Row> {
        let config = self.config;
        let no = said::NONE.text(self.lang);
        let found = config.path.as_ref().map(|path| failure::shown(path));
        let from = if found.is_some() { String::new() } else { self.usual() };
        self.push("config", found.unwrap_or_else(|| no.to_owned()), from);
        self.either(&["stage"], config.stage.as_ref().map(|s| s.get_ref().clone()), no);
        let files: Vec<String> = config.manuscript.files.iter().map(|f| failure::shown(f)).collect();
        self.either(&["manuscript", "files"], list(&files), no);
        self.lint(no);
        self.severities(registry);
        self.overrides(registry, file);
        self.options(registry);
        let on = |b: bool| b.then(|| "true".to_owned());
        self.either(&["suppression", "require-reason"], on(config.suppression.require_reason), "false");
        let path = |p: &Option<PathBuf>| p.as_ref().map(|p| failure::shown(p));
        self.either(&["decisions", "file"], path(&config.decisions.file), DECISIONS_FILE);
        self.either(&["decisions", "baseline"], path(&config.decisions.baseline), BASELINE_FILE);
        self.either(&["decisions", "person"], config.decisions.person.clone(), no);
        self.rate(no);
        self.rows
    }

    fn lint(&mut self, no: &str) {
        let config = self.config;
        let all = said::ALL_RULES.text(self.lang);
        let names =
            |of: &[toml::Spanned<String>]| list(&of.iter().map(|s| s.get_ref().clone()).collect::<Vec<_>>());
        self.either(&["lint", "select"], names(&config.lint.select), all);
        self.either(&["lint", "extend-select"], names(&config.lint.extend_select), no);
        self.either(&["lint", "ignore"], names(&config.lint.ignore), no);
        self.either(&["lint", "preview"], config.lint.preview.then(|| "true".to_owned()), "false");
        match (config.lint.fail_on, config.stage()) {
            (None, Some(stage)) => {
                let from = self.by_stage(&stage.name);
                self.push("lint.fail-on", level(stage.fail_on), from);
            }
            (stated, _) => self.either(&["lint", "fail-on"], stated.map(|s| level(s).to_owned()), "warning"),
        }
        let packs: Vec<String> = config.lint.packs.iter().map(|p| failure::shown(p)).collect();
        self.either(&["lint", "packs"], list(&packs), no);
        self.either(&["names", "right"], list(&config.names.right), no);
        let words = config.words_file.as_deref().map(failure::shown);
        let from = if words.is_some() { String::new() } else { self.usual() };
        self.push("words", words.unwrap_or_else(|| no.to_owned()), from);
    }

    /// Severities in place of the cards' own: those of the stage that the config does not overrule, and the
    /// config's.
    fn severities(&mut self, registry: &Registry) {
        let config = self.config;
        for (rule, severity) in config.stage().into_iter().flat_map(|s| &s.severity) {
            let id = registry.find(rule);
            let overruled = |name: &str| id.is_some_and(|id| registry.selects(name, id));
            if !config.lint.severity.keys().any(|name| overruled(name.get_ref())) {
                let from = config.stage().map_or(String::new(), |s| self.by_stage(&s.name));
                self.push(&format!("lint.severity.{rule}"), level(*severity), from);
            }
        }
        for (rule, severity) in &config.lint.severity {
            let from = self.stated(&["lint", "severity", rule.get_ref()]);
            self.push(&format!("lint.severity.{}", rule.get_ref()), level(*severity), from);
        }
    }

    /// The overrides that hold in the file, in whole or for some of its 类目; all of them where none is named.
    fn overrides(&mut self, registry: &Registry, file: Option<&Path>) {
        let config = self.config;
        let ready = config.selection().overrides;
        for (i, (stated, ready)) in config.overrides.iter().zip(&ready).enumerate() {
            let holds = |paths: &kanwu_engine::PathSet| {
                file.is_none_or(|f| paths.has(&failure::shown(f)) || in_book(&[f.to_owned()], config))
            };
            if !ready.paths.as_ref().is_none_or(holds) {
                continue;
            }
            let one = stated.get_ref();
            let paths: Vec<String> = one.paths.iter().map(|p| p.get_ref().clone()).collect();
            let scope: Vec<String> = [list(&paths), list(&one.categories)].into_iter().flatten().collect();
            let key = format!("override[{}]", scope.join(" × "));
            let index = i.to_string();
            for rule in &one.ignore {
                let from = self.stated(&["override", &index, "ignore"]);
                self.push(&format!("{key}.{}", rule.get_ref()), level(Severity::Off), from);
            }
            for (rule, severity) in &one.severity {
                let from = self.stated(&["override", &index, "severity", rule.get_ref()]);
                let known = registry.selects_any(rule.get_ref());
                debug_assert!(known, "names were checked when the config was read");
                self.push(&format!("{key}.{}", rule.get_ref()), level(*severity), from);
            }
        }
    }

    fn options(&mut self, registry: &Registry) {
        let config = self.config;
        for (id, rule) in registry.iter() {
            for (name, option) in &rule.card.options {
                let stated = config.rules.iter().find_map(|(rule, options)| {
                    (registry.find(rule.get_ref()) == Some(id)).then_some((rule, options))
                });
                let value = stated.and_then(|(rule, options)| {
                    let value = options.iter().find(|(key, _)| key.get_ref() == name)?.1;
                    Some((rule.get_ref().clone(), written(value.get_ref())))
                });
                let key = format!("rules.{}.{name}", rule.card.name);
                let (value, from) = match value {
                    Some((rule, value)) => (value, self.stated(&["rules", &rule, name])),
                    None if option.default.is_empty() => {
                        (said::BY_BOOK.text(self.lang).to_owned(), self.usual())
                    }
                    None => (option.default.clone(), self.usual()),
                };
                self.push(&key, value, from);
            }
        }
    }

    fn rate(&mut self, no: &str) {
        let rate = &self.config.rate;
        let figure = |n: Option<std::num::NonZeroU32>| n.map(|n| n.to_string());
        let scheme = rate.scheme.as_ref().map(|s| s.get_ref().clone());
        let limit = rate.limit.as_ref().and_then(|l| l.get_ref().decimal()).map(|d| d.to_string());
        let grid = [
            ("characters-per-line", figure(rate.characters_per_line)),
            ("lines-per-page", figure(rate.lines_per_page)),
            ("pages", figure(rate.pages)),
        ];
        self.either(&["rate", "scheme"], scheme, Scheme::DEFAULT);
        for (key, value) in grid {
            self.either(&["rate", key], value, no);
        }
        self.either(&["rate", "limit"], limit, "1");
    }
}

fn list(of: &[String]) -> Option<String> {
    (!of.is_empty()).then(|| of.join(", "))
}

fn name_of(config: &Config) -> String {
    config.path.as_deref().map_or_else(|| NAME.to_owned(), failure::shown)
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Off => "off",
        Severity::Info => "info",
        Severity::Warning => "warning",
        Severity::Error => "error",
    }
}
