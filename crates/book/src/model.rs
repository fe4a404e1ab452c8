//! The book: what the rules see.

use std::borrow::Cow;
use std::ops::Range;

use kanwu_text::{Location, Manuscript, ReadingSpan, SourceId, SourceSpan};

use crate::{Contents, ContentsMatch, EditorialSpec, Run, Zone};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// As an index into the book's list.
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// Index into [`Book::blocks`].
    BlockId
    /// Index into [`Book::readings`].
    ReadingId
    /// Index into [`Book::categories`].
    CategoryId
    /// Index into [`Book::sections`].
    SectionId
    /// Index into [`Book::entries`].
    EntryId
    /// Index into [`Book::tables`].
    TableId
}

/// What a block of lines is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A heading; `level` counts the `#`, 0 where the source has no marks.
    Heading {
        /// 1 to 6.
        level: u8,
    },
    /// A paragraph that opens an entry with 【】.
    EntryHead,
    /// A paragraph.
    Paragraph,
    /// An item of a list, without its bullet.
    ListItem,
    /// A row of a table, tabs or pipes between cells.
    TableRow,
    /// 表题
    TableTitle,
    /// 表注
    TableNote,
    /// 续表
    TableContinued,
    /// 图片说明
    Caption,
    /// 撰稿人署名
    Signature,
    /// A line of names, posts, honours.
    NameLine,
    /// Words of a divider page 篇章页.
    Divider,
    /// A line of the contents pages.
    ContentsLine,
    /// 脚注、尾注
    Footnote,
    /// 书眉: a line of a header or footer.
    RunningHead,
    /// `---` and the like.
    Break,
    /// A comment of the markup, page marks included.
    Comment,
    /// A picture.
    Image,
    /// Nothing to read: front matter, code, formulas, targets of links.
    Literal,
    /// What can't be placed.
    Other,
}

/// One line of a source (blank lines have no block) and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The whole line, without leading and trailing blanks and without the line end.
    pub at: Location,
    /// Its zone.
    pub zone: Zone,
    /// 类目 it stands in.
    pub category: Option<CategoryId>,
    /// 分目 it stands in.
    pub section: Option<SectionId>,
    /// 条目 it stands in.
    pub entry: Option<EntryId>,
    /// The reading that holds its text; a paragraph that goes on after a page break shares one with it.
    pub reading: Option<ReadingId>,
}

/// A stretch of a reading that stands as it is in a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Byte offset in the reading.
    pub at: u32,
    /// Length in bytes.
    pub len: u32,
    /// The source.
    pub source: SourceId,
    /// Byte offset in the source.
    pub start: u32,
}

/// A paragraph as it reads: its pieces joined where a page or column break split it, without page marks,
/// comments and markup.
#[derive(Clone, Debug)]
pub struct Reading<'m> {
    /// The text that rules read.
    pub text: Cow<'m, str>,
    /// Where it comes from, in order, covering `text` without gaps.
    pub pieces: Vec<Piece>,
    /// Zone of the paragraph.
    pub zone: Zone,
    /// Kind of its first block.
    pub kind: BlockKind,
    /// Its first block.
    pub block: BlockId,
    /// Where in `text` (bytes) a page or column break was joined.
    pub joins: Vec<u32>,
    /// The run-in head or entry title at its start (bytes of `text`, marks included); empty where none.
    pub head: ReadingSpan,
    /// Code, formulas and entities in `text`, as they stand in the source (bytes of `text`), in order.
    pub literal: Vec<ReadingSpan>,
}

impl Reading<'_> {
    /// The places in the sources that a range of this reading covers: one, or more where it runs over a
    /// joined break or stripped markup. An empty range gives one empty place.
    pub fn locate(&self, range: ReadingSpan) -> Vec<Location> {
        if range.is_empty() {
            return vec![self.locate_point(range.start)];
        }
        let mut out: Vec<Location> = Vec::new();
        let from = self.pieces.partition_point(|p| p.at + p.len <= range.start);
        for p in self.pieces[from..].iter().take_while(|p| p.at < range.end) {
            let start = range.start.max(p.at);
            let end = range.end.min(p.at + p.len);
            if start < end {
                let span = SourceSpan::new(p.start + start - p.at, p.start + end - p.at);
                out.push(Location::new(p.source, span));
            }
        }
        out
    }

    /// The range of this reading that a place in a source is, where all of it stands in one piece.
    pub fn span_of(&self, place: Location) -> Option<ReadingSpan> {
        let held = |p: &&Piece| {
            p.source == place.source && p.start <= place.span.start && place.span.end <= p.start + p.len
        };
        let piece = self.pieces.iter().find(held)?;
        let at = |n: u32| n - piece.start + piece.at;
        Some(ReadingSpan::new(at(place.span.start), at(place.span.end)))
    }

    /// The place of one position; between two pieces it is the end of the first.
    pub fn locate_point(&self, at: u32) -> Location {
        let i = self.pieces.partition_point(|p| p.at < at).saturating_sub(1);
        let Some(p) = self.pieces.get(i) else { return Location::default() };
        let within = at.saturating_sub(p.at).min(p.len);
        Location::new(p.source, SourceSpan::empty(p.start + within))
    }
}

/// 类目
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// Title as printed, markup taken out.
    pub title: String,
    /// Place of the title.
    pub at: Location,
    /// Its heading.
    pub block: BlockId,
    /// Zone of its paragraphs.
    pub zone: Zone,
}

