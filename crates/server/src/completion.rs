//! Words that the office has settled, offered while one of them is being typed.

use kanwu_card::HouseWords;
use kanwu_text::{Lang, Location, Message, SourceSpan};
use lsp_types::{CompletionItem, CompletionItemKind, CompletionList, CompletionTextEdit, TextEdit};

use crate::book::View;
use crate::messages::completion as said;

/// So many characters before the place may be the beginning of a word.
const LONGEST: usize = 24;

/// No more words than this are offered at a time.
const MOST: usize = 50;

/// A word that may be meant.
struct Word<'w> {
    /// What is typed for it.
    typed: &'w str,
    /// What is to stand.
    right: &'w str,
    detail: String,
}

/// The words of which a beginning stands before a place. Wrong forms that the office lists lead to the right ones.
pub(crate) fn completions(view: View<'_>, at: Location) -> Option<CompletionList> {
    let source = view.book.source(at.source)?;
    let end = at.span.start;
    let before = source.text.get(..end as usize)?;
    let line = before.rsplit('\n').next()?;
    // The longest beginning first.
    let from = line.char_indices().rev().take(LONGEST).last().map_or(line.len(), |(i, _)| i);
    let beginnings: Vec<&str> =
        line.get(from..)?.char_indices().filter_map(|(i, _)| line.get(from + i..)).collect();
    let mut found: Vec<(&str, Word<'_>)> = Vec::new();
    for word in words(&view.book.words, view.client.lang) {
        let begun = beginnings.iter().find(|begun| word.typed.starts_with(**begun) && word.right != **begun);
        found.extend(begun.map(|begun| (*begun, word)));
    }
    // The list's own order holds among words of which as much is typed.
    found.sort_by_key(|(begun, _)| std::cmp::Reverse(begun.len()));
    let mut items: Vec<CompletionItem> = Vec::new();
    for (begun, word) in found {
        if items.len() == MOST {
            break;
        }
        if items.iter().any(|item| item.label == word.right) {
            continue;
        }
        let span = SourceSpan::new(end - begun.len() as u32, end);
        let range = view.range(Location::new(at.source, span))?;
        items.push(CompletionItem {
            label: word.right.to_owned(),
            kind: Some(CompletionItemKind::TEXT),
            detail: Some(word.detail),
            sort_text: Some(format!("{:04}", items.len())),
            filter_text: Some(word.typed.to_owned()),
            text_edit: Some(CompletionTextEdit::Edit(TextEdit { range, new_text: word.right.to_owned() })),
            ..Default::default()
        });
    }
    // What is typed next may be the beginning of other words.
    Some(CompletionList { is_incomplete: true, items })
}

/// All words of the office: names first, then right words and those that are watched.
fn words(words: &HouseWords, lang: Lang) -> impl Iterator<Item = Word<'_>> {
    let is =
        move |word, detail: &Message| Word { typed: word, right: word, detail: detail.text(lang).to_owned() };
    let people = words.people.iter().map(move |name| is(name.as_str(), &said::PERSON));
    let bodies = words.bodies.iter().map(move |name| is(name.as_str(), &said::BODY));
    let right = words.wrong.iter().map(move |word| is(word.right.as_str(), &said::WORD));
    let wrong = words.wrong.iter().map(move |word| Word {
        typed: &word.wrong,
        right: &word.right,
        detail: said::Instead { wrong: &word.wrong }.text(lang),
    });
    let watched = words.watch.iter().map(move |word| is(word.word.as_str(), &said::WATCHED));
    let allowed = words.allow.iter().map(move |word| is(word.as_str(), &said::WORD));
    people.chain(bodies).chain(right).chain(wrong).chain(watched).chain(allowed)
}
