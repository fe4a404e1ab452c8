//! 目录: the contents pages, read into one list and matched with the body.

use kanwu_text::{Location, Span};

use crate::{BlockId, CategoryId, EntryId, SectionId};

/// Level of a contents entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 类目
    Category,
    /// 分目
    Section,
    /// 条目
    Entry,
}

/// What a contents entry corresponds to in the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ContentsMatch {
    /// Nothing was found.
    #[default]
    None,
    /// A 类目.
    Category(CategoryId),
    /// A 分目.
    Section(SectionId),
    /// A 条目.
    Entry(EntryId),
    /// A heading or line that opens none of the three.
    Block(BlockId),
}

/// One entry of the contents, in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentsEntry {
    /// Its level; where the contents don't show it, the body's.
    pub level: Level,
    /// Title as printed, wrapped lines joined.
    pub title: String,
    /// The parts of the title, in order: one place for each printed line.
    pub title_at: Vec<Location>,
    /// The page, where one is printed.
    pub page: Option<u32>,
    /// Place of the page number.
    pub page_at: Option<Location>,
    /// What it stands for in the body.
    pub body: ContentsMatch,
    /// Whether its title equals the body's once layout is folded.
    pub exact: bool,
}

/// The contents pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contents {
    /// The whole stretch, heading included; `None` where the manuscript has none.
    pub at: Option<Location>,
    /// Entries in reading order.
    pub entries: Vec<ContentsEntry>,
}

impl ContentsEntry {
    /// The first printed line of the title.
    pub fn place(&self) -> Location {
        self.title_at.first().copied().unwrap_or(Location::new(Default::default(), Span::empty(0)))
    }
}
