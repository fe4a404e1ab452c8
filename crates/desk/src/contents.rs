//! 目录核对: every line of the contents beside what the body has, and what the body has beyond them.

use std::collections::HashSet;

use kanwu_book::{Book, CategoryId, ContentsMatch, EntryForm, EntryId, Level, SectionId};
use kanwu_report::{CollationPlaces, Paper, PaperCell, PaperColumn};
use kanwu_rules_toc::{Standing, standings};
use kanwu_text::{Lang, Location};
use serde::Serialize;

use crate::messages::contents as said;

/// What is to be said of a line of the contents.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ContentsVerdict {
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

impl ContentsVerdict {
    /// In words.
    pub const fn name(self, lang: Lang) -> &'static str {
        let name = match self {
            ContentsVerdict::Ok => said::OK,
            ContentsVerdict::TitleDiffers => said::TITLE_DIFFERS,
            ContentsVerdict::NotInBody => said::NOT_IN_BODY,
            ContentsVerdict::NotInContents => said::NOT_IN_CONTENTS,
            ContentsVerdict::PageFalls => said::PAGE_FALLS,
            ContentsVerdict::PageMissing => said::PAGE_MISSING,
            ContentsVerdict::PageWrong => said::PAGE_WRONG,
            ContentsVerdict::PageDoubtful => said::PAGE_DOUBTFUL,
        };
        name.text(lang)
    }

    /// Whether a printed page is to be checked on the proofs.
    pub const fn doubts_page(self) -> bool {
        matches!(
            self,
            ContentsVerdict::PageFalls | ContentsVerdict::PageWrong | ContentsVerdict::PageDoubtful
        )
    }
}

/// A line of the contents with what the body has, or a title of the body that they lack.
#[derive(Clone, Debug, Serialize)]
pub struct ContentsLine {
    /// `category`, `section`, `entry`.
    pub level: &'static str,
    /// As the contents have it.
    pub title: String,
    /// As printed in the contents.
    pub page: Option<u32>,
    /// Line of the file, from 1.
    pub line: Option<u32>,
    /// Line of the body's title.
    pub body_line: Option<u32>,
    /// The page of the body's title, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_found: Option<u32>,
    /// The lowest and the highest page by the amount of text, where it is not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page_estimate: Option<[u32; 2]>,
    /// What is to be said of it.
    pub verdict: ContentsVerdict,
    /// The level.
    #[serde(skip)]
    pub rank: Level,
    /// Title and place in the body.
    #[serde(skip)]
    pub body: Option<(String, Location)>,
}

impl ContentsLine {
    /// The page where its title stands, or from which to which it can; empty where nothing is known.
    pub fn stands(&self) -> String {
        match (self.page_found, self.page_estimate) {
            (Some(page), _) => page.to_string(),
            (None, Some([low, high])) => format!("{low}～{high}"),
            (None, None) => String::new(),
        }
    }
}

