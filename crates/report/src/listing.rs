//! A plain table for paper and for other programs: CSV, Markdown, a page, a workbook.

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};
use kanwu_text::Lang;
use quick_xml::escape::escape;
use rust_xlsxwriter::XlsxError;

use crate::csv as form;
use crate::workbook::{cell, print_across, row_height, workbook};

/// A column: its name, and its width in characters of Latin script.
pub type Column = (&'static str, f64);

/// A table.
#[derive(Clone, Debug)]
pub struct Listing {
    /// What stands over it.
    pub title: &'static str,
    /// What it is called on the tab of a workbook; 31 characters at most.
    pub tab: &'static str,
    /// What it is and is not.
    pub note: String,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, each with a cell for every column.
    pub rows: Vec<Vec<String>>,
    /// The language of the page.
    pub lang: Lang,
}

impl Listing {
    fn names(&self) -> impl Iterator<Item = &'static str> {
        self.columns.iter().map(|(name, _)| *name)
    }

    /// As CSV for the spreadsheets of Chinese offices.
    pub fn csv(&self, out: &mut impl Write) -> io::Result<()> {
        out.write_all("\u{feff}".as_bytes())?;
        let mut table = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out);
        table.write_record(self.names()).map_err(io::Error::other)?;
        for row in &self.rows {
            table.write_record(row.iter().map(|cell| form::plain(cell))).map_err(io::Error::other)?;
        }
        table.flush()
    }

    /// As a table of Markdown.
    pub fn markdown(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "### {}\n\n{}\n", self.title, self.note)?;
        writeln!(out, "| {} |", self.names().collect::<Vec<_>>().join(" | "))?;
        writeln!(out, "|{}", " --- |".repeat(self.columns.len()))?;
        for row in &self.rows {
            let cells: Vec<String> =
                row.iter().map(|cell| cell.replace('|', "\\|").replace('<', "&lt;")).collect();
            writeln!(out, "| {} |", cells.join(" | "))?;
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
            escape(self.note.as_str())
        )?;
        for name in self.names() {
            write!(out, "<th>{}</th>", escape(name))?;
        }
        writeln!(out, "</tr></thead><tbody>")?;
        for row in &self.rows {
            let cells: String =
                row.iter().map(|cell| format!("<td>{}</td>", escape(cell.as_str()))).collect();
            writeln!(out, "<tr>{cells}</tr>")?;
        }
        writeln!(out, "</tbody></table></body></html>")
    }

    /// As a workbook for Excel and WPS.
    pub fn xlsx(&self, out: &mut impl Write) -> io::Result<()> {
        let bytes = self.workbook().map_err(io::Error::other)?;
        out.write_all(&bytes)
    }

    fn workbook(&self) -> Result<Vec<u8>, XlsxError> {
        let mut book = workbook(self.title)?;
        let page = book.add_worksheet();
        page.set_name(self.tab)?;
        let cell = cell();
        let head = cell.clone().set_bold();
        page.write_string(0, 0, self.note.as_str())?;
        for (column, (name, width)) in (0_u16..).zip(&self.columns) {
            page.set_column_width(column, *width)?;
            page.write_string_with_format(1, column, *name, &head)?;
        }
        for (line, row) in (2_u32..).zip(&self.rows) {
            let widths = self.columns.iter().map(|(_, width)| *width);
            page.set_row_height(line, row_height(row.iter().map(|text| text.as_str()).zip(widths)))?;
            for (column, text) in (0_u16..).zip(row) {
                page.write_string_with_format(line, column, text, &cell)?;
            }
        }
        print_across(page, 1)?;
        page.set_header(format!("&C&14{}", self.title));
        book.save_to_buffer()
    }
}
