//! 点号 at the end of an entry's title or inside it; inside “ ” and 《 》 they belong to a name.

use kanwu_plugin::book::EntryForm;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Reads, Rule};

use crate::card::entry_title_mark as card;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

fn check(cx: &mut BookContext<'_>) {
    for entry in &cx.book.entries {
        let title = entry.title.trim();
        if entry.form == EntryForm::Bare {
            continue;
        }
        let last = title.chars().next_back().filter(|c| matches!(c, '。' | '，' | '；' | '：' | '、'));
        let mut depth = 0;
        let inner = title.chars().find(|c| {
            match c {
                '“' | '《' | '（' | '(' => depth += 1,
                '”' | '》' | '）' | ')' => depth -= 1,
                _ => {}
            }
            depth <= 0 && matches!(c, '。' | '，' | '；' | ',' | ';')
        });
        let (mark, sure, variant) = match (last, inner) {
            (Some(mark), _) => (mark, Confidence::Certain, Some(card::variants::END)),
            (None, Some(mark)) => (mark, Confidence::Guess, None),
            _ => continue,
        };
        let finding = Finding::new(Place::Source(entry.at), sure)
            .arg(card::args::TITLE, title)
            .arg(card::args::FOUND, mark.to_string());
        cx.push(match variant {
            Some(variant) => finding.variant(variant),
            None => finding,
        });
    }
}
