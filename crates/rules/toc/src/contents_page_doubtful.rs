//! A page of the contents that does not fit the amount of text, where the source has no page marks.

use kanwu_plugin::{BookContext, Confidence, Reads, Rule};
use rustc_hash::FxHashMap;

use crate::card::contents_page_doubtful as card;
use crate::crowded::Crowd;
use crate::estimate::Estimate;
use crate::page_check::{Names, report};
use crate::page_label::PageLabel;
use crate::page_marks::has_page_marks;
use crate::standing::Standing;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

const NAMES: Names = Names { title: card::args::TITLE, page: card::args::PAGE, body: card::labels::BODY };
const PAGE: PageLabel =
    PageLabel { label: card::labels::PAGE, title: card::args::TITLE, page: card::args::PAGE };
const PAGE_TOO: PageLabel = PageLabel { label: card::labels::PAGE_TOO, ..PAGE };

fn check(cx: &mut BookContext<'_>) {
    if has_page_marks(cx.book) {
        return;
    }
    let estimate = Estimate::of(cx.book);
    let rate = estimate.rate.unwrap_or(0).to_string();
    let entries = &cx.book.contents.entries;
    let mut crowds: FxHashMap<usize, &Crowd> = FxHashMap::default();
    for crowd in &estimate.crowds {
        crowds.entry(crowd.entry).or_insert(crowd);
    }
    report(cx, &estimate.standings, &NAMES, |i, standing, begin| {
        let Standing::Between(low, high) = standing else { return None };
        let finding = begin(Confidence::Likely).arg(card::args::LOW, low).arg(card::args::HIGH, high);
        let Some(crowd) = crowds.get(&i) else {
            return Some(finding.arg(card::args::RATE, rate.as_str()));
        };
        let other = entries.get(crowd.from)?;
        let finding = finding
            .variant(card::variants::CROWDED)
            .arg(card::args::RATE, crowd.full.to_string())
            .arg(card::args::OTHER, other.title.as_str())
            .arg(card::args::TEXT, crowd.text);
        let finding = PAGE.add(finding, other, other.page?);
        // Those that follow with the same page are part of the same fault.
        let page = entries.get(i)?.page?;
        let sharing = entries[i + 1..].iter().take_while(|e| e.page == Some(page));
        Some(sharing.fold(finding, |finding, next| PAGE_TOO.add(finding, next, page)))
    });
}
