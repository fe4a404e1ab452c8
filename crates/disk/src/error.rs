//! Why a file was not written. What was on the disk is as it was.

use std::path::PathBuf;

use kanwu_text::{Lang, Message};
use thiserror::Error;

use crate::messages::save;

/// A file that was not written.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}: {kind}", .path.display())]
pub struct SaveError {
    /// The file.
    pub path: PathBuf,
    /// Why.
    pub kind: SaveErrorKind,
}

/// Why. `Display` is the English message.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{}", self.message(Lang::En))]
pub enum SaveErrorKind {
    /// Someone else has written it since it was read.
    Changed,
    /// It is there, and kanwu did not write it.
    Foreign,
    /// It is one of the files that are read.
    Input,
    /// A symbolic link, which could lead anywhere.
    Link,
    /// A folder.
    Folder,
    /// The file is locked against changes.
    ReadOnly,
    /// What is there can't be understood, so that nothing can be added to it.
    Unreadable {
        /// Why, in Chinese.
        zh: String,
        /// In English.
        en: String,
    },
    /// The system refuses, in its own words.
    Unsaved(String),
}

impl SaveErrorKind {
    /// The message for people, without the path.
    pub fn message(&self, lang: Lang) -> String {
        match self {
            SaveErrorKind::Changed => save::CHANGED.text(lang).to_owned(),
            SaveErrorKind::Foreign => save::FOREIGN.text(lang).to_owned(),
            SaveErrorKind::Input => save::INPUT.text(lang).to_owned(),
            SaveErrorKind::Link => save::LINK.text(lang).to_owned(),
            SaveErrorKind::Folder => save::FOLDER.text(lang).to_owned(),
            SaveErrorKind::ReadOnly => save::READ_ONLY.text(lang).to_owned(),
            SaveErrorKind::Unreadable { zh, en } => Message { zh: zh.as_str(), en }.text(lang).to_owned(),
            SaveErrorKind::Unsaved(detail) => save::Unsaved { detail }.text(lang),
        }
    }
}

impl From<std::io::Error> for SaveErrorKind {
    fn from(error: std::io::Error) -> SaveErrorKind {
        SaveErrorKind::Unsaved(error.to_string())
    }
}
