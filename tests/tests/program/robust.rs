//! Any input ends in findings or a clear error; the other files are still checked.

use crate::common::{findings, kanwu, kanwu_with_input, text};
use proptest::prelude::*;

const GOOD: &str = "全年完成投资12亿元,增长8%。\n";

#[test]
fn a_bad_file_is_named_and_the_others_are_checked() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("好.md"), GOOD).unwrap();
    std::fs::write(folder.path().join("坏.md"), b"\xe5\x85\xa8\xff\xfe\xfd\x00").unwrap();
    let output = kanwu(folder.path(), &["check", "好.md", "坏.md", "没有.md", "--output-format", "json"]);
    assert_eq!(output.status.code(), Some(2));
    let json = findings(&output);
    let paths: Vec<&str> =
        json["errors"].as_array().unwrap().iter().filter_map(|e| e["path"].as_str()).collect();
    assert!(paths.contains(&"坏.md") && paths.contains(&"没有.md"), "{paths:?}");
    assert_eq!(json["diagnostics"][0]["name"], "half-width-mark");
}

#[test]
fn empty_and_huge_lines_are_no_trouble() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("空.md"), "").unwrap();
    std::fs::write(folder.path().join("长.md"), "清河区,".repeat(150_000)).unwrap();
    let output = kanwu(folder.path(), &["check", ".", "--output-format", "short", "--quiet"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stdout).lines().all(|l| l.chars().count() < 400));
}

#[test]
fn one_pattern_over_and_over_is_no_trouble() {
    let folder = tempfile::tempdir().unwrap();
    let patterns = [
        "“甲”、",
        "《甲》、",
        "$x$",
        "清河区召开会议，\n\n",
        "2022年比2022年减少",
        "其中甲3人，占5%，",
        "其中1月合计，",
        "（",
        "”",
        "1",
        "**【甲】** 乙，\n\n",
    ];
    for (n, pattern) in patterns.iter().enumerate() {
        std::fs::write(folder.path().join(format!("{n}.md")), pattern.repeat(60_000 / pattern.len()))
            .unwrap();
    }
    let output =
        kanwu(folder.path(), &["check", ".", "--output-format", "short", "--quiet", "--show", "info"]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
}

#[test]
fn an_unknown_rule_is_answered_with_the_nearest_name() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("好.md"), GOOD).unwrap();
    let output = kanwu(folder.path(), &["check", "好.md", "--select", "half-width-marks"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("half-width-mark"));
}

#[test]
fn a_bad_config_points_into_the_toml() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("好.md"), GOOD).unwrap();
    std::fs::write(folder.path().join("kanwu.toml"), "[lint]\nselect = [\"half-widht-mark\"]\n").unwrap();
    let output = kanwu(folder.path(), &["check", "好.md"]);
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert!(said.contains("kanwu.toml:2:") && said.contains("half-width-mark"), "{said}");
}

#[test]
fn standard_input_stands_for_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let args = ["check", "-", "--stdin-filename", "稿/好.md", "--output-format", "json"];
    let output = kanwu_with_input(folder.path(), &args, GOOD.as_bytes());
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(findings(&output)["diagnostics"][0]["path"], "稿/好.md");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        let folder = tempfile::tempdir().unwrap();
        let output = kanwu_with_input(folder.path(), &["check", "-", "--output-format", "json"], &bytes);
        prop_assert!(matches!(output.status.code(), Some(0..=2)), "{}", text(&output.stderr));
        prop_assert!(!text(&output.stderr).contains("panicked"));
    }
}
