//! `kanwu.toml`: found upward from the manuscript, typed; errors point into the TOML.

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use ariadne::{Config as Drawing, IndexType, Label, Report, ReportKind, Source};
use kanwu_book::{EditorialSpec, Period, Stated};
use kanwu_card::Card;
use kanwu_engine::{Registry, Selection};
use kanwu_report::{RateOptions, Scheme};
use kanwu_rule::Severity;
use kanwu_text::Lang;
use rust_decimal::Decimal;
use serde::Deserialize;
use toml::Spanned;

/// The file's name.
pub(crate) const NAME: &str = "kanwu.toml";

/// A config file.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Config {
    /// The manuscript.
    #[serde(default)]
    pub manuscript: Manuscript,
    /// Which rules.
    #[serde(default)]
    pub lint: Lint,
    /// What the editorial spec says, where it is not in the manuscript or is to be overridden.
    #[serde(default)]
    pub spec: Spec,
    /// Answers to findings.
    #[serde(default)]
    pub decisions: DecisionFiles,
    /// What the error rate is counted by.
    #[serde(default)]
    pub rate: Rate,
    /// Comments in the text.
    #[serde(default)]
    pub suppression: Suppression,
    /// Options of rules, by rule.
    #[serde(default)]
    pub rules: BTreeMap<Spanned<String>, BTreeMap<String, toml::Value>>,
    /// Where it was found; the folder that its paths start from.
    #[serde(skip)]
    pub path: Option<PathBuf>,
    /// Whether nothing beside the manuscript is read.
    #[serde(skip)]
    pub isolated: bool,
}

/// `[manuscript]`
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Manuscript {
    /// Files of one book, in reading order.
    #[serde(default)]
    pub files: Vec<PathBuf>,
}

/// `[lint]`
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Lint {
    /// Only these rules.
    #[serde(default)]
    pub select: Vec<Spanned<String>>,
    /// These as well.
    #[serde(default)]
    pub extend_select: Vec<Spanned<String>>,
    /// Not these.
    #[serde(default)]
    pub ignore: Vec<Spanned<String>>,
    /// Rules in preview too.
    #[serde(default)]
    pub preview: bool,
    /// Severities in place of the cards' own.
    #[serde(default)]
    pub severity: BTreeMap<Spanned<String>, Severity>,
    /// Lowest severity that makes the exit code 1.
    pub fail_on: Option<Severity>,
    /// Files and folders of cards that the office wrote itself, from the config's folder.
    #[serde(default)]
    pub packs: Vec<PathBuf>,
}

/// `[spec]`
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Spec {
    /// First and last day.
    pub record_period: Option<[toml::value::Datetime; 2]>,
    /// Standards.
    #[serde(default)]
    pub standards: Vec<String>,
    /// Whether farming content keeps 亩.
    pub keeps_mu: Option<bool>,
    /// Title of the bulletin.
    pub bulletin: Option<String>,
    /// The 类目.
    #[serde(default)]
    pub categories: Vec<String>,
    /// How many 类目 there are.
    pub category_count: Option<u32>,
}

/// `[suppression]`
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Suppression {
    /// Whether a `kanwu-ignore` comment does nothing without a reason.
    #[serde(default)]
    pub require_reason: bool,
}

/// `[decisions]`
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct DecisionFiles {
    /// Where the decisions are kept.
    pub file: Option<PathBuf>,
    /// Where the baseline is kept.
    pub baseline: Option<PathBuf>,
    /// Who decides, where `--person` does not say.
    pub person: Option<String>,
}

/// `[rate]`: the page grid gives the layout characters 版面字数.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Rate {
    /// Method of counting, `2004` where absent.
    pub scheme: Option<Spanned<String>>,
    /// Characters of a full line.
    pub characters_per_line: Option<NonZeroU32>,
    /// Lines of a full page.
    pub lines_per_page: Option<NonZeroU32>,
    /// Pages of the book.
    pub pages: Option<NonZeroU32>,
    /// The limit, in faults to 10,000 characters; 1 where absent.
    pub limit: Option<Spanned<Figure>>,
}

/// A figure, exactly as it was written.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Figure {
    /// `1`
    Whole(i64),
    /// `0.5`
    Float(f64),
    /// `"0.5"`
    Text(String),
}

