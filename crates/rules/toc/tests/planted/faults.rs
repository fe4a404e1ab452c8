//! Faults put into the contents.

use crate::books::{Item, Set};
use crate::layouts::{Layout, Mishap, Opener, Part};

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fault {
    PageSwapped,
    /// Only page marks can show it.
    PageOffByOne,
    TitleChanged,
    EntryDropped,
    OrderSwapped,
    EntryAdded,
    /// A blank where a printed line ended.
    TitleCut,
    PageLost,
    LeaderChanged,
    /// A 分目 set as a 条目.
    SectionPlain,
    /// Only the amount of text can show it.
    PageFarOff,
    /// A 分目 with the indent of a 类目.
    SectionOutdented,
    /// Several titles and their pages stand on one line.
    Tangled,
}

pub const FAULTS: [Fault; 13] = [
    Fault::PageSwapped,
    Fault::PageOffByOne,
    Fault::TitleChanged,
    Fault::EntryDropped,
    Fault::OrderSwapped,
    Fault::EntryAdded,
    Fault::TitleCut,
    Fault::PageLost,
    Fault::LeaderChanged,
    Fault::SectionPlain,
    Fault::PageFarOff,
    Fault::SectionOutdented,
    Fault::Tangled,
];

impl Fault {
    /// The rules that may find it.
    pub fn found_by(self) -> &'static [&'static str] {
        match self {
            Fault::PageSwapped => &["contents-page-falls", "contents-page-wrong"],
            Fault::PageOffByOne => &["contents-page-wrong"],
            Fault::TitleChanged => &["contents-title-mismatch"],
            Fault::EntryDropped => &["contents-entry-missing"],
            Fault::OrderSwapped => &["contents-order"],
            Fault::EntryAdded => &["contents-entry-unknown"],
            Fault::TitleCut => &["contents-title-wrapped"],
            Fault::PageLost => &["contents-page-missing"],
            Fault::LeaderChanged => &["contents-leader-mixed"],
            Fault::SectionPlain => &["contents-level-style"],
            Fault::PageFarOff => &["contents-page-doubtful"],
            Fault::SectionOutdented => &["contents-level-wrong"],
            Fault::Tangled => &["contents-not-read"],
        }
    }

    /// Whether the fault is one in this layout, with page marks or without.
    pub fn can_be(self, layout: &Layout, marked: bool) -> bool {
        match self {
            Fault::PageOffByOne => marked,
            Fault::PageFarOff => !marked,
            // Without a page it is a 类目 of these, or the first line of a title that goes on.
            Fault::PageLost => {
                layout.opener == Opener::Heading && !layout.wrapped && layout.mishap != Mishap::Cut
            }
            Fault::SectionPlain => matches!(layout.part, Part::Bold | Part::Heading),
            Fault::SectionOutdented => layout.part == Part::Indented,
            Fault::Tangled => {
                let tabs = layout.columns == 1 && layout.leader.ends_with('\t');
                tabs && !layout.wrapped && layout.mishap == Mishap::None
            }
            _ => true,
        }
    }

    /// Rules that rightly speak up besides.
    pub fn kin(self) -> &'static [&'static str] {
        match self {
            Fault::PageOffByOne => &["contents-page-falls"],
            // The titles have changed places, the pages have not.
            Fault::OrderSwapped => &["contents-page-wrong", "contents-page-doubtful"],
            Fault::PageSwapped => &["contents-page-doubtful"],
            Fault::PageFarOff => &["contents-page-falls"],
            _ => &[],
        }
    }
}

/// Titles that the body does not have.
const MORE: [&str; 3] = ["农机推广站", "救助管理站", "旧城改造片区"];

/// The entries with one fault at a place that `seed` chooses.
pub fn plant(items: &[Item], fault: Fault, seed: usize) -> Vec<Item> {
    let mut out = items.to_vec();
    let entries: Vec<usize> = (1..out.len() - 2)
        .filter(|i| out[*i].level == 2 && out[i + 1].level == 2 && out[*i].title != "概况")
        .collect();
    let at = entries[(seed * 7 + fault as usize * 3) % entries.len()];
    match fault {
        Fault::PageSwapped => {
            let later = |i: &usize| out[*i].level > 0 && out[*i].page > out[at].page;
            let other = (at + 1..out.len()).find(later).unwrap_or(at);
            let page = out[at].page;
            out[at].page = out[other].page;
            out[other].page = page;
        }
        Fault::PageOffByOne => out[at].page += 1,
        Fault::TitleChanged => {
            let mut chars: Vec<char> = out[at].title.chars().collect();
            chars[1] = '展';
            out[at].title = chars.into_iter().collect();
        }
        Fault::EntryDropped => {
            out.remove(at);
        }
        Fault::OrderSwapped => {
            let title = std::mem::take(&mut out[at].title);
            out[at].title = std::mem::replace(&mut out[at + 1].title, title);
        }
        Fault::EntryAdded => {
            let more = MORE[seed % 3].to_owned();
            out.insert(at, Item { title: more, ..out[at].clone() });
        }
        Fault::TitleCut => {
            let half = out[at].title.char_indices().nth(2).map_or(0, |(i, _)| i);
            out[at].title.insert(half, ' ');
        }
        Fault::PageLost => {
            // A title that fills its line and has no page is read as one that goes on in the next.
            let short = (at..).find(|i| out[*i].level == 2 && out[*i].title.chars().count() < 10);
            out[short.unwrap_or(at)].set = Set::NoPage;
        }
        Fault::LeaderChanged => out[at].set = Set::OtherLeader,
        Fault::SectionPlain => {
            let sections: Vec<usize> = (0..out.len()).filter(|i| out[*i].level == 1).collect();
            out[sections[seed % sections.len()]].set = Set::Plain;
        }
        Fault::PageFarOff => out[at].page += 8,
        Fault::SectionOutdented => {
            let sections: Vec<usize> = (0..out.len()).filter(|i| out[*i].level == 1).collect();
            out[sections[seed % sections.len()]].set = Set::Plain;
        }
        Fault::Tangled => {
            for (n, item) in out.iter_mut().enumerate().filter(|(_, item)| item.level == 2) {
                if n % 2 == seed % 2 {
                    item.title = format!("{} {} {}", item.title, item.page, MORE[n % MORE.len()]);
                }
            }
        }
    }
    out
}
