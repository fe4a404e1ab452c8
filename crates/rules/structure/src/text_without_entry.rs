//! Text right under the heading of a 分目, in a book whose 分目 are made of entries.

use kanwu_plugin::book::{BlockKind, EntryForm, EntryId, SectionId, Zone};
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Reads, Rule};

use crate::card::text_without_entry as card;
use crate::entries_by_section::entries_by_section;
use crate::ordinal::ordinal;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let counts = entries_by_section(&book.entries);
    let with = counts.len();
    let prose = |id: usize| {
        book.sections[id].category.and_then(|c| book.categories.get(c.index())).map(|c| c.zone)
            == Some(Zone::Prose)
    };
    let all = (0..book.sections.len()).filter(|i| prose(*i)).count();
    if with < 5 || with * 10 < all * 7 {
        return;
    }
    for (i, section) in book.sections.iter().enumerate().filter(|(i, _)| prose(*i)) {
        let first = book.blocks[section.block.index() + 1..].iter().find(|b| {
            !matches!(
                b.kind,
                BlockKind::Comment
                    | BlockKind::Break
                    | BlockKind::Image
                    | BlockKind::Caption
                    | BlockKind::Footnote
                    | BlockKind::Divider
                    | BlockKind::Literal
            )
        });
        let Some(first) = first.filter(|b| b.kind == BlockKind::Paragraph && b.zone == Zone::Prose) else {
            continue;
        };
        if first.section != Some(SectionId(i as u32)) || first.entry.is_some() {
            continue;
        }
        let text = book.text(first.at);
        if !text.contains('。') || text.starts_with("**") || ordinal(text).is_some() {
            continue;
        }
        let own = cx.index.entries_in(SectionId(i as u32));
        let bare = |e: &EntryId| book.entries.get(e.index()).is_some_and(|e| e.form == EntryForm::Bare);
        if own.iter().any(bare) {
            continue;
        }
        // Before entries it may be an introduction to all of them.
        let sure = if own.is_empty() { Confidence::Likely } else { Confidence::Guess };
        let mut at = first.at;
        at.span.end = at.span.start + text.char_indices().nth(4).map_or(text.len(), |(n, _)| n) as u32;
        cx.push(Finding::new(Place::Source(at), sure).arg(card::args::SECTION, section.title.as_str()));
    }
}
