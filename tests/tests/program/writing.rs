//! Whatever is written: nothing of anyone else is lost, nothing is written where nobody asked for it.

use std::path::Path;
use std::process::{Output, Stdio};

use crate::common::{TEXT_FORMS, command, findings, kanwu, text};

const FAULT: &str = "# 综合\n\n【概况】 清河区,青石镇增产。\n";

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        std::fs::create_dir_all(folder.path().join(name).parent().unwrap()).unwrap();
        std::fs::write(folder.path().join(name), content).unwrap();
    }
    folder
}

fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap()
}

fn refused(output: &Output, why: &str) {
    let said = text(&output.stderr);
    assert!(output.status.code() == Some(2) && said.contains(why), "{:?} {said}", output.status);
}

/// Files of the folder that kanwu puts beside others while it writes.
fn left_over(folder: &Path) -> Vec<String> {
    let names =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned());
    names.filter(|name| name.starts_with(".kanwu-")).collect()
}

/// Every form of report.
fn forms() -> impl Iterator<Item = &'static str> {
    TEXT_FORMS.into_iter().chain(["xlsx"])
}

#[test]
fn a_report_is_not_written_over_a_manuscript_or_a_file_of_anyone_else() {
    let folder = folder(&[("a.md", FAULT), ("mine.csv", "甲,乙\n"), ("sub/b.md", FAULT)]);
    let at = folder.path();
    for form in forms() {
        refused(&kanwu(at, &["check", "a.md", "--output", &format!("{form}=a.md")]), "正在检查的书稿");
        refused(
            &kanwu(at, &["check", "a.md", "--output", &format!("{form}=./sub/../a.md")]),
            "正在检查的书稿",
        );
        refused(&kanwu(at, &["check", "a.md", "--output", &format!("{form}=mine.csv")]), "不是刊误写的");
        refused(&kanwu(at, &["check", "a.md", "--output", &format!("{form}=sub/b.md")]), "不是刊误写的");
    }
    assert_eq!(
        (read(at, "a.md"), read(at, "mine.csv"), read(at, "sub/b.md")),
        (FAULT.into(), "甲,乙\n".into(), FAULT.into())
    );
    let forced = kanwu(at, &["check", "a.md", "--output", "csv=mine.csv", "--overwrite"]);
    assert_eq!(forced.status.code(), Some(1), "{}", text(&forced.stderr));
    assert!(read(at, "mine.csv").contains("序号"));
    assert_eq!(left_over(at), Vec::<String>::new());
}

#[test]
fn a_report_that_kanwu_wrote_is_replaced_with_and_without_findings() {
    let folder = folder(&[("a.md", FAULT)]);
    let at = folder.path();
    for form in forms() {
        for lang in ["zh", "en"] {
            let output = format!("{form}=report.{form}.{lang}");
            for content in [FAULT, "# 综合\n\n【概况】 清河区增产。\n", FAULT, FAULT] {
                std::fs::write(at.join("a.md"), content).unwrap();
                let run = kanwu(at, &["check", "a.md", "--isolated", "--lang", lang, "--output", &output]);
                assert_ne!(run.status.code(), Some(2), "{output}: {}", text(&run.stderr));
            }
        }
    }
}

#[test]
fn a_sheet_that_someone_has_filled_in_is_work() {
    let folder = folder(&[("a.md", FAULT)]);
    let at = folder.path();
    kanwu(at, &["check", "a.md", "--output", "csv=q.csv", "--output", "xlsx=q.xlsx"]);
    let filled = read(at, "q.csv").replacen(",,\r\n", ",不改,王编辑\r\n", 1);
    std::fs::write(at.join("q.csv"), &filled).unwrap();
    refused(&kanwu(at, &["check", "a.md", "--output", "csv=q.csv"]), "q.csv");
    assert_eq!(read(at, "q.csv"), filled);
    // As a spreadsheet leaves it: without the archive's comment.
    let sheet = std::fs::read(at.join("q.xlsx")).unwrap();
    let end = sheet.len() - "kanwu:".len() - 16;
    let saved = [&sheet[..end - 2], &[0, 0]].concat();
    std::fs::write(at.join("q.xlsx"), &saved).unwrap();
    refused(&kanwu(at, &["check", "a.md", "--output", "xlsx=q.xlsx"]), "q.xlsx");
    assert_eq!(std::fs::read(at.join("q.xlsx")).unwrap(), saved);
}

