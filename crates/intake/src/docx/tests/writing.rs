//! Edits and remarks in a document.

use kanwu_text::{Edit, SourceSpan};
use proptest::prelude::*;

use super::{p, package, part, source};
use crate::docx::{self, Annotated, Remark, Revisions, annotate};
use crate::write;

const DATE: &str = "2023-05-01T08:00:00Z";

fn place(text: &str, found: &str) -> SourceSpan {
    let at = text.find(found).unwrap();
    SourceSpan::of(at..at + found.len())
}

fn edit(text: &str, found: &str, content: &str) -> Edit<SourceSpan> {
    Edit::new(place(text, found), content)
}

fn remark(text: &str, found: &str, kind: &str) -> Remark {
    Remark {
        span: place(text, found),
        lines: vec!["有误。".to_owned(), kind.to_owned()],
        id: String::new(),
        folded: false,
    }
}

fn annotated(bytes: &[u8], remarks: &[Remark], edits: &[Edit<SourceSpan>]) -> Annotated {
    annotate(bytes, &source(bytes), remarks, edits, DATE).unwrap()
}

fn rejected(bytes: &[u8]) -> String {
    docx::read(bytes, "a.docx", Revisions::Rejected).unwrap().text
}

fn document(bytes: &[u8]) -> String {
    part(bytes, "word/document.xml")
}

#[test]
fn an_edit_in_place_changes_nothing_else() {
    let body = "<w:p w:rsidR=\"1\"><w:r><w:rPr><w:b/></w:rPr><w:t>全年,增</w:t></w:r><w:r><w:t>长8%</w:t></w:r></w:p>";
    let bytes = package(body, &[]);
    let source = source(&bytes);
    let edits = [edit(&source.text, ",", "，"), edit(&source.text, "8%", "<9> ")];
    let got = write(&bytes, &source, &edits).unwrap();
    let want = document(&bytes)
        .replace("年,增", "年，增")
        .replace("<w:t>长8%", "<w:t xml:space=\"preserve\">长&lt;9&gt; ");
    assert_eq!(document(&got), want);
    assert_eq!(part(&got, "word/media/image1.png"), "\u{1}not a picture");
    assert_eq!(write(&bytes, &source, &[]).unwrap(), bytes);
}

#[test]
fn a_tracked_change_keeps_both_and_the_looks() {
    let body = "<w:p><w:r w:rsidR=\"1\"><w:rPr><w:i/></w:rPr><w:t>全年,增长</w:t><w:tab/></w:r></w:p>";
    let bytes = package(body, &[]);
    let got = annotated(&bytes, &[], &[edit("全年,增长", ",", "，")]);
    assert_eq!(got.changes, 1);
    assert!(document(&got.bytes).contains(
        "<w:r w:rsidR=\"1\"><w:rPr><w:i/></w:rPr><w:t>全年</w:t></w:r>\
         <w:del w:id=\"1\" w:author=\"刊误\" w:date=\"2023-05-01T08:00:00Z\"><w:r><w:rPr><w:i/></w:rPr><w:delText xml:space=\"preserve\">,</w:delText></w:r></w:del>\
         <w:ins w:id=\"2\" w:author=\"刊误\" w:date=\"2023-05-01T08:00:00Z\"><w:r><w:rPr><w:i/></w:rPr><w:t xml:space=\"preserve\">，</w:t></w:r></w:ins>\
         <w:r w:rsidR=\"1\"><w:rPr><w:i/></w:rPr><w:t xml:space=\"preserve\">增长</w:t><w:tab/></w:r>"
    ));
    assert_eq!(source(&got.bytes).text, source(&bytes).text.replace(',', "，"));
    assert_eq!(rejected(&got.bytes), source(&bytes).text);
    // Our own changes are nothing that an author left.
    assert_eq!(source(&got.bytes).document().unwrap().left, []);
}

#[test]
fn an_insertion_does_not_stand_in_anothers() {
    let body = "<w:p><w:ins w:id=\"9\" w:author=\"甲\"><w:r><w:t>全年,增长</w:t></w:r></w:ins></w:p>";
    let bytes = package(body, &[]);
    let got = annotated(&bytes, &[], &[edit("全年,增长", ",", "，")]);
    let xml = document(&got.bytes);
    assert!(xml.contains("</w:del></w:ins><w:ins w:id=\"11\" w:author=\"刊误\""), "{xml}");
    assert!(
        xml.contains(
            "，</w:t></w:r></w:ins><w:ins w:id=\"9\" w:author=\"甲\"><w:r><w:t xml:space=\"preserve\">增长"
        ),
        "{xml}"
    );
    assert_eq!(source(&got.bytes).text, "全年，增长\n");
}

