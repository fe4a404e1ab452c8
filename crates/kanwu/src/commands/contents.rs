//! `kanwu contents`: the contents pages beside the body, as a table, JSON or CSV, or set anew.

use std::io::{self, Write};

use kanwu_book::{Book, ContentsMatch, Level};
use kanwu_rules_toc::{Standing, standings};
use kanwu_text::{Lang, Location};
use serde::Serialize;

use crate::cli::ContentsFormat;
use crate::messages::contents as said;
use crate::table;

/// What is to be said of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Verdict {
    /// Title, order and page agree as far as they can be checked.
    Ok,
    /// The body has another title.
    TitleDiffers,
    /// Nothing in the body answers to it.
    NotInBody,
    /// The body has it, the contents don't.
    NotInContents,
    /// Its page is lower than one before it.
    PageFalls,
    /// It has no page while its siblings have.
    PageMissing,
    /// By the page marks it stands on another page.
    PageWrong,
    /// By the amount of text it can't stand on that page.
    PageDoubtful,
}

impl Verdict {
    const fn name(self, lang: Lang) -> &'static str {
        let name = match self {
            Verdict::Ok => said::OK,
            Verdict::TitleDiffers => said::TITLE_DIFFERS,
            Verdict::NotInBody => said::NOT_IN_BODY,
            Verdict::NotInContents => said::NOT_IN_CONTENTS,
            Verdict::PageFalls => said::PAGE_FALLS,
            Verdict::PageMissing => said::PAGE_MISSING,
            Verdict::PageWrong => said::PAGE_WRONG,
            Verdict::PageDoubtful => said::PAGE_DOUBTFUL,
        };
        name.text(lang)
    }

    /// Whether a printed page is to be checked on the proofs.
    const fn doubts_page(self) -> bool {
        matches!(self, Verdict::PageFalls | Verdict::PageWrong | Verdict::PageDoubtful)
    }
}

/// A row of the reconciled table.
#[derive(Serialize)]
struct Line {
    level: &'static str,
    title: String,
    page: Option<u32>,
    line: Option<u32>,
    body_line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page_found: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page_estimate: Option<[u32; 2]>,
    verdict: Verdict,
    #[serde(skip)]
    rank: Level,
    /// Title and place in the body, for the list set anew.
    #[serde(skip)]
    body: Option<(String, Location)>,
}

/// Writes the reconciled table.
pub(crate) fn write(
    out: &mut dyn Write,
    book: &Book<'_>,
    format: ContentsFormat,
    lang: Lang,
) -> io::Result<()> {
    let lines = lines(book);
    match format {
        ContentsFormat::Json => table::json(out, &lines),
        ContentsFormat::Csv => csv(out, &lines),
        ContentsFormat::Table => {
            let head = said::COLUMNS.text(lang);
            let mut rows = vec![head.map(str::to_owned).to_vec()];
            rows.extend(lines.iter().map(|l| row(l, lang)));
            table::write(out, &rows)
        }
    }
}

/// Writes the contents anew: titles and order of the body, pages as printed. An estimate is never written.
pub(crate) fn write_anew(out: &mut dyn Write, book: &Book<'_>) -> io::Result<()> {
    let mut lines = lines(book);
    lines.retain(|l| l.body.is_some());
    lines.sort_by_key(|l| l.body.as_ref().map(|(_, at)| (at.source, at.span.start)));
    for line in &lines {
        let title = line.body.as_ref().map_or(line.title.as_str(), |(t, _)| t.as_str());
        let title: String = title.split_whitespace().collect::<Vec<_>>().join(" ");
        let page = match (line.page, line.verdict.doubts_page()) {
            (Some(page), false) => page.to_string(),
            (Some(page), true) => format!("{page}〔待核〕"),
            (None, _) if line.rank == Level::Category => String::new(),
            (None, _) => "〔待核〕".to_owned(),
        };
        match line.rank {
            Level::Category if page.is_empty() => writeln!(out, "\n## {title}\n")?,
            Level::Category => writeln!(out, "\n## {title}\t{page}\n")?,
            Level::Section => writeln!(out, "**{title}**\t{page}")?,
            Level::Entry => writeln!(out, "{title}\t{page}")?,
        }
    }
    Ok(())
}

fn row(line: &Line, lang: Lang) -> Vec<String> {
    let indent = match line.rank {
        Level::Category => "",
        Level::Section => "  ",
        Level::Entry => "    ",
    };
    let number = |n: Option<u32>| n.map_or(String::new(), |n| n.to_string());
    let found = match (line.page_found, line.page_estimate) {
        (Some(page), _) => page.to_string(),
        (None, Some([low, high])) => format!("{low}～{high}"),
        (None, None) => String::new(),
    };
    let title: String = line.title.chars().take(30).collect();
    let more = if title.len() < line.title.len() { "…" } else { "" };
    vec![
        format!("{indent}{title}{more}"),
        number(line.page),
        number(line.line),
        number(line.body_line),
        found,
        line.verdict.name(lang).to_owned(),
    ]
}

