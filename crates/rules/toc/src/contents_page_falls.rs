//! Pages of the contents that fall.

use kanwu_plugin::book::ContentsEntry;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};

use crate::card::contents_page_falls as card;
use crate::page_label::PageLabel;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

/// Of the entries that stand below the same page so many are named.
const MOST_NAMED: usize = 8;

const PAGE: PageLabel =
    PageLabel { label: card::labels::PAGE, title: card::args::TITLE, page: card::args::PAGE };
const PAGE_TOO: PageLabel = PageLabel { label: card::labels::PAGE_TOO, ..PAGE };

fn check(cx: &mut BookContext<'_>) {
    let entries = &cx.book.contents.entries;
    let paged: Vec<(&ContentsEntry, u32)> = entries.iter().filter_map(|e| Some((e, e.page?))).collect();
    for (i, pair) in paged.windows(2).enumerate() {
        let [(before, top), (entry, page)] = *pair else { continue };
        if page >= top {
            continue;
        }
        let at = entry.page_at.unwrap_or_else(|| entry.place());
        let finding = Finding::new(Place::Source(at), Confidence::Certain)
            .arg(card::args::TITLE, entry.title.as_str())
            .arg(card::args::PAGE, page)
            .arg(card::args::BEFORE, before.title.as_str())
            .arg(card::args::TOP, top);
        let finding = PAGE.add(finding, before, top);
        // Those that follow below the same page are part of the same fault.
        let low = paged[i + 2..].iter().take_while(|(_, low)| *low < top).take(MOST_NAMED);
        cx.push(low.fold(finding, |finding, (next, low)| PAGE_TOO.add(finding, next, *low)));
    }
}
