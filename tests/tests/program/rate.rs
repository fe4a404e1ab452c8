//! `kanwu rate`.

use std::fs;

use serde_json::Value;

use crate::common::{kanwu, sample, text};

fn folder(config: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(sample(), folder.path().join("书稿.md")).unwrap();
    fs::write(folder.path().join("kanwu.toml"), config).unwrap();
    folder
}

fn rates(folder: &tempfile::TempDir) -> Value {
    let output = kanwu(folder.path(), &["rate", "书稿.md", "--output-format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn points(part: &Value, what: &str) -> f64 {
    part[what].as_str().unwrap().parse().unwrap()
}

#[test]
fn the_grid_gives_the_layout_characters() {
    let folder = folder("[rate]\ncharacters-per-line = 42\nlines-per-page = 40\npages = 10\nlimit = 2.5\n");
    let rates = rates(&folder);
    assert_eq!((&rates["scheme"], &rates["limit"]), (&"2004".into(), &"2.5".into()));
    let whole = &rates["manuscripts"][0]["whole"];
    assert_eq!(whole["layout"], 16_800);
    let all = points(whole, "confirmed") + points(whole, "unconfirmed");
    let rate = points(&whole["layout_rate"], "all");
    assert!((rate - all / 1.68).abs() < 0.001, "{rate} of {all}");
    let parts = rates["manuscripts"][0]["categories"].as_array().unwrap();
    let sum: f64 = parts.iter().map(|p| points(p, "unconfirmed")).sum();
    assert!((sum - all).abs() < 1e-9);
    let table = kanwu(folder.path(), &["rate", "书稿.md"]);
    let table = text(&table.stdout);
    assert!(table.starts_with("机检差错率（估，按2004年办法，非质检结论）\n书稿.md\n"), "{table}");
    assert!(table.contains("超过限值2.5/万"), "{table}");
}

#[test]
fn what_is_confirmed_moves_over_and_what_is_kept_goes() {
    let folder = folder("");
    let before = &rates(&folder)["manuscripts"][0]["whole"].clone();
    assert_eq!(points(before, "confirmed"), 0.0);
    let decide = |state: &str, rule: &str| {
        let arguments = [
            "decide",
            "--state",
            state,
            "--rule",
            rule,
            "--path",
            "书稿.md",
            "--reason",
            "核过",
            "--person",
            "王",
        ];
        let output = kanwu(folder.path(), &arguments);
        assert!(output.status.success(), "{}", text(&output.stderr));
    };
    decide("改", "UNI001");
    let confirmed = rates(&folder)["manuscripts"][0]["whole"].clone();
    let moved = points(&confirmed, "confirmed");
    assert!(moved >= 1.0);
    let total = |whole: &Value| points(whole, "confirmed") + points(whole, "unconfirmed");
    assert!((total(&confirmed) - total(before)).abs() < 1e-9);
    decide("不改", "UNI020");
    assert!(total(&rates(&folder)["manuscripts"][0]["whole"]) < total(before));
}

#[test]
fn a_method_without_points_is_refused() {
    let folder = folder("[rate]\nscheme = \"CYT266\"\n");
    for arguments in [&["rate", "书稿.md"][..], &["check", "书稿.md", "--output-format", "html"]] {
        let output = kanwu(folder.path(), arguments);
        assert_eq!(output.status.code(), Some(2));
        let said = text(&output.stderr);
        assert!(said.contains("“CYT266”的计分还没有录入") && said.contains("kanwu.toml:2:10"), "{said}");
        assert!(output.stdout.is_empty());
    }
}

#[test]
fn a_limit_is_a_number() {
    let folder = folder("[rate]\nlimit = \"一\"\n");
    let output = kanwu(folder.path(), &["rate", "书稿.md", "--lang", "en"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("limit must be a number of at least 0"));
}

#[test]
fn page_marks_tell_how_many_pages_there_are() {
    let folder = folder("[rate]\ncharacters-per-line = 42\nlines-per-page = 40\n");
    let marked = fs::read_to_string(crate::common::root().join("samples/clean/青石镇年鉴2023.md")).unwrap();
    fs::write(folder.path().join("书稿.md"), &marked).unwrap();
    let pages = marked.matches("<!-- page").count();
    assert!(pages > 1);
    assert_eq!(rates(&folder)["manuscripts"][0]["whole"]["layout"], 42 * 40 * pages);
}
