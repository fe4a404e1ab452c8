//! Content controls, fallbacks of text boxes, Strict documents, damaged fields.

use std::io::{Cursor, Read, Write};

use kanwu_text::{Edit, SourceSpan};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::{p, package, part, source};
use crate::docx::{self, DocxError, Remark, Revisions, annotate};
use crate::{WriteError, write};

const DATE: &str = "2023-05-01T08:00:00Z";

fn place(text: &str, found: &str) -> SourceSpan {
    let at = text.find(found).unwrap();
    SourceSpan::of(at..at + found.len())
}

fn remark(text: &str, found: &str) -> Remark {
    Remark {
        span: place(text, found),
        lines: vec!["有误。".to_owned(), "NUM013".to_owned()],
        id: String::new(),
        folded: false,
    }
}

fn control(properties: &str, content: &str) -> String {
    format!("<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>")
}

fn run(text: &str) -> String {
    format!("<w:r><w:t>{text}</w:t></w:r>")
}

/// The main part with a comment on `found`, which is made once only; the text stays as it is.
fn commented(body: &str, found: &str) -> String {
    let bytes = package(body, &[]);
    let before = source(&bytes);
    let remarks = [remark(&before.text, found)];
    let done = annotate(&bytes, &before, &remarks, &[], DATE).unwrap();
    let after = source(&done.bytes);
    assert_eq!(after.text, before.text);
    let again = annotate(&done.bytes, &after, &remarks, &[], DATE).unwrap();
    assert_eq!((again.remarks, again.known), (0, 1));
    part(&done.bytes, "word/document.xml")
}

const LOCKED: &str = "<w:lock w:val=\"contentLocked\"/>";

#[test]
fn a_comment_stands_round_a_control_that_it_would_part() {
    for properties in ["", LOCKED, "<w:text/>", "<w:dataBinding w:xpath=\"/a\"/>"] {
        let held = control(properties, &run("5%，"));
        let body = format!("<w:p>{}{held}{}</w:p>", run("增长"), run("全年"));
        let xml = commented(&body, "增长5%");
        let range = format!("<w:commentRangeStart w:id=\"1\"/>{}{held}<w:commentRangeEnd", run("增长"));
        assert!(xml.contains(&range), "{xml}");
        let xml = commented(&body, "，全");
        let start = xml.find("<w:commentRangeStart").unwrap();
        assert_eq!(xml.get(start + 31..start + 38), Some("<w:sdt>"), "{xml}");
    }
}

#[test]
fn a_comment_stands_in_an_open_control_and_round_a_closed_one() {
    let open = format!("<w:p>{}</w:p>", control("", &run("增长5%，全年")));
    let xml = commented(&open, "5%");
    assert!(xml.contains("<w:commentRangeStart w:id=\"1\"/><w:r><w:t xml:space=\"preserve\">5%</w:t></w:r><w:commentRangeEnd"), "{xml}");
    let held = control("<w:text/>", &run("增长5%，全年"));
    let xml = commented(&format!("<w:p>{held}</w:p>"), "5%");
    let around = format!("<w:p><w:commentRangeStart w:id=\"1\"/>{held}<w:commentRangeEnd w:id=\"1\"/><w:r>");
    assert!(xml.contains(&around), "{xml}");
}

#[test]
fn a_comment_on_closed_paragraphs_ends_in_the_next_paragraph() {
    let held = control(LOCKED, &p("增长5%，全年。"));
    let xml = commented(&[&p("甲。"), &held, &p("乙。")].map(String::as_str).concat(), "5%");
    let around = format!("<w:commentRangeStart w:id=\"1\"/>{held}<w:p><w:commentRangeEnd w:id=\"1\"/><w:r>");
    assert!(xml.contains(&around), "{xml}");
    // The last block of all.
    let xml = commented(&[&p("甲。"), &held].map(String::as_str).concat(), "5%");
    assert!(xml.contains("甲。</w:t></w:r><w:commentRangeStart w:id=\"1\"/><w:commentRangeEnd"), "{xml}");
    // Over the end of an open control: to its last character.
    let held = control("", &[p("甲。"), p("增长5%")].concat());
    let xml = commented(&[&held, &p("全年。")].map(String::as_str).concat(), "5%\n全");
    assert!(xml.contains("5%</w:t></w:r><w:commentRangeEnd"), "{xml}");
}