/// Every line of the contents, and behind them what they lack.
pub fn contents_lines(book: &Book<'_>) -> Vec<ContentsLine> {
    let standings = standings(book);
    let entries = &book.contents.entries;
    let paged = |level| {
        let of = || entries.iter().filter(|e| e.level == level);
        of().filter(|e| e.page.is_none()).count() * 10 <= of().count()
    };
    let (categories, sections, listed) = (paged(Level::Category), paged(Level::Section), paged(Level::Entry));
    let is_paged = |level| match level {
        Level::Category => categories,
        Level::Section => sections,
        Level::Entry => listed,
    };
    let mut lines: Vec<ContentsLine> = Vec::with_capacity(entries.len());
    let mut top = 0;
    for (entry, standing) in entries.iter().zip(standings) {
        let body = book.titled(entry.body).map(|(title, at)| (title.to_owned(), at));
        let verdict = match (entry.page, &body) {
            (_, None) => ContentsVerdict::NotInBody,
            _ if !entry.exact => ContentsVerdict::TitleDiffers,
            (None, _) if is_paged(entry.level) => ContentsVerdict::PageMissing,
            (None, _) => ContentsVerdict::Ok,
            (Some(page), _) if page < top => ContentsVerdict::PageFalls,
            (Some(page), _) if standing.agrees(page) == Some(false) => match standing {
                Standing::Found(_) => ContentsVerdict::PageWrong,
                _ => ContentsVerdict::PageDoubtful,
            },
            _ => ContentsVerdict::Ok,
        };
        top = entry.page.unwrap_or(top);
        lines.push(ContentsLine {
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
fn lacking(book: &Book<'_>) -> Vec<ContentsLine> {
    let listed: HashSet<ContentsMatch> = book.contents.entries.iter().map(|e| e.body).collect();
    let has = |what: ContentsMatch| listed.contains(&what);
    if book.contents.entries.is_empty() {
        return Vec::new();
    }
    let line = |rank, title: &str, at| ContentsLine {
        level: level_name(rank),
        title: title.to_owned(),
        page: None,
        line: None,
        body_line: line_of(book, at),
        page_found: None,
        page_estimate: None,
        verdict: ContentsVerdict::NotInContents,
        rank,
        body: Some((title.to_owned(), at)),
    };
    let sections_listed = book.contents.entries.iter().any(|e| matches!(e.body, ContentsMatch::Section(_)));
    let entries_listed = book.contents.entries.iter().any(|e| matches!(e.body, ContentsMatch::Entry(_)));
    let categories = book.categories.iter().enumerate().filter_map(|(i, c)| {
        let id = ContentsMatch::Category(CategoryId(i as u32));
        (!has(id)).then(|| line(Level::Category, &c.title, c.at))
    });
    let sections = book.sections.iter().enumerate().filter_map(|(i, s)| {
        let id = ContentsMatch::Section(SectionId(i as u32));
        (sections_listed && !has(id)).then(|| line(Level::Section, &s.title, s.at))
    });
    let entries = book.entries.iter().enumerate().filter_map(|(i, e)| {
        let id = ContentsMatch::Entry(EntryId(i as u32));
        (entries_listed && e.form != EntryForm::Bare && !has(id)).then(|| line(Level::Entry, &e.title, e.at))
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

/// The columns' shares of the width.
const WIDTHS: [u32; 7] = [7, 29, 8, 26, 10, 10, 10];

/// Columns that the text round a place takes: here none does.
const NARROW: usize = 4;

/// The form 目录核对: one table, every line of the contents with what the book has.
#[derive(Debug)]
pub struct ContentsCheck {
    book: String,
    date: String,
    lang: Lang,
    lines: usize,
    apart: usize,
    /// How many lines have a page by marks, and by an estimate.
    found: usize,
    estimated: usize,
    rows: Vec<Vec<PaperCell>>,
}

impl ContentsCheck {
    /// With nothing in it.
    pub fn new(book: String, date: String, lang: Lang) -> ContentsCheck {
        ContentsCheck { book, date, lang, lines: 0, apart: 0, found: 0, estimated: 0, rows: Vec::new() }
    }

    /// Adds a book.
    pub fn add(&mut self, book: &Book<'_>) {
        let lang = self.lang;
        let places = CollationPlaces::new(book, NARROW, lang);
        for line in contents_lines(book) {
            let apart = line.verdict != ContentsVerdict::Ok;
            self.lines += usize::from(line.verdict != ContentsVerdict::NotInContents);
            self.apart += usize::from(apart);
            self.found += usize::from(line.page_found.is_some());
            self.estimated += usize::from(line.page_estimate.is_some());
            let title = if line.verdict == ContentsVerdict::NotInContents { "" } else { line.title.as_str() };
            let stands = line.stands();
            let verdict = line.verdict.name(lang).to_owned();
            let body = line.body.as_ref();
            let cells = [
                in_words(line.rank, lang).to_owned(),
                title.split_whitespace().collect::<Vec<_>>().join(" "),
                line.page.map(|page| page.to_string()).unwrap_or_default(),
                body.map(|(title, _)| title.split_whitespace().collect::<Vec<_>>().join(" "))
                    .unwrap_or_default(),
                stands,
                body.map(|(_, at)| self.place(book, &places, *at)).unwrap_or_default(),
            ];
            let mut cells: Vec<PaperCell> = cells.into_iter().map(PaperCell::Text).collect();
            cells.push(match apart {
                true => PaperCell::Marked { before: String::new(), at: verdict, after: String::new() },
                false => PaperCell::Text(verdict),
            });
            self.rows.push(cells);
        }
    }

    /// Where a title stands: page and paragraph of a document, page and line of a proof, the line of a text.
    fn place(&self, book: &Book<'_>, places: &CollationPlaces<'_>, at: Location) -> String {
        let source = book.manuscript.source(at.source);
        match line_of(book, at) {
            Some(line) if source.is_some_and(|s| s.document().is_none() && s.proof().is_none()) => {
                said::Line { line }.text(self.lang)
            }
            _ => places.side(at, "", ("", "")).told,
        }
    }

    /// The form as it is.
    pub fn paper(self) -> Paper {
        let lang = self.lang;
        let [book, lines, apart, date] = said::HEAD.text(lang).map(str::to_owned);
        let by = match (self.found > 0, self.estimated > 0) {
            _ if self.rows.is_empty() => said::NO_CONTENTS,
            (true, _) => said::BY_MARKS,
            (false, true) => said::BY_ESTIMATE,
            (false, false) => said::BY_NOTHING,
        };
        let columns = said::FORM_COLUMNS.text(lang).into_iter().zip(WIDTHS);
        Paper {
            title: said::TITLE.text(lang).to_owned(),
            head: vec![
                (book, self.book),
                (lines, self.lines.to_string()),
                (apart, self.apart.to_string()),
                (date, self.date),
            ],
            columns: columns.map(|(name, width)| PaperColumn { name: name.to_owned(), width }).collect(),
            rows: self.rows,
            notes: vec![by.text(lang).to_owned()],
            signatures: said::SIGNATURES.text(lang).map(str::to_owned).to_vec(),
        }
    }
}

const fn in_words(level: Level, lang: Lang) -> &'static str {
    let name = match level {
        Level::Category => said::CATEGORY,
        Level::Section => said::SECTION,
        Level::Entry => said::ENTRY,
    };
    name.text(lang)
}

#[cfg(test)]
mod tests {
    use kanwu_text::{Format, Manuscript, PageMark, Source};

    use super::*;

    const BOOK: &str = "# 目录\n\n## 农业\t1\n\n**种植业**\t1\n\n**林业**\t3\n\n## 工业\t4\n\n*\
                        *电力**\t4\n\n# 农业\n\n<!-- page: 1 -->\n\n## 种植业\n\n**【概况】** 全区种植番茄。\n\n<!-- page: 2 -->\n\n\
                        ## 林业\n\n**【造林】** 全区造林。\n\n## 畜牧业\n\n**【养羊】** 全区养羊。\n\n<!-- page: 4 -->\n\n# 工业\n\n## 电力\n\n**【供电】** 全区供电。\n";

    #[test]
    fn every_line_stands_beside_what_the_book_has() {
        let mut source = Source::new("甲.md", Format::Markdown, BOOK);
        for (ordinal, label) in [(1, 1), (2, 2), (3, 4)] {
            let at = BOOK.find(&format!("<!-- page: {label} -->")).unwrap() as u32;
            source.pages.push(PageMark { at, ordinal, label: Some(label) });
        }
        let manuscript = Manuscript::single(source);
        let mut check = ContentsCheck::new("清河年鉴".into(), String::new(), Lang::Zh);
        check.add(&kanwu_book::parse(&manuscript));
        let paper = check.paper();
        let rows: Vec<String> = paper
            .rows
            .iter()
            .map(|row| {
                let text = |cell: &PaperCell| match cell {
                    PaperCell::Text(text) => text.clone(),
                    PaperCell::Marked { at, .. } => format!("⟦{at}⟧"),
                };
                row.iter().map(text).collect::<Vec<_>>().join("|")
            })
            .collect();
        let has = |part: &str| assert!(rows.iter().any(|row| row.contains(part)), "{part}: {rows:#?}");
        has("种植业|1|种植业|1|");
        has("林业|3|林业|2|");
        has("⟦页码不符⟧");
        has("||畜牧业|");
        has("⟦目录无⟧");
        assert_eq!(paper.head[2], ("不符".to_owned(), "2".to_owned()));
    }

    #[test]
    fn a_book_without_contents_says_so() {
        let manuscript =
            Manuscript::single(Source::new("甲.md", Format::Markdown, "# 农业\n\n全区种植番茄。\n"));
        let mut check = ContentsCheck::new("清河年鉴".into(), String::new(), Lang::Zh);
        check.add(&kanwu_book::parse(&manuscript));
        let paper = check.paper();
        assert!(paper.rows.is_empty() && paper.notes[0].contains("没有读到目录"), "{paper:?}");
    }
}
