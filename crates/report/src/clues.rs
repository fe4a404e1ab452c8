//! 保密送审与个人信息线索表: what an office sends to the secrecy review, and data of persons that it looks at before print.
//!
//! The table says nothing of whether something is secret. What was answered 不改 stands in it as well.

use std::io::{self, Write};

use kanwu_plugin::reading::personal_number;
use kanwu_text::Lang;
use serde::Serialize;

use crate::checked::Listed;
use crate::messages::clues as said;
use crate::positions::Positions;
use crate::window::{CUT_RIGHT, Context};
use crate::{Checked, Listing, Options, message, place, printable, privacy};

/// Columns that the text round a place takes, a Han character being two.
const WIDTH: usize = 56;

/// Widths of the columns of the workbook, in characters of Latin script.
const WIDTHS: [f64; 9] = [5.5, 18.0, 5.5, 6.5, 20.0, 40.0, 34.0, 14.0, 10.0];

/// The table of clues.
#[derive(Debug, Serialize)]
pub struct ClueTable {
    /// 保密送审与个人信息线索表.
    pub title: &'static str,
    /// What the table is and is not.
    pub note: &'static str,
    /// The rows, in the order of the book.
    pub clues: Vec<Clue>,
    #[serde(skip)]
    lang: Lang,
}

/// A clue.
#[derive(Debug, Serialize)]
pub struct Clue {
    /// Code of the rule.
    pub code: String,
    /// The file.
    pub path: String,
    /// As printed on the page, where it is known.
    pub page: Option<u32>,
    /// 1-based; the paragraph in a document.
    pub line: u32,
    /// 类目 › 分目 › 条目.
    pub place: String,
    /// The text, its place in `⟦ ⟧`, numbers of persons masked.
    pub text: String,
    /// What it may be, and who is to look at it.
    pub clue: String,
}

fn clue(listed: &Listed<'_>, positions: &Positions<'_>, lang: Lang) -> Option<Clue> {
    let (card, finding) = (listed.card, listed.finding);
    let file = positions.file(listed.manuscript, finding.at.source)?;
    // Guarded as if every rule showed numbers of persons: this table is passed on.
    let text = Context::new(file, finding.at.span, WIDTH, true);
    let text = format!("{}⟦{}⟧{}", text.before, text.at, whole_numbers(&text.after));
    Some(Clue {
        code: card.code.clone(),
        path: file.source.path.clone(),
        page: place::printed_page(file.source, finding.at.span),
        line: place::number(file.source, finding.at.span)
            .unwrap_or_else(|| file.lines().line_of(finding.at.span.start)),
        place: listed.trail(),
        text: personal_number::all_masked(&text).into_owned(),
        clue: message::whole(card, finding, lang),
    })
}

/// The text without a number that the window cuts: of a part it can't be told whether it is one of a person.
fn whole_numbers(after: &str) -> String {
    let Some(text) = after.strip_suffix(CUT_RIGHT) else { return after.to_owned() };
    let part = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || matches!(c, ' ' | '-');
    format!("{}{CUT_RIGHT}", text.trim_end_matches(part))
}

impl ClueTable {
    /// With nothing in it.
    pub fn new(lang: Lang) -> ClueTable {
        let options = Options { lang, ..Options::default() };
        ClueTable {
            title: said::TITLE.text(options.lang),
            note: said::NOTE.text(options.lang),
            clues: Vec::new(),
            lang,
        }
    }

    /// Adds the clues of some manuscripts.
    pub fn add(&mut self, part: &Checked<'_>) {
        let positions = part.positions();
        // What is answered 不改 stays: an answer here does not clear a clue.
        let options = Options { lang: self.lang, show_info: true, show_kept: true, ..Options::default() };
        let is_clue = |listed: &Listed<'_>| listed.card.clue || privacy::guards(listed.card);
        let listed = part.listed(&options);
        let clues = listed.iter().filter(|l| is_clue(l)).filter_map(|l| clue(l, &positions, self.lang));
        self.clues.extend(clues);
    }

    /// The names of the columns; the last two are for the office to fill in.
    pub fn columns(&self) -> [&'static str; 9] {
        said::COLUMNS.text(self.lang)
    }

    /// The rows as text.
    pub fn rows(&self) -> impl Iterator<Item = [String; 9]> {
        self.clues.iter().enumerate().map(|(i, clue)| {
            [
                (i + 1).to_string(),
                clue.path.clone(),
                clue.page.map_or_else(String::new, |page| page.to_string()),
                clue.line.to_string(),
                clue.place.clone(),
                clue.text.clone(),
                clue.clue.clone(),
                String::new(),
                String::new(),
            ]
        })
    }

    /// The same as a table for paper.
    pub fn listing(&self) -> Listing {
        Listing {
            title: self.title,
            tab: said::SHEET.text(self.lang),
            note: self.note.to_owned(),
            columns: self.columns().into_iter().zip(WIDTHS).collect(),
            rows: self.rows().map(Vec::from).collect(),
            lang: self.lang,
        }
    }

    /// As JSON, for other programs.
    pub fn json(&self, out: &mut impl Write) -> io::Result<()> {
        printable::pretty_json(out, self)?;
        writeln!(out)
    }
}
