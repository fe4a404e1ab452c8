//! The keys of `kanwu.toml`. Their descriptions are those of the JSON schema, Chinese before English.

use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::sync::Arc;

use kanwu_card::HouseWords;
use kanwu_plugin::Severity;
use kanwu_plugin::index::facts::Reference;
use rust_decimal::Decimal;
use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Deserialize;
use toml::{Spanned, Value};

use crate::stage::stages;

/// 刊误的配置 / The configuration of kanwu
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Config {
    /// 审校阶段：给出各条的默认值 / Stage of the work, which sets defaults
    #[serde(default)]
    #[schemars(schema_with = "stage_schema")]
    pub stage: Option<Spanned<String>>,
    /// 书稿 / The manuscript
    #[serde(default)]
    pub manuscript: Manuscript,
    /// 用哪些规则 / Which rules
    #[serde(default)]
    pub lint: Lint,
    /// 只对部分文件或类目改变的 / What differs for some files or 类目
    #[serde(default, rename = "override")]
    #[schemars(with = "Vec<Override>")]
    pub overrides: Vec<Spanned<Override>>,
    /// 编辑说明里没有或要改的 / What the editorial spec does not say, or says otherwise
    #[serde(default)]
    pub spec: Spec,
    /// 本单位核定的名称 / Names that the office has settled
    #[serde(default)]
    pub names: Names,
    /// 对发现的处理 / Answers to findings
    #[serde(default)]
    pub decisions: DecisionFiles,
    /// 差错率怎样计 / What the error rate is counted by
    #[serde(default)]
    pub rate: Rate,
    /// 与书稿对照的材料 / What the manuscript is compared with
    #[serde(default)]
    pub reference: ReferenceFiles,
    /// 书稿里的注记 / Comments in the text
    #[serde(default)]
    pub suppression: Suppression,
    /// 规则的选项，按规则 / Options of rules, by rule
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, BTreeMap<String, serde_json::Value>>")]
    pub rules: BTreeMap<Spanned<String>, BTreeMap<Spanned<String>, Spanned<Value>>>,
    /// Where it was found; the folder that its paths start from.
    #[serde(skip)]
    pub path: Option<PathBuf>,
    /// Its text, to point into.
    #[serde(skip)]
    pub text: String,
    /// What `reference` names, as read.
    #[serde(skip)]
    pub references: Arc<Vec<Reference>>,
    /// The words of the office, from `words.toml`.
    #[serde(skip)]
    pub words: Arc<HouseWords>,
    /// Where they stand.
    #[serde(skip)]
    pub words_file: Option<PathBuf>,
    /// Whether nothing beside the manuscript is read.
    #[serde(skip)]
    pub isolated: bool,
}

/// 书稿 / The manuscript
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Manuscript {
    /// 同一部书稿的各个文件，按书中先后 / Files of one book, in reading order
    #[serde(default)]
    pub files: Vec<PathBuf>,
}

/// 与书稿对照的材料 / What the manuscript is compared with
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct ReferenceFiles {
    /// 统计公报、上年卷，或用 kanwu facts 导出的 JSON / A bulletin, last year's volume, or facts exported as JSON
    #[serde(default)]
    pub files: Vec<PathBuf>,
}

/// 用哪些规则 / Which rules
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Lint {
    /// 只用这些规则：名称、代码或族 / Only these rules: names, codes, families
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub select: Vec<Spanned<String>>,
    /// 另加这些规则 / These as well
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub extend_select: Vec<Spanned<String>>,
    /// 不用这些规则 / Not these
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub ignore: Vec<Spanned<String>>,
    /// 连同试行规则 / Rules in preview too
    #[serde(default)]
    pub preview: bool,
    /// 级别，按规则 / Severities in place of the rules' own
    #[serde(default)]
    #[schemars(schema_with = "severities_schema")]
    pub severity: BTreeMap<Spanned<String>, Severity>,
    /// 到这一级即退出码1 / Lowest severity that makes the exit code 1
    #[serde(default)]
    #[schemars(schema_with = "severity_schema")]
    pub fail_on: Option<Severity>,
    /// 自备规则卡所在的文件和文件夹 / Files and folders of cards that the office wrote itself
    #[serde(default)]
    pub packs: Vec<PathBuf>,
}

/// 只对部分文件或类目改变的 / What differs for some files or 类目
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Override {
    /// 文件，可用通配符，从配置文件所在的文件夹算起 / Files, as globs from the config's folder
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub paths: Vec<Spanned<String>>,
    /// 类目的题名 / Titles of 类目
    #[serde(default)]
    pub categories: Vec<String>,
    /// 不用这些规则 / Not these rules
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub ignore: Vec<Spanned<String>>,
    /// 级别，按规则 / Severities by rule
    #[serde(default)]
    #[schemars(schema_with = "severities_schema")]
    pub severity: BTreeMap<Spanned<String>, Severity>,
}