impl Figure {
    /// Not below zero.
    fn decimal(&self) -> Option<Decimal> {
        let figure: Option<Decimal> = match self {
            Figure::Whole(n) => Some(Decimal::from(*n)),
            // The shortest decimal that gives this float is what was written.
            Figure::Float(n) => n.to_string().parse().ok(),
            Figure::Text(text) => text.parse().ok(),
        };
        figure.filter(|f| !f.is_sign_negative())
    }
}

/// Why a config can't be used: a text that shows the place.
#[derive(Debug)]
pub(crate) struct ConfigError(pub String);

impl Config {
    /// Reads the config that holds for `start`: the named file, or the nearest one upward.
    pub(crate) fn load(named: Option<&Path>, start: &Path, lang: Lang) -> Result<Config, ConfigError> {
        let path = match named {
            Some(path) => path.to_owned(),
            None => match find_upward(start) {
                Some(path) => path,
                None => return Ok(Config::default()),
            },
        };
        let shown = path.display().to_string();
        let text = std::fs::read_to_string(&path).map_err(|e| {
            ConfigError(match lang {
                Lang::Zh => format!("{shown}：读不了配置文件：{e}"),
                Lang::En => format!("{shown}: can't read the config: {e}"),
            })
        })?;
        let mut config: Config = toml::from_str(&text).map_err(|e| {
            let span = e.span().unwrap_or(0..0);
            ConfigError(draw(&shown, &text, span, e.message(), lang))
        })?;
        config.path = Some(path);
        Ok(config)
    }

    /// The selection of rules.
    pub(crate) fn selection(&self) -> Selection {
        let plain = |list: &[Spanned<String>]| list.iter().map(|s| s.get_ref().clone()).collect();
        Selection {
            select: plain(&self.lint.select),
            extend: plain(&self.lint.extend_select),
            ignore: plain(&self.lint.ignore),
            preview: self.lint.preview,
            least: None,
            severity: self.lint.severity.iter().map(|(n, s)| (n.get_ref().clone(), *s)).collect(),
        }
    }

