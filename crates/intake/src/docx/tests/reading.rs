//! What is read of a document.

use kanwu_text::{LeftKind, SourceSpan, Story};

use super::{p, package, source};
use crate::docx::{self, Revisions};

fn text(body: &str) -> String {
    source(&package(body, &[])).text
}

fn text_with(body: &str, parts: &[(&str, &str)]) -> String {
    source(&package(body, parts)).text
}

fn rejected(body: &str) -> String {
    docx::read(&package(body, &[]), "a.docx", Revisions::Rejected).unwrap().text
}

#[test]
fn headings_come_from_styles_names_and_outline_levels() {
    let body = r#"<w:p><w:pPr><w:pStyle w:val="1"/></w:pPr><w:r><w:t>特载</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="2"/></w:pPr><w:r><w:t>讲话</w:t></w:r></w:p>
        <w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="1"/><w:outlineLvl w:val="9"/></w:pPr><w:r><w:t>不是标题</w:t></w:r></w:p>
        <w:p><w:pPr><w:pStyle w:val="1"/></w:pPr></w:p>"#;
    assert_eq!(text(body), "# 特载\n## 讲话\n### 甲 乙\n**不是标题**\n\n");
}

#[test]
fn headings_are_told_by_size_where_no_style_tells() {
    let sized = |size: u32, text: &str| {
        format!("<w:p><w:r><w:rPr><w:sz w:val=\"{size}\"/></w:rPr><w:t>{text}</w:t></w:r></w:p>")
    };
    let long = "清河区全年完成造林面积，稳步扩大，农民收入持续增加，生活改善。".repeat(3);
    let body = [sized(44, "农业"), sized(32, "林业"), sized(21, &long), sized(32, "水利"), sized(21, &long)];
    let want = format!("# 农业\n## 林业\n{long}\n## 水利\n{long}\n");
    assert_eq!(text(&body.concat()), want);
    let all_large = [sized(44, "农业农业农业"), sized(21, "短句。")];
    assert_eq!(text(&all_large.concat()), "农业农业农业\n短句。\n");
}

#[test]
fn bold_beginnings_are_marked() {
    let body = r#"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">　　【概</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>况】</w:t></w:r><w:r><w:t xml:space="preserve"> 全区。</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>重</w:t></w:r></w:p>"#;
    let source = source(&package(body, &[]));
    assert_eq!(source.text, "　　**【概况】** 全区。重\n");
    let made: Vec<&str> = source.document().unwrap().made.iter().map(|s| s.of_text(&source.text)).collect();
    assert_eq!(made, ["**", "**", "\n"]);
}

#[test]
fn tables_are_rows_of_cells() {
    let cell = |properties: &str, text: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", text.split('/').map(p).collect::<String>())
    };
    let body = format!(
        "<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/><w:gridCol/></w:tblGrid>\
         <w:tr>{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>{}{}</w:tr></w:tbl>{}",
        cell("<w:gridSpan w:val=\"2\"/>", "单位"),
        cell("", "面积"),
        cell("<w:vMerge w:val=\"restart\"/>", "甲/乙"),
        cell("", "1"),
        cell("", "2"),
        cell("", "3"),
        cell("", ""),
        p("后文"),
    );
    assert_eq!(text(&body), "单位\t\t面积\n甲 乙\t1\t2\n\t3\t\n后文\n");
    let frame =
        format!("<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid><w:tr>{}</w:tr></w:tbl>", cell("", "甲/乙"));
    assert_eq!(text(&frame), "甲\n乙\n");
    let inner = format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", cell("", "内"), cell("", "里"));
    let nested = format!(
        "<w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr>{}<w:tc>{}{inner}{}</w:tc></w:tr></w:tbl>",
        cell("", "外"),
        p("前"),
        p("后"),
    );
    assert_eq!(text(&nested), "外\t前 后\n内\t里\n");
}

#[test]
fn fields_give_their_results() {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let instruction = |text: &str| format!("<w:r><w:instrText>{text}</w:instrText><w:t>不见</w:t></w:r>");
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let body = format!(
        "<w:sdt><w:sdtPr><w:t>不见</w:t></w:sdtPr><w:sdtContent><w:p>{}{}{}{}<w:r><w:tab/></w:r>{}{}{}{}{}</w:p>\
         <w:p>{}{}</w:p></w:sdtContent></w:sdt><w:p><w:fldSimple w:instr=\"PAGE\">{}</w:fldSimple></w:p>",
        field("begin"),
        instruction("TOC"),
        field("separate"),
        run("概况"),
        field("begin"),
        instruction("PAGEREF"),
        field("separate"),
        run("18"),
        field("end"),
        run("经济"),
        field("end"),
        run("7"),
    );
    assert_eq!(text(&body), "概况\t18\n经济\n7\n");
}

