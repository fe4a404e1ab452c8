//! `kanwu spec`: the editorial spec as read, each line with where it came from.

use std::io::{self, Write};

use kanwu_book::{EditorialSpec, Period};
use kanwu_text::{Lang, Location, Manuscript, Message};
use serde::Serialize;

use crate::cli::ListingFormat;
use crate::messages::spec as said;
use crate::table;

#[derive(Serialize)]
pub(crate) struct Line {
    pub key: &'static str,
    #[serde(skip)]
    name: Message,
    pub value: String,
    pub from: String,
}

/// Writes the spec; what has no place comes from `config`.
pub(crate) fn write(
    out: &mut dyn Write,
    spec: &EditorialSpec,
    manuscript: &Manuscript,
    config: &str,
    format: ListingFormat,
    lang: Lang,
) -> io::Result<()> {
    let lines = lines(spec, manuscript, config, lang);
    match format {
        ListingFormat::Json => table::json(out, &lines),
        ListingFormat::Table if lines.is_empty() => writeln!(out, "{}", said::NONE.text(lang)),
        ListingFormat::Table => {
            let rows: Vec<Vec<String>> =
                lines.into_iter().map(|l| vec![l.name.text(lang).to_owned(), l.value, l.from]).collect();
            table::write(out, &rows)
        }
    }
}

/// Each line of the spec.
pub(crate) fn lines(spec: &EditorialSpec, manuscript: &Manuscript, config: &str, lang: Lang) -> Vec<Line> {
    let from = |at: Option<Location>| match at.and_then(|at| manuscript.source(at.source).map(|s| (s, at))) {
        Some((source, at)) => format!("{}:{}", source.path, source.lines().line_of(at.span.start)),
        None => config.to_owned(),
    };
    let mut out = Vec::new();
    let mut push = |key, name, value: String, at| out.push(Line { key, name, value, from: from(at) });
    if let Some(period) = &spec.period {
        push("record-period", said::RECORD_PERIOD, show(period.value), period.at);
    }
    for standard in &spec.standards {
        push("standard", said::STANDARD, standard.value.clone(), standard.at);
    }
    if let Some(mu) = &spec.keeps_mu {
        let value = if mu.value { said::MU_KEPT } else { said::MU_NOT_KEPT };
        push("mu", said::MU, value.text(lang).to_owned(), mu.at);
    }
    if let Some(bulletin) = &spec.bulletin {
        push("bulletin", said::BULLETIN, bulletin.value.clone(), bulletin.at);
    }
    if let Some(count) = &spec.category_count {
        push("category-count", said::CATEGORY_COUNT, count.value.to_string(), count.at);
    }
    for category in &spec.categories {
        push("category", said::CATEGORY, category.value.clone(), category.at);
    }
    for category in &spec.other_categories {
        push("other-category", said::OTHER_CATEGORY, category.value.clone(), category.at);
    }
    out
}

fn show(p: Period) -> String {
    let day = |(y, m, d): (i32, u8, u8)| format!("{y:04}-{m:02}-{d:02}");
    format!("{} — {}", day(p.from), day(p.to))
}
