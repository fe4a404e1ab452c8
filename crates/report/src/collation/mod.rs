//! 核红: what two states of a book differ in, told by what was asked for.
//!
//! Told in this order: changes that no one asked for, what was missed 漏改, what was done wrongly 改错, new faults, what was
//! done. Page numbers of the contents, which change with the pages, come last.

mod html;
mod text;

use std::io::{self, Write};

use kanwu_book::Book;
use kanwu_text::{Columns, Lang, Location};
use serde::Serialize;

use crate::messages::collation as said;
use crate::place::{self, File};
use crate::window::{CUT_LEFT, CUT_RIGHT};
use crate::{Listing, Paper, PaperCell, PaperColumn, privacy};

/// Widths of the columns of the workbook, in characters of Latin script.
const WIDTHS: [f64; 9] = [5.5, 14.0, 7.0, 20.0, 20.0, 36.0, 36.0, 26.0, 14.0];

/// What a row is told under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CollationClass {
    /// A difference, where all are asked for.
    Difference,
    /// A change that no one asked for.
    Unasked,
    /// 漏改
    Missed,
    /// 改错
    Wrong,
    /// Something was changed; whether as it was wanted, a reader must say.
    Touched,
    /// 已改
    Done,
    /// A page number of the contents.
    Page,
}

/// In what way something was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum CollationKind {
    /// 增
    Inserted,
    /// 删
    Deleted,
    /// 改
    Replaced,
    /// 移
    Moved,
    /// 分段
    Split,
    /// 并段
    Joined,
    /// Nothing was changed.
    Same,
}

/// Where a request comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum RequestOrigin {
    /// 处理“改”
    Decision,
    /// 修订
    TrackedChange,
    /// 批注
    Comment,
    /// 校样标记
    Mark,
    /// 质疑表
    Form,
}

/// A request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CollationRequest {
    /// Where it comes from.
    pub origin: RequestOrigin,
    /// Who made it; empty where that is not known.
    pub person: String,
    /// What it says.
    pub said: String,
    /// What was to stand there, where that is known.
    pub want: Option<String>,
}

/// One of the two states at a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CollationSide {
    /// The file.
    pub path: String,
    /// As printed on the page, where it is known.
    pub page: Option<u32>,
    /// 1-based column of a proof's page that has several.
    pub column: Option<u32>,
    /// 1-based line; the paragraph in a document.
    pub line: u32,
    /// The place as people find it again, without the file.
    #[serde(skip)]
    pub told: String,
    /// 类目 › 分目 › 条目.
    pub place: String,
    /// Text before.
    pub before: String,
    /// What stands there.
    pub text: String,
    /// Text behind.
    pub after: String,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CollationRow {
    /// What it is told under.
    pub class: CollationClass,
    /// In what way something was changed.
    pub kind: CollationKind,
    /// The old state.
    pub old: CollationSide,
    /// The new one.
    pub new: CollationSide,
    /// What was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<CollationRequest>,
}

/// A fault that stands in what was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NewFault {
    /// Code of the rule.
    pub code: String,
    /// Its name.
    pub name: String,
    /// `error` or `warning`.
    pub severity: &'static str,
    /// What is wrong and what to do.
    pub message: String,
    /// Where.
    pub at: CollationSide,
}

/// Two states of a book compared.
#[derive(Clone, Debug, Serialize)]
pub struct CollationTable {
    /// The form of the JSON.
    pub version: u32,
    /// The older file.
    pub old: String,
    /// The newer one.
    pub new: String,
    /// Whether all differences were asked for 对原稿.
    pub against_copy: bool,
    /// How many requests were read.
    pub requests: usize,
    /// The rows, by class.
    pub rows: Vec<CollationRow>,
    /// New faults, by place.
    pub faults: Vec<NewFault>,
    /// What was not compared or not understood.
    pub notes: Vec<String>,
    #[serde(skip)]
    lang: Lang,
}

/// The places of a book, as rows tell them.
pub struct CollationPlaces<'b> {
    book: &'b Book<'b>,
    files: Vec<File<'b>>,
    width: usize,
    lang: Lang,
}

