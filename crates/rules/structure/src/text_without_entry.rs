//! Text right under the heading of a 分目, in a book whose 分目 are made of entries.

use kanwu_plugin::book::{BlockKind, EntryForm, SectionId, Zone};
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule};

use crate::card::text_without_entry as card;
use crate::entries_by_section::entries_by_section;
use crate::ordinal::ordinal;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

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
        let own = Some(SectionId(i as u32));
        if book.entries.iter().any(|e| e.section == own && e.form == EntryForm::Bare) {
            continue;
        }
        // Before entries it may be an introduction to all of them.
        let entries = book.entries.iter().any(|e| e.section == own);
        let sure = if entries { Confidence::Guess } else { Confidence::Likely };
        let mut at = first.at;
        at.span.end = at.span.start + text.char_indices().nth(4).map_or(text.len(), |(n, _)| n) as u32;
        cx.push(Finding::new(Place::Source(at), sure).arg(card::args::SECTION, section.title.as_str()));
    }
}
