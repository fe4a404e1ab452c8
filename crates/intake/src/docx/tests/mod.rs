//! Documents made by hand, each with what is to be read and written.

mod controls;
mod damage;
mod reading;
mod writing;

use std::io::{Cursor, Write};

use kanwu_text::{Format, Source};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::read_bytes;

const SPACES: &str = concat!(
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" ",
    "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" ",
    "xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" ",
    "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\""
);

const STYLES: &str = r#"<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="2"><w:name w:val="标题 2"/></w:style>
<w:style w:type="character" w:styleId="hid"><w:rPr><w:vanish/></w:rPr></w:style>"#;

/// A package with a main text, and further parts beside it: kind, and all that stands in the root.
fn package(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let mut put = |name: &str, text: &str| {
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    };
    put(
        "[Content_Types].xml",
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>",
    );
    let relation = |id: usize, kind: &str, target: &str| {
        format!(
            "<Relationship Id=\"rId{id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/>"
        )
    };
    let relations = |all: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
        )
    };
    put("_rels/.rels", &relations(&relation(1, "officeDocument", "word/document.xml")));
    let styles = [("styles", STYLES)];
    let all: Vec<_> = styles.iter().chain(parts).collect();
    let list: String =
        all.iter().enumerate().map(|(i, (kind, _))| relation(i + 1, kind, &format!("{kind}.xml"))).collect();
    put("word/_rels/document.xml.rels", &relations(&list));
    for (kind, text) in all {
        put(&format!("word/{kind}.xml"), &format!("<w:{kind} {SPACES}>{text}</w:{kind}>"));
    }
    put("word/media/image1.png", "\u{1}not a picture");
    put(
        "word/document.xml",
        &format!("<w:document {SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>"),
    );
    out.finish().unwrap().into_inner()
}

fn source(bytes: &[u8]) -> Source {
    read_bytes(bytes, "稿.docx", Format::Docx).unwrap()
}

/// A paragraph of one run.
fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// A part of a package as text.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    std::io::read_to_string(archive.by_name(name).unwrap()).unwrap()
}
