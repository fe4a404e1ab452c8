//! A form as a page to open and print, offline.

use std::io::{self, Write};

use quick_xml::escape::escape;

use super::{Paper, PaperCell};

const STYLE: &str = "body{font:14px/1.6 'Songti SC',SimSun,serif;margin:2em;color:#000;background:#fff}\
h1{font-size:20px;text-align:center;margin:0 0 .5em}.head{display:flex;flex-wrap:wrap;gap:.3em 2em;margin:0 0 .6em}\
table{border-collapse:collapse;width:100%;table-layout:fixed}\
th,td{border:1px solid #444;padding:3px 5px;vertical-align:top;text-align:left;overflow-wrap:anywhere;white-space:pre-wrap}\
th{text-align:center}thead{display:table-header-group}tr{break-inside:avoid}b{color:#b00}\
.sign{display:flex;flex-wrap:wrap;gap:1.5em 4em;margin-top:2em}.sign span{min-width:12em;border-bottom:1px solid #444}\
@page{size:A4 landscape;margin:12mm}@media print{body{margin:0;font-size:9pt}}";

pub(super) fn write(paper: &Paper, out: &mut impl Write) -> io::Result<()> {
    let title = escape(paper.title.as_str());
    writeln!(
        out,
        "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\
         <title>{title}</title><style>{STYLE}</style></head>\n<body><h1>{title}</h1>"
    )?;
    let head: String = paper
        .head
        .iter()
        .map(|(name, value)| format!("<span>{}：{}</span>", escape(name.as_str()), escape(value.as_str())))
        .collect();
    writeln!(out, "<p class=\"head\">{head}</p>")?;
    if !paper.columns.is_empty() {
        let widths: String =
            paper.columns.iter().map(|c| format!("<col style=\"width:{}%\">", c.width)).collect();
        let names: String =
            paper.columns.iter().map(|c| format!("<th>{}</th>", escape(c.name.as_str()))).collect();
        writeln!(out, "<table><colgroup>{widths}</colgroup><thead><tr>{names}</tr></thead><tbody>")?;
        for row in &paper.rows {
            let cells: String = row.iter().map(|cell| format!("<td>{}</td>", inside(cell))).collect();
            writeln!(out, "<tr>{cells}</tr>")?;
        }
        writeln!(out, "</tbody></table>")?;
    }
    for note in &paper.notes {
        writeln!(out, "<p>{}</p>", escape(note.as_str()))?;
    }
    let lines: String =
        paper.signatures.iter().map(|name| format!("<span>{}：</span>", escape(name.as_str()))).collect();
    writeln!(out, "<p class=\"sign\">{lines}</p></body></html>")
}

fn inside(cell: &PaperCell) -> String {
    let [before, at, after] = cell.parts().map(escape);
    if at.is_empty() { before.into_owned() } else { format!("{before}<b>{at}</b>{after}") }
}
