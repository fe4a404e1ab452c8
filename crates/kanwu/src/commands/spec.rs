//! `kanwu spec`: the editorial spec as read, each line with where it came from.

use std::io::{self, Write};

use kanwu_book::{EditorialSpec, Period};
use kanwu_text::{Lang, Location, Manuscript};
use serde::Serialize;

use crate::cli::ListingFormat;
use crate::table;

#[derive(Serialize)]
pub(crate) struct Line {
    pub key: &'static str,
    #[serde(skip)]
    zh: &'static str,
    #[serde(skip)]
    en: &'static str,
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
        ListingFormat::Table if lines.is_empty() => writeln!(
            out,
            "{}",
            match lang {
                Lang::Zh => "书稿里没有编辑说明（凡例），配置里也没有写明。",
                Lang::En => "The manuscript has no editorial spec, and the config states none.",
            }
        ),
        ListingFormat::Table => {
            let rows: Vec<Vec<String>> = lines
                .into_iter()
                .map(|l| {
                    let key = if lang == Lang::Zh { l.zh } else { l.en };
                    vec![key.to_owned(), l.value, l.from]
                })
                .collect();
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
    let mut push = |key, zh, en, value: String, at| out.push(Line { key, zh, en, value, from: from(at) });
    if let Some(period) = &spec.period {
        push("record-period", "记述时限", "record period", show(period.value), period.at);
    }
    for standard in &spec.standards {
        push("standard", "标准", "standard", standard.value.clone(), standard.at);
    }
    if let Some(mu) = &spec.keeps_mu {
        let value = match (mu.value, lang) {
            (true, Lang::Zh) => "涉农内容保留“亩”",
            (true, Lang::En) => "kept in farming content",
            (false, Lang::Zh) => "不保留“亩”",
            (false, Lang::En) => "not kept",
        };
        push("mu", "亩", "亩", value.to_owned(), mu.at);
    }
    if let Some(bulletin) = &spec.bulletin {
        push("bulletin", "统计公报", "bulletin", bulletin.value.clone(), bulletin.at);
    }
    if let Some(count) = &spec.category_count {
        push("category-count", "类目数（自述）", "categories, as stated", count.value.to_string(), count.at);
    }
    for category in &spec.categories {
        push("category", "类目", "category", category.value.clone(), category.at);
    }
    for category in &spec.other_categories {
        push("other-category", "卷首卷末", "front and back", category.value.clone(), category.at);
    }
    out
}

fn show(p: Period) -> String {
    let day = |(y, m, d): (i32, u8, u8)| format!("{y:04}-{m:02}-{d:02}");
    format!("{} — {}", day(p.from), day(p.to))
}
