//! A form as a Word document: A4 across, the head of the table on every page.

use std::fmt::Write as _;
use std::io::{self, Cursor, Write};

use quick_xml::escape::escape;
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

use super::{Paper, PaperCell};
use crate::xml::legal;

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;

/// Width of the table between the margins of an A4 page across, in twentieths of a point.
const ACROSS: u32 = 15_400;
/// Half-points.
const SMALL: u32 = 18;
const BODY: u32 = 21;
const TITLE: u32 = 32;

pub(super) fn bytes(paper: &Paper) -> io::Result<Vec<u8>> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    // The time of making would make the same form give other bytes.
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    let document = document(paper).map_err(io::Error::other)?;
    for (name, text) in
        [("[Content_Types].xml", TYPES), ("_rels/.rels", RELATIONS), ("word/document.xml", document.as_str())]
    {
        package.start_file(name, options)?;
        package.write_all(text.as_bytes())?;
    }
    Ok(package.finish()?.into_inner())
}

fn document(paper: &Paper) -> Result<String, std::fmt::Error> {
    let mut out = String::from(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>"#,
    );
    paragraph(&mut out, "<w:jc w:val=\"center\"/>", &[(&paper.title, TITLE, true)])?;
    let head: Vec<String> = paper.head.iter().map(|(name, value)| format!("{name}：{value}")).collect();
    paragraph(&mut out, "", &[(&head.join("　　"), BODY, false)])?;
    if !paper.columns.is_empty() {
        table(&mut out, paper)?;
    }
    for note in &paper.notes {
        paragraph(&mut out, "", &[(note, SMALL, false)])?;
    }
    let signs: Vec<String> = paper.signatures.iter().map(|name| format!("{name}：＿＿＿＿＿＿")).collect();
    paragraph(&mut out, "<w:spacing w:before=\"400\"/>", &[(&signs.join("　　"), BODY, false)])?;
    out.push_str(
        r#"<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="720" w:right="720" w:bottom="720" w:left="720" w:header="400" w:footer="400" w:gutter="0"/></w:sectPr></w:body></w:document>"#,
    );
    Ok(out)
}

fn table(out: &mut String, paper: &Paper) -> std::fmt::Result {
    out.push_str("<w:tbl><w:tblPr><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblBorders>");
    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
        write!(out, "<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"444444\"/>")?;
    }
    out.push_str("</w:tblBorders><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>");
    let widths: Vec<u32> = paper.columns.iter().map(|column| ACROSS * column.width / 100).collect();
    for width in &widths {
        write!(out, "<w:gridCol w:w=\"{width}\"/>")?;
    }
    out.push_str("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (column, width) in paper.columns.iter().zip(&widths) {
        cell(out, *width, "<w:jc w:val=\"center\"/>", &[(&column.name, SMALL, true)])?;
    }
    out.push_str("</w:tr>");
    for row in &paper.rows {
        out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        for (content, width) in row.iter().zip(&widths) {
            let [before, at, after] = PaperCell::parts(content);
            cell(out, *width, "", &[(before, SMALL, false), (at, SMALL, true), (after, SMALL, false)])?;
        }
        out.push_str("</w:tr>");
    }
    out.push_str("</w:tbl>");
    Ok(())
}

fn cell(out: &mut String, width: u32, properties: &str, runs: &[(&str, u32, bool)]) -> std::fmt::Result {
    write!(out, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>")?;
    paragraph(out, properties, runs)?;
    out.push_str("</w:tc>");
    Ok(())
}

/// Runs of text, each with its size and whether it is bold.
fn paragraph(out: &mut String, properties: &str, runs: &[(&str, u32, bool)]) -> std::fmt::Result {
    write!(out, "<w:p><w:pPr>{properties}</w:pPr>")?;
    for (text, size, bold) in runs.iter().filter(|(text, ..)| !text.is_empty()) {
        let bold = if *bold { "<w:b/>" } else { "" };
        let text = legal(text);
        let text = escape(text.as_str());
        write!(
            out,
            "<w:r><w:rPr><w:rFonts w:ascii=\"SimSun\" w:eastAsia=\"宋体\" w:hAnsi=\"SimSun\"/>{bold}\
             <w:sz w:val=\"{size}\"/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>"
        )?;
    }
    out.push_str("</w:p>");
    Ok(())
}
