//! Pages of the contents that fall.

use kanwu_plugin::book::ContentsEntry;
use kanwu_plugin::text::Format;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Reads, Rule};

use crate::card::contents_page_falls as card;
use crate::page_label::PageLabel;
use crate::page_marks::standings_by_marks;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

/// Of the entries that stand below the same page so many are named.
const MOST_NAMED: usize = 8;

const PAGE: PageLabel =
    PageLabel { label: card::labels::PAGE, title: card::args::TITLE, page: card::args::PAGE };
const PAGE_TOO: PageLabel = PageLabel { label: card::labels::PAGE_TOO, ..PAGE };

fn check(cx: &mut BookContext<'_>) {
    let entries = &cx.book.contents.entries;
    let paged: Vec<(&ContentsEntry, u32)> = entries.iter().filter_map(|e| Some((e, e.page?))).collect();
    // In a proof the true pages are at hand: a page that is wrong is told with the right one.
    let standings = if cx.book.manuscript.sources.iter().any(|source| source.format == Format::Pdf) {
        standings_by_marks(cx.book)
    } else {
        Vec::new()
    };
    let wrong: Vec<bool> = (entries.iter().enumerate())
        .filter_map(|(i, e)| Some((standings.get(i).copied().unwrap_or_default(), e.page?)))
        .map(|(standing, page)| standing.agrees(page) == Some(false))
        .collect();
    for (i, pair) in paged.windows(2).enumerate() {
        let [(before, top), (entry, page)] = *pair else { continue };
        let told = wrong.get(i..i + 2).is_some_and(|two| two.contains(&true));
        if page >= top || told {
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
