//! `kanwu names`, and names that rules leave alone.

use serde_json::Value;

use crate::common::{findings, kanwu, text};

const BOOK: &str = "\
# 清河年鉴2023

# 政务

**【挂牌】** 3月，县行政审批服务局挂牌。

**【提速】** 县行政服务审批局精简材料。

**【荣誉】** 县行政审批服务局获奖。区财政局局长田青山出席。

# 附录

## 领导名录

### 区政府部门

区财政局局长：田青山（2021.04—）
";

fn folder(name: &str, book: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join(name), book).unwrap();
    folder
}

#[test]
fn names_in_two_forms_are_listed() {
    let folder = folder("书.md", BOOK);
    let output = kanwu(folder.path(), &["names", "书.md", "--isolated", "--output-format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let pairs: Value = serde_json::from_slice(&output.stdout).unwrap();
    let pair = &pairs[0];
    assert_eq!(pair["rare"]["text"], "县行政服务审批局");
    assert_eq!((&pair["common"]["times"], &pair["asked"]), (&2.into(), &true.into()));
    assert_eq!(pair["rare"]["places"][0]["line"], 7);
    for (format, part) in
        [("table", "同名异写对照表"), ("csv", "少见的写法"), ("markdown", "| 序号 |"), ("html", "<h1>")]
    {
        let output = kanwu(folder.path(), &["names", "书.md", "--isolated", "--output-format", format]);
        assert!(text(&output.stdout).contains(part), "{format}");
    }
}

#[test]
fn persons_are_listed_with_their_posts() {
    let folder = folder("书.md", BOOK);
    let args = ["names", "书.md", "--people", "--isolated", "--output-format", "json"];
    let output = kanwu(folder.path(), &args);
    let held: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut terms: Vec<&str> = held.as_array().unwrap().iter().map(|h| h["term"].as_str().unwrap()).collect();
    assert!(held.as_array().unwrap().iter().all(|h| h["name"] == "田青山"), "{held}");
    terms.sort_unstable();
    assert_eq!(terms, ["", "2021.04—"]);
}

#[test]
fn a_file_that_is_there_is_kept() {
    let folder = folder("书.md", BOOK);
    let args = ["names", "书.md", "--isolated", "--output-format", "xlsx", "--output", "表.xlsx"];
    std::fs::write(folder.path().join("表.xlsx"), "an older table").unwrap();
    let output = kanwu(folder.path(), &args);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
    assert_eq!(std::fs::read(folder.path().join("表.xlsx")).unwrap(), b"an older table");
}

#[test]
fn no_rule_of_spelling_edits_a_name() {
    let book = "# 工业\n\n**【投产】** 5月，清河必竟装璜有限公司投产。必竟装璜是老字号。\n\n**【装修】** 室内装璜已完工。\n";
    let folder = folder("书.md", book);
    let output = kanwu(folder.path(), &["check", "书.md", "--isolated", "--output-format", "json"]);
    let found = findings(&output);
    let marked: Vec<(&str, u64)> = (found["diagnostics"].as_array().unwrap().iter())
        .filter(|d| d["excerpt"] == "装璜" || d["excerpt"] == "必竟")
        .map(|d| (d["excerpt"].as_str().unwrap(), d["range"]["start"]["line"].as_u64().unwrap()))
        .collect();
    assert_eq!(marked, [("装璜", 5)]);
}

#[test]
fn names_that_the_office_has_settled_are_the_reference() {
    let folder = folder("书.md", "# 水利\n\n**【加固】** 柏山林水库加固完工。\n");
    std::fs::write(folder.path().join("kanwu.toml"), "names.right = [\"柏林山水库\"]\n").unwrap();
    let output = kanwu(folder.path(), &["check", "书.md", "--output-format", "json"]);
    let found = findings(&output);
    let names: Vec<&str> =
        found["diagnostics"].as_array().unwrap().iter().map(|d| d["name"].as_str().unwrap()).collect();
    assert!(names.contains(&"place-in-two-names"), "{found}");
}
