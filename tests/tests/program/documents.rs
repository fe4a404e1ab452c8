//! The sample as a Word document: the same findings as its Markdown, and what is written back.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::common::{findings, kanwu, root, sample, text};
use kanwu_text::Format;
use serde_json::Value;

const MADE_BY: [&str; 2] = ["pandoc", "libreoffice"];

/// The sample as a document. Where it has changed since the documents were made, they are made anew if the
/// programs are at hand.
#[allow(clippy::print_stderr, reason = "a test says what it had to do")]
fn document(program: &str) -> PathBuf {
    let folder = root().join("tests/fixtures/docx");
    let kept = folder.join(format!("{program}.docx"));
    let markdown = std::fs::read_to_string(sample()).unwrap();
    if bare(&markdown) == bare(&words(&std::fs::read(&kept).unwrap())) {
        return kept;
    }
    let anew = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("docx");
    std::fs::create_dir_all(&anew).unwrap();
    let made = Command::new("sh").arg(folder.join("make.sh")).arg(&anew).output();
    if made.is_ok_and(|m| m.status.success()) {
        eprintln!("the sample has changed: run tests/fixtures/docx/make.sh and keep what it makes");
        return anew.join(format!("{program}.docx"));
    }
    panic!("the sample has changed: run tests/fixtures/docx/make.sh, which needs pandoc and LibreOffice");
}

/// The text of a document.
fn words(bytes: &[u8]) -> String {
    kanwu_intake::read_bytes(bytes, "a.docx", Format::Docx).unwrap().text
}

/// Lines with text, without marks of emphasis.
fn bare(text: &str) -> Vec<String> {
    let plain = text.replace("**", "").replace("<b>", "").replace("</b>", "");
    plain.lines().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect()
}

fn check(path: &Path, more: &[&str]) -> Value {
    let path = path.display().to_string();
    let args = ["check", &path, "--output-format", "json", "--isolated"];
    findings(&kanwu(&root(), &[&args[..], more].concat()))
}

fn field<'v>(d: &'v Value, name: &str) -> &'v str {
    d[name].as_str().unwrap_or_default()
}

