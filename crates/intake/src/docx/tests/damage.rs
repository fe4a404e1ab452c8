//! Damaged and hostile packages: a clear error, bounded memory, no panic.

use std::io::{Cursor, Read, Write};

use kanwu_text::{Edit, Format, Lang, SourceSpan};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::{p, package};
use crate::docx::error::DocxError;
use crate::docx::package::{Limits, Package};
use crate::{IntakeErrorKind, Remark, annotate, read_bytes, write};

fn error(bytes: &[u8]) -> DocxError {
    match read_bytes(bytes, "稿.docx", Format::Docx).map_err(|e| e.kind) {
        Err(IntakeErrorKind::Docx(error)) => error,
        other => panic!("{other:?}"),
    }
}

/// A package with one part left out or changed.
fn without(bytes: &[u8], name: &str, instead: Option<&[u8]>) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for i in 0..archive.len() {
        let entry = archive.by_index_raw(i).unwrap();
        match instead {
            _ if entry.name().unwrap() != name => out.raw_copy_file(entry).unwrap(),
            Some(text) => {
                out.start_file(name, SimpleFileOptions::default()).unwrap();
                out.write_all(text).unwrap();
            }
            None => {}
        }
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn other_files_are_told_what_to_do() {
    assert_eq!(error(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and so on"), DocxError::Container);
    assert_eq!(error(b"%PDF-1.7"), DocxError::OtherKind("PDF"));
    assert_eq!(error(b""), DocxError::NotPackage);
    assert!(matches!(error(b"PK\x03\x04 and nothing"), DocxError::Damaged(_)));
    let whole = package(&p("甲"), &[]);
    let kind = |name: &str, instead: &[u8]| error(&without(&whole, name, Some(instead)));
    assert_eq!(
        error(&without(&whole, "word/document.xml", None)),
        DocxError::Missing("word/document.xml".to_owned())
    );
    assert_eq!(
        error(&without(&whole, "word/styles.xml", None)),
        DocxError::Missing("word/styles.xml".to_owned())
    );
    assert_eq!(kind("word/document.xml", b"<a/>"), DocxError::NotWord("word/document.xml".to_owned()));
    assert_eq!(kind("word/document.xml", b"<a>\xFF</a>"), DocxError::NotUtf8("word/document.xml".to_owned()));
    let broken = kind("word/styles.xml", format!("<w:styles {}><b></w:styles>", super::SPACES).as_bytes());
    assert!(matches!(&broken, DocxError::Xml { part, .. } if part == "word/styles.xml"));
    assert!(
        broken.message(Lang::Zh).contains("word/styles.xml")
            && broken.message(Lang::En).contains("byte offset")
    );
}

#[test]
fn entities_and_depth_have_bounds() {
    let whole = package(&p("甲"), &[]);
    let main = |text: &str| error(&without(&whole, "word/document.xml", Some(text.as_bytes())));
    let laughs: String =
        (1..10).map(|n| format!("<!ENTITY l{n} \"{}\">", format!("&l{};", n - 1).repeat(10))).collect();
    let bomb = format!("<!DOCTYPE w [<!ENTITY l0 \"ha\">{laughs}]><w>&l9;</w>");
    assert_eq!(main(&bomb), DocxError::Dtd("word/document.xml".to_owned()));
    let outside = "<!DOCTYPE w SYSTEM \"http://127.0.0.1/x.dtd\"><w/>";
    assert_eq!(main(outside), DocxError::Dtd("word/document.xml".to_owned()));
    let deep = format!("{}{}", "<w:tbl><w:tr><w:tc>".repeat(100_000), p("甲"));
    assert_eq!(error(&package(&deep, &[])), DocxError::TooDeep("word/document.xml".to_owned()));
}

#[test]
fn text_that_outgrows_its_parts_is_refused() {
    let note = format!("<w:footnote w:id=\"1\">{}</w:footnote>", p(&"注文。".repeat(400)));
    let cited = |times: usize| {
        let reference = "<w:r><w:footnoteReference w:id=\"1\"/></w:r>".repeat(times);
        package(&format!("<w:p>{reference}</w:p>"), &[("footnotes", &note)])
    };
    assert!(read_bytes(&cited(2), "稿.docx", Format::Docx).is_ok());
    let bytes = cited(3000);
    let refused = error(&bytes);
    assert_eq!(refused, DocxError::Outgrown);
    assert!(refused.message(Lang::Zh).contains("脚注") && refused.message(Lang::En).contains("note"));
    // Merged cells are tabs: the most that a cell may say.
    let cell = "<w:tc><w:tcPr><w:gridSpan w:val=\"63\"/></w:tcPr><w:p/></w:tc>";
    let rows = format!("<w:tr>{}</w:tr>", cell.repeat(20)).repeat(400);
    let table = package(&format!("<w:tbl>{rows}</w:tbl>"), &[]);
    assert!(matches!(read_bytes(&table, "稿.docx", Format::Docx).map(|s| s.text.len()), Ok(0..2_000_000)));
    // Fields that never end cost no more than others.
    let field = "<w:r><w:fldChar w:fldCharType=\"begin\"/><w:fldChar w:fldCharType=\"separate\"/></w:r>";
    let many = format!("<w:p>{}</w:p>", format!("{field}<w:r><w:t>甲</w:t></w:r>").repeat(20_000));
    assert!(read_bytes(&package(&many, &[]), "稿.docx", Format::Docx).is_ok());
}

#[test]
fn packages_that_unpack_to_too_much_are_refused() {
    let body = p(&"甲".repeat(200_000));
    let bytes = package(&body, &[]);
    assert!(bytes.len() < 20_000, "{} bytes", bytes.len());
    let limits = Limits { part: 500_000, all: 800_000, entries: 100 };
    let mut open = Package::within(&bytes, limits).unwrap();
    assert_eq!(open.part("word/document.xml"), Err(DocxError::TooLarge("word/document.xml".to_owned())));
    let mut open = Package::within(&bytes, Limits { part: 700_000, ..limits }).unwrap();
    assert!(open.part("word/document.xml").is_ok());
    assert_eq!(open.part("word/document.xml"), Err(DocxError::TooLarge("word/document.xml".to_owned())));
    let few = Package::within(&bytes, Limits { entries: 3, ..limits });
    assert!(matches!(few.err(), Some(DocxError::TooManyEntries(6))));

    // The entry says that it is small, and is not.
    let size = (body.len() as u32 + 1000).to_le_bytes();
    let mut lying = bytes.clone();
    let real =
        ZipArchive::new(Cursor::new(&bytes)).unwrap().by_name("word/document.xml").unwrap().size() as u32;
    assert_ne!(size, real.to_le_bytes());
    for at in 0..lying.len() - 4 {
        if lying[at..at + 4] == real.to_le_bytes() {
            lying[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
        }
    }
    let mut open = Package::within(&lying, limits).unwrap();
    assert!(open.part("word/document.xml").is_err());
}

#[test]
fn fifty_damaged_packages_end_in_an_error_or_in_text() {
    let notes = format!("<w:footnote w:id=\"1\">{}</w:footnote>", p("注"));
    let comments = format!("<w:comment w:id=\"1\" w:author=\"刊误\">{}</w:comment>", p("核"));
    let body = format!(
        "{}<w:p><w:commentRangeStart w:id=\"1\"/><w:r><w:t>全年,</w:t><w:footnoteReference w:id=\"1\"/></w:r></w:p>",
        "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>".repeat(3)
    );
    let whole = package(&body, &[("footnotes", &notes), ("comments", &comments)]);
    let text = super::part(&whole, "word/document.xml");
    let mut damaged: Vec<Vec<u8>> = (1..20).map(|n| whole[..whole.len() * n / 20].to_vec()).collect();
    damaged.extend((0..40).map(|n| {
        let mut bytes = whole.clone();
        let at = (n * 7919 + 13) % bytes.len();
        bytes[at] ^= 1 << (n % 8);
        bytes
    }));
    // Inside the XML, where no checksum tells.
    damaged.extend((0..40).map(|n| {
        let mut bytes = text.clone().into_bytes();
        let at = (n * 104_729 + 5) % bytes.len();
        match n % 4 {
            0 => bytes.truncate(at),
            1 => bytes[at] = b'<',
            2 => bytes[at] ^= 0x20,
            _ => drop(bytes.drain(at..(at + 9).min(text.len()))),
        }
        without(&whole, "word/document.xml", Some(&bytes))
    }));
    let names =
        ["word/styles.xml", "word/footnotes.xml", "word/comments.xml", "[Content_Types].xml", "_rels/.rels"];
    for name in names {
        damaged.push(without(&whole, name, None));
        damaged.push(without(&whole, name, Some(b"\x89PNG\r\n")));
        damaged.push(without(&whole, name, Some(text.as_bytes())));
    }
    let mut read = 0;
    for bytes in &damaged {
        let source = match read_bytes(bytes, "稿.docx", Format::Docx) {
            Ok(source) => source,
            Err(error) => {
                assert!(
                    error.message(Lang::Zh).chars().count() > 12 && !error.message(Lang::En).contains('\n')
                );
                continue;
            }
        };
        read += 1;
        let Some(at) = source.text.find(',') else { continue };
        let edits = [Edit::new(kanwu_text::SourceSpan::of(at..at + 1), "，")];
        let remarks =
            [Remark { span: edits[0].at, lines: vec!["甲".to_owned()], id: String::new(), folded: false }];
        let _ = write(bytes, &source, &edits);
        let _ = annotate(bytes, &source, &remarks, &edits, "2023-05-01T08:00:00Z");
    }
    assert!(damaged.len() >= 100 && read >= 10 && read <= damaged.len() / 2, "{read} of {}", damaged.len());
}

/// CRC-32, by which an extra field says which header it is for.
fn checksum(bytes: &[u8]) -> u32 {
    let step = |sum: u32, _| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 };
    !bytes.iter().fold(!0, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), step))
}

/// The package with a further name for one entry, in an extra field.
fn renamed(bytes: &[u8], name: &str, other: &str) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let mut from = ZipArchive::new(Cursor::new(bytes)).unwrap();
    for i in 0..from.len() {
        let mut entry = from.by_index(i).unwrap();
        let mut text = Vec::new();
        entry.read_to_end(&mut text).unwrap();
        let own = entry.name().unwrap().into_owned();
        let mut options = zip::write::FullFileOptions::default();
        if own == name {
            let mut field = vec![1];
            field.extend(checksum(own.as_bytes()).to_le_bytes());
            field.extend(other.as_bytes());
            options.add_extra_field(0x7075, field, false).unwrap();
        }
        out.start_file(own, options).unwrap();
        out.write_all(&text).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn a_part_of_two_names_is_refused() {
    let bytes = package(&p("甲,乙"), &[]);
    let other = error(&renamed(&bytes, "word/document.xml", "word/other.xml"));
    let names = ("word/document.xml".to_owned(), "word/other.xml".to_owned());
    assert_eq!(other, DocxError::TwoNames { name: names.0, other: names.1 });
    let same = renamed(&bytes, "word/document.xml", "word/document.xml");
    assert_eq!(read_bytes(&same, "稿.docx", Format::Docx).unwrap().text, "甲,乙\n");
}

#[test]
fn a_part_that_stands_twice_is_refused() {
    let bytes = package(&p("甲,乙"), &[]);
    for name in ["word/document.xml", "Word/Document.xml"] {
        let mut out = ZipWriter::new_append(Cursor::new(bytes.clone())).unwrap();
        // The writer refuses a second entry of a name, so that it is given after.
        let placeholder = "x".repeat(name.len());
        out.start_file(&placeholder, SimpleFileOptions::default()).unwrap();
        out.write_all(p("丙").as_bytes()).unwrap();
        let mut doubled = out.finish().unwrap().into_inner();
        let places: Vec<usize> = memchr::memmem::find_iter(&doubled, placeholder.as_bytes()).collect();
        for at in places {
            doubled[at..at + name.len()].copy_from_slice(name.as_bytes());
        }
        assert_eq!(error(&doubled), DocxError::Twice(name.to_owned()));
    }
}

#[test]
fn a_part_is_of_one_kind() {
    let bytes = package(&p("甲,乙"), &[]);
    // Everything is said to stand in the main part.
    let name = "word/_rels/document.xml.rels";
    let kinds = ["styles", "numbering", "footnotes", "endnotes", "comments", "header"];
    let relations: String = kinds
        .iter()
        .map(|kind| format!("<Relationship Id=\"r{kind}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"document.xml\"/>"))
        .collect();
    let relations = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{relations}</Relationships>"
    );
    let bytes = without(&bytes, name, Some(relations.as_bytes()));
    let read = read_bytes(&bytes, "稿.docx", Format::Docx).unwrap();
    assert_eq!(read.text, "甲,乙\n");
    let remark = Remark {
        span: SourceSpan::of(3..4),
        lines: vec!["有误。".to_owned()],
        id: String::new(),
        folded: false,
    };
    let date = "2023-05-01T08:00:00Z";
    let done = annotate(&bytes, &read, std::slice::from_ref(&remark), &[], date).unwrap();
    let again = read_bytes(&done.bytes, "稿.docx", Format::Docx).unwrap();
    let known = annotate(&done.bytes, &again, &[remark], &[], date).unwrap();
    assert_eq!((done.remarks, known.remarks, known.known), (1, 0, 1));
}
