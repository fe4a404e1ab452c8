//! 参见第30页“某条”, 见第380页附录, where the entry stands on another page.

use kanwu_plugin::text::han;
use std::collections::BTreeMap;

use kanwu_plugin::book::{Entry, Level, ReadingId, Zone, normal};
use kanwu_plugin::context::before_any;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule, Span};

use crate::card::reference_page_wrong as card;
use crate::table::section_words::{PAGE_LINKS, PAGE_REFERENCES};

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let labelled = |s: &kanwu_plugin::text::Source| s.pages.iter().any(|p| p.label.is_some());
    if !book.manuscript.sources.iter().any(labelled) {
        return by_contents(cx);
    }
    let mut entries: BTreeMap<String, Vec<&Entry>> = BTreeMap::new();
    for entry in &book.entries {
        entries.entry(normal(&entry.title)).or_default().push(entry);
    }
    let page = |entry: &Entry| book.manuscript.source(entry.at.source)?.page_at(entry.at.span.start)?.label;
    for (n, reading) in book.readings.iter().enumerate() {
        if !matches!(reading.zone, Zone::Prose | Zone::Chronicle) || !reading.text.contains(han::PAGE) {
            continue;
        }
        for Reference { number, span, title } in references(&reading.text) {
            let Some(named) = entries.get(&normal(title)) else { continue };
            let pages: Option<Vec<u32>> = named.iter().map(|entry| page(entry)).collect();
            let Some(pages) = pages.filter(|pages| !pages.contains(&number)) else { continue };
            let ([want], [entry]) = (pages.as_slice(), named.as_slice()) else { continue };
            let want = want.to_string();
            let finding = Finding::new(Place::Reading(ReadingId(n as u32), span), Confidence::Likely)
                .arg(card::args::FOUND, number.to_string())
                .arg(card::args::WANT, want.as_str())
                .arg(card::args::TITLE, title)
                .labelled(Place::Source(entry.at), card::labels::THERE);
            cx.push(finding);
        }
    }
}

/// Where no page is known from the proofs, the contents say on which pages a title stands.
fn by_contents(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let mut listed: BTreeMap<String, Option<(usize, u32)>> = BTreeMap::new();
    for (n, entry) in book.contents.entries.iter().enumerate() {
        let Some(page) = entry.page else { continue };
        listed.entry(normal(&entry.title)).and_modify(|only| *only = None).or_insert(Some((n, page)));
    }
    if listed.is_empty() {
        return;
    }
    for (n, reading) in book.readings.iter().enumerate() {
        let read = matches!(reading.zone, Zone::Prose | Zone::Chronicle | Zone::FrontMatter | Zone::Names);
        if !read || !reading.text.contains(han::PAGE) {
            continue;
        }
        for Reference { number, span, title } in references(&reading.text) {
            let Some(Some((at, page))) = listed.get(&normal(title)).copied() else { continue };
            let Some(entry) = book.contents.entries.get(at) else { continue };
            // What stands under a title goes on to the next one of its level.
            let next = book.contents.entries[at + 1..].iter().filter(|e| e.level <= entry.level);
            let last = next.filter_map(|e| e.page).find(|next| *next >= page);
            let swapped = number != page && figures(number) == figures(page);
            // A 类目 begins on a page of its own, so that the one before has ended.
            let begins_new = entry.level == Level::Category;
            let within = |last: u32| if begins_new && last > page { number < last } else { number <= last };
            // Where the last part ends, the contents do not say; it is not longer than all before it.
            let fits = last.map_or(number <= FAR * page + PAGES, within);
            if !swapped && number >= page && fits {
                continue;
            }
            let finding = Finding::new(Place::Reading(ReadingId(n as u32), span), Confidence::Likely)
                .variant(card::variants::CONTENTS)
                .arg(card::args::FOUND, number.to_string())
                .arg(card::args::WANT, page.to_string())
                .arg(card::args::TITLE, title)
                .labelled(Place::Source(entry.place()), card::labels::LISTED);
            cx.push(finding);
        }
    }
}

/// The last part of a book ends within so many times the pages before it, and so many more.
const FAR: u32 = 2;
const PAGES: u32 = 50;

/// No title without marks is longer, in characters.
const TITLE: usize = 12;

/// The figures of a number, in order of size.
fn figures(number: u32) -> Vec<char> {
    let mut figures: Vec<char> = number.to_string().chars().collect();
    figures.sort_unstable();
    figures
}

/// A cross-reference with a page and a title.
struct Reference<'t> {
    number: u32,
    span: Span,
    title: &'t str,
}

/// 参见第30页“某条”, 见30页【某条】, 见“某条”（第30页）
fn references(text: &str) -> Vec<Reference<'_>> {
    let mut out = Vec::new();
    for (at, _) in text.match_indices(han::PAGE) {
        let head = text[..at].trim_end();
        let before = head.trim_end_matches(|c: char| c.is_ascii_digit());
        let Ok(number) = head[before.len()..].parse() else { continue };
        let led = before.trim_end().trim_end_matches(han::ORDINAL).trim_end();
        let led = ["本书", "本卷", "本年鉴"].iter().find_map(|w| led.strip_suffix(w)).unwrap_or(led);
        if !PAGE_REFERENCES.iter().any(|w| led.ends_with(w)) {
            if let Some(title) = titled_before(led) {
                out.push(Reference { number, span: Span::of(before.len()..head.len()), title });
            }
            continue;
        }
        let rest = text[at + han::PAGE.len_utf8()..].trim_start();
        let rest = PAGE_LINKS.iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
        let close = match rest.chars().next() {
            Some('“') => '”',
            Some('【') => '】',
            Some('《') => '》',
            Some('〔') => '〕',
            // 见第380页附录
            _ => {
                let title = before_any(rest, &['。', '，', '；', '）', '、', '\n']);
                if (1..=TITLE).contains(&title.chars().count()) {
                    out.push(Reference { number, span: Span::of(before.len()..head.len()), title });
                }
                continue;
            }
        };
        let inner = &rest[rest.chars().next().map_or(0, char::len_utf8)..];
        let Some(end) = inner.find(close) else { continue };
        out.push(Reference { number, span: Span::of(before.len()..head.len()), title: &inner[..end] });
    }
    out
}

/// The title that stands before its page: 参见“某条”（, 见“某条”，
fn titled_before(led: &str) -> Option<&str> {
    let text = led.trim_end_matches(['（', '，', '(', ' ']);
    let close = text.chars().next_back()?;
    let open = match close {
        '”' => '“',
        '】' => '【',
        '》' => '《',
        '〕' => '〔',
        _ => return None,
    };
    let inner = text.strip_suffix(close)?;
    let from = inner.rfind(open)?;
    PAGE_REFERENCES.iter().any(|w| inner[..from].ends_with(w)).then(|| &inner[from + open.len_utf8()..])
}
