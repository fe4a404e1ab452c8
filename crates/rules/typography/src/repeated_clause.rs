//! A clause, a sentence or an item of a list that stands twice in a row.

use kanwu_plugin::text::han;
use kanwu_plugin::{Finding, LocalContext, Rule, Span, TokenKind as K, Trigger, Triggers};

use crate::card::repeated_clause as card;

/// See the card.
pub const RULE: Rule = Rule::local(card::NAME, Triggers::paragraph(), check);

/// A shorter clause may be repeated on purpose, in characters: with a figure in it, and without.
const WITH_FIGURE: usize = 8;
const WITHOUT: usize = 5;

/// What joins the last item of a list to the one before it.
const JOINING: [char; 2] = [han::AND, han::AND_SO_ON];

/// Marks that end sentences, and clauses.
const SENTENCES: u128 =
    K::FullStop.bit() | K::FullQuestion.bit() | K::FullExclamation.bit() | K::Newline.bit();
const CLAUSES: u128 = K::FullStop.bit() | K::FullSemicolon.bit() | K::FullComma.bit() | K::Newline.bit();
const ITEMS: u128 = CLAUSES | K::EnumerationComma.bit();

fn check(cx: &mut LocalContext<'_>, _: Trigger) {
    let mut found = repeated(cx, SENTENCES);
    if found.is_empty() {
        found = repeated(cx, CLAUSES);
    }
    if found.is_empty() && cx.has(K::EnumerationComma.bit()) {
        found = repeated(cx, ITEMS);
    }
    for span in found {
        cx.push(Finding::likely(span).arg(card::args::FOUND, cx.of(span)));
    }
}

/// The parts of a text between marks that repeat the part before, or its end.
fn repeated(cx: &LocalContext<'_>, marks: u128) -> Vec<Span> {
    if !cx.has(marks) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut previous = "";
    let mut at = 0;
    let ends = cx.tokens.iter().filter(|token| marks & token.kind.bit() != 0).map(|token| token.span);
    for mark in ends.chain(std::iter::once(Span::new(cx.text.len() as u32, cx.text.len() as u32))) {
        let whole = cx.of(Span::new(at, mark.start));
        let part = whole.trim();
        let start = at + (whole.len() - whole.trim_start().len()) as u32;
        at = mark.end;
        if part.is_empty() {
            continue;
        }
        // 代收水电费、代收水电费和燃气费: the item ends where the next one is joined to it.
        let last = if marks == ITEMS { part.find(JOINING) } else { None };
        let item = last.and_then(|end| part.get(..end)).unwrap_or(part);
        if previous.ends_with(item) && is_long(item) {
            found.push(Span::new(start, start + item.len() as u32));
        }
        previous = part;
    }
    found
}

/// Whether a clause is too long to be repeated on purpose.
fn is_long(part: &str) -> bool {
    let least = if part.contains(|c: char| c.is_ascii_digit()) { WITH_FIGURE } else { WITHOUT };
    part.chars().nth(least - 1).is_some()
}