impl<'b> CollationPlaces<'b> {
    /// Of a book; `width` is how many columns the text round a place takes, a Han character being two.
    pub fn new(book: &'b Book<'b>, width: usize, lang: Lang) -> CollationPlaces<'b> {
        let file = |source| File { source, columns: Columns::new(&source.text, source.lines()) };
        CollationPlaces { book, files: book.manuscript.sources.iter().map(file).collect(), width, lang }
    }

    /// The text round a place, cut on both sides, with numbers of people masked.
    fn round(&self, (before, after): (&str, &str)) -> (String, String) {
        let (before, after) = (privacy::surroundings(before, &[]), privacy::surroundings(after, &[]));
        let half = self.width / 4;
        let cut = before.char_indices().rev().nth(half).map(|(at, c)| at + c.len_utf8());
        let before = match cut {
            Some(cut) => format!("{CUT_LEFT}{}", &before[cut..]),
            None => before.into_owned(),
        };
        let after = match after.char_indices().nth(half) {
            Some((cut, _)) => format!("{}{CUT_RIGHT}", &after[..cut]),
            None => after.into_owned(),
        };
        (before, after)
    }

    /// A place with what stands there. `round` is what its paragraph reads before it, and behind it.
    pub fn side(&self, at: Location, text: &str, round: (&str, &str)) -> CollationSide {
        let (before, after) = self.round(round);
        let Some(file) = self.files.get(at.source.index()) else {
            let (path, told, place, text) = (String::new(), String::new(), String::new(), text.to_owned());
            return CollationSide {
                path,
                page: None,
                column: None,
                line: 0,
                told,
                place,
                before,
                text,
                after,
            };
        };
        let (source, span) = (file.source, at.span);
        let block = self.book.block_at(at).map(|(_, block)| self.book.place(block)).unwrap_or_default();
        let titles: Vec<&str> = [block.0, block.1, block.2].into_iter().flatten().collect();
        CollationSide {
            path: source.path.clone(),
            page: place::printed_page(source, span),
            column: place::column(source, span),
            line: place::number(source, span).unwrap_or_else(|| file.lines().line_of(span.start)),
            told: place::near(file, span, self.lang),
            place: titles.join(" › "),
            before,
            text: text.to_owned(),
            after,
        }
    }
}

impl CollationTable {
    /// With nothing in it.
    pub fn new(old: &str, new: &str, against_copy: bool, lang: Lang) -> CollationTable {
        CollationTable {
            version: 1,
            old: old.to_owned(),
            new: new.to_owned(),
            against_copy,
            requests: 0,
            rows: Vec::new(),
            faults: Vec::new(),
            notes: Vec::new(),
            lang,
        }
    }

    /// Puts the rows in the order in which they are told.
    pub fn sort(&mut self) {
        self.rows.sort_by_key(|row| row.class);
    }

    /// The rows of a class.
    pub fn of(&self, class: CollationClass) -> impl Iterator<Item = &CollationRow> {
        self.rows.iter().filter(move |row| row.class == class)
    }

    /// Whether something must be looked at before print.
    pub fn fails(&self) -> bool {
        use CollationClass::{Difference, Missed, Unasked, Wrong};
        let fails = |row: &CollationRow| matches!(row.class, Difference | Unasked | Missed | Wrong);
        !self.faults.is_empty() || self.rows.iter().any(fails)
    }

    /// How many there are of what, in one line.
    pub fn summary(&self) -> String {
        let count = |class| self.of(class).count();
        let faults = self.faults.len();
        let pages = count(CollationClass::Page);
        match self.against_copy {
            true => {
                said::Differences { count: count(CollationClass::Difference), faults, pages }.text(self.lang)
            }
            false => said::Summary {
                unasked: count(CollationClass::Unasked),
                missed: count(CollationClass::Missed),
                wrong: count(CollationClass::Wrong),
                touched: count(CollationClass::Touched),
                done: count(CollationClass::Done),
                faults,
                pages,
            }
            .text(self.lang),
        }
    }

