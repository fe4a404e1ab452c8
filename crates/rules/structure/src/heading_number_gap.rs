//! 第一章, 第三章; 一、, 三、: numbers of headings of one level that skip or repeat.

use kanwu_plugin::book::{Book, numbered};
use kanwu_plugin::text::han;
use kanwu_plugin::{BookContext, Confidence, Finding, Location, Place, Reads, Rule};

use crate::card::heading_number_gap as card;
use crate::ordinal::{Series, ordinal, value, written, written_in_han};

/// See the card.
pub const RULE: Rule = Rule::book(card::NAME, check).reads(Reads::STRUCTURE);

/// The number of a heading.
struct Number {
    /// How it is written: 第　章, or the series of an ordinal.
    form: String,
    value: u32,
    at: Location,
    series: Option<Series>,
    arabic: bool,
    unit: char,
}

fn check(cx: &mut BookContext<'_>) {
    let book = cx.book;
    let categories: Vec<(Location, &str)> =
        book.categories.iter().map(|c| (c.at, c.title.as_str())).collect();
    judge(cx, &categories);
    for own in book.sections.chunk_by(|a, b| a.category == b.category) {
        let sections: Vec<(Location, &str)> = own.iter().map(|s| (s.at, s.title.as_str())).collect();
        judge(cx, &sections);
    }
}

/// Compares each number with the one before; titles without one stand between.
fn judge(cx: &mut BookContext<'_>, titles: &[(Location, &str)]) {
    let numbers: Vec<Number> = titles.iter().filter_map(|(at, title)| number(cx.book, *at, title)).collect();
    for pair in numbers.windows(2) {
        let [before, here] = pair else { continue };
        let follows = here.value == before.value + 1 || here.value == 1;
        if here.form != before.form || follows || here.value > before.value + 3 || here.value < before.value {
            continue;
        }
        let finding = Finding::new(Place::Source(here.at), Confidence::Likely)
            .arg(card::args::FOUND, cx.book.text(here.at))
            .arg(card::args::BEFORE, cx.book.text(before.at))
            .arg(card::args::WANT, here.shown(before.value + 1))
            .labelled(Place::Source(before.at), card::labels::BEFORE);
        cx.push(finding);
    }
}

impl Number {
    /// Another number in the same form.
    fn shown(&self, value: u32) -> String {
        match self.series {
            Some(series) => written(series, value),
            None if self.arabic => format!("第{value}{}", self.unit),
            None => format!("第{}{}", written_in_han(value), self.unit),
        }
    }
}

fn number(book: &Book<'_>, at: Location, title: &str) -> Option<Number> {
    let line = book.text(at);
    let lead = line.len() - line.trim_start_matches(['*', ' ', '　']).len();
    if let Some((printed, _)) = numbered(title) {
        let unit = printed.chars().next_back()?;
        let figure = printed.strip_prefix(han::ORDINAL)?.strip_suffix(unit)?;
        let arabic = figure.starts_with(|c: char| c.is_ascii_digit());
        let at = at.part(lead..lead + printed.len());
        let form = format!("第{unit}{arabic}");
        return Some(Number { form, value: value(figure)?, at, series: None, arabic, unit });
    }
    let found = ordinal(line)?;
    let at = at.part(found.span.range());
    let form = format!("{:?}", found.series);
    Some(Number { form, value: found.value, at, series: Some(found.series), arabic: false, unit: ' ' })
}
