//! Leaders 引导点 of another kind than nine in ten of the contents have.

use kanwu_plugin::book::{ContentsEntry, Leader};
use kanwu_plugin::tally::most;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Reads, Rule};

use crate::card::contents_leader_mixed as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

/// With fewer entries than this the contents have no habit.
const FEWEST: usize = 10;

fn check(cx: &mut BookContext<'_>) {
    let entries = &cx.book.contents.entries;
    let paged: Vec<&ContentsEntry> = entries.iter().filter(|e| e.page.is_some()).collect();
    let Some((want, most)) = most(paged.iter().map(|entry| leader_name(entry.leader))) else { return };
    if paged.len() < FEWEST || most * 10 < paged.len() * 9 {
        return;
    }
    for entry in paged.iter().filter(|e| leader_name(e.leader) != want) {
        let at = entry.leader_at.or(entry.page_at).unwrap_or_else(|| entry.place());
        let finding = Finding::new(Place::Source(at), Confidence::Likely)
            .arg(card::args::TITLE, entry.title.as_str())
            .arg(card::args::FOUND, leader_name(entry.leader))
            .arg(card::args::WANT, want);
        cx.push(finding);
    }
}

/// What a message calls the leader.
fn leader_name(leader: Leader) -> &'static str {
    match leader {
        Leader::None => "空白",
        Leader::MiddleDots => "···",
        Leader::Periods => "...",
        Leader::Ellipsis => "……",
        Leader::Other => "其他",
        Leader::Mixed => "混用",
    }
}
