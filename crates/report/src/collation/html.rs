//! A collation as a page: both states side by side, the characters marked. It opens offline.

use std::io::{self, Write};

use kanwu_text::Lang;
use quick_xml::escape::escape;

use super::{CollationClass, CollationRow, CollationSide, CollationTable, ORDER, class_name, kind_name};
use crate::messages::collation as said;

const STYLE: &str = include_str!("../../assets/collation.css");

impl CollationTable {
    /// The page.
    pub fn html(&self, out: &mut impl Write) -> io::Result<()> {
        let lang = if self.lang == Lang::Zh { "zh-CN" } else { "en" };
        let title = said::TITLE.text(self.lang);
        let head = said::Head { old: &self.old, new: &self.new }.text(self.lang);
        writeln!(
            out,
            "<!doctype html>\n<html lang=\"{lang}\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width\"><title>刊误 kanwu · {title}</title>\n\
             <style>{STYLE}</style></head>\n<body><header><h1>{}</h1><p>{}</p>",
            escape(head.as_str()),
            escape(self.summary().as_str())
        )?;
        self.links(out)?;
        writeln!(out, "</header><main>")?;
        for class in ORDER {
            if class == CollationClass::Touched {
                self.fault_section(out)?;
            }
            self.section(out, class)?;
        }
        if !self.notes.is_empty() {
            writeln!(out, "<section><h2>{}</h2><ul>", said::NOTES.text(self.lang))?;
            for note in &self.notes {
                writeln!(out, "<li>{}</li>", escape(note.as_str()))?;
            }
            writeln!(out, "</ul></section>")?;
        }
        writeln!(out, "</main></body></html>")
    }

    fn links(&self, out: &mut impl Write) -> io::Result<()> {
        write!(out, "<nav>")?;
        for (i, class) in ORDER.into_iter().enumerate() {
            let count = self.of(class).count();
            if count > 0 {
                let name = class_name(class, self.lang);
                write!(out, "<a href=\"#c{i}\">{}</a> ", said::Section { name, count }.text(self.lang))?;
            }
        }
        if !self.faults.is_empty() {
            let (name, count) = (said::FAULT.text(self.lang), self.faults.len());
            write!(out, "<a href=\"#faults\">{}</a>", said::Section { name, count }.text(self.lang))?;
        }
        writeln!(out, "</nav>")
    }

    fn section(&self, out: &mut impl Write, class: CollationClass) -> io::Result<()> {
        let count = self.of(class).count();
        if count == 0 {
            return Ok(());
        }
        let at = ORDER.iter().position(|one| *one == class).unwrap_or_default();
        let name = said::Section { name: class_name(class, self.lang), count }.text(self.lang);
        // What needs no look is closed.
        let open = if matches!(class, CollationClass::Done | CollationClass::Page) { "" } else { " open" };
        writeln!(out, "<details id=\"c{at}\"{open}><summary>{name}</summary>\n<table><thead><tr>")?;
        for column in said::PAGE_COLUMNS.text(self.lang) {
            write!(out, "<th>{column}</th>")?;
        }
        writeln!(out, "</tr></thead><tbody>")?;
        for (n, row) in (1..).zip(self.of(class)) {
            self.row_html(out, n, row)?;
        }
        writeln!(out, "</tbody></table></details>")
    }

    fn row_html(&self, out: &mut impl Write, n: usize, row: &CollationRow) -> io::Result<()> {
        let request = row.request.as_ref().map(|request| {
            let told = request.told(self.lang);
            let person =
                if request.person.is_empty() { String::new() } else { format!(" {}", request.person) };
            format!("<div class=\"request\">{}{}</div>", escape(told.as_str()), escape(person.as_str()))
        });
        writeln!(
            out,
            "<tr><td>{n}</td><td>{}{}</td><td>{}</td><td>{}</td></tr>",
            kind_name(row.kind, self.lang),
            request.unwrap_or_default(),
            side(&row.old, "del"),
            side(&row.new, "ins"),
        )
    }

    fn fault_section(&self, out: &mut impl Write) -> io::Result<()> {
        let count = self.faults.len();
        if count == 0 {
            return Ok(());
        }
        let name = said::Section { name: said::FAULT.text(self.lang), count }.text(self.lang);
        writeln!(out, "<details id=\"faults\" open><summary>{name}</summary>\n<table><tbody>")?;
        for (n, fault) in (1..).zip(&self.faults) {
            let (code, message) = (escape(fault.code.as_str()), escape(fault.message.as_str()));
            writeln!(
                out,
                "<tr><td>{n}</td><td>{code}<div class=\"request\">{message}</div></td><td>{}</td></tr>",
                side(&fault.at, "mark")
            )?;
        }
        writeln!(out, "</tbody></table></details>")
    }
}

/// A side: its place, and its text with what stands there marked.
fn side(side: &CollationSide, tag: &str) -> String {
    let place = if side.place.is_empty() { String::new() } else { format!(" {}", side.place) };
    // A place without width is shown by the sign for what is missing.
    let text = match side.text.is_empty() {
        true => "<span class=\"point\">∧</span>".to_owned(),
        false => format!("<{tag}>{}</{tag}>", escape(side.text.as_str()).replace('\n', "<br>")),
    };
    format!(
        "<div class=\"place\">{}{}</div>{}{text}{}",
        escape(side.told.as_str()),
        escape(place.as_str()),
        escape(side.before.as_str()),
        escape(side.after.as_str())
    )
}
