//! Lines to blocks, and the 类目, 分目 and 条目 that each stands in.

use kanwu_text::{Manuscript, han};

use crate::document::{reprinted, unmarked};
use crate::front::Front;
use crate::heads::{entry_form, entry_title, opens_entry, title_of};
use crate::kinds::kinds;
use crate::levels::levels;
use crate::lines::Line;
use crate::words::{has_one, is_one};
use crate::{
    Block, BlockId, BlockKind, Category, CategoryId, Contents, Entry, EntryForm, EntryId, Level, Section,
    SectionId, StructureWords, Zone, squeeze,
};

/// What the lines turned out to be.
#[derive(Debug, Default)]
pub(crate) struct Structure {
    pub blocks: Vec<Block>,
    pub categories: Vec<Category>,
    pub sections: Vec<Section>,
    pub entries: Vec<Entry>,
    /// By source: whether nothing is marked in it ([`unmarked`]).
    pub unmarked: Vec<bool>,
}

/// Builds the blocks and the tree of the body.
pub(crate) fn build(
    manuscript: &Manuscript,
    lines: &[Line<'_>],
    front: &Front,
    contents: &Contents,
) -> Structure {
    let words = StructureWords::get();
    let kinds = kinds(manuscript, lines, front, contents, words);
    let levels = levels(lines, &kinds, front, contents, words);
    let unmarked = unmarked(lines, &kinds);
    let reprinted = reprinted(lines, &unmarked);
    let mut s = Structure { blocks: Vec::with_capacity(lines.len()), unmarked, ..Structure::default() };
    let mut at = Cursor::default();
    for (i, line) in lines.iter().enumerate() {
        let block = BlockId(i as u32);
        let kind = kinds[i];
        if i >= front.body {
            match levels.get(&i) {
                Some(Level::Category) => s.open_category(line, block, &mut at, words),
                Some(Level::Section) => s.open_section(line, block, &mut at, words),
                Some(Level::Entry) => s.open_entry(line, block, EntryForm::Bare, &mut at),
                None if opens_entry(line) => s.open_entry(line, block, entry_form(line), &mut at),
                // A bold month over the days of a chronicle.
                None if at.zone == Zone::Chronicle && is_bold_month(line) => {
                    s.open_section(line, block, &mut at, words);
                }
                None => {}
            }
        }
        let zone = if kind == BlockKind::RunningHead {
            Zone::RunningHead
        } else if front.contents.contains(&i) {
            Zone::Contents
        } else if i < front.body && kind != BlockKind::Footnote {
            if matches!(kind, BlockKind::Heading { .. }) { Zone::Heading } else { Zone::FrontMatter }
        } else {
            let whole = at.category.is_none() && reprinted.get(line.at.source.index()) == Some(&true);
            zone_of(kind, if whole { Zone::Verbatim } else { at.zone })
        };
        // Running heads are laid out behind the text and stand in no part of it.
        let placed = kind != BlockKind::RunningHead;
        s.blocks.push(Block {
            kind,
            at: line.at,
            zone,
            category: at.category.filter(|_| placed),
            section: at.section.filter(|_| placed),
            entry: at.entry.filter(|_| placed),
            reading: None,
        });
    }
    s
}

#[derive(Default)]
struct Cursor {
    category: Option<CategoryId>,
    section: Option<SectionId>,
    entry: Option<EntryId>,
    zone: Zone,
}

impl Structure {
    fn open_category(&mut self, line: &Line<'_>, block: BlockId, at: &mut Cursor, words: &StructureWords) {
        let (title, place) = title_of(line);
        let folded = squeeze(&title);
        at.zone = if is_one(words.verbatim_categories, &folded) {
            Zone::Verbatim
        } else if is_chronicle(words, &folded) {
            Zone::Chronicle
        } else if has_one(words.names, &folded) {
            Zone::Names
        } else {
            Zone::Prose
        };
        at.category = Some(CategoryId(self.categories.len() as u32));
        at.section = None;
        at.entry = None;
        self.categories.push(Category { title, at: place, block, zone: at.zone });
    }

    fn open_section(&mut self, line: &Line<'_>, block: BlockId, at: &mut Cursor, words: &StructureWords) {
        let (title, place) = title_of(line);
        let folded = squeeze(&title);
        let own = at.category.and_then(|c| self.categories.get(c.index())).map_or(Zone::Prose, |c| c.zone);
        at.zone = if has_one(words.names, &folded) {
            Zone::Names
        } else if has_one(words.verbatim_sections, &folded) {
            Zone::Verbatim
        } else if is_one(words.afterwords, &folded) {
            // The editors' own words, though they stand in the appendix.
            Zone::Prose
        } else {
            own
        };
        at.section = Some(SectionId(self.sections.len() as u32));
        at.entry = None;
        self.sections.push(Section { title, at: place, block, category: at.category });
    }

    fn open_entry(&mut self, line: &Line<'_>, block: BlockId, form: EntryForm, at: &mut Cursor) {
        let (title, place) = if form == EntryForm::Bare { title_of(line) } else { entry_title(line) };
        at.entry = Some(EntryId(self.entries.len() as u32));
        self.entries.push(Entry {
            title,
            at: place,
            block,
            form,
            category: at.category,
            section: at.section,
        });
    }
}

/// `**6月**`, `**2023年6月**`
fn is_bold_month(line: &Line<'_>) -> bool {
    let bold = line.text.trim().strip_prefix("**").and_then(|text| text.strip_suffix("**"));
    let month = bold.and_then(|text| text.trim().strip_suffix(han::MONTH));
    month.is_some_and(|text| {
        let figure = text.split(han::YEAR).next_back().unwrap_or_default().trim();
        (1..=6).contains(&figure.len()) && figure.chars().all(|c| c.is_ascii_digit() || han::is_figure(c))
    })
}

/// 大事记, 2022年大事记, 清河区大事记
pub(crate) fn is_chronicle(words: &StructureWords, title: &str) -> bool {
    let own = |word: &&str| title.strip_suffix(*word).is_some_and(|before| before.chars().count() <= 12);
    words.chronicles.iter().any(own)
}

fn zone_of(kind: BlockKind, zone: Zone) -> Zone {
    match kind {
        BlockKind::Heading { .. } => Zone::Heading,
        BlockKind::TableRow | BlockKind::TableTitle | BlockKind::TableContinued | BlockKind::TableNote => {
            Zone::Table
        }
        BlockKind::Caption => Zone::Caption,
        BlockKind::Footnote if zone != Zone::Verbatim => Zone::Footnote,
        BlockKind::Signature | BlockKind::NameLine => Zone::Names,
        BlockKind::Paragraph | BlockKind::EntryHead if zone == Zone::Names => Zone::Prose,
        _ => zone,
    }
}