fn csv(out: &mut dyn Write, lines: &[Line]) -> io::Result<()> {
    writeln!(out, "level,title,page,line,body_line,page_found,page_low,page_high,verdict")?;
    let number = |n: Option<u32>| n.map_or(String::new(), |n| n.to_string());
    for line in lines {
        let [low, high] = line.page_estimate.map_or([None, None], |e| e.map(Some));
        let verdict = serde_json::to_value(line.verdict).ok();
        writeln!(
            out,
            "{},\"{}\",{},{},{},{},{},{},{}",
            line.level,
            line.title.replace('"', "\"\""),
            number(line.page),
            number(line.line),
            number(line.body_line),
            number(line.page_found),
            number(low),
            number(high),
            verdict.as_ref().and_then(|v| v.as_str()).unwrap_or_default(),
        )?;
    }
    Ok(())
}

fn lines(book: &Book<'_>) -> Vec<Line> {
    let standings = standings(book);
    let entries = &book.contents.entries;
    let mut lines: Vec<Line> = Vec::with_capacity(entries.len());
    let mut top = 0;
    for (entry, standing) in entries.iter().zip(standings) {
        let body = book.titled(entry.body).map(|(title, at)| (title.to_owned(), at));
        let bare = |level| {
            let of = || entries.iter().filter(|e| e.level == level);
            of().filter(|e| e.page.is_none()).count() * 10 <= of().count()
        };
        let verdict = match (entry.page, &body) {
            (_, None) => Verdict::NotInBody,
            _ if !entry.exact => Verdict::TitleDiffers,
            (None, _) if bare(entry.level) => Verdict::PageMissing,
            (None, _) => Verdict::Ok,
            (Some(page), _) if page < top => Verdict::PageFalls,
            (Some(page), _) if standing.agrees(page) == Some(false) => match standing {
                Standing::Found(_) => Verdict::PageWrong,
                _ => Verdict::PageDoubtful,
            },
            _ => Verdict::Ok,
        };
        top = entry.page.unwrap_or(top);
        lines.push(Line {
            level: level_name(entry.level),
            title: entry.title.clone(),
            page: entry.page,
            line: line_of(book, entry.place()),
            body_line: body.as_ref().and_then(|(_, at)| line_of(book, *at)),
            page_found: match standing {
                Standing::Found(page) => Some(page),
                _ => None,
            },
            page_estimate: match standing {
                Standing::Between(low, high) => Some([low, high]),
                _ => None,
            },
            verdict,
            rank: entry.level,
            body,
        });
    }
    lines.extend(lacking(book));
    lines
}

/// 类目 and 分目 of the body, and 条目 whose siblings are listed, that the contents lack.
fn lacking(book: &Book<'_>) -> Vec<Line> {
    let has = |what: ContentsMatch| book.contents.entries.iter().any(|e| e.body == what);
    if book.contents.entries.is_empty() {
        return Vec::new();
    }
    let line = |rank, title: &str, at| Line {
        level: level_name(rank),
        title: title.to_owned(),
        page: None,
        line: None,
        body_line: line_of(book, at),
        page_found: None,
        page_estimate: None,
        verdict: Verdict::NotInContents,
        rank,
        body: Some((title.to_owned(), at)),
    };
    let sections_listed = book.contents.entries.iter().any(|e| matches!(e.body, ContentsMatch::Section(_)));
    let entries_listed = book.contents.entries.iter().any(|e| matches!(e.body, ContentsMatch::Entry(_)));
    let categories = book.categories.iter().enumerate().filter_map(|(i, c)| {
        let id = ContentsMatch::Category(kanwu_book::CategoryId(i as u32));
        (!has(id)).then(|| line(Level::Category, &c.title, c.at))
    });
    let sections = book.sections.iter().enumerate().filter_map(|(i, s)| {
        let id = ContentsMatch::Section(kanwu_book::SectionId(i as u32));
        (sections_listed && !has(id)).then(|| line(Level::Section, &s.title, s.at))
    });
    let entries = book.entries.iter().enumerate().filter_map(|(i, e)| {
        let id = ContentsMatch::Entry(kanwu_book::EntryId(i as u32));
        (entries_listed && e.form != kanwu_book::EntryForm::Bare && !has(id))
            .then(|| line(Level::Entry, &e.title, e.at))
    });
    categories.chain(sections).chain(entries).collect()
}

fn level_name(level: Level) -> &'static str {
    match level {
        Level::Category => "category",
        Level::Section => "section",
        Level::Entry => "entry",
    }
}

fn line_of(book: &Book<'_>, at: Location) -> Option<u32> {
    book.manuscript.source(at.source).map(|s| s.lines().line_of(at.span.start))
}
