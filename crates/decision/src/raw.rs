//! The file's fields as written: TOML tells the place of each, JSON does not.

use std::ops::Range;

use kanwu_plugin::{Decided, FindingId, State};
use serde::{Deserialize, Serialize};
use toml::{Spanned, Value};

use crate::messages::problem;
use crate::{Decision, Problem};

/// The only version there is.
const VERSION: u32 = 1;

/// A text with its place, if the format tells it.
pub(crate) trait Text {
    fn text(&self) -> &str;
    fn span(&self) -> Option<Range<usize>>;
}

impl Text for Spanned<String> {
    fn text(&self) -> &str {
        self.get_ref()
    }

    fn span(&self) -> Option<Range<usize>> {
        Some(Spanned::span(self))
    }
}

impl Text for String {
    fn text(&self) -> &str {
        self
    }

    fn span(&self) -> Option<Range<usize>> {
        None
    }
}

/// The whole file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File<S> {
    version: u32,
    /// `decisions` in what a report exports.
    #[serde(default = "Vec::new", alias = "decisions")]
    decision: Vec<Entry<S>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry<S> {
    id: S,
    state: S,
    #[serde(default)]
    rule: Option<String>,
    #[serde(default)]
    excerpt: Option<String>,
    #[serde(default)]
    reason: Option<String>,
    #[serde(default)]
    person: Option<String>,
    #[serde(default)]
    date: Option<Value>,
    #[serde(default)]
    stage: Option<String>,
}

/// An answer and the place of its id.
pub(crate) struct Placed {
    pub id: FindingId,
    pub decision: Decision,
    pub span: Option<Range<usize>>,
}

impl<S: Text> File<S> {
    /// The answers in the file's order.
    pub fn read(self) -> Result<Vec<Placed>, Problem> {
        if self.version != VERSION {
            let said = problem::Version { version: self.version, known: VERSION };
            return Err(Problem::new(None, |lang| said.text(lang)));
        }
        self.decision.into_iter().map(Entry::read).collect()
    }
}

impl<S: Text> Entry<S> {
    fn read(self) -> Result<Placed, Problem> {
        let id = self.id.text().parse::<FindingId>().map_err(|_| {
            let said = problem::NoId { id: self.id.text() };
            Problem::new(self.id.span(), |lang| said.text(lang))
        })?;
        let state = State::ALL.into_iter().find(|s| s.as_str() == self.state.text()).ok_or_else(|| {
            let said = problem::NoState { state: self.state.text() };
            Problem::new(self.state.span(), |lang| said.text(lang))
        })?;
        let date = match self.date {
            None => String::new(),
            Some(date) => day(&date).ok_or_else(|| {
                let date = date.as_str().map_or_else(|| date.to_string(), str::to_owned);
                Problem::new(self.id.span(), |lang| problem::Date { id, date: &date }.text(lang))
            })?,
        };
        let decided = Decided {
            state,
            reason: self.reason.unwrap_or_default(),
            person: self.person.unwrap_or_default(),
            date,
            stage: self.stage.unwrap_or_default(),
            in_text: false,
        };
        let decision = Decision {
            decided,
            rule: self.rule.unwrap_or_default(),
            excerpt: self.excerpt.unwrap_or_default(),
        };
        Ok(Placed { id, decision, span: self.id.span() })
    }
}

/// A day as `2026-11-25`, written as a date or as text; nothing for an empty text.
fn day(value: &Value) -> Option<String> {
    let text = match value {
        Value::Datetime(date) => date.to_string(),
        Value::String(text) if text.is_empty() => return Some(String::new()),
        Value::String(text) => text.clone(),
        _ => return None,
    };
    is_day(&text).then_some(text)
}

pub(crate) fn is_day(text: &str) -> bool {
    let date = text.parse::<toml::value::Datetime>();
    date.is_ok_and(|d| d.date.is_some() && d.time.is_none() && d.offset.is_none())
}

/// The file as it is written.
#[derive(Serialize)]
pub(crate) struct Written<'d> {
    version: u32,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    decision: Vec<WrittenEntry<'d>>,
}

#[derive(Serialize)]
struct WrittenEntry<'d> {
    id: String,
    state: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    rule: &'d str,
    #[serde(skip_serializing_if = "str::is_empty")]
    excerpt: &'d str,
    #[serde(skip_serializing_if = "str::is_empty")]
    reason: &'d str,
    #[serde(skip_serializing_if = "str::is_empty")]
    person: &'d str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<toml::value::Datetime>,
    #[serde(skip_serializing_if = "str::is_empty")]
    stage: &'d str,
}

impl<'d> Written<'d> {
    pub fn of(all: impl Iterator<Item = (&'d FindingId, &'d Decision)>) -> Written<'d> {
        let entry = |(id, d): (&FindingId, &'d Decision)| WrittenEntry {
            id: id.to_string(),
            state: d.decided.state.as_str(),
            rule: &d.rule,
            excerpt: &d.excerpt,
            reason: &d.decided.reason,
            person: &d.decided.person,
            date: d.decided.date.parse().ok(),
            stage: &d.decided.stage,
        };
        Written { version: VERSION, decision: all.map(entry).collect() }
    }
}
