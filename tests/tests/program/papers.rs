//! Copies with the corrections that were answered 改, and forms that an office prints.

use std::path::Path;

use serde_json::Value;

use crate::common::{findings, kanwu, root, sample, text};

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(sample(), folder.path().join("清河年鉴.md")).unwrap();
    folder
}

fn form(folder: &Path, args: &[&str], file: &str) -> Value {
    let done = kanwu(folder, args);
    assert!(done.status.success(), "{}{}", text(&done.stdout), text(&done.stderr));
    serde_json::from_slice(&std::fs::read(folder.join(file)).unwrap()).unwrap()
}

fn cell(cell: &Value) -> String {
    match cell {
        Value::String(text) => text.clone(),
        cell => ["before", "at", "after"].map(|part| cell[part].as_str().unwrap_or_default()).concat(),
    }
}

/// Ids of findings of the sample that pass.
fn ids(folder: &Path, file: &str, pass: impl Fn(&Value) -> bool) -> Vec<String> {
    let output = kanwu(folder, &["check", file, "--output-format", "json"]);
    let all = findings(&output)["diagnostics"].as_array().unwrap().clone();
    all.iter().filter(|d| pass(d)).map(|d| d["id"].as_str().unwrap().to_owned()).collect()
}

fn decide(folder: &Path, ids: &[String], rest: &[&str]) {
    let mut args = vec!["decide"];
    args.extend(ids.iter().map(String::as_str));
    args.extend(rest);
    let done = kanwu(folder, &args);
    assert!(done.status.success(), "{}{}", text(&done.stdout), text(&done.stderr));
}