#[test]
fn a_comment_in_the_first_paragraph_of_a_control_ends_behind_it() {
    let marks = "<w:commentRangeEnd w:id=\"1\"/><w:r><w:commentReference w:id=\"1\"/></w:r>";
    let start = "<w:commentRangeStart w:id=\"1\"/>";
    let next = |text: &str| format!("<w:p>{marks}<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>");
    // Before the next paragraph of the control, whatever else it holds.
    for (first, second) in [
        (p("增长5%，全年。"), p("丙。")),
        (control("", &p("增长5%，全年。")), p("丙。")),
        (
            format!("<w:tbl><w:tr><w:tc>{}</w:tc><w:tc>", p("增长5%，全年。")),
            format!("{}</w:tc></w:tr></w:tbl>", p("丙。")),
        ),
    ] {
        let held = control("", &format!("{first}{second}"));
        let xml = commented(&[&p("甲。"), &held, &p("乙。")].map(String::as_str).concat(), "5%");
        assert!(xml.contains(&next("丙。")) && !xml.contains(&format!("5%</w:t></w:r>{marks}")), "{xml}");
    }
    // Round a control of one paragraph, and round one that stands in another.
    let held = control("", &p("增长5%，全年。"));
    for held in [held.clone(), control("", &held)] {
        let xml = commented(&[&p("甲。"), &held, &p("乙。")].map(String::as_str).concat(), "5%");
        assert!(xml.contains(&format!("{}{start}<w:sdt>", p("甲。"))), "{xml}");
        assert!(xml.contains(&next("乙。")), "{xml}");
    }
    // At the very beginning, where nothing stands beside it.
    let xml = commented(&[&held, "<w:p/>"].map(str::to_owned).concat(), "5%");
    assert!(xml.contains(&format!("<w:p>{start}{marks}<w:r>")), "{xml}");
    // A comment that ends before the control, or behind its first paragraph, stays as it is.
    let held = control("", &[p("增长5%，"), p("全年。")].concat());
    let xml = commented(&[p("甲。"), held].concat(), "全年");
    assert!(xml.contains(&format!("全年</w:t></w:r>{marks}")), "{xml}");
}

#[test]
fn a_comment_parts_no_word_and_no_number() {
    let xml = commented(&p("增长KM2023年"), "M20");
    assert!(xml.contains("preserve\">KM2023</w:t></w:r><w:commentRangeEnd"), "{xml}");
    let xml = commented(&p("مرحبا 12345"), "34");
    assert!(xml.contains("preserve\">12345</w:t></w:r><w:commentRangeEnd"), "{xml}");
    // Characters of a Chinese text are words of their own, and a word without end is parted.
    let xml = commented(&p("增长五成"), "长五");
    assert!(xml.contains("preserve\">长五</w:t></w:r><w:commentRangeEnd"), "{xml}");
    let xml = commented(&p(&"a".repeat(400)), "aa");
    assert!(xml.contains("preserve\">aa</w:t></w:r><w:commentRangeEnd"), "{xml}");
}

#[test]
fn text_of_closed_controls_is_not_edited() {
    let body = format!("<w:p>{}{}{}</w:p>", run("甲,乙"), control(LOCKED, &run("丙,丁")), run("戊,己"));
    let bytes = package(&body, &[]);
    let read = source(&bytes);
    let document = read.document().unwrap();
    assert_eq!(document.closed, [place(&read.text, "丙,丁")]);
    let edit = |found: &str, content: &str| Edit::new(place(&read.text, found), content);
    for refused in [edit("丙,", "丙，"), edit("乙丙", "乙、丙")] {
        assert!(document.touches_closed(refused.at));
        let done = annotate(&bytes, &read, &[], std::slice::from_ref(&refused), DATE);
        assert_eq!(done, Err(WriteError::Closed(refused.at)));
        assert_eq!(write(&bytes, &read, std::slice::from_ref(&refused)), Err(WriteError::Closed(refused.at)));
    }
    // An insertion beside it keeps out of it.
    let at = place(&read.text, "戊").start;
    let edits = [edit("甲,", "甲，"), Edit::new(SourceSpan::empty(at), "、"), edit("戊,", "戊，")];
    assert!(edits.iter().all(|edit| !document.touches_closed(edit.at)));
    let done = annotate(&bytes, &read, &[], &edits, DATE).unwrap();
    assert!(part(&done.bytes, "word/document.xml").contains(&control(LOCKED, &run("丙,丁"))));
    assert_eq!(source(&done.bytes).text, "甲，乙丙,丁、戊，己\n");
    assert_eq!(docx::read(&done.bytes, "a.docx", Revisions::Rejected).unwrap().text, read.text);
}