    /// Whether every rule that it names is there; else an error with the nearest name.
    pub(crate) fn check(&self, registry: &Registry, lang: Lang) -> Result<(), ConfigError> {
        if let Some(unknown) = self.selection().unknown(registry).into_iter().next() {
            let lists = [&self.lint.select, &self.lint.extend_select, &self.lint.ignore];
            let names = lists.into_iter().flatten().chain(self.lint.severity.keys());
            let span = names.into_iter().find(|s| *s.get_ref() == unknown.name).map_or(0..0, Spanned::span);
            let what = unknown_rule(&unknown.name, unknown.nearest.as_deref(), lang);
            return Err(self.error(span, &what, lang));
        }
        for name in self.rules.keys() {
            if registry.find(name.get_ref()).is_none() {
                let what = unknown_rule(name.get_ref(), registry.nearest(name.get_ref()), lang);
                return Err(self.error(name.span(), &what, lang));
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
            Some(limit) => limit.get_ref().decimal().ok_or_else(|| {
                let what = match lang {
                    Lang::Zh => "limit 应是不小于0的数（每万字）。",
                    Lang::En => "limit must be a number of at least 0, to 10,000 characters.",
                };
                self.error(limit.span(), what, lang)
            })?,
        };
        let grid = [self.rate.characters_per_line, self.rate.lines_per_page, self.rate.pages];
        let layout = match grid {
            [Some(line), Some(page), Some(pages)] => {
                let each = |n: NonZeroU32| u64::from(n.get());
                each(line).checked_mul(each(page)).and_then(|n| n.checked_mul(each(pages)))
            }
            _ => None,
        };
        Ok(RateOptions { scheme, layout, limit })
    }

    /// Options of rules, as text.
    pub(crate) fn options(&self) -> BTreeMap<String, BTreeMap<String, String>> {
        let text = |v: &toml::Value| v.as_str().map_or_else(|| v.to_string(), str::to_owned);
        self.rules
            .iter()
            .map(|(rule, options)| {
                let options = options.iter().map(|(k, v)| (k.clone(), text(v))).collect();
                (rule.get_ref().clone(), options)
            })
            .collect()
    }

    /// Lays the config over what was read from the manuscript.
    pub(crate) fn overlay(&self, spec: &mut EditorialSpec) {
        if let Some([from, to]) = &self.spec.record_period {
            let day = |d: &toml::value::Datetime| d.date.map(|d| (i32::from(d.year), d.month, d.day));
            if let (Some(from), Some(to)) = (day(from), day(to)) {
                spec.period = Some(Stated { value: Period { from, to }, at: None });
            }
        }
        let stated = |value: &String| Stated { value: value.clone(), at: None };
        if !self.spec.standards.is_empty() {
            spec.standards = self.spec.standards.iter().map(stated).collect();
        }
        if let Some(keeps) = self.spec.keeps_mu {
            spec.keeps_mu = Some(Stated { value: keeps, at: None });
        }
        if let Some(bulletin) = &self.spec.bulletin {
            spec.bulletin = Some(stated(bulletin));
        }
        if !self.spec.categories.is_empty() {
            spec.categories = self.spec.categories.iter().map(stated).collect();
        }
        if let Some(count) = self.spec.category_count {
            spec.category_count = Some(Stated { value: count, at: None });
        }
    }

    /// The manuscript's files, from the config's own folder.
    pub(crate) fn files(&self) -> Vec<PathBuf> {
        self.manuscript.files.iter().map(|f| self.folder().join(f)).collect()
    }

    /// The cards of the packs.
    pub(crate) fn cards(&self) -> Result<Vec<Card>, ConfigError> {
        let mut cards = Vec::new();
        for pack in &self.lint.packs {
            let folder = self.folder().join(pack);
            cards.extend(kanwu_card::load(&folder).map_err(|e| ConfigError(e.to_string()))?);
        }
        Ok(cards)
    }

    pub(crate) fn folder(&self) -> &Path {
        self.path.as_deref().and_then(Path::parent).unwrap_or(Path::new(""))
    }

    fn error(&self, span: std::ops::Range<usize>, what: &str, lang: Lang) -> ConfigError {
        let path = self.path.as_deref().unwrap_or(Path::new(NAME));
        let text = std::fs::read_to_string(path).unwrap_or_default();
        ConfigError(draw(&path.display().to_string(), &text, span, what, lang))
    }
}

/// Says that no rule has this name, and which has one like it.
pub(crate) fn unknown_rule(name: &str, nearest: Option<&str>, lang: Lang) -> String {
    match (nearest, lang) {
        (Some(near), Lang::Zh) => format!("没有叫“{name}”的规则；是不是“{near}”？"),
        (None, Lang::Zh) => format!("没有叫“{name}”的规则；`kanwu rules` 列出全部规则。"),
        (Some(near), Lang::En) => format!("no rule is called “{name}”; did you mean “{near}”?"),
        (None, Lang::En) => format!("no rule is called “{name}”; `kanwu rules` lists them all."),
    }
}

fn find_upward(start: &Path) -> Option<PathBuf> {
    let start = std::path::absolute(start).ok()?;
    let folder = if start.is_dir() { Some(start.as_path()) } else { start.parent() };
    folder?.ancestors().map(|f| f.join(NAME)).find(|p| p.is_file())
}

/// Draws an error into a small TOML text.
fn draw(path: &str, text: &str, span: std::ops::Range<usize>, what: &str, lang: Lang) -> String {
    let end = span.end.min(text.len());
    let span = span.start.min(end)..end;
    let title = match lang {
        Lang::Zh => format!("配置有误：{what}"),
        Lang::En => format!("the config is wrong: {what}"),
    };
    let mut out = Vec::new();
    let drawn = Report::build(ReportKind::Error, (path, span.clone()))
        .with_config(Drawing::default().with_index_type(IndexType::Byte).with_color(false))
        .with_message(title)
        .with_label(Label::new((path, span)).with_message(what))
        .finish()
        .write((path, Source::from(text)), &mut out);
    match drawn {
        Ok(()) => String::from_utf8_lossy(&out).trim_end().to_owned(),
        Err(_) => format!("{path}: {what}"),
    }
}
