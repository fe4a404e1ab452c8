//! A paragraph that a page or column break cut in two.

use kanwu_plugin::text::han;
use std::collections::BTreeMap;

use kanwu_plugin::book::{Block, BlockKind, Book, Reading, ReadingId};
use kanwu_plugin::text::lines::display_width;
use kanwu_plugin::text::{AmbiguousWidth, SourceId};
use kanwu_plugin::{BookContext, Confidence, Finding, Location, Place, Rule, Span};

use crate::card::paragraph_split as card;
use crate::ordinal::ordinal;
use crate::sequence_words::last_word;

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

/// A numbered title has no more characters.
const LONGEST_TITLE: usize = 60;

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let wrapped = wrapped_sources(book);
    for (n, reading) in book.readings.iter().enumerate().filter(|(_, reading)| !is_title(&reading.text)) {
        let id = ReadingId(n as u32);
        for join in &reading.joins {
            let at = *join as usize;
            if wrapped_at(book, reading, *join).is_some_and(|(source, _)| wrapped.contains(&source)) {
                continue;
            }
            let before = tail(&reading.text[..at], 2);
            let after = head(&reading.text[at..], 2);
            let last = Span::of(at - before.len()..at);
            let next = Span::of(at..at + after.len());
            let mut finding = Finding::new(Place::Reading(id, last), Confidence::Certain)
                .arg(card::args::BEFORE, tail(&reading.text[..at], 8))
                .arg(card::args::AFTER, head(&reading.text[at..], 8))
                .labelled(Place::Reading(id, next), card::labels::REST);
            if let Some(gap) = gap(cx, reading.locate_point(*join), reading.locate(next)) {
                finding = finding.fix_at(Place::Source(gap), "");
            }
            cx.push(finding);
        }
    }
    series(cx);
}

/// A numbered title that runs over several lines: they are set so, and nothing is cut.
fn is_title(text: &str) -> bool {
    ordinal(text).is_some() && !text.contains(['。', '；']) && text.chars().count() <= LONGEST_TITLE
}

/// 一是 … 二是 … in one paragraph, of which only the last item opens a paragraph of its own.
fn series(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let place = |r: &Reading<'_>| book.block(r.block).map(|b: &Block| (b.at.source, b.section, b.entry));
    let mut findings = Vec::new();
    for (n, two) in book.readings.windows(2).enumerate() {
        let [before, after] = two else { continue };
        let text = |r: &Reading<'_>| matches!(r.kind, BlockKind::Paragraph | BlockKind::EntryHead);
        if !text(before) || after.kind != BlockKind::Paragraph || place(before) != place(after) {
            continue;
        }
        let Some((value, word)) = opening(&after.text).filter(|(value, _)| *value > 1) else { continue };
        let inside = last_word(&before.text, word).is_some_and(|(last, at)| last + 1 == value && at > 0);
        let listed = opening(&before.text).is_some()
            || book.readings.get(n + 2).and_then(|r| opening(&r.text)).is_some();
        if !inside || listed || !before.text.ends_with('。') {
            continue;
        }
        let end = tail(&before.text, 2);
        let last = Span::of(before.text.len() - end.len()..before.text.len());
        let next = Span::of(0..head(&after.text, 2).len());
        let (id, next_id) = (ReadingId(n as u32), ReadingId(n as u32 + 1));
        findings.push(
            Finding::new(Place::Reading(id, last), Confidence::Likely)
                .variant(card::variants::SERIES)
                .arg(card::args::BEFORE, tail(&before.text, 8))
                .arg(card::args::AFTER, head(&after.text, 8))
                .labelled(Place::Reading(next_id, next), card::labels::REST),
        );
    }
    findings.into_iter().for_each(|f| cx.push(f));
}

/// 二是, 三要 … at the start of a paragraph: its value and its word.
fn opening(text: &str) -> Option<(u32, char)> {
    let word = text.chars().find(|c| !han::is_figure(*c)).filter(|c| "是要".contains(*c))?;
    let figure = &text[..text.find(word)?];
    Some((crate::ordinal::value(figure)?, word))
}

/// Columns by which lines wrapped at one width may differ: an indent, and a mark or number that could not
/// be cut.
const RAGGED: usize = 12;

/// Sources whose lines were broken at the edge of a screen or page: their breaks say nothing.
fn wrapped_sources(book: &Book<'_>) -> Vec<SourceId> {
    let mut widths: BTreeMap<SourceId, Vec<usize>> = BTreeMap::new();
    for reading in &book.readings {
        for (source, width) in reading.joins.iter().filter_map(|j| wrapped_at(book, reading, *j)) {
            widths.entry(source).or_default().push(width);
        }
    }
    let even = |widths: &[usize]| {
        let most = widths.iter().copied().max().unwrap_or_default();
        let near = widths.iter().filter(|w| **w + RAGGED >= most).count();
        near >= 3 && near * 5 >= widths.len() * 4
    };
    widths.into_iter().filter(|(_, w)| even(w)).map(|(source, _)| source).collect()
}

/// The display width of the line that ends at `join`, where the next line follows without a blank one.
fn wrapped_at(book: &Book<'_>, reading: &Reading<'_>, join: u32) -> Option<(SourceId, usize)> {
    let end = reading.locate_point(join);
    let text = &book.manuscript.source(end.source)?.text;
    let (before, after) = (text.get(..end.span.end as usize)?, text.get(end.span.end as usize..)?);
    let blank = after.find(|c: char| !c.is_whitespace()).and_then(|n| after.get(..n))?;
    let line = before.rsplit('\n').next().unwrap_or(before);
    (blank.matches('\n').count() == 1).then(|| (end.source, display_width(line, AmbiguousWidth::Two)))
}

/// The blank lines between the two parts; `None` where anything else stands there.
fn gap(cx: &BookContext<'_>, end: Location, next: Vec<Location>) -> Option<Location> {
    let start = next.first()?;
    let gap = end.between(*start);
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
