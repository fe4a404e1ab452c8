//! 保密送审与个人信息线索表: what an office sends to the secrecy review, and data of persons that it looks at before print.
//!
//! The table says nothing of whether something is secret. What was answered 不改 stands in it as well.

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};
use kanwu_plugin::reading::personal_number;
use kanwu_text::Lang;
use quick_xml::escape::escape;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError};
use serde::Serialize;

use crate::checked::Listed;
use crate::messages::clues as said;
use crate::positions::Positions;
use crate::window::{CUT_RIGHT, Context};
use crate::{Checked, Options, csv as form, message, place, privacy};

/// Columns that the text round a place takes, a Han character being two.
const WIDTH: usize = 56;

/// Widths of the columns of the workbook, in characters of Latin script.
const WIDTHS: [f64; 9] = [5.5, 18.0, 5.5, 6.5, 20.0, 40.0, 34.0, 14.0, 10.0];

/// The size of A4 in the numbering of the format.
const A4: u8 = 9;

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
        page: file.source.page_at(finding.at.span.start).and_then(|mark| mark.label),
        line: place::paragraph(file.source, finding.at.span)
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

    /// As CSV for the spreadsheets of Chinese offices.
    pub fn csv(&self, out: &mut impl Write) -> io::Result<()> {
        out.write_all("\u{feff}".as_bytes())?;
        let mut table = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
        table.write_record(self.columns()).map_err(io::Error::other)?;
        for row in self.rows() {
            table.write_record(row.iter().map(|cell| form::plain(cell))).map_err(io::Error::other)?;
        }
        table.flush()
    }

    /// As a table of Markdown.
    pub fn markdown(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "### {}\n\n{}\n", self.title, self.note)?;
        writeln!(out, "| {} |", self.columns().join(" | "))?;
        writeln!(out, "|{}", " --- |".repeat(self.columns().len()))?;
        for row in self.rows() {
            writeln!(
                out,
                "| {} |",
                row.map(|cell| cell.replace('|', "\\|").replace('<', "&lt;")).join(" | ")
            )?;
        }
        Ok(())
    }

    /// As a page to open and print, offline.
    pub fn html(&self, out: &mut impl Write) -> io::Result<()> {
        let (lang, title) = (if self.lang == Lang::Zh { "zh-CN" } else { "en" }, escape(self.title));
        writeln!(
            out,
            "<!doctype html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\"><title>刊误 kanwu · {title}</title>\n\
             <style>body{{font:14px/1.6 serif;margin:2em}}table{{border-collapse:collapse;width:100%}}\
             th,td{{border:1px solid #888;padding:3px 6px;vertical-align:top;text-align:left}}th{{background:#eee}}\
             @page{{size:A4 landscape;margin:12mm}}</style></head>\n<body><h1>{title}</h1><p>{}</p>\n<table><thead><tr>",
            escape(self.note)
        )?;
        for name in self.columns() {
            write!(out, "<th>{}</th>", escape(name))?;
        }
        writeln!(out, "</tr></thead><tbody>")?;
        for row in self.rows() {
            let cells: String =
                row.iter().map(|cell| format!("<td>{}</td>", escape(cell.as_str()))).collect();
            writeln!(out, "<tr>{cells}</tr>")?;
        }
        writeln!(out, "</tbody></table></body></html>")
    }

    /// As JSON, for other programs.
    pub fn json(&self, out: &mut impl Write) -> io::Result<()> {
        serde_json::to_writer_pretty(&mut *out, self)?;
        writeln!(out)
    }

    /// As a workbook for Excel and WPS.
    pub fn xlsx(&self, out: &mut impl Write) -> io::Result<()> {
        let bytes = self.workbook().map_err(io::Error::other)?;
        out.write_all(&bytes)
    }

    fn workbook(&self) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        // The day of making would make the same input give other bytes.
        let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
        book.set_properties(&DocProperties::new().set_title(self.title).set_creation_datetime(&day));
        let page = book.add_worksheet();
        page.set_name(said::SHEET.text(self.lang))?;
        let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin);
        let head = cell.clone().set_bold();
        page.write_string(0, 0, self.note)?;
        for ((column, name), width) in (0_u16..).zip(self.columns()).zip(WIDTHS) {
            page.set_column_width(column, width)?;
            page.write_string_with_format(1, column, name, &head)?;
        }
        for (line, row) in (2_u32..).zip(self.rows()) {
            for (column, text) in (0_u16..).zip(row) {
                page.write_string_with_format(line, column, text, &cell)?;
            }
        }
        page.set_freeze_panes(2, 0)?;
        page.set_repeat_rows(1, 1)?;
        page.set_landscape();
        page.set_paper_size(A4);
        page.set_print_fit_to_pages(1, 0);
        page.set_header(format!("&C&14{}", self.title));
        book.save_to_buffer()
    }
}