#[test]
fn fallbacks_of_text_boxes_stay_in_step() {
    let content = "<w:txbxContent><w:p><w:r><w:t>甲,乙</w:t></w:r></w:p></w:txbxContent>";
    let body = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\">{content}</mc:Choice>\
         <mc:Fallback><w:pict>{content}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    );
    let bytes = package(&body, &[]);
    let read = source(&bytes);
    let edits = [Edit::new(place(&read.text, ","), "，")];
    let written = part(&write(&bytes, &read, &edits).unwrap(), "word/document.xml");
    assert_eq!((written.matches("甲，乙").count(), written.matches(',').count()), (2, 0), "{written}");
    let tracked = annotate(&bytes, &read, &[], &edits, DATE).unwrap();
    let xml = part(&tracked.bytes, "word/document.xml");
    assert_eq!((xml.matches("<w:ins ").count(), xml.matches("<w:del ").count()), (2, 2), "{xml}");
    // A fallback that said something else is left alone.
    let other = body.replacen("甲,乙", "丙,乙", 2).replacen("丙,乙", "甲,乙", 1);
    let bytes = package(&other, &[]);
    let written = part(&write(&bytes, &source(&bytes), &edits).unwrap(), "word/document.xml");
    assert!(written.contains("甲，乙") && written.contains("丙,乙"), "{written}");
}

/// The package in the vocabulary of Strict documents.
fn strict(bytes: &[u8]) -> Vec<u8> {
    let mut from = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for i in 0..from.len() {
        let mut entry = from.by_index(i).unwrap();
        let mut text = String::new();
        let name = entry.name().unwrap().into_owned();
        entry.read_to_string(&mut text).unwrap();
        let text = text
            .replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", docx::xml::WORD[1])
            .replace(
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                "http://purl.oclc.org/ooxml/officeDocument/relationships",
            );
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn a_strict_document_gets_strict_parts() {
    let bytes = strict(&package(&p("增长5%，全年。"), &[]));
    let read = source(&bytes);
    let done = annotate(&bytes, &read, &[remark(&read.text, "5%")], &[], DATE).unwrap();
    for name in ["word/comments.xml", "word/_rels/document.xml.rels"] {
        let text = part(&done.bytes, name);
        assert!(!text.contains("openxmlformats.org/wordprocessingml"), "{text}");
        assert!(!text.contains("openxmlformats.org/officeDocument"), "{text}");
    }
    assert!(part(&done.bytes, "word/comments.xml").contains(docx::xml::WORD[1]));
    let again = annotate(&done.bytes, &source(&done.bytes), &[remark(&read.text, "5%")], &[], DATE).unwrap();
    assert_eq!((again.remarks, again.known), (0, 1));
}

#[test]
fn changes_in_the_base_of_a_ruby_text_can_be_rejected() {
    let ruby = "<w:p><w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>xu</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>盱,眙</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>";
    let bytes = package(ruby, &[]);
    let read = source(&bytes);
    let done = annotate(&bytes, &read, &[], &[Edit::new(place(&read.text, ","), "，")], DATE).unwrap();
    assert_eq!(source(&done.bytes).text, "盱，眙\n");
    assert_eq!(docx::read(&done.bytes, "a.docx", Revisions::Rejected).unwrap().text, "盱,眙\n");
}

#[test]
fn a_blank_before_the_second_cut_of_an_element_is_kept() {
    let bytes = package("<w:p><w:r><w:t>145 лет</w:t></w:r></w:p>", &[]);
    let read = source(&bytes);
    let edits = [Edit::new(place(&read.text, "л"), "")];
    let done = annotate(&bytes, &read, &[remark(&read.text, "145")], &edits, DATE).unwrap();
    assert_eq!(source(&done.bytes).text, "145 ет\n");
    assert_eq!(docx::read(&done.bytes, "a.docx", Revisions::Rejected).unwrap().text, "145 лет\n");
}

#[test]
fn references_to_no_character_are_damage() {
    for reference in ["&#27;", "&#1;", "&nbsp;"] {
        let bytes = package(&p(&format!("甲{reference},乙")), &[]);
        let read = docx::read(&bytes, "a.docx", Revisions::Accepted);
        let kind = read.unwrap_err();
        assert!(matches!(kind, crate::IntakeErrorKind::Docx(DocxError::Xml { .. })), "{reference}: {kind:?}");
    }
}

#[test]
fn places_are_told_in_the_parts() {
    let read = source(&package(&p("甲,乙"), &[]));
    let xml = part(&package(&p("甲,乙"), &[]), "word/document.xml");
    let columns = kanwu_text::Columns::new(&read.text, read.lines());
    let found = read.part_place(place(&read.text, ",").start, &columns).unwrap();
    assert_eq!((found.part, found.character), ("word/document.xml", 1));
    assert!(xml.get(usize::try_from(found.byte).unwrap()..).unwrap().starts_with("甲,乙"));
    assert_eq!(read.byte_offset(0), None);
}
