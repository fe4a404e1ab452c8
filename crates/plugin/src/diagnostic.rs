//! A finding with its place in the sources.

use kanwu_book::BlockId;
use kanwu_card::{Applicability, Confidence, Severity};
use kanwu_text::{Edit, Location};

use crate::{Decided, FindingId, State};

/// Number of a rule in its registry: index by code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(pub u16);

impl RuleId {
    /// As an index.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// Another place that belongs to a diagnostic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelatedPlace {
    /// Where.
    pub at: Location,
    /// What stands there, in Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// What to write instead: all edits or none. Each lies in one line of one source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiagnosticFix {
    /// How far it may be trusted.
    pub grade: Applicability,
    /// The replacements, in order of place.
    pub edits: Vec<Edit<Location>>,
}

/// A finding, placed and graded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its name, which outlives edits elsewhere.
    pub id: FindingId,
    /// The rule.
    pub rule: RuleId,
    /// By card, confidence and config.
    pub severity: Severity,
    /// How sure the rule is.
    pub confidence: Confidence,
    /// The place.
    pub at: Location,
    /// The block it stands in.
    pub block: Option<BlockId>,
    /// Which of the card's messages; `""` for the main one.
    pub variant: &'static str,
    /// Data for the message.
    pub args: Vec<(&'static str, String)>,
    /// Other places, in the rule's order.
    pub related: Vec<RelatedPlace>,
    /// What to write instead.
    pub fix: Option<DiagnosticFix>,
    /// Of a survey: every place that differs.
    pub occurrences: Vec<Edit<Location>>,
    /// What an editor has answered, where anyone has.
    pub state: Option<Box<Decided>>,
    /// Whether it stood when the baseline was taken.
    pub known: bool,
}

impl Diagnostic {
    /// Whether it is settled that it stays as it is: 不改.
    pub fn is_kept(&self) -> bool {
        self.state.as_ref().is_some_and(|d| d.state == State::Keep)
    }
}