#[test]
fn tracked_changes_are_read_as_told() {
    let by = "w:id=\"1\" w:author=\"甲\" w:date=\"2023-01-01T00:00:00Z\"";
    let body = format!(
        "<w:p><w:r><w:t>全年</w:t></w:r><w:del {by}><w:r><w:delText>，</w:delText></w:r></w:del><w:ins {by}><w:r><w:t>。</w:t></w:r></w:ins></w:p>\
         <w:p><w:pPr><w:rPr><w:del {by}/></w:rPr></w:pPr><w:r><w:t>前</w:t></w:r></w:p>{}\
         <w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr><w:trPr><w:del {by}/></w:trPr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr></w:tbl>",
        p("后"),
        p("一"),
        p("二"),
    );
    let accepted = source(&package(&body, &[]));
    assert_eq!(accepted.text, "全年。\n前后\n");
    let left = &accepted.document().unwrap().left;
    assert_eq!((left[0].kind, left[0].count, left[0].at), (LeftKind::Revision, 4, 6));
    assert_eq!(rejected(&body), "全年，\n前\n后\n一\t二\n");
}

#[test]
fn notes_and_boxes_follow_what_they_hang_on() {
    let boxed = format!("<w:txbxContent>{}</w:txbxContent>", p("图中文字"));
    let body = format!(
        "<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r><w:r><mc:AlternateContent>\
         <mc:Choice Requires=\"wps\"><w:drawing>{boxed}</w:drawing></mc:Choice><mc:Fallback><w:pict>{boxed}</w:pict></mc:Fallback>\
         </mc:AlternateContent></w:r><w:r><w:t>接着</w:t></w:r></w:p>{}",
        p("下一段"),
    );
    let notes = format!(
        "<w:footnote w:id=\"0\">{}</w:footnote><w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>见公报。</w:t></w:r></w:p></w:footnote>",
        p("分隔线")
    );
    let source = source(&package(&body, &[("footnotes", &notes)]));
    assert_eq!(source.text, "正文接着\n见公报。\n图中文字\n下一段\n");
    let document = source.document().unwrap();
    let at = |text: &str| document.paragraph_at(source.text.find(text).unwrap() as u32);
    assert_eq!(["正文", "见公报", "图中", "下一段"].map(at), [1, 1, 1, 2]);
}

#[test]
fn a_note_is_read_to_its_end_past_what_wraps_its_paragraphs() {
    let body = "<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>";
    let wrapped = format!("<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", p("见公报。"));
    let moved = format!("<w:moveTo w:id=\"9\" w:author=\"校\">{}</w:moveTo>", p("又见简报。"));
    let notes = format!("<w:footnote w:id=\"2\">{wrapped}{moved}{}</w:footnote>", p("数字为快报数。"));
    let source = source(&package(body, &[("footnotes", &notes)]));
    assert_eq!(source.text, "正文\n见公报。\n又见简报。\n数字为快报数。\n");
}

