//! Words that an office allows: findings on them are answered 不改, so that reports can tell of them.

use kanwu_book::Book;
use kanwu_card::Waiver;
use kanwu_plugin::{Decided, Settings};
use kanwu_text::{Term, Terms};

use crate::{Diagnostic, Registry};

/// Answers the findings that stand in a word which the office allows, or hold one. What is 必看 or is waived one by one
/// only stays open.
pub(crate) fn allow(registry: &Registry, settings: &Settings, book: &Book<'_>, found: &mut [Diagnostic]) {
    let allowed = &settings.words.allow;
    let Some(longest) = allowed.iter().map(String::len).max() else { return };
    let terms = Terms::new(allowed.iter().map(|word| Term { word, data: () }).collect());
    for d in found {
        let Some(card) = registry.get(d.rule).map(|r| &r.card) else { continue };
        if card.waiver == Waiver::Single || card.is_must_see() || card.clue {
            continue;
        }
        let Some(source) = book.manuscript.source(d.at.source) else { continue };
        let at = d.at.span.range();
        let from = source.text.floor_char_boundary(at.start.saturating_sub(longest));
        let to = source.text.ceil_char_boundary(at.end + longest);
        let mut holds = false;
        terms.find(source.text.get(from..to).unwrap_or_default(), |(), word| {
            let word = from + word.start as usize..from + word.end as usize;
            let inside = word.start <= at.start && at.end <= word.end;
            // A whole clause that holds the word is another matter.
            let around = at.start <= word.start && word.end <= at.end && at.len() <= 2 * word.len();
            holds |= inside || around;
        });
        if holds {
            d.state.get_or_insert_with(|| Box::new(Decided::kept(WHY, false)));
        }
    }
}

/// Why such a finding is closed, as answers are written in any language.
const WHY: &str = "词表允许";
