//! A folder is read, checked and told a few manuscripts at a time: every report is what it would be of one piece.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;

use crate::common::{TEXT_FORMS, command, findings, text};

/// More than any turn takes on two threads, each with other findings, and one that can't be read.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for i in 0..7 {
        let mut book = format!("# 青石镇年鉴{i}\n\n");
        for j in 0..=i {
            book.push_str(&format!("青石镇第{j}村全年产茶{i}{j}吨,比上年增长1{j}～2{j}%。\n\n"));
        }
        let name = format!("卷{i}.md");
        std::fs::write(folder.path().join(name), book).unwrap();
    }
    std::fs::write(folder.path().join("坏.md"), [0, 1, 2, 0, 0xff]).unwrap();
    folder
}

fn run(folder: &Path, threads: &str, args: &[&str]) -> std::process::Output {
    let args = [&["check", "--isolated"], args].concat();
    command(folder, &args).env("RAYON_NUM_THREADS", threads).output().unwrap()
}

#[test]
fn every_form_is_the_same_on_any_number_of_threads() {
    let folder = folder();
    for form in TEXT_FORMS {
        let told = |threads| {
            let output = run(folder.path(), threads, &["-q", "--output-format", form, "."]);
            assert_eq!(output.status.code(), Some(2), "{form}: {}", text(&output.stderr));
            text(&output.stdout)
        };
        let one = told("1");
        assert!(one.contains("卷0.md") || form == "sarif", "{form}");
        // With 16 threads all are told at once.
        assert!(one == told("3") && one == told("16"), "{form}");
    }
}

#[test]
fn a_folder_has_the_findings_of_its_files_in_order() {
    let folder = folder();
    let whole = findings(&run(folder.path(), "2", &["--output-format", "json", "."]));
    let told = whole["diagnostics"].as_array().unwrap();
    let mut of_file: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for diagnostic in told {
        let path = diagnostic["path"].as_str().unwrap().trim_start_matches("./").to_owned();
        of_file.entry(path).or_default().push(diagnostic["range"].clone());
    }
    let paths: Vec<&str> = told.iter().map(|d| d["path"].as_str().unwrap()).collect();
    assert!(paths.is_sorted(), "{paths:?}");
    assert_eq!(of_file.len(), 7);
    for (path, ranges) in &of_file {
        let alone = findings(&run(folder.path(), "2", &["--output-format", "json", path]));
        let alone: Vec<Value> =
            alone["diagnostics"].as_array().unwrap().iter().map(|d| d["range"].clone()).collect();
        assert_eq!(*ranges, alone, "{path}");
    }
    let named = |list: &str| {
        let paths = whole[list].as_array().unwrap().iter().map(|f| f["path"].as_str().unwrap().to_owned());
        paths.collect::<Vec<String>>()
    };
    assert_eq!((named("files").len(), named("errors").len()), (7, 1));
    assert!(named("files").is_sorted());
}

#[test]
fn rows_and_counts_run_through_all_files() {
    let folder = folder();
    let csv = text(&run(folder.path(), "2", &["--output-format", "csv", "."]).stdout);
    let rows: Vec<&str> =
        csv.lines().skip(1).filter(|l| l.starts_with(|c: char| c.is_ascii_digit())).collect();
    for (i, row) in rows.iter().enumerate() {
        assert!(row.starts_with(&format!("{},", i + 1)), "{row}");
    }
    let whole = findings(&run(folder.path(), "2", &["--output-format", "json", "."]));
    let told = whole["diagnostics"].as_array().unwrap();
    let full = text(&run(folder.path(), "2", &["--output-format", "full", "."]).stdout);
    let counted = told.iter().filter(|d| d["class"] != "conversion").count();
    assert!(full.contains("检查7个文件") && full.contains(&format!("发现{counted}处")), "{full}");
    let sarif: Value =
        serde_json::from_slice(&run(folder.path(), "2", &["--output-format", "sarif", "."]).stdout).unwrap();
    let run = &sarif["runs"][0];
    assert_eq!(run["results"].as_array().unwrap().len(), told.len());
    for result in run["results"].as_array().unwrap() {
        let at = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(run["tool"]["driver"]["rules"][at]["id"], result["ruleId"]);
    }
}

#[test]
fn no_more_is_listed_than_asked_over_all_files() {
    let folder = folder();
    let told =
        text(&run(folder.path(), "2", &["--output-format", "short", "--max-findings", "3", "."]).stdout);
    assert_eq!(
        told.lines().filter(|line| line.contains(": 错误[") || line.contains(": 警告[")).count(),
        3,
        "{told}"
    );
    assert!(told.contains("处未列出"), "{told}");
}

#[test]
fn fixes_go_into_every_file_of_a_folder() {
    let folder = folder();
    run(folder.path(), "2", &["-q", "--fix", "."]);
    for i in 0..7 {
        let now = std::fs::read_to_string(folder.path().join(format!("卷{i}.md"))).unwrap();
        assert!(now.contains('，') && !now.contains(','), "{now}");
    }
}