#[test]
fn remarks_are_comments_on_the_exact_characters() {
    let bytes = package(&[p("全年完成10～15%，"), p("增长")].concat(), &[]);
    let text = source(&bytes).text;
    let remarks = [remark(&text, "10～15%", "NUM013"), remark(&text, "增长", "WRD001")];
    let got = annotated(&bytes, &remarks, &[]);
    assert_eq!((got.remarks, got.known), (2, 0));
    let xml = document(&got.bytes);
    assert!(xml.contains("全年完成</w:t></w:r><w:commentRangeStart w:id=\"1\"/><w:r><w:t xml:space=\"preserve\">10～15%</w:t></w:r><w:commentRangeEnd w:id=\"1\"/><w:r><w:commentReference w:id=\"1\"/></w:r><w:r>"), "{xml}");
    assert!(xml.contains("<w:p><w:commentRangeStart w:id=\"2\"/><w:r><w:t xml:space=\"preserve\">增长</w:t></w:r><w:commentRangeEnd"), "{xml}");
    assert!(part(&got.bytes, "[Content_Types].xml").contains("/word/comments.xml"));
    assert!(part(&got.bytes, "word/_rels/document.xml.rels").contains("Target=\"comments.xml\""));
    assert_eq!(part(&got.bytes, "word/comments.xml").matches("<w:comment ").count(), 2);
    assert_eq!(source(&got.bytes).text, text);

    let again = annotated(&got.bytes, &remarks, &[]);
    assert_eq!((again.bytes == got.bytes, again.remarks, again.known), (true, 0, 2));
    // Another remark of that kind is a new one.
    let more = [&remarks[..], &[remark(&text, "全年", "WRD001")]].concat();
    let more = annotated(&got.bytes, &more, &[]);
    assert_eq!((more.remarks, more.known), (1, 2));
    let comments = part(&more.bytes, "word/comments.xml");
    assert!(comments.contains("w:id=\"3\"") && comments.starts_with("<?xml"));
}

#[test]
fn a_remark_and_a_change_share_one_cut() {
    let bytes = package(&p("全年,增长"), &[]);
    let text = source(&bytes).text;
    let got = annotated(&bytes, &[remark(&text, ",", "PUN001")], &[edit(&text, ",", "，")]);
    let xml = document(&got.bytes);
    let start = xml.find("<w:commentRangeStart").unwrap();
    let (deleted, inserted) = (xml.find("<w:del ").unwrap(), xml.find("<w:ins ").unwrap());
    assert!(start < deleted && deleted < inserted && inserted < xml.find("<w:commentRangeEnd").unwrap());
    assert!(!xml.contains("></w:t>"), "{xml}");
    let again = annotated(&got.bytes, &[remark(&source(&got.bytes).text, "，", "PUN001")], &[]);
    assert_eq!(again.known, 1);
}

#[test]
fn comments_in_notes_and_boxes_stand_where_those_hang() {
    let boxed = format!("<w:r><w:drawing><w:txbxContent>{}</w:txbxContent></w:drawing></w:r>", p("图,中"));
    let body =
        format!("<w:p><w:r><w:t>甲</w:t></w:r>{boxed}<w:r><w:footnoteReference w:id=\"1\"/></w:r></w:p>");
    let notes = format!("<w:footnote w:id=\"1\">{}</w:footnote>", p("见,公报"));
    let bytes = package(&body, &[("footnotes", &notes)]);
    let text = source(&bytes).text;
    assert_eq!(text, "甲\n图,中\n见,公报\n");
    let edits = [edit(&text, ",", "，"), Edit::new(SourceSpan::new(15, 16), "，")];
    assert_eq!(edits[1].at.of_text(&text), ",");
    let remarks = [remark(&text, "图", "A"), remark(&text, "公报", "B")];
    let got = annotated(&bytes, &remarks, &edits);
    let xml = document(&got.bytes);
    assert!(xml.contains("<w:commentRangeStart w:id=\"2\"/><w:r><w:drawing>"), "{xml}");
    assert!(xml.contains("<w:commentRangeStart w:id=\"3\"/><w:r><w:footnoteReference"), "{xml}");
    let notes = part(&got.bytes, "word/footnotes.xml");
    assert!(notes.contains("<w:delText xml:space=\"preserve\">,") && !notes.contains("comment"), "{notes}");
    assert_eq!(source(&got.bytes).text, text.replace(',', "，"));
    assert_eq!(annotated(&got.bytes, &remarks, &[]).known, 2);
}

