//! The language server: findings in an editor, as the text is typed.
//!
//! It speaks the Language Server Protocol over a [`lsp_server::Connection`]. Where manuscripts, configs and answers
//! come from it asks the program it is part of, through [`Host`] and [`Workspace`]; what is found it asks a
//! [`kanwu_lint::Session`] for each manuscript.

mod action;
mod book;
mod capabilities;
mod client;
mod command;
mod completion;
mod diagnostic;
mod document;
mod hover;
mod inbox;
mod outline;
mod references;
mod server;
mod uri;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use kanwu_decision::{Decided, FindingId, State};
use kanwu_lint::{Answers, Checker};
use kanwu_text::Manuscript;

kanwu_text::messages!();

pub use server::{ServeError, serve};

/// What is open in the editor, by absolute path: it holds in place of the files.
pub type OpenTexts = BTreeMap<PathBuf, Vec<u8>>;

/// The program that the server is part of.
pub trait Host {
    /// The config that holds for a document, by which workspaces are told apart; `None` where there is none.
    fn config_of(&self, document: &Path) -> Option<PathBuf>;

    /// What holds for a document. `Err` says why it can't be checked, to the user.
    fn workspace(&self, document: &Path) -> Result<Box<dyn Workspace>, String>;

    /// Whether a file says how manuscripts are checked: all is read again when one is saved.
    fn governs(&self, file: &Path) -> bool;
}

/// Rules and config of some manuscripts, and where their answers stand.
pub trait Workspace {
    /// What they are checked with.
    fn checker(&self) -> Checker<'_>;

    /// Reads the manuscript that a document belongs to. `Err` says why it can't be read, to the user.
    fn read(&self, document: &Path, open: &OpenTexts) -> Result<Opened, String>;

    /// The answers to what is found in a document's manuscript.
    fn answers(&self, document: &Path) -> Answers;

    /// Records an answer. `Err` says why it is not recorded, to the user.
    fn decide(&self, document: &Path, asked: &Asked<'_>) -> Result<(), String>;

    /// Who answers, when, and in which proof, by the config.
    fn decided(&self, state: State) -> Decided;
}

/// A manuscript as it was read.
#[derive(Debug)]
pub struct Opened {
    /// What is checked.
    pub manuscript: Manuscript,
    /// By source: its file.
    pub files: Vec<PathBuf>,
}

/// An answer that is to be recorded.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// The finding.
    pub id: FindingId,
    /// Name of its rule.
    pub rule: &'a str,
    /// Text of its place; numbers of people masked.
    pub excerpt: String,
    /// The answer.
    pub decided: Decided,
}