/// Code, excerpt, 类目, 分目 and 条目 of each finding, counted.
fn told(json: &Value) -> BTreeMap<(String, String, String), usize> {
    let mut all = BTreeMap::new();
    for d in json["diagnostics"].as_array().unwrap().iter().filter(|d| d["class"] != "conversion") {
        let place = ["category", "section", "entry"].map(|name| field(&d["place"], name)).join(" › ");
        let excerpt = field(d, "excerpt").replace("**", "").replace("<b>", "").replace("</b>", "");
        *all.entry((field(d, "code").to_owned(), excerpt, place)).or_insert(0) += 1;
    }
    all
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Text of a stretch of XML: what is inserted, not what is deleted.
fn shown(xml: &str) -> String {
    let mut out = String::new();
    for piece in xml.split("<w:t").skip(1).filter(|p| p.starts_with(['>', ' '])) {
        let Some((_, rest)) = piece.split_once('>') else { continue };
        out.push_str(rest.split("</w:t>").next().unwrap_or_default());
    }
    out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

#[test]
fn findings_are_those_of_the_markdown() {
    let markdown = told(&check(&sample(), &["--show", "info"]));
    assert!(markdown.values().sum::<usize>() > 80);
    for program in MADE_BY {
        let path = document(program);
        let json = check(&path, &["--show", "info"]);
        assert!(json["diagnostics"].as_array().unwrap().iter().all(|d| d["class"] != "conversion"));
        let document = told(&json);
        let only = |a: &BTreeMap<_, usize>, b: &BTreeMap<_, usize>| -> Vec<String> {
            a.iter()
                .filter(|(key, n)| b.get(*key) != Some(n))
                .map(|(key, n)| format!("{n} {key:?}"))
                .collect()
        };
        let (lost, new) = (only(&markdown, &document), only(&document, &markdown));
        assert!(lost.is_empty() && new.is_empty(), "{program}: lost {lost:#?}, new {new:#?}");
    }
}

#[test]
fn comments_stand_on_the_characters_that_findings_mark() {
    let folder = tempfile::tempdir().unwrap();
    for program in MADE_BY {
        let path = document(program);
        let out = folder.path().join(format!("{program}.docx"));
        let (from, to) = (path.display().to_string(), out.display().to_string());
        let args = ["annotate", &from, "-o", &to, "--changes", "none", "--date", "2023-05-01", "--isolated"];
        let output = kanwu(&root(), &args);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        let bytes = std::fs::read(&out).unwrap();
        let (document, comments) = (part(&bytes, "word/document.xml"), part(&bytes, "word/comments.xml"));
        let json = check(&path, &[]);
        let list = json["diagnostics"].as_array().unwrap();
        let mut want: Vec<(String, String)> = list
            .iter()
            .map(|d| (field(d, "code").to_owned(), field(d, "excerpt").replace("**", "").replace('\t', "")))
            .collect();
        let mut got: Vec<(String, String)> = comments
            .split("<w:comment ")
            .skip(1)
            .map(|comment| {
                let id = comment.split("w:id=\"").nth(1).unwrap().split('"').next().unwrap();
                let (_, after) =
                    document.split_once(&format!("<w:commentRangeStart w:id=\"{id}\"/>")).unwrap();
                let (inside, after) =
                    after.split_once(&format!("<w:commentRangeEnd w:id=\"{id}\"/>")).unwrap();
                assert!(after.starts_with(&format!("<w:r><w:commentReference w:id=\"{id}\"/></w:r>")));
                assert!(
                    comment.contains("w:author=\"刊误\"")
                        && comment.contains("w:date=\"2023-05-01T00:00:00Z\"")
                );
                let last = shown(comment.rsplit("<w:p>").next().unwrap());
                (last.split(' ').next().unwrap().to_owned(), shown(inside))
            })
            .collect();
        want.sort();
        got.sort();
        assert_eq!(got, want);
        // The text is as it was, and so is every other part.
        assert_eq!(words(&bytes), words(&std::fs::read(&path).unwrap()));
        let before = std::fs::read(&path).unwrap();
        let mut archive = zip::ZipArchive::new(Cursor::new(&before)).unwrap();
        for i in 0..archive.len() {
            let name = archive.by_index(i).unwrap().name().unwrap().into_owned();
            let changes =
                ["word/document.xml", "word/comments.xml", "[Content_Types].xml"].contains(&name.as_str());
            if !changes && !name.ends_with("document.xml.rels") && !name.ends_with('/') {
                assert_eq!(part(&bytes, &name), part(&before, &name), "{name}");
            }
        }
    }
}

#[test]
fn accepting_all_changes_gives_what_fixing_the_markdown_gives() {
    let folder = tempfile::tempdir().unwrap();
    let markdown = folder.path().join("稿.md");
    std::fs::copy(sample(), &markdown).unwrap();
    kanwu(folder.path(), &["check", "稿.md", "--fix", "--isolated"]);
    let want = bare(&std::fs::read_to_string(&markdown).unwrap());
    for program in MADE_BY {
        let path = document(program);
        let before = std::fs::read(&path).unwrap();
        std::fs::write(folder.path().join("稿.docx"), &before).unwrap();
        std::fs::write(folder.path().join("净.docx"), &before).unwrap();
        kanwu(folder.path(), &["annotate", "稿.docx", "--isolated"]);
        kanwu(folder.path(), &["check", "稿.docx", "--fix", "--isolated"]);
        kanwu(folder.path(), &["check", "净.docx", "--fix", "--in-place", "--isolated"]);
        for (name, tracked) in [("稿.审校.docx", true), ("稿.docx", true), ("净.docx", false)] {
            let after = std::fs::read(folder.path().join(name)).unwrap();
            assert_eq!(bare(&words(&after)), want, "{program} {name}");
            assert_eq!(part(&after, "word/document.xml").contains("<w:ins "), tracked, "{program} {name}");
        }
        // Rejected, nothing has happened.
        let rejected =
            kanwu_disk::read_file_as(&folder.path().join("稿.审校.docx"), kanwu_intake::Revisions::Rejected);
        assert_eq!(rejected.unwrap().text, words(&before));
    }
}

#[test]
fn the_second_run_changes_nothing_and_folding_counts() {
    let folder = tempfile::tempdir().unwrap();
    let path = document("pandoc");
    std::fs::copy(path, folder.path().join("稿.docx")).unwrap();
    let out = || std::fs::read(folder.path().join("稿.审校.docx")).unwrap();
    for more in [&[][..], &["--fold"]] {
        let args = |file| [&["annotate", file, "--date", "2023-05-01", "--isolated"][..], more].concat();
        kanwu(folder.path(), &args("稿.docx"));
        let once = out();
        let said = kanwu(folder.path(), &args("稿.审校.docx"));
        assert!(text(&said.stderr).contains("新增批注0条"), "{}", text(&said.stderr));
        assert!(once == out());
        let comments = part(&once, "word/comments.xml");
        let kinds = comments.matches("half-width-mark").count();
        assert_eq!(kinds == 1, !more.is_empty(), "{kinds}");
        assert_eq!(comments.contains("全稿共"), !more.is_empty());
    }
}

#[test]
fn what_is_to_stay_gets_no_comment_and_no_change() {
    let folder = tempfile::tempdir().unwrap();
    let path = document("pandoc");
    std::fs::copy(path, folder.path().join("稿.docx")).unwrap();
    let keep = [
        "keep",
        "--rule",
        "half-width-mark",
        "--path",
        "稿.docx",
        "--reason",
        "原文如此",
        "--person",
        "沈砚秋",
    ];
    let kept = kanwu(folder.path(), &keep);
    assert_eq!(kept.status.code(), Some(0), "{}", text(&kept.stderr));
    kanwu(folder.path(), &["annotate", "稿.docx"]);
    let bytes = std::fs::read(folder.path().join("稿.审校.docx")).unwrap();
    let comments = part(&bytes, "word/comments.xml");
    assert!(comments.contains("PUN003") && !comments.contains("half-width-mark"));
}

#[test]
fn several_documents_are_one_manuscript() {
    let folder = tempfile::tempdir().unwrap();
    let path = document("pandoc");
    std::fs::copy(&path, folder.path().join("乙.docx")).unwrap();
    std::fs::write(folder.path().join("甲.md"), "# 卷首\n\n全年,增长。\n").unwrap();
    std::fs::write(folder.path().join("kanwu.toml"), "[manuscript]\nfiles = [\"甲.md\", \"乙.docx\"]\n")
        .unwrap();
    let json = findings(&kanwu(folder.path(), &["check", "--output-format", "json"]));
    let paths: Vec<&str> = json["diagnostics"].as_array().unwrap().iter().map(|d| field(d, "path")).collect();
    assert!(paths.iter().any(|p| p.ends_with("甲.md")) && paths.iter().any(|p| p.ends_with("乙.docx")));
    let output = kanwu(folder.path(), &["annotate"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(folder.path().join("乙.审校.docx").exists());
    // One that is named is read with the others, and written alone.
    std::fs::copy(path, folder.path().join("丙.docx")).unwrap();
    std::fs::write(folder.path().join("kanwu.toml"), "[manuscript]\nfiles = [\"丙.docx\", \"乙.docx\"]\n")
        .unwrap();
    let output = kanwu(folder.path(), &["annotate", "乙.docx", "--output", "审.docx"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(folder.path().join("审.docx").exists() && !folder.path().join("丙.审校.docx").exists());
    assert_eq!(text(&output.stderr).lines().count(), 1, "{}", text(&output.stderr));
}

#[test]
fn a_place_in_a_document_is_a_paragraph() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(document("pandoc"), folder.path().join("稿.docx")).unwrap();
    let run = |more: &[&str]| {
        let output =
            kanwu(folder.path(), &[&["check", "稿.docx", "--isolated", "--select", "PUN001"], more].concat());
        text(&output.stdout)
    };
    let first = &check(&folder.path().join("稿.docx"), &["--select", "PUN001"])["diagnostics"][0];
    let number = first["place"]["paragraph"].as_u64().unwrap();
    let short = run(&["--output-format", "short", "-q"]);
    assert!(short.starts_with(&format!("稿.docx 第{number}段: 错误[PUN001")), "{short}");
    let full = run(&[]);
    assert!(full.contains(&format!("┌─ 稿.docx 第{number}段\n")), "{full}");
    assert!(full.contains(&format!("{number} │ ")) && !full.contains("稿.docx:"), "{full}");
    let english = run(&["--lang", "en"]);
    assert!(english.contains(&format!("┌─ 稿.docx paragraph {number}\n")), "{english}");
    let page = run(&["--output-format", "html"]);
    let (_, data) = page.split_once("<script type=\"application/json\" id=\"data\">").unwrap();
    let data: Value = serde_json::from_str(data.split_once("</script>").unwrap().0).unwrap();
    assert_eq!(data["documents"], serde_json::json!([0]));
    assert_eq!(data["findings"][0]["line"].as_u64(), Some(number));
    let line = data["findings"][0]["at"][0].as_u64().unwrap() as usize;
    assert_eq!(data["lines"][line][1].as_u64(), Some(number));
}

#[test]
fn a_file_that_is_no_document_is_told_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("密.docx"), b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1").unwrap();
    std::fs::write(folder.path().join("坏.docx"), b"PK\x03\x04").unwrap();
    std::fs::write(folder.path().join("旧.wps"), b"").unwrap();
    std::fs::write(folder.path().join("好.md"), "全年,增长。\n").unwrap();
    let output =
        kanwu(folder.path(), &["check", "密.docx", "坏.docx", "旧.wps", "好.md", "--output-format", "short"]);
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    for (name, what) in [("密.docx", "密码"), ("坏.docx", "已损坏"), ("旧.wps", "另存为 .docx")] {
        assert!(said.lines().any(|l| l.contains(name) && l.contains(what)), "{said}");
    }
    assert!(text(&output.stdout).contains("half-width-mark"));
    let output = kanwu(folder.path(), &["annotate", "好.md"]);
    assert!(output.status.code() == Some(2) && text(&output.stderr).contains(".docx"));
}
