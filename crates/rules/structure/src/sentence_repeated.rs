//! A sentence that stands twice in one paragraph.

use kanwu_plugin::{Finding, LocalContext, Place, Rule, Span, TokenKind as K, Trigger, Triggers};

use rustc_hash::FxHashMap;

use crate::card::sentence_repeated as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::paragraph(), check);

/// Shorter sentences may be repeated on purpose.
const ENOUGH: usize = 10;

fn check(cx: &mut LocalContext<'_>, _: Trigger) {
    let text = cx.paragraph().text;
    let mut seen: FxHashMap<&str, Span> = FxHashMap::default();
    let mut from = cx.paragraph().reading.head.end as usize;
    let mut found = Vec::new();
    let ends = K::FullStop.bit() | K::FullExclamation.bit() | K::FullQuestion.bit();
    let marks: Vec<Span> = cx.tokens.iter().filter(|t| t.kind.bit() & ends != 0).map(|t| t.span).collect();
    // A single sentence is not repeated.
    if marks.len() < 2 {
        return;
    }
    for mark in marks {
        let at = mark.start as usize;
        let Some(whole) = text.get(from..at) else { continue };
        let sentence = whole.trim_start();
        let span = Span::of(from + whole.len() - sentence.len()..mark.end as usize);
        from = mark.end as usize;
        if sentence.chars().count() < ENOUGH {
            continue;
        }
        match seen.get(sentence) {
            Some(first) => found.push((span, *first)),
            None => drop(seen.insert(sentence, span)),
        }
    }
    for (span, first) in found {
        let finding = Finding::likely(span)
            .arg(card::args::FOUND, cx.of(span))
            .labelled(Place::Here(first), card::labels::FIRST);
        cx.push(finding);
    }
}
