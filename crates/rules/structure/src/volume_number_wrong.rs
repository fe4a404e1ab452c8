//! The number of the volume against the year of the first.

use kanwu_plugin::book::{Book, Reading, ReadingId, Zone, squeeze};
use kanwu_plugin::text::han;
use kanwu_plugin::{BookContext, Confidence, Finding, Place, Rule, Span};

use crate::card::volume_number_wrong as card;
use crate::ordinal::value;
use crate::record_period_differs::title_year;
use crate::table::section_words::{AFTERWORDS, FIRST_VOLUME, VOLUMES, YEARLY};

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check);

/// So many bytes before or after a year may say that it is the first volume's.
const NEAR: usize = 18;

/// A number that is off by more is of something else.
const MOST: u32 = 10;

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let own: Vec<(usize, &Reading<'_>)> =
        book.readings.iter().enumerate().filter(|(_, r)| is_of_the_book(book, r)).collect();
    // One paragraph may name the first year, and another the number.
    let yearly = own.iter().any(|(_, r)| YEARLY.iter().any(|w| r.text.contains(w)));
    let first =
        |text: &str| years(text).into_iter().find(|(at, _)| tells_first(text, *at)).map(|(_, year)| year);
    let any_first = own.iter().find_map(|(_, r)| first(&r.text));
    for (n, reading) in own {
        let text = &*reading.text;
        let years = years(text);
        let Some(first) = first(text).or(any_first) else { continue };
        let Some((span, number)) = numbered(text) else { continue };
        // The year of the volume is the one in the clause of its number, or in the title, or the last one named before.
        let at = span.start as usize;
        let clause = text[..at].rfind(['，', '。', '；']).unwrap_or_default();
        let named =
            |from: usize| years.iter().rev().find(|(n, year)| (from..at).contains(n) && *year > first);
        let title = || title_year(book).and_then(|year| u32::try_from(year).ok());
        let year = named(clause).map(|(_, year)| *year).or_else(title);
        let Some(year) = year.or_else(|| named(0).map(|n| n.1)).filter(|year| *year > first) else {
            continue;
        };
        let want = year - first + 1;
        // Fewer volumes than years there may be unless one came out each year; more there cannot.
        if number < want && !yearly || number == want || number > want + MOST || number + 2 < want {
            continue;
        }
        let finding = Finding::new(Place::Reading(ReadingId(n as u32), span), Confidence::Likely)
            .arg(card::args::FIRST, first.to_string())
            .arg(card::args::YEAR, year.to_string())
            .arg(card::args::WANT, want.to_string())
            .arg(card::args::FOUND, number.to_string());
        cx.push(finding);
    }
}

/// Whether a paragraph stands before the body or in the afterword.
fn is_of_the_book(book: &Book<'_>, reading: &Reading<'_>) -> bool {
    let category = || book.category_of(book.block(reading.block)?);
    reading.zone == Zone::FrontMatter
        || category().is_some_and(|category| AFTERWORDS.contains(&squeeze(&category.title).as_str()))
}

/// Years with 年 or 卷 behind them: where each begins, and its value.
fn years(text: &str) -> Vec<(usize, u32)> {
    text.match_indices([han::YEAR, '卷'])
        .filter_map(|(at, _)| {
            let figure = text.get(at.checked_sub(4)?..at)?;
            let year = figure.parse().ok().filter(|year| (1900..2100).contains(year))?;
            Some((at - 4, year))
        })
        .collect()
}

/// Whether the clause round a year says that the first volume came out then.
fn tells_first(text: &str, at: usize) -> bool {
    let point = ['，', '。', '；', '、'];
    let from = text[..at].rfind(point).map_or(0, |n| n + '，'.len_utf8());
    let end = text[at..].find(point).map_or(text.len(), |n| at + n);
    let clause = &text[from..end];
    FIRST_VOLUME.iter().filter_map(|w| Some((clause.find(w)? + from, w.len()))).any(|(word, len)| {
        let gap = if word < at { at.saturating_sub(word + len) } else { word - at };
        gap <= NEAR
    })
}

/// 第14卷, 第十四卷: the number, where it is not the first volume's.
fn numbered(text: &str) -> Option<(Span, u32)> {
    text.match_indices(han::ORDINAL)
        .filter_map(|(at, word)| {
            let from = at + word.len();
            let rest = &text[from..];
            let figure = |c: char| c.is_ascii_digit() || han::is_figure(c);
            let len = rest.len() - rest.trim_start_matches(figure).len();
            let counted = rest[len..].starts_with(VOLUMES);
            let number = value(&rest[..len]).filter(|n| counted && *n > 1)?;
            Some((Span::of(from..from + len), number))
        })
        .next_back()
}