/// 分目
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Title as printed.
    pub title: String,
    /// Place of the title.
    pub at: Location,
    /// Its heading.
    pub block: BlockId,
    /// 类目 it belongs to.
    pub category: Option<CategoryId>,
}

/// In what form an entry's title is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntryForm {
    /// `**【题】**`
    Bold,
    /// `【题】`
    Plain,
    /// `### 【题】`
    Heading,
    /// `**【题】正文**`, `**【题】 Y。**`: bold runs on into the text.
    WideBold,
    /// `**【题**】`, `** 【题】**` and other broken bold.
    BrokenBold,
    /// A heading or a line without 【】.
    Bare,
}

/// 条目
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Title without 【】, as printed.
    pub title: String,
    /// Place of the title, without 【】; its first part where a break splits it.
    pub at: Location,
    /// The block that opens it.
    pub block: BlockId,
    /// How its title is marked.
    pub form: EntryForm,
    /// 类目 it belongs to.
    pub category: Option<CategoryId>,
    /// 分目 it belongs to.
    pub section: Option<SectionId>,
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The row's block.
    pub block: BlockId,
    /// Cells, trimmed; empty spans for empty cells.
    pub cells: Vec<Location>,
}

/// A table; continued parts (续表, repeated header) belong to one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// 表题
    pub title: Option<BlockId>,
    /// The header row.
    pub header: Option<Row>,
    /// Rows without headers.
    pub rows: Vec<Row>,
    /// Where a part begins that continues it: the 续表 mark or repeated header.
    pub continued: Vec<BlockId>,
    /// 类目 it belongs to.
    pub category: Option<CategoryId>,
    /// 分目 it belongs to.
    pub section: Option<SectionId>,
}

/// A manuscript read as a yearbook.
#[derive(Debug)]
pub struct Book<'m> {
    /// What was read.
    pub manuscript: &'m Manuscript,
    /// Lines in order.
    pub blocks: Vec<Block>,
    /// Paragraphs in order.
    pub readings: Vec<Reading<'m>>,
    /// 类目 in order.
    pub categories: Vec<Category>,
    /// 分目 in order.
    pub sections: Vec<Section>,
    /// 条目 in order.
    pub entries: Vec<Entry>,
    /// Tables in order.
    pub tables: Vec<Table>,
    /// Enumerations by paragraphs, in order.
    pub runs: Vec<Run>,
    /// 目录
    pub contents: Contents,
    /// 编辑说明（凡例）
    pub spec: EditorialSpec,
    /// The blocks that it was read from.
    pub(crate) spec_blocks: Range<usize>,
}

impl<'m> Book<'m> {
    /// Text of a place.
    pub fn text(&self, at: Location) -> &'m str {
        self.manuscript.text_at(at)
    }

    /// One block.
    pub fn block(&self, id: BlockId) -> Option<&Block> {
        self.blocks.get(id.index())
    }

    /// The 类目 that a block stands in.
    pub fn category_of(&self, block: &Block) -> Option<&Category> {
        self.categories.get(block.category?.index())
    }

    /// One reading.
    pub fn reading(&self, id: ReadingId) -> Option<&Reading<'m>> {
        self.readings.get(id.index())
    }

    /// Blocks with their ids.
    pub fn blocks(&self) -> impl Iterator<Item = (BlockId, &Block)> {
        self.blocks.iter().enumerate().map(|(i, b)| (BlockId(i as u32), b))
    }

    /// Lets go of what only rules read, once they have: tables and contents. Lines, paragraphs and titles stay, by which
    /// a report tells where a finding stands and what was read.
    pub fn let_go(&mut self) {
        self.readings.shrink_to_fit();
        self.blocks.shrink_to_fit();
        self.tables = Vec::new();
        self.contents = Contents::default();
    }

    /// The block whose line holds a place.
    pub fn block_at(&self, at: Location) -> Option<(BlockId, &Block)> {
        let after =
            self.blocks.partition_point(|b| (b.at.source, b.at.span.start) <= (at.source, at.span.start));
        let i = after.checked_sub(1)?;
        let block = self.blocks.get(i)?;
        (block.at.source == at.source).then_some((BlockId(i as u32), block))
    }

    /// Title, markup taken off, and place in the body of what an entry of the contents stands for.
    pub fn titled(&self, found: ContentsMatch) -> Option<(&str, Location)> {
        match found {
            ContentsMatch::None => None,
            ContentsMatch::Category(id) => self.categories.get(id.index()).map(|c| (c.title.as_str(), c.at)),
            ContentsMatch::Section(id) => self.sections.get(id.index()).map(|s| (s.title.as_str(), s.at)),
            ContentsMatch::Entry(id) => self.entries.get(id.index()).map(|e| (e.title.as_str(), e.at)),
            ContentsMatch::Block(id) => {
                self.block(id).map(|b| (self.text(b.at).trim_matches(['#', '*', ' ']), b.at))
            }
        }
    }

    /// Titles of the 类目, 分目 and 条目 that a block stands in.
    pub fn place(&self, block: &Block) -> (Option<&str>, Option<&str>, Option<&str>) {
        (
            block.category.and_then(|c| self.categories.get(c.index())).map(|c| c.title.as_str()),
            block.section.and_then(|s| self.sections.get(s.index())).map(|s| s.title.as_str()),
            block.entry.and_then(|e| self.entries.get(e.index())).map(|e| e.title.as_str()),
        )
    }
}
