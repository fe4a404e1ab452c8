//! 目录: the contents pages, read into one list and matched with the body.

mod align;
mod classify;
mod columns;
mod extent;
mod habit;
mod levels;
mod lines;
mod order;
mod tidy;
mod titles;
mod understood;
mod wrap;

use kanwu_text::{Format, Location, Manuscript};

pub(crate) use self::habit::Habit;
use self::lines::heading_level;
use crate::{BlockId, CategoryId, EntryId, SectionId};

pub(crate) use align::{Body, align};
pub(crate) use classify::classify;
pub use titles::numbered;

pub(crate) use extent::{extent, is_contents_heading};

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
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

/// How a title is set in the contents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TitleStyle {
    /// As running text.
    Plain,
    /// Bold.
    Bold,
    /// As a heading of the markup, 1 to 6.
    Heading(u8),
}

impl TitleStyle {
    /// The level of a heading.
    pub const fn depth(self) -> Option<u8> {
        match self {
            TitleStyle::Heading(level) => Some(level),
            TitleStyle::Plain | TitleStyle::Bold => None,
        }
    }
}

/// 引导点: what leads from a title to its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Leader {
    /// Nothing, or blanks.
    None,
    /// ···
    MiddleDots,
    /// ...
    Periods,
    /// ……
    Ellipsis,
    /// Lines, full-width or heavy dots.
    Other,
    /// More than one kind in one leader.
    Mixed,
}

impl Leader {
    /// The leader that a character is part of, and how many dots it prints.
    const fn of(c: char) -> Option<(Leader, u32)> {
        match c {
            '·' => Some((Leader::MiddleDots, 1)),
            '.' => Some((Leader::Periods, 1)),
            '…' => Some((Leader::Ellipsis, 3)),
            '‥' => Some((Leader::Ellipsis, 2)),
            '．' | '・' | '•' | '‧' | '-' | '_' | '－' | '─' => Some((Leader::Other, 1)),
            _ => None,
        }
    }
}

/// What is left of the end of a printed line inside a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WrapKind {
    /// A blank inside one line of the source.
    Blank,
    /// The title goes on in the next line or cell of the same block.
    Line,
    /// The title goes on after a page break.
    Break,
    /// The title is whole, yet its end stands again after a page break.
    Repeated,
    /// The two parts stand as two entries, each with the page.
    Entries,
}

/// A line end inside a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Wrap {
    /// What is left of it.
    pub kind: WrapKind,
    /// The blank, or the part that goes on.
    pub at: Location,
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
    /// Its leader.
    pub leader: Leader,
    /// Place of the leader.
    pub leader_at: Option<Location>,
    /// How the title is set.
    pub style: TitleStyle,
    /// Column of the page it stands in, 0-based.
    pub column: u8,
    /// Columns of blanks before its line.
    pub indent: u16,
    /// Whether its column stood out of place and was put right.
    pub displaced: bool,
    /// Whether what the contents list below this 类目 was not understood, and is left out.
    pub unread_below: bool,
    /// Line ends that the source has kept inside the title.
    pub wraps: Vec<Wrap>,
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
    /// Entries in reading order; none where the layout was not understood.
    pub entries: Vec<ContentsEntry>,
    /// Whether the layout was not understood, so that nothing may be concluded from it.
    pub unread: bool,
}

impl ContentsEntry {
    /// The first printed line of the title.
    pub fn place(&self) -> Location {
        self.title_at.first().copied().unwrap_or_default()
    }
}

/// Reads the contents from their lines, without the heading over them; `habit` is how they set their pages, `at` is left
/// to the caller.
pub(crate) fn read(manuscript: &Manuscript, lines: &[Location], habit: Habit) -> Contents {
    let mut rows = Vec::with_capacity(lines.len());
    let mut before: Option<Location> = None;
    for &at in lines {
        let text = manuscript.text_at(at);
        let gap = before.replace(at).is_none_or(|b| parted(manuscript, b, at));
        if is_contents_heading(text) {
            // A second list in English repeats the first.
            if !rows.is_empty() && !text.contains(['目', '总']) {
                break;
            }
            continue;
        }
        rows.extend(lines::row(text, at, gap, habit).map(|row| with_outer_tabs(manuscript, at, row)));
    }
    let mut entries = wrap::join(&columns::in_order(rows));
    levels::set(&mut entries);
    levels::set_by_form(&mut entries);
    let placed = lines.first().and_then(|at| manuscript.sources.get(at.source.index()));
    let placed = placed.is_some_and(|source| source.format == Format::Pdf);
    if understood::is_tangled(&entries, placed) {
        match understood::without_parts(&entries, |_, part| understood::is_tangled_part(part)) {
            Some(rest) if !understood::is_tangled(&rest, placed) => entries = rest,
            _ => return Contents { at: None, entries: Vec::new(), unread: true },
        }
    }
    levels::reorder(&mut entries);
    Contents { at: None, entries, unread: false }
}

/// Tabs before and after the text of a line are cells of a column that has ended.
fn with_outer_tabs<'m>(manuscript: &Manuscript, at: Location, mut row: lines::Row<'m>) -> lines::Row<'m> {
    let Some(source) = manuscript.source(at.source) else { return row };
    let (Some(before), Some(after)) =
        (source.text.get(..at.span.start as usize), source.text.get(at.span.end as usize..))
    else {
        return row;
    };
    let indent = indent(before);
    row.cells.iter_mut().for_each(|cell| cell.indent = indent);
    let blank = |c: &char| matches!(c, ' ' | '\t');
    let lead = before.chars().rev().take_while(blank).filter(|c| *c == '\t').count();
    let heading = heading_level(manuscript.text_at(at)) > 0;
    if heading || lead == 0 && !after.chars().take_while(blank).any(|c| c == '\t') {
        return row;
    }
    row.tabular = true;
    for cell in &mut row.cells {
        cell.field += lead;
    }
    row
}

/// Columns of the blanks at the end of `before`, up to the line's start.
fn indent(before: &str) -> u16 {
    let blanks = before.chars().rev().take_while(|c| *c != '\n' && c.is_whitespace());
    let width = |c: char| match c {
        '\u{3000}' => 2,
        '\t' => 4,
        _ => 1,
    };
    blanks.map(width).fold(0, u16::saturating_add)
}

/// Whether a blank line stands between two lines.
fn parted(manuscript: &Manuscript, before: Location, after: Location) -> bool {
    if before.source != after.source {
        return true;
    }
    memchr::memchr_iter(b'\n', manuscript.text_at(before.between(after)).as_bytes()).nth(1).is_some()
}

#[cfg(test)]
mod tests;