    /// As JSON, for other programs.
    pub fn json(&self, out: &mut impl Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, self)?;
        writeln!(out)
    }

    /// The rows as a table for paper. What stands there is in `⟦ ⟧`.
    pub fn listing(&self) -> Listing {
        let lang = self.lang;
        let written = |cell: PaperCell| match cell {
            PaperCell::Text(text) => text,
            PaperCell::Marked { before, at, after } => format!("{before}⟦{at}⟧{after}"),
        };
        let mut note = vec![self.summary()];
        note.extend(self.notes.iter().cloned());
        Listing {
            title: said::TITLE.text(lang),
            tab: said::TAB.text(lang),
            note: note.join("\n"),
            columns: said::COLUMNS.text(lang).into_iter().zip(WIDTHS).collect(),
            rows: self.cells().into_iter().map(|row| row.into_iter().map(written).collect()).collect(),
            lang,
        }
    }

    /// The rows as a form, for a page to show.
    pub fn paper(&self) -> Paper {
        let all: f64 = WIDTHS.iter().sum();
        let column = |(name, width): (&str, f64)| PaperColumn {
            name: name.to_owned(),
            // The number of a row has room for four digits.
            width: (width * 100.0 / all).round().max(4.0) as u32,
        };
        let head = said::COLUMNS.text(self.lang).into_iter().zip(WIDTHS);
        let [old, new] = said::STATES.text(self.lang).map(str::to_owned);
        let mut notes = vec![self.summary()];
        notes.extend(self.notes.iter().cloned());
        Paper {
            title: said::TITLE.text(self.lang).to_owned(),
            head: vec![(old, self.old.clone()), (new, self.new.clone())],
            columns: head.map(column).collect(),
            rows: self.cells(),
            notes,
            signatures: Vec::new(),
        }
    }

    fn cells(&self) -> Vec<Vec<PaperCell>> {
        let lang = self.lang;
        let text = |text: &str| PaperCell::Text(text.to_owned());
        let marked = |side: &CollationSide| PaperCell::Marked {
            before: side.before.clone(),
            at: side.text.clone(),
            after: side.after.clone(),
        };
        let mut rows: Vec<Vec<PaperCell>> = Vec::with_capacity(self.rows.len() + self.faults.len());
        for row in &self.rows {
            let request = row.request.as_ref();
            rows.push(vec![
                PaperCell::Text((rows.len() + 1).to_string()),
                text(class_name(row.class, lang)),
                text(kind_name(row.kind, lang)),
                text(&row.old.told),
                text(&row.new.told),
                marked(&row.old),
                marked(&row.new),
                PaperCell::Text(request.map(|request| request.told(lang)).unwrap_or_default()),
                text(request.map_or("", |request| request.person.as_str())),
            ]);
        }
        for fault in &self.faults {
            rows.push(vec![
                PaperCell::Text((rows.len() + 1).to_string()),
                text(said::FAULT.text(lang)),
                text(&fault.code),
                text(""),
                text(&fault.at.told),
                text(""),
                marked(&fault.at),
                text(&fault.message),
                text(""),
            ]);
        }
        rows
    }
}

impl CollationRequest {
    /// Where it comes from and what it wants, in a line.
    fn told(&self, lang: Lang) -> String {
        let origin = match self.origin {
            RequestOrigin::Decision => said::DECISION,
            RequestOrigin::TrackedChange => said::TRACKED_CHANGE,
            RequestOrigin::Comment => said::COMMENT,
            RequestOrigin::Mark => said::MARK,
            RequestOrigin::Form => said::FORM,
        }
        .text(lang);
        let said_text = self.said.replace('\n', " / ");
        match &self.want {
            Some(want) if want.is_empty() => said::WantedGone { origin, said: said_text }.text(lang),
            Some(want) => said::Wanted { origin, said: said_text, want }.text(lang),
            None => said::Said { origin, said: said_text }.text(lang),
        }
    }
}

fn class_name(class: CollationClass, lang: Lang) -> &'static str {
    match class {
        CollationClass::Difference => said::DIFFERENCE,
        CollationClass::Unasked => said::UNASKED,
        CollationClass::Missed => said::MISSED,
        CollationClass::Wrong => said::WRONG,
        CollationClass::Touched => said::TOUCHED,
        CollationClass::Done => said::DONE,
        CollationClass::Page => said::PAGE,
    }
    .text(lang)
}

fn kind_name(kind: CollationKind, lang: Lang) -> &'static str {
    match kind {
        CollationKind::Inserted => said::INSERTED,
        CollationKind::Deleted => said::DELETED,
        CollationKind::Replaced => said::REPLACED,
        CollationKind::Moved => said::MOVED,
        CollationKind::Split => said::SPLIT,
        CollationKind::Joined => said::JOINED,
        CollationKind::Same => said::SAME,
    }
    .text(lang)
}

/// The classes in the order in which they are told; new faults stand behind the third.
const ORDER: [CollationClass; 7] = [
    CollationClass::Difference,
    CollationClass::Unasked,
    CollationClass::Missed,
    CollationClass::Wrong,
    CollationClass::Touched,
    CollationClass::Done,
    CollationClass::Page,
];
