//! Forms that an office prints, fills in and signs: a head, a table, lines to sign; as Word, a workbook, a page, JSON.

mod acceptance;
mod book_statistics;
mod docx;
mod html;
mod press;
mod queries;
mod returns;
mod units;
mod xlsx;

use std::io::{self, Write};

use kanwu_book::Zone;
use kanwu_text::Lang;
use serde::Serialize;

use crate::checked::Listed;
use crate::messages::{paper as said, place as words};
use crate::positions::Positions;

pub use acceptance::{Acceptance, Sentences};
pub use book_statistics::BookStatistics;
pub use press::PressCheck;
pub use queries::{Asked, Queries};
pub use returns::Returns;
pub use units::Units;

/// A form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Paper {
    /// Its name: 校对质疑表.
    pub title: String,
    /// What stands over the table: 书名, 校次 … with what is filled in, empty where a pen does it.
    pub head: Vec<(String, String)>,
    /// The columns.
    pub columns: Vec<PaperColumn>,
    /// The rows, each with a cell for every column.
    pub rows: Vec<Vec<PaperCell>>,
    /// What stands under it.
    pub notes: Vec<String>,
    /// Who signs; each has a line.
    pub signatures: Vec<String>,
}

/// A column of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PaperColumn {
    /// What stands over it.
    pub name: String,
    /// Its share of the width, in hundredths.
    pub width: u32,
}

/// A cell of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum PaperCell {
    /// Text.
    Text(String),
    /// Text with a place marked in it.
    Marked {
        /// Before the place.
        before: String,
        /// The place; empty where something is missing there.
        at: String,
        /// Behind it.
        after: String,
    },
}

/// The sign for what is missing.
const MISSING: &str = "∧";

impl PaperCell {
    /// The text in three parts, the middle one marked.
    fn parts(&self) -> [&str; 3] {
        match self {
            PaperCell::Text(text) => [text, "", ""],
            PaperCell::Marked { before, at, after } => {
                [before, if at.is_empty() { MISSING } else { at }, after]
            }
        }
    }
}

/// As what a form is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaperFormat {
    /// For Word and WPS.
    Docx,
    /// For Excel and WPS.
    Xlsx,
    /// To open and print.
    Html,
    /// For other programs.
    Json,
}

impl Paper {
    /// Writes the form. The same form gives the same bytes.
    ///
    /// # Errors
    /// Where `out` can't be written to, or the form is larger than its format allows.
    pub fn write(&self, out: &mut impl Write, format: PaperFormat) -> io::Result<()> {
        match format {
            PaperFormat::Docx => out.write_all(&docx::bytes(self)?),
            PaperFormat::Xlsx => out.write_all(&xlsx::bytes(self).map_err(io::Error::other)?),
            PaperFormat::Html => html::write(self, out),
            PaperFormat::Json => {
                serde_json::to_writer_pretty(&mut *out, self)?;
                writeln!(out)
            }
        }
    }
}

/// Where a finding stands, as an editor looks it up: the printed page and line of a proof, the paragraph of a document,
/// the line of a text.
fn place(listed: &Listed<'_>, positions: &Positions<'_>, files: bool, lang: Lang) -> Option<String> {
    let at = listed.finding.at.span;
    let file = positions.file(listed.manuscript, listed.finding.at.source)?;
    let line = crate::place::number(file.source, at).unwrap_or_else(|| file.lines().line_of(at.start));
    let in_document = file.source.document().is_some() && file.source.proof().is_none();
    let place = match (crate::place::printed_page(file.source, at), in_document) {
        (Some(page), _) => said::PageLine { page, line }.text(lang),
        (None, true) => said::Paragraph { number: line }.text(lang),
        (None, false) => said::Line { line }.text(lang),
    };
    Some(if files { format!("{} {place}", file.source.path) } else { place })
}

/// 类目 › 分目 › 条目, or what part of the book lies outside of them.
fn trail(listed: &Listed<'_>, lang: Lang) -> String {
    let trail = listed.trail();
    if !trail.is_empty() {
        return trail;
    }
    let in_contents = listed.block().is_some_and(|block| block.zone == Zone::Contents);
    if in_contents { words::CONTENTS } else { words::FRONT }.text(lang).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paper() -> Paper {
        let column = |name: &str, width| PaperColumn { name: name.to_owned(), width };
        let text = |text: &str| PaperCell::Text(text.to_owned());
        Paper {
            title: "校对质疑表".to_owned(),
            head: vec![
                ("书名".to_owned(), "《清河年鉴》<2023>".to_owned()),
                ("校次".to_owned(), String::new()),
            ],
            columns: vec![column("序号", 10), column("原文", 60), column("责编答复", 30)],
            rows: vec![
                vec![
                    text("1"),
                    PaperCell::Marked { before: "增产".into(), at: "15～30%".into(), after: "。".into() },
                    text(""),
                ],
                vec![
                    text("2"),
                    PaperCell::Marked { before: "清河".into(), at: String::new(), after: "\u{1}".into() },
                    text("=1+1"),
                ],
            ],
            notes: vec!["未检查：图片".to_owned()],
            signatures: vec!["责编".to_owned()],
        }
    }

    fn written(format: PaperFormat) -> Vec<u8> {
        let mut out = Vec::new();
        paper().write(&mut out, format).unwrap();
        out
    }

    #[test]
    fn a_page_has_all_of_it_and_no_markup_of_the_text() {
        let page = String::from_utf8(written(PaperFormat::Html)).unwrap();
        for part in ["校对质疑表", "&lt;2023&gt;", "<b>15～30%</b>", "<b>∧</b>", "未检查：图片", "责编"]
        {
            assert!(page.contains(part), "{part}");
        }
    }

    #[test]
    fn the_same_form_gives_the_same_bytes() {
        for format in [PaperFormat::Docx, PaperFormat::Xlsx, PaperFormat::Json] {
            assert_eq!(written(format), written(format));
        }
        assert!(written(PaperFormat::Docx).starts_with(b"PK"));
    }
}
