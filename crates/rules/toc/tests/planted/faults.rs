//! Faults put into the contents.

use crate::books::Item;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fault {
    PageSwapped,
    /// Only page marks can show it.
    PageOffByOne,
    TitleChanged,
    EntryDropped,
    OrderSwapped,
}

pub const FAULTS: [Fault; 5] =
    [Fault::PageSwapped, Fault::PageOffByOne, Fault::TitleChanged, Fault::EntryDropped, Fault::OrderSwapped];

impl Fault {
    /// The rules that may find it.
    pub fn found_by(self) -> &'static [&'static str] {
        match self {
            Fault::PageSwapped => &["contents-page-falls", "contents-page-wrong"],
            Fault::PageOffByOne => &["contents-page-wrong"],
            Fault::TitleChanged => &["contents-title-mismatch"],
            Fault::EntryDropped => &["contents-entry-missing"],
            Fault::OrderSwapped => &["contents-order"],
        }
    }

    /// Rules that rightly speak up besides.
    pub fn kin(self) -> &'static [&'static str] {
        match self {
            Fault::PageOffByOne => &["contents-page-falls"],
            // The titles have changed places, the pages have not.
            Fault::OrderSwapped => &["contents-page-wrong"],
            Fault::PageSwapped => &["contents-page-doubtful"],
            Fault::TitleChanged | Fault::EntryDropped => &[],
        }
    }
}

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
    }
    out
}
