//! A clause or a sentence that stands twice in a row.

use kanwu_plugin::{Finding, LocalContext, Rule, Span, Trigger, Triggers};

use crate::card::repeated_clause as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::paragraph(), check);

/// A shorter clause may be repeated on purpose, in characters: with a figure in it, and without.
const WITH_FIGURE: usize = 8;
const WITHOUT: usize = 12;

fn check(cx: &mut LocalContext<'_>, _: Trigger) {
    let text = cx.text;
    let mut found = repeated(text, &['。', '！', '？', '\n']);
    if found.is_empty() {
        found = repeated(text, &['。', '；', '，', '\n']);
    }
    for span in found {
        cx.push(Finding::likely(span).arg(card::args::FOUND, cx.of(span)));
    }
}

/// The parts of a text between marks that repeat the part before, or its end.
fn repeated(text: &str, marks: &[char]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut previous = "";
    let mut at = 0;
    for whole in text.split_inclusive(marks) {
        let part = whole.trim_end_matches(marks).trim();
        let start = at + (whole.len() - whole.trim_start().len());
        at += whole.len();
        let least = if part.contains(|c: char| c.is_ascii_digit()) { WITH_FIGURE } else { WITHOUT };
        if part.chars().nth(least - 1).is_some() && previous.ends_with(part) {
            found.push(Span::of(start..start + part.len()));
        }
        if !part.is_empty() {
            previous = part;
        }
    }
    found
}