#[test]
fn what_the_file_does_not_hold_can_not_be_edited() {
    let bytes = package("<w:p><w:pPr><w:pStyle w:val=\"1\"/></w:pPr><w:r><w:t>特载</w:t></w:r></w:p>", &[]);
    let source = source(&bytes);
    for span in [SourceSpan::new(0, 2), SourceSpan::new(1, 5), SourceSpan::new(5, 9)] {
        let edits = [Edit::new(span, "x")];
        assert!(write(&bytes, &source, &edits).is_err());
        assert!(annotate(&bytes, &source, &[], &edits, DATE).is_err());
    }
    let raised = "<w:p><w:r><w:t>5m</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>2</w:t></w:r></w:p>";
    let bytes = package(raised, &[]);
    let written = write(&bytes, &self::source(&bytes), &[edit("5m²", "m²", "平方米")]).unwrap();
    assert_eq!(self::source(&written).text, "5平方米\n");
}

/// Pieces of a paragraph, with tabs, breaks, raised figures, references, blanks, insertions of others.
fn pieces() -> impl Strategy<Value = String> {
    let run = |text: &str| format!("<w:r w:rsidR=\"7\"><w:rPr><w:b/></w:rPr>{text}</w:r>");
    let piece = prop_oneof![
        "[甲乙,，。 a&1]{1,6}"
            .prop_map(|t| format!("<w:t xml:space=\"preserve\">{}</w:t>", t.replace('&', "&amp;"))),
        "[甲乙]{1,3}".prop_map(|t| format!("<w:t> {t} </w:t>")),
        Just("<w:tab/>".to_owned()),
        Just("<w:t>甲&#x4E59;&lt;</w:t>".to_owned()),
        Just("<w:noBreakHyphen/>".to_owned()),
    ];
    let runs = proptest::collection::vec(piece, 1..4).prop_map(move |p| run(&p.concat()));
    let wrapped = prop_oneof![
        4 => runs.clone(),
        1 => runs.clone().prop_map(|r| format!("<w:ins w:id=\"3\" w:author=\"乙\">{r}</w:ins>")),
        1 => runs.prop_map(|r| format!("<w:hyperlink w:anchor=\"x\">{r}</w:hyperlink>")),
        1 => Just("<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>23</w:t></w:r>".to_owned()),
    ];
    proptest::collection::vec(wrapped, 1..4).prop_map(|r| format!("<w:p>{}</w:p>", r.concat()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Edits give the text that they say, in place and accepted; rejected, nothing has happened. Remarks
    /// change no text and are recognised.
    #[test]
    fn edits_and_remarks_do_what_they_say(
        paragraphs in proptest::collection::vec(pieces(), 1..4),
        cuts in proptest::collection::vec((0usize..40, 0usize..4, "[丙丁2 ]{0,2}"), 0..5),
        marked in proptest::collection::vec((0usize..40, 0usize..6), 0..4),
    ) {
        let bytes = package(&paragraphs.concat(), &[]);
        let source = source(&bytes);
        let document = source.document().unwrap();
        let end = source.text.len() as u32;
        let chars: Vec<usize> = source.text.char_indices().map(|(i, _)| i).chain([source.text.len()]).collect();
        let span = |from: usize, len: usize| {
            let from = from % chars.len();
            SourceSpan::of(chars[from]..chars[(from + len).min(chars.len() - 1)])
        };
        let mut edits: Vec<Edit<SourceSpan>> = Vec::new();
        let mut ordered = cuts.clone();
        ordered.sort();
        for (from, len, content) in ordered {
            let span = span(from, len);
            let follows = edits.last().is_none_or(|last| last.at.end < span.start);
            let text = span.of_text(&source.text);
            let idle = text.is_empty() && content.is_empty();
            if follows && !document.touches_made(span, end) && !text.contains('\n') && !idle {
                edits.push(Edit::new(span, content));
            }
        }
        let mut want = source.text.clone();
        for edit in edits.iter().rev() {
            want.replace_range(edit.at.range(), &edit.content);
        }
        // Bold, blanks at the ends of a paragraph and raised figures may be laid out otherwise after an edit.
        let bare = |text: &str| -> Vec<String> {
            let text = text.replace("**", "").replace('\t', " ").replace('²', "2").replace('³', "3");
            text.lines().map(|line| line.trim().to_owned()).collect()
        };
        let fitting = |at: SourceSpan| !document.touches_made(at, end) && !at.is_empty() && !at.of_text(&source.text).contains('\n');
        let mut remarks: Vec<Remark> = Vec::new();
        for (i, (from, len)) in marked.into_iter().enumerate() {
            let span = span(from, len);
            if fitting(span) {
                remarks.push(Remark { span, lines: vec![format!("{i}")], id: String::new(), folded: false });
            }
        }

        let plain = write(&bytes, &source, &edits);
        let Ok(plain) = plain else { return Err(TestCaseError::fail(format!("{plain:?}"))) };
        prop_assert_eq!(bare(&super::source(&plain).text), bare(&want));

        let tracked = annotate(&bytes, &source, &remarks, &edits, DATE);
        let Ok(tracked) = tracked else { return Err(TestCaseError::fail(format!("{tracked:?}"))) };
        prop_assert_eq!(bare(&super::source(&tracked.bytes).text), bare(&want));
        let before = docx::read(&bytes, "a.docx", Revisions::Rejected).unwrap().text;
        prop_assert_eq!(bare(&rejected(&tracked.bytes)), bare(&before));

        let remarked = annotate(&bytes, &source, &remarks, &[], DATE).unwrap();
        let again = super::source(&remarked.bytes);
        prop_assert_eq!(&again.text, &source.text);
        let twice = annotate(&remarked.bytes, &again, &remarks, &[], DATE).unwrap();
        prop_assert_eq!(twice.known, remarks.len());
        prop_assert!(twice.bytes == remarked.bytes);
    }
}

#[test]
fn running_heads_are_edited_in_their_part_and_remarked_on_in_the_main_text() {
    let bytes = package(&p("正文"), &[("header", &p("清河,年鉴"))]);
    let source = source(&bytes);
    assert_eq!(source.text, "正文\n清河,年鉴\n");
    let written = crate::write(&bytes, &source, &[edit(&source.text, ",", "")]).unwrap();
    assert!(part(&written, "word/header.xml").contains("清河年鉴"));
    assert_eq!(document(&written), document(&bytes));
    let got = annotated(&bytes, &[remark(&source.text, ",", "PUN001")], &[]);
    assert!(document(&got.bytes).contains("<w:commentRangeStart"));
    assert_eq!(part(&got.bytes, "word/header.xml"), part(&bytes, "word/header.xml"));
    let again = annotated(&got.bytes, &[remark(&source.text, ",", "PUN001")], &[]);
    assert_eq!((again.remarks, again.known), (0, 1));
}

#[test]
fn marks_in_a_long_run_stand_where_they_belong() {
    let sentence = "全区完成&amp;10～15%,增长。";
    let bytes = package(&format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", sentence.repeat(100)), &[]);
    let text = source(&bytes).text;
    let places: Vec<usize> = text.match_indices(',').map(|(at, _)| at).collect();
    let remarks: Vec<Remark> = places
        .iter()
        .rev()
        .map(|at| Remark { span: SourceSpan::of(*at..at + 1), ..remark(&text, ",", "PUN001") })
        .collect();
    let edits: Vec<_> = places.iter().map(|at| Edit::new(SourceSpan::of(*at..at + 1), "，")).collect();
    let done = annotated(&bytes, &remarks, &edits);
    assert_eq!((done.remarks, done.changes), (100, 100));
    assert_eq!(source(&done.bytes).text, text.replace(',', "，"));
    assert_eq!(rejected(&done.bytes), text);
    assert_eq!(source(&write(&bytes, &source(&bytes), &edits).unwrap()).text, text.replace(',', "，"));
}