#[test]
fn queries_hold_what_is_open_and_room_for_answers() {
    let folder = folder();
    let args = ["queries", "清河年鉴.md", "--output-format", "json", "--person", "王编辑", "--stage", "二校"];
    let before = form(folder.path(), &args, "清河年鉴.校对质疑表.json");
    let names: Vec<&str> =
        before["columns"].as_array().unwrap().iter().map(|c| c["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["序号", "页/行", "类目·条目", "原文", "质疑", "建议改为", "依据", "责编答复"]);
    let rows = before["rows"].as_array().unwrap();
    assert!(rows.iter().all(|row| row.as_array().unwrap().len() == 8 && cell(&row[7]).is_empty()));
    assert!(rows.iter().any(|row| cell(&row[5]).is_empty()), "where nothing is known nothing is proposed");

    let fixed = ids(folder.path(), "清河年鉴.md", |d| d["fix"].is_object() && d["class"] == "hard");
    decide(folder.path(), &fixed[..2], &["--state", "改", "--person", "王编辑"]);
    decide(folder.path(), &fixed[2..3], &["--state", "待核", "--person", "李责编", "--reason", "查原件"]);
    let args = [&args[..], &["--overwrite"]].concat();
    let after = form(folder.path(), &args, "清河年鉴.校对质疑表.json");
    let after = after["rows"].as_array().unwrap();
    // What the asker has settled is no question; what somebody else has said stands as the answer.
    assert_eq!(after.len(), rows.len() - 2);
    assert_eq!(after.iter().filter(|row| cell(&row[7]).contains("查原件，李责编")).count(), 1);
}

#[test]
fn forms_are_written_beside_the_manuscript() {
    let folder = folder();
    for extension in ["docx", "xlsx", "html"] {
        let done = kanwu(folder.path(), &["press", "清河年鉴.md", "--output-format", extension]);
        assert!(done.status.success(), "{}", text(&done.stderr));
        assert!(folder.path().join(format!("清河年鉴.付印检查.{extension}")).is_file());
    }
    // It is not read as a manuscript; what the program wrote is written anew, and what somebody else wrote is not.
    let again =
        || kanwu(folder.path(), &["press", "清河年鉴.md", "--output-format", "docx"]).status.success();
    assert!(again());
    std::fs::write(folder.path().join("清河年鉴.付印检查.docx"), "别的文件").unwrap();
    assert!(!again());
}

#[test]
fn before_print_things_are_counted_and_nothing_is_passed() {
    let folder = folder();
    let keep = ids(folder.path(), "清河年鉴.md", |d| d["class"] == "house");
    decide(folder.path(), &keep[..1], &["--state", "不改", "--person", "王编辑", "--reason", "本书体例"]);
    let change = ids(folder.path(), "清河年鉴.md", |d| d["fix"].is_object());
    decide(folder.path(), &change[..3], &["--state", "改", "--person", "王编辑"]);
    let press =
        form(folder.path(), &["press", "清河年鉴.md", "--output-format", "json"], "清河年鉴.付印检查.json");
    let rows = press["rows"].as_array().unwrap();
    let count = |row: usize| cell(&rows[row][2]).parse::<usize>().unwrap();
    assert_eq!((count(0), count(1)), (0, 3));
    assert!(count(2) > 0 && count(5) > 0);
    let said = press.to_string();
    assert!(said.contains("本书体例，王编辑"));
    assert!(!said.contains("合格"));
}

#[test]
fn each_unit_has_a_form_of_its_own() {
    let folder = folder();
    std::fs::write(folder.path().join("单位.txt"), "区农业农村局：农业\n").unwrap();
    let args = ["returns", "清河年鉴.md", "--output-format", "json", "--output", ".", "--units", "单位.txt"];
    let done = kanwu(folder.path(), &args);
    assert!(done.status.success(), "{}", text(&done.stderr));
    let forms: Vec<String> = std::fs::read_dir(folder.path())
        .unwrap()
        .flatten()
        .map(|e| e.file_name().into_string().unwrap())
        .filter(|name| name.starts_with("退改单-"))
        .collect();
    assert!(forms.len() > 2, "{forms:?}");
    std::fs::write(folder.path().join("单位.txt"), "区农业农村局\n").unwrap();
    let done = kanwu(folder.path(), &args);
    assert!(text(&done.stderr).contains("单位.txt:1"), "{}", text(&done.stderr));
}

#[test]
fn a_copy_holds_what_was_answered_to_be_changed_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(root().join("tests/fixtures/docx/libreoffice.docx"), folder.path().join("稿.docx"))
        .unwrap();
    let fixed = ids(folder.path(), "稿.docx", |d| d["fix"].is_object());
    decide(folder.path(), &fixed[..4], &["--state", "改", "--person", "王编辑"]);
    let done = kanwu(folder.path(), &["annotate", "稿.docx", "--changes", "decided"]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    let said = text(&done.stderr);
    assert!(said.contains("批注4条"), "{said}");
    let read =
        |name: &str, revisions| kanwu_disk::read_file_as(&folder.path().join(name), revisions).unwrap().text;
    let before = read("稿.docx", kanwu_intake::Revisions::Accepted);
    assert_eq!(read("稿.审校.docx", kanwu_intake::Revisions::Rejected), before);
    std::fs::rename(folder.path().join("稿.审校.docx"), folder.path().join("改.docx")).unwrap();
    let left = ids(folder.path(), "改.docx", |_| true);
    assert!(fixed[..4].iter().all(|id| !left.contains(id)));
    assert!(fixed[4..].iter().filter(|id| left.contains(id)).count() >= fixed.len() - 4 - 2);
}

#[test]
fn a_form_that_was_filled_in_word_is_read_back() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.md"), "# 农业\n\n清河区,青石镇。\n\n粮食增产15～30%，油料减产。\n")
        .unwrap();
    let done = kanwu(folder.path(), &["queries", "a.md", "--output-format", "docx", "--output", "单.docx"]);
    assert!(done.status.success(), "{}", text(&done.stderr));
    // Written as Word does it: the answer stands in the last cells of the rows.
    let path = folder.path().join("单.docx");
    answer_rows(&path, "改");
    let output = kanwu(folder.path(), &["decide", "--from", "单.docx", "--path", "a.md"]);
    assert!(text(&output.stdout).contains("记下2处"), "{}{}", text(&output.stdout), text(&output.stderr));
    let collated = kanwu(folder.path(), &["collate", "a.md", "a.md", "--asked", "单.docx"]);
    assert!(text(&collated.stdout).contains("漏改"), "{}", text(&collated.stdout));
}

/// Puts an answer into each last, empty cell of the rows of a document.
fn answer_rows(path: &std::path::Path, answer: &str) {
    use std::io::{Cursor, Read as _, Write as _};
    let bytes = std::fs::read(path).unwrap();
    let mut from = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..from.len() {
        let mut entry = from.by_index(at).unwrap();
        let (name, mut part) = (entry.name().unwrap().into_owned(), Vec::new());
        entry.read_to_end(&mut part).unwrap();
        to.start_file(&name, zip::write::SimpleFileOptions::default()).unwrap();
        if name == "word/document.xml" {
            let xml = String::from_utf8(part).unwrap();
            let filled = format!("<w:r><w:t>{answer}</w:t></w:r></w:p></w:tc></w:tr>");
            // The first row is the head.
            let (head, rows) = xml.split_once("</w:tr>").unwrap();
            let rows = rows.replace("</w:p></w:tc></w:tr>", &filled);
            part = format!("{head}</w:tr>{rows}").into_bytes();
        }
        to.write_all(&part).unwrap();
    }
    std::fs::write(path, to.finish().unwrap().into_inner()).unwrap();
}

#[test]
fn a_filled_form_answers_the_findings_that_it_asked_about() {
    let folder = tempfile::tempdir().unwrap();
    let book = "# 农业\n\n清河区,青石镇。\n\n粮食增产15～30%，油料减产。\n";
    std::fs::write(folder.path().join("a.md"), book).unwrap();
    let form = "序号,条目,原句,问题,请核何据,单位答复\n\
                1,农业,◂增产⟦15～30%⟧，油料减产。,,,无误，原件如此\n\
                2,农业,\"清河区⟦,⟧青石镇。\",,,改\n\
                3,农业,全镇没有这一句。,,,改\n\
                4,农业,\"清河区⟦,⟧青石镇。\",,,\n";
    std::fs::write(folder.path().join("退改单-区农业农村局.csv"), form).unwrap();
    let output = kanwu(folder.path(), &["decide", "--from", "退改单-区农业农村局.csv", "--path", "a.md"]);
    let (said, complained) = (text(&output.stdout), text(&output.stderr));
    assert!(said.contains("记下2处"), "{said}{complained}");
    assert!(complained.contains("1行答复没有找到"), "{complained}");
    let kept = std::fs::read_to_string(folder.path().join("kanwu.decisions.toml")).unwrap();
    assert!(kept.contains("person = \"区农业农村局\""), "{kept}");
    assert!(kept.contains("state = \"不改\"") && kept.contains("reason = \"无误，原件如此\""), "{kept}");
    assert!(kept.contains("state = \"改\""), "{kept}");
}