#[test]
fn a_copy_that_someone_has_worked_in_is_kept() {
    let folder = folder(&[]);
    let at = folder.path();
    let original = crate::common::root().join("tests/fixtures/docx/pandoc.docx");
    std::fs::copy(original, at.join("稿.docx")).unwrap();
    let annotate = |more: &[&str]| kanwu(at, &[&["annotate", "稿.docx", "--isolated"], more].concat());
    for _ in 0..2 {
        let run = annotate(&[]);
        assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
    }
    let mut copy = std::fs::read(at.join("稿.审校.docx")).unwrap();
    let last = copy.len() - 1;
    copy[last] ^= 1;
    std::fs::write(at.join("稿.审校.docx"), &copy).unwrap();
    refused(&annotate(&[]), "不是刊误写的");
    assert_eq!(std::fs::read(at.join("稿.审校.docx")).unwrap(), copy);
    assert_eq!(annotate(&["--overwrite"]).status.code(), Some(0));
}

#[test]
fn forty_answers_at_once_are_forty_and_comments_stay() {
    let faults: String = (1..=40).map(|i| format!("【条目{i}】 清河区第{i}次会议,召开。\n\n")).collect();
    let folder = folder(&[("a.md", &format!("# 综合\n\n{faults}"))]);
    let at = folder.path();
    let all = findings(&kanwu(at, &["check", "a.md", "--output-format", "json"]));
    let ids: Vec<String> = all["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .take(40)
        .map(|d| d["id"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(ids.len(), 40);
    let decide = |id: &str| {
        let mut decide =
            command(at, &["decide", id, "--state", "待核", "--person", "王编辑", "--path", "a.md"]);
        decide.stdout(Stdio::null()).stderr(Stdio::null());
        decide
    };
    assert!(decide(&ids[0]).status().unwrap().success());
    let noted = read(at, "kanwu.decisions.toml").replace("[[decision]]", "# 问过统计局\n[[decision]]");
    std::fs::write(at.join("kanwu.decisions.toml"), noted).unwrap();
    for some in ids[1..].chunks(8) {
        let runs: Vec<_> = some.iter().map(|id| decide(id).spawn().unwrap()).collect();
        for mut run in runs {
            assert!(run.wait().unwrap().success());
        }
    }
    let kept = read(at, "kanwu.decisions.toml");
    assert_eq!(kept.matches("[[decision]]").count(), 40);
    assert!(kept.contains("# 问过统计局\n[[decision]]"), "{kept}");
    assert_eq!(left_over(at), Vec::<String>::new());
}

#[test]
fn a_file_of_answers_that_is_something_else_stays() {
    let folder = folder(&[
        ("a.md", FAULT),
        ("mine.txt", "root:x\n"),
        ("kanwu.toml", "[decisions]\nbaseline = \"mine.txt\"\nfile = \"mine.txt\"\n"),
    ]);
    let at = folder.path();
    assert_eq!(kanwu(at, &["baseline", "a.md"]).status.code(), Some(2));
    assert_eq!(kanwu(at, &["keep", "a.md:3:11", "--reason", "原文如此"]).status.code(), Some(2));
    assert_eq!(read(at, "mine.txt"), "root:x\n");
}

#[test]
fn what_a_config_names_lies_in_its_folder() {
    let folder =
        folder(&[("out/b.md", FAULT), ("out/mine.toml", ""), ("book/a.md", FAULT), ("book/kanwu.toml", "")]);
    let book = folder.path().join("book");
    let with = |config: &str, args: &[&str]| {
        std::fs::write(book.join("kanwu.toml"), config).unwrap();
        kanwu(&book, args)
    };
    for read in ["[manuscript]\nfiles = [\"../out/b.md\"]\n", "[lint]\npacks = [\"../out\"]\n"] {
        refused(&with(read, &["check", "a.md"]), "文件夹之外");
    }
    let files = "[manuscript]\nfiles = [\"a.md\", \"../out/b.md\"]\n";
    assert_eq!(with(files, &["check", "--allow-outside"]).status.code(), Some(1));
    for write in ["file", "baseline"] {
        let config = format!("[decisions]\n{write} = \"../out/mine.toml\"\n");
        refused(&with(&config, &["baseline", "a.md", "--allow-outside"]), "不往那里写");
    }
    assert_eq!(read(folder.path(), "out/mine.toml"), "");
    // What the command line names needs neither.
    assert_eq!(with("", &["check", "../out/b.md", "--output", "json=../out/r.json"]).status.code(), Some(1));
    assert!(folder.path().join("out/r.json").exists());
}

#[test]
fn a_save_in_between_is_not_lost() {
    let long = format!("{FAULT}\n<!-- {} -->\n", "-".repeat(2_000_000));
    let folder = folder(&[("a.md", &long)]);
    let at = folder.path();
    let mut refusals = 0;
    for round in 0..8u64 {
        std::fs::write(at.join("a.md"), &long).unwrap();
        let run =
            command(at, &["check", "a.md", "--isolated", "--fix", "--quiet", "--output-format", "short"])
                .stdout(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(10 + 25 * round));
        let saved = format!("{long}编辑刚存的一句。\n");
        let fixed_before = read(at, "a.md") != long;
        std::fs::write(at.join("a.md"), &saved).unwrap();
        let run = run.wait_with_output().unwrap();
        assert!(read(at, "a.md").contains("编辑刚存的一句"), "round {round}");
        if text(&run.stderr).contains("已被别处改动，未写") {
            assert!(!fixed_before && run.status.code() == Some(2));
            refusals += 1;
        }
    }
    println!("{refusals} of 8 saves met a fix");
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn nothing_but_a_fix_goes_through_a_link() {
        let folder = folder(&[("book/a.md", FAULT), ("mine.txt", "root:x\n")]);
        let book = folder.path().join("book");
        for name in ["a.校对.html", "kanwu.decisions.toml", "kanwu.baseline"] {
            symlink("../mine.txt", book.join(name)).unwrap();
        }
        kanwu(&book, &["a.md"]);
        kanwu(&book, &["check", "a.md", "--output", "html=a.校对.html", "--overwrite"]);
        kanwu(&book, &["baseline", "a.md"]);
        kanwu(&book, &["keep", "a.md:3:11", "--reason", "原文如此"]);
        assert_eq!(read(folder.path(), "mine.txt"), "root:x\n");
        for name in ["kanwu.decisions.toml", "kanwu.baseline"] {
            std::fs::remove_file(book.join(name)).unwrap();
        }
        symlink("a.md", book.join("b.md")).unwrap();
        let fixed = kanwu(&book, &["check", "b.md", "--isolated", "--fix"]);
        assert!(read(&book, "a.md").contains("清河区，"), "{}", text(&fixed.stderr));
        assert!(std::fs::symlink_metadata(book.join("b.md")).unwrap().is_symlink());
    }

    #[test]
    fn devices_and_pipes_are_written_through() {
        let folder = folder(&[("a.md", FAULT)]);
        let run = kanwu(
            folder.path(),
            &["check", "a.md", "--output-format", "short", "--output", "csv=/dev/stdout"],
        );
        assert!(text(&run.stdout).contains("序号"), "{}", text(&run.stderr));
        let run = kanwu(folder.path(), &["check", "a.md", "--output", "csv=/dev/null"]);
        assert_eq!(run.status.code(), Some(1), "{}", text(&run.stderr));
    }

    #[test]
    fn a_file_name_of_any_bytes_works_end_to_end() {
        let folder = folder(&[("\u{fffd}\u{fffd}.md", "第三个文件。\n")]);
        let name = OsStr::from_bytes(b"\xbc\xd7.md");
        std::fs::write(folder.path().join(name), FAULT).unwrap();
        let run = command(folder.path(), &["check", "--isolated", "--fix", "-q"]).arg(name).output().unwrap();
        assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
        assert!(std::fs::read_to_string(folder.path().join(name)).unwrap().contains("清河区，"));
        assert_eq!(read(folder.path(), "\u{fffd}\u{fffd}.md"), "第三个文件。\n");
        let run = command(folder.path(), &[]).arg(name).output().unwrap();
        assert_ne!(run.status.code(), Some(2), "{}", text(&run.stderr));
        assert!(folder.path().join(OsStr::from_bytes(b"\xbc\xd7.\xe6\xa0\xa1\xe5\xaf\xb9.html")).exists());
    }

    #[test]
    fn a_file_name_as_long_as_can_be_gets_its_report() {
        let name = format!("{}.md", "清".repeat(82));
        let folder = folder(&[(&name, FAULT)]);
        let run = kanwu(folder.path(), &[&name]);
        assert_eq!(run.status.code(), Some(1), "{}", text(&run.stderr));
        let pages = std::fs::read_dir(folder.path())
            .unwrap()
            .filter(|e| e.as_ref().unwrap().file_name().to_string_lossy().ends_with(".校对.html"));
        assert_eq!(pages.count(), 1);
    }
}
