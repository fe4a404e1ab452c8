//! A paragraph that a page or column break cut in two.

use kanwu_rule::book::ReadingId;
use kanwu_rule::{BookContext, Confidence, Finding, Location, Place, Rule, Span};

pub(crate) const RULE: Rule = Rule::book("paragraph-split", &["before", "after"], check);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    for (n, reading) in book.readings.iter().enumerate() {
        let id = ReadingId(n as u32);
        for join in &reading.joins {
            let at = *join as usize;
            let before = tail(&reading.text[..at], 2);
            let after = head(&reading.text[at..], 2);
            let last = Span::of(at - before.len()..at);
            let next = Span::of(at..at + after.len());
            let mut finding = Finding::new(Place::Reading(id, last), Confidence::Certain)
                .arg("before", tail(&reading.text[..at], 8))
                .arg("after", head(&reading.text[at..], 8))
                .related(Place::Reading(id, next), "接这里", "it goes on here");
            if let Some(gap) = gap(cx, reading.locate_point(*join), reading.locate(next)) {
                finding = finding.fix_at(Place::Source(gap), "");
            }
            cx.push(finding);
        }
    }
}

/// The blank lines between the two parts; `None` where anything else stands there.
fn gap(cx: &BookContext<'_>, end: Location, next: Vec<Location>) -> Option<Location> {
    let start = next.first()?;
    let gap = Location::new(end.source, Span::new(end.span.end, start.span.start));
    let blank = end.source == start.source && cx.book.text(gap).chars().all(char::is_whitespace);
    blank.then_some(gap)
}

fn tail(text: &str, chars: usize) -> &str {
    let from = text.char_indices().rev().nth(chars - 1).map_or(0, |(i, _)| i);
    &text[from..]
}

fn head(text: &str, chars: usize) -> &str {
    let to = text.char_indices().nth(chars).map_or(text.len(), |(i, _)| i);
    &text[..to]
}
