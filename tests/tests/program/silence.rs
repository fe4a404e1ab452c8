//! Silence is never a clean book: what was not looked at is said, and by whose will.

use std::path::Path;

use crate::common::{findings, kanwu, text};

const CLEAN: &str = "# 综合\n\n## 概况\n\n清河区辖青石镇。\n";

fn write(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).unwrap();
}

#[test]
fn where_nothing_is_read_nothing_is_called_clean() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    for (name, content) in [
        ("空.md", ""),
        ("空白.txt", " \n\n\u{3000}\n"),
        ("码.md", "```\n甲,乙\n```\n"),
        ("旧.doc", "x"),
        ("稿.wps", "x"),
        ("样.pdf", "%PDF-1.4"),
    ] {
        write(at, name, content);
        let page = format!("html={name}.html");
        let csv = format!("csv={name}.csv");
        let output = kanwu(at, &["check", name, "--output", &page, "--output", &csv]);
        assert_eq!(output.status.code(), Some(2), "{name}");
        let said = text(&output.stdout);
        assert!(said.contains("未检查任何书稿"), "{name}: {said}");
        for file in [format!("{name}.html"), format!("{name}.csv")] {
            let report = std::fs::read_to_string(at.join(&file)).unwrap();
            assert!(report.contains("未检查任何书稿") && !report.contains("没有发现"), "{file}");
        }
        assert!(!said.contains("没有发现"), "{name}: {said}");
    }
    let empty = tempfile::tempdir().unwrap();
    let output = kanwu(empty.path(), &["check"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("未检查任何书稿"));
}

#[test]
fn what_a_config_switches_off_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, "稿.md", CLEAN);
    write(at, "kanwu.toml", "[lint]\nignore = [\"NUM\", \"TOC\"]\n");
    let said = text(&kanwu(at, &["check", "稿.md", "--output", "html=页.html"]).stdout);
    assert!(said.contains("没有发现差错，但有") && said.contains("条必报规则被关闭"), "{said}");
    assert!(
        said.contains("NUM023 impossible-date") && said.contains("kanwu.toml 第2行 [lint] ignore"),
        "{said}"
    );
    let page = std::fs::read_to_string(at.join("页.html")).unwrap();
    assert!(page.contains("NUM023 impossible-date") && !page.contains("没有发现差错。"));
    let coverage = findings(&kanwu(at, &["check", "稿.md", "--output-format", "json"]))["coverage"].clone();
    assert_eq!(coverage["familiesOff"], serde_json::json!(["NUM", "TOC"]));
    let off = coverage["rulesOff"].as_array().unwrap();
    let one = off.iter().find(|off| off["code"] == "NUM023").unwrap();
    assert_eq!((&one["required"], &one["by"]), (&true.into(), &"config".into()));
}

#[test]
fn in_part_or_by_the_command_line_too() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, "稿.md", CLEAN);
    write(at, "kanwu.toml", "[[override]]\npaths = [\"*.md\"]\nignore = [\"NUM023\"]\n");
    let said = text(&kanwu(at, &["check", "稿.md"]).stdout);
    assert!(said.contains("在部分书稿被关闭（kanwu.toml 第1行 [[override]]）：NUM023"), "{said}");
    let said = text(&kanwu(at, &["check", "稿.md", "--isolated", "--ignore", "NUM023"]).stdout);
    assert!(said.contains("必报规则1条被关闭（--ignore）"), "{said}");
    let said = text(&kanwu(at, &["check", "稿.md", "--isolated"]).stdout);
    assert!(said.contains("没有发现差错。"), "{said}");
}

#[test]
fn characters_are_counted_against_those_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, "稿.md", "# 综合\n\n清河区。\n\n```\n甲乙丙\n```\n");
    let coverage = findings(&kanwu(at, &["check", "稿.md", "--output-format", "json"]))["coverage"].clone();
    assert_eq!(coverage["characters"]["read"], 6);
    assert_eq!(coverage["characters"]["held"], 16);
    assert_eq!(coverage["passedOver"]["literal"], 3);
}

#[test]
fn a_first_line_that_ends_like_a_title_silences_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let body = "截止2022年底，全区有学校30所。\n";
    write(at, "甲.txt", body);
    write(at, "乙.txt", &format!("全区各单位认真研究并征求了各方面的意见\n{body}"));
    let codes = |name: &str| {
        let found = findings(&kanwu(at, &["check", name, "--isolated", "--output-format", "json"]));
        found["diagnostics"].as_array().unwrap().iter().filter(|d| d["code"] == "WRD007").count()
    };
    assert_eq!((codes("甲.txt"), codes("乙.txt")), (1, 1));
}

#[test]
fn fixing_that_does_not_end_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    write(at, "稿.md", &format!("全区{}甲。\n", ",".repeat(400)));
    let output = kanwu(at, &["check", "稿.md", "--fix"]);
    let first = std::fs::read_to_string(at.join("稿.md")).unwrap();
    kanwu(at, &["check", "稿.md", "--fix"]);
    let settled = first == std::fs::read_to_string(at.join("稿.md")).unwrap();
    assert!(settled || text(&output.stderr).contains("仍未改完"), "{}", text(&output.stderr));
}
