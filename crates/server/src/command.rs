//! What the editor asks to be done: an answer to a finding.

use std::path::PathBuf;
use std::str::FromStr;

use kanwu_decision::{FindingId, State};
use lsp_types::Uri;
use serde_json::Value;

use crate::uri;

/// Records an answer to a finding.
pub(crate) const DECIDE: &str = "kanwu.decide";

/// An answer to a finding of a document.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Decide {
    pub document: PathBuf,
    pub id: FindingId,
    pub state: State,
}

impl Decide {
    /// Reads the arguments of the command; `None` where they are none of ours.
    pub(crate) fn read(arguments: &[Value]) -> Option<Decide> {
        let told = |name: &str| arguments.first()?.get(name)?.as_str();
        let state = told("state")?;
        Some(Decide {
            document: uri::path_of(&Uri::from_str(told("uri")?).ok()?)?,
            id: told("id")?.parse().ok()?,
            state: State::ALL.into_iter().find(|one| one.as_str() == state)?,
        })
    }
}
