//! Contents of two to four lines, in each layout.

use kanwu_book::parse;
use kanwu_text::{Format, Manuscript, Source};

const BODY: &str = "# 农业\n\n## 种植业\n\n**【春播】** 青石镇春播玉米。\n\n# 水利\n\n## 防汛\n\n**【巡堤】** 青石镇巡堤12次。\n\n\
                    # 教育\n\n## 小学\n\n**【校舍】** 青石镇修校舍3处。\n";
const LINES: &str = "农业\n\n种植业\n\n【春播】青石镇春播玉米。\n\n水利\n\n防汛\n\n【巡堤】青石镇巡堤12次。\n\n教育\n\n小学\n\n\
                     【校舍】青石镇修校舍3处。\n";

/// Titles and pages as read.
fn read(format: Format, contents: &str, body: &str) -> Vec<(String, Option<u32>)> {
    let text = format!("清河年鉴2023\n\n目　录\n\n{contents}\n\n{body}");
    let manuscript = Manuscript::single(Source::new("a", format, text));
    let book = parse(&manuscript);
    assert!(!book.contents.unread, "{contents}");
    assert!(book.contents.entries.iter().all(|e| e.exact), "{contents}: {:?}", book.contents.entries);
    assert_eq!(book.entries.len(), 3, "{contents}");
    book.contents.entries.iter().map(|e| (e.title.clone(), e.page)).collect()
}

fn list(items: &[(&str, u32)]) -> Vec<(String, Option<u32>)> {
    items.iter().map(|(title, page)| ((*title).to_owned(), Some(*page))).collect()
}

/// Checks that the contents are read where the body is marked up.
fn marked(contents: &str, want: &[(&str, u32)]) {
    assert_eq!(read(Format::Markdown, contents, BODY), list(want), "{contents}");
}

/// Checks that they are read before plain lines, too.
fn both(contents: &str, want: &[(&str, u32)]) {
    marked(contents, want);
    assert_eq!(read(Format::Plain, contents, LINES), list(want), "{contents}");
}

const THREE: [(&str, u32); 3] = [("农业", 1), ("水利", 9), ("教育", 20)];
const TWO: [(&str, u32); 2] = [("农业", 1), ("水利", 9)];

#[test]
fn middle_dots_and_a_tab() {
    both("农业·····\t1\n\n水利·····\t9\n\n教育·····\t20", &THREE);
    both("农业·····\t1\n水利·····\t9", &TWO);
}

#[test]
fn periods() {
    both("农业 .....\t1\n水利 .....\t9\n教育 .....\t20", &THREE);
    both("农业 .....1\n水利 .....9", &TWO);
}

#[test]
fn an_ellipsis() {
    both("农业……1\n\n水利……9\n\n教育……20", &THREE);
    both("农业………………（1）\n\n水利………………（9）", &TWO);
}

#[test]
fn hyphens() {
    both("农业--------1\n\n水利--------9", &TWO);
}

#[test]
fn a_tab() {
    both("农业\t1\n水利\t9\n教育\t20", &THREE);
    both("农业\t1\n水利\t9", &TWO);
}

#[test]
fn blanks() {
    both("农业 1\n\n水利 9\n\n教育 20", &THREE);
    both("农业　　1\n水利　　9", &TWO);
}

#[test]
fn a_slash() {
    both("农业/1\n\n水利/9\n\n教育/20", &THREE);
    both("农业/1\n\n水利/9", &TWO);
    both("农业 / 1\n水利 / 9", &TWO);
}

#[test]
fn brackets() {
    both("农业（1）\n\n水利（9）\n\n教育（20）", &THREE);
    both("农业（1）\n水利（9）", &TWO);
    both("农业（第1页）\n水利（第9页）", &TWO);
}

#[test]
fn the_word_page() {
    both("农业　第1页\n\n水利　第9页", &TWO);
    both("农业　1页\n\n水利　9页", &TWO);
    both("农业　P1\n\n水利　P9", &TWO);
}

#[test]
fn a_dash() {
    both("农业——1\n\n水利——9", &TWO);
}

#[test]
fn the_page_at_the_left() {
    both("1　农业\n\n9　水利\n\n20　教育", &THREE);
    both("1　农业\n9　水利", &TWO);
    both("1……农业\n9……水利", &TWO);
}

#[test]
fn a_table() {
    marked("| 农业 | 1 |\n| 水利 | 9 |\n| 教育 | 20 |", &THREE);
    marked("| 题名 | 页码 |\n| --- | --- |\n| 农业 | 1 |\n| 水利 | 9 |\n| 教育 | 20 |", &THREE);
    marked("| 页码 | 题名 |\n| --- | --- |\n| 1 | 农业 |\n| 9 | 水利 |\n| 20 | 教育 |", &THREE);
}

#[test]
fn two_entries_on_a_line() {
    both("农业 1　水利 9\n教育 20", &THREE);
    both("农业 1\t水利 9\n教育 20", &THREE);
    both("农业……1　　水利……9\n\n教育……20", &THREE);
    both("农业\t1\t水利\t9\n教育\t20", &THREE);
}

#[test]
fn bullets_and_links() {
    marked("- 农业　1\n- 水利　9", &TWO);
    marked("[农业](#ny)　1\n\n[水利](#sl)　9", &TWO);
}

#[test]
fn fields_of_a_word_processor() {
    let field = |n: u32, title: &str, page: u32| {
        format!("HYPERLINK \\l \"_Toc{n}\" {title}\tPAGEREF _Toc{n} \\h {page}")
    };
    both(&format!("{}\n\n{}", field(1, "农业", 1), field(2, "水利", 9)), &TWO);
}

#[test]
fn levels() {
    let want = [("农业", 1), ("种植业", 1), ("水利", 9), ("防汛", 9)];
    both("农业……1\n　种植业……1\n水利……9\n　防汛……9", &want);
    both("**农业**……1\n\n种植业……1\n\n**水利**……9\n\n防汛……9", &want);
    both("- 农业 1\n  - 种植业 1\n- 水利 9\n  - 防汛 9", &want);
}

#[test]
fn entries_alone() {
    let want = [("春播", 1), ("巡堤", 9), ("校舍", 20)];
    both("【春播】……1\n\n【巡堤】……9\n\n【校舍】……20", &want);
    both("【春播】　1\n【巡堤】　9\n【校舍】　20", &want);
    both("【春播】/1\n\n【巡堤】/9\n\n【校舍】/20", &want);
    both("1　【春播】\n9　【巡堤】\n20　【校舍】", &want);
}
