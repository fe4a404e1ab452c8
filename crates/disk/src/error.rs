//! Why a file was not written. What was on the disk is as it was.

use std::path::PathBuf;

use kanwu_text::Lang;
use thiserror::Error;

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
pub enum SaveErrorKind {
    /// Someone else has written it since it was read.
    #[error("changed by someone else meanwhile; not written")]
    Changed,
    /// It is there, and kanwu did not write it.
    #[error("there is another file of this name; not overwritten (--overwrite replaces it)")]
    Foreign,
    /// It is one of the files that are read.
    #[error("this is a file that is being checked; not overwritten (--overwrite replaces it)")]
    Input,
    /// A symbolic link, which could lead anywhere.
    #[error("this is a symbolic link; not written through")]
    Link,
    /// A folder.
    #[error("this is a folder")]
    Folder,
    /// The file is locked against changes.
    #[error("the file is read-only")]
    ReadOnly,
    /// What is there can't be understood, so that nothing can be added to it.
    #[error("{en}")]
    Unreadable {
        /// Why, in Chinese.
        zh: String,
        /// In English.
        en: String,
    },
    /// The system refuses, in its own words.
    #[error("cannot be saved: {0}")]
    Unsaved(String),
}

impl SaveErrorKind {
    /// The message for people, without the path.
    pub fn message(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            SaveErrorKind::Changed => "已被别处改动，未写".to_owned(),
            SaveErrorKind::Foreign => "已有同名文件，不是刊误写的，未覆盖（要覆盖加 --overwrite）".to_owned(),
            SaveErrorKind::Input => "这是正在检查的书稿，未覆盖（要覆盖加 --overwrite）".to_owned(),
            SaveErrorKind::Link => "这是符号链接，不经链接写文件".to_owned(),
            SaveErrorKind::Folder => "这是文件夹".to_owned(),
            SaveErrorKind::ReadOnly => "文件是只读的，不能保存".to_owned(),
            SaveErrorKind::Unreadable { zh, .. } => zh.clone(),
            SaveErrorKind::Unsaved(detail) => format!("保存失败：{detail}"),
        }
    }
}

impl From<std::io::Error> for SaveErrorKind {
    fn from(error: std::io::Error) -> SaveErrorKind {
        SaveErrorKind::Unsaved(error.to_string())
    }
}