#[test]
fn numbers_are_printed_and_bullets_marked() {
    let lists = r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>
        <w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val=""/></w:lvl></w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>"#;
    let item = |list: u32, text: &str| {
        format!(
            "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let body = [item(1, "总则"), item(2, "甲"), item(1, "分则"), item(0, "正文")].concat();
    assert_eq!(text_with(&body, &[("numbering", lists)]), "一、总则\n- 甲\n二、分则\n正文\n");
}

#[test]
fn runs_read_as_they_look() {
    let run = |properties: &str, text: &str| {
        format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
    };
    let raised = "<w:vertAlign w:val=\"superscript\"/>";
    let one = |runs: &[String]| text(&format!("<w:p>{}</w:p>", runs.concat()));
    assert_eq!(one(&[run("", "面积5km"), run(raised, "2"), run("", "。")]), "面积5km².\n".replace('.', "。"));
    assert_eq!(one(&[run("", "10"), run(raised, "10"), run(raised, "[1]")]), "10¹⁰[1]\n");
    assert_eq!(one(&[run("", "CO"), run("<w:vertAlign w:val=\"subscript\"/>", "2")]), "CO2\n");
    assert_eq!(
        one(&[run("", "甲"), run("<w:vanish/>", "密"), run("<w:rStyle w:val=\"hid\"/>", "密")]),
        "甲\n"
    );
    assert_eq!(one(&[run("", "A&amp;B &#x4E2D;\n国")]), "A&B 中 国\n");
    assert_eq!(
        text(
            "<w:p><w:r><w:tab/><w:t>甲</w:t><w:noBreakHyphen/><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/><w:tab/><w:t>乙。</w:t></w:r></w:p>"
        ),
        " 甲-✓ 乙。\n"
    );
    assert_eq!(text("<w:p><w:r><w:t> 甲 </w:t><w:br/><w:t>乙</w:t></w:r></w:p>"), "甲\n乙\n");
    assert_eq!(
        text(
            "<w:p><w:r><w:ruby><w:rt><w:r><w:t>yín</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>鄞</w:t></w:r></w:rubyBase></w:ruby><w:t>县</w:t></w:r></w:p>"
        ),
        "鄞县\n"
    );
    assert_eq!(text("<w:p><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></w:p>"), "x=1\n");
}

#[test]
fn pages_are_those_of_the_last_layout() {
    let body = format!(
        "{}<w:p><w:r><w:lastRenderedPageBreak/><w:t>二</w:t></w:r></w:p><w:p><w:r><w:t>续</w:t><w:br w:type=\"page\"/></w:r></w:p>\
         <w:p><w:r><w:lastRenderedPageBreak/><w:t>三</w:t></w:r></w:p>",
        p("一")
    );
    let source = source(&package(&body, &[]));
    let page =
        |text: &str| source.page_at(source.text.find(text).unwrap() as u32).map(|p| (p.ordinal, p.label));
    assert_eq!(["一", "续", "三"].map(page), [1, 2, 3].map(|n| Some((n, Some(n)))));
}

#[test]
fn pictures_and_comments_are_noted() {
    let picture = "<w:r><w:drawing><a:blip/></w:drawing></w:r>";
    let body = format!(
        "<w:p>{picture}</w:p><w:p><w:r><w:t>图片说明</w:t></w:r></w:p><w:p><w:r><w:t>甲</w:t></w:r><w:commentRangeStart w:id=\"3\"/>{picture}</w:p>"
    );
    let comments = format!(
        "<w:comment w:id=\"3\" w:author=\"审\">{}</w:comment><w:comment w:id=\"4\" w:author=\"刊误\"/>",
        p("核")
    );
    let source = source(&package(&body, &[("comments", &comments)]));
    assert_eq!(source.text, "![]()\n图片说明\n甲\n![]()\n");
    let document = source.document().unwrap();
    assert!(document.is_made(SourceSpan::new(0, 5)));
    let left = document.left[0];
    assert_eq!(
        (left.kind, left.count, left.at as usize),
        (LeftKind::Comment, 1, source.text.find("甲").unwrap() + 3)
    );
}

#[test]
fn comments_of_others_are_read_at_their_text() {
    let run = |text: &str| format!("<w:r><w:t>{text}</w:t></w:r>");
    let mark = |end: &str, id: u32| format!("<w:commentRange{end} w:id=\"{id}\"/>");
    let body = format!(
        "<w:p>{}{}{}{}{}</w:p>",
        run("区"),
        mark("Start", 3),
        run("副书记"),
        mark("End", 3),
        run("李明调研。")
    );
    let comments = format!(
        "<w:comment w:id=\"3\" w:author=\"王编辑\">{}{}</w:comment><w:comment w:id=\"4\" w:author=\"刊误\">{}</w:comment>",
        p("查任免文件。"),
        p("应为“委副书记”"),
        p("疑误")
    );
    let bytes = package(&body, &[("comments", &comments)]);
    let source = source(&bytes);
    let found = crate::reader_remarks(&bytes, &source).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].span.of_text(&source.text), "副书记");
    assert_eq!(found[0].author, "王编辑");
    assert_eq!(found[0].text, "查任免文件。\n应为“委副书记”");
}

#[test]
fn notes_and_running_heads_are_told_from_the_main_text() {
    let body = "<w:p><w:pPr><w:pStyle w:val=\"1\"/></w:pPr><w:r><w:t>经济</w:t></w:r></w:p>\
                <w:p><w:r><w:t>正文</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>";
    let notes = format!("<w:footnote w:id=\"2\">{}</w:footnote>", p("见公报。"));
    let header = format!(
        "{}<w:p><w:pPr><w:pStyle w:val=\"1\"/></w:pPr><w:r><w:t>清河年鉴</w:t></w:r></w:p>",
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>经济</w:t></w:r></w:p>"
    );
    let footer = p("— 第12页 共300页 —");
    let source = source(&package(body, &[("footnotes", &notes), ("header", &header), ("footer", &footer)]));
    // A page number is the word processor's.
    assert_eq!(source.text, "# 经济\n正文\n见公报。\n经济\n清河年鉴\n");
    let document = source.document().unwrap();
    let blocks: Vec<_> = document.blocks.iter().map(|b| (b.story, b.level)).collect();
    assert_eq!(
        blocks,
        [
            (Story::Main, Some(1)),
            (Story::Main, None),
            (Story::Note, None),
            (Story::RunningHead, None),
            (Story::RunningHead, None)
        ]
    );
    let at = |text: &str| document.story_at(source.text.rfind(text).unwrap() as u32);
    assert_eq!(["正文", "见公报", "清河"].map(at), [Story::Main, Story::Note, Story::RunningHead]);
}
