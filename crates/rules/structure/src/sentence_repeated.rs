//! A sentence that stands twice in one paragraph.

use std::collections::HashMap;

use kanwu_plugin::{Finding, LocalContext, Place, Rule, Span, Trigger, Triggers};

use crate::card::sentence_repeated as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::paragraph(), check);

/// Shorter sentences may be repeated on purpose.
const ENOUGH: usize = 10;

fn check(cx: &mut LocalContext<'_>, _: Trigger) {
    let text = cx.paragraph().text;
    let mut seen: HashMap<&str, Span> = HashMap::new();
    let mut from = cx.paragraph().reading.head.end as usize;
    let mut found = Vec::new();
    for (at, mark) in text.match_indices(['。', '！', '？']) {
        let Some(whole) = text.get(from..at) else { continue };
        let sentence = whole.trim_start();
        let span = Span::of(from + whole.len() - sentence.len()..at + mark.len());
        from = at + mark.len();
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