/// 本单位核定的名称 / Names that the office has settled
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Names {
    /// 机构、企业、地方、荣誉的名称；书中与它只差一处的，请编者核 / Names of bodies, firms, places, honours: what is one slip
    /// away from one is asked about
    #[serde(default)]
    pub right: Vec<String>,
}

/// 编辑说明里没有或要改的 / What the editorial spec does not say, or says otherwise
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Spec {
    /// 记述时限：首日和末日 / Record period: first and last day
    #[schemars(with = "Option<[String; 2]>")]
    pub record_period: Option<[toml::value::Datetime; 2]>,
    /// 执行的标准 / Standards
    #[serde(default)]
    pub standards: Vec<String>,
    /// 涉农内容是否保留“亩” / Whether farming content keeps 亩
    pub keeps_mu: Option<bool>,
    /// 统计公报的题名 / Title of the bulletin
    pub bulletin: Option<String>,
    /// 类目 / The 类目
    #[serde(default)]
    pub categories: Vec<String>,
    /// 类目数 / How many 类目 there are
    pub category_count: Option<u32>,
}

/// 书稿里的注记 / Comments in the text
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Suppression {
    /// 没有理由的注记不起作用 / A `kanwu-ignore` comment does nothing without a reason
    #[serde(default)]
    pub require_reason: bool,
}

/// 对发现的处理 / Answers to findings
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct DecisionFiles {
    /// 处理记在哪里 / Where the decisions are kept
    pub file: Option<PathBuf>,
    /// 已有的发现记在哪里 / Where the baseline is kept
    pub baseline: Option<PathBuf>,
    /// 谁定的，命令里没有写时 / Who decides, where `--person` does not say
    pub person: Option<String>,
}

/// 差错率怎样计；版面字数由版式得出 / What the error rate is counted by; the page grid gives the layout characters
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(crate) struct Rate {
    /// 办法，不写为2004 / Method of counting, `2004` where absent
    #[schemars(with = "Option<String>")]
    pub scheme: Option<Spanned<String>>,
    /// 每行字数 / Characters of a full line
    pub characters_per_line: Option<NonZeroU32>,
    /// 每面行数 / Lines of a full page
    pub lines_per_page: Option<NonZeroU32>,
    /// 面数，不写则按页码标记 / Pages of the book; by the page marks where absent
    pub pages: Option<NonZeroU32>,
    /// 合格线，每万字的差错，不写为1 / The limit, in faults to 10,000 characters; 1 where absent
    #[serde(default)]
    #[schemars(schema_with = "figure_schema")]
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
    pub(crate) fn decimal(&self) -> Option<Decimal> {
        let figure: Option<Decimal> = match self {
            Figure::Whole(n) => Some(Decimal::from(*n)),
            // The shortest decimal that gives this float is what was written.
            Figure::Float(n) => n.to_string().parse().ok(),
            Figure::Text(text) => text.parse().ok(),
        };
        figure.filter(|f| !f.is_sign_negative())
    }
}

fn figure_schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": ["number", "string"], "minimum": 0 })
}

fn severity_schema(_: &mut SchemaGenerator) -> Schema {
    json_schema!({ "enum": ["off", "info", "warning", "error"] })
}

fn severities_schema(of: &mut SchemaGenerator) -> Schema {
    json_schema!({ "type": "object", "additionalProperties": severity_schema(of) })
}

fn stage_schema(_: &mut SchemaGenerator) -> Schema {
    let names: Vec<&str> = stages().iter().map(|s| s.name.as_str()).collect();
    json_schema!({ "enum": names })
}

/// Where editors look for the schema; `kanwu init` names it in the first line.
const SCHEMA_ID: &str = "https://www.schemastore.org/kanwu.json";

/// The JSON schema of `kanwu.toml`, in the draft that catalogues of schemas ask for.
pub(crate) fn schema() -> String {
    let mut schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<Config>();
    schema.insert("$id".to_owned(), SCHEMA_ID.into());
    schema.insert("title".to_owned(), "kanwu.toml".into());
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_new_config_names_the_schema() {
        let template = include_str!("../../assets/kanwu.toml");
        assert_eq!(template.lines().next(), Some(&*format!("#:schema {}", super::SCHEMA_ID)));
    }

    #[test]
    fn the_schema_beside_the_guides_is_fresh() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/kanwu.schema.json");
        let there = std::fs::read_to_string(path).unwrap_or_default();
        assert!(there == super::schema(), "docs/kanwu.schema.json is stale: run `cargo xtask schema`");
    }
}
