//! What of the findings is reported: lines changed since a revision, staged files, files of a book passed by name.

use std::path::Path;

use crate::common::{findings, kanwu, kanwu_with_input, text};
use crate::hook::{git, repository};

const FAULT: &str = "全年增长10～15%。";
const OTHER: &str = "完成投资12亿元,增长8%。";

/// `path:line code` of each finding.
fn found(folder: &Path, args: &[&str]) -> Vec<String> {
    let output = kanwu(folder, &[&["check", "--output-format", "json"], args].concat());
    assert_ne!(output.status.code(), Some(2), "{args:?}: {}", text(&output.stderr));
    let json = findings(&output);
    let list = json["diagnostics"].as_array().unwrap();
    let told = |d: &serde_json::Value| {
        let (path, line) = (d["path"].as_str().unwrap(), &d["range"]["start"]["line"]);
        format!("{path}:{line} {}", d["code"].as_str().unwrap())
    };
    let failing = list.iter().any(|d| d["severity"] != "info" && d["class"] != "conversion");
    assert_eq!(output.status.code(), Some(i32::from(failing)), "the exit code follows what is reported");
    list.iter().map(told).collect()
}

fn one_line(folder: &Path, args: &[&str], want: &str) {
    let output = kanwu(folder, args);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{args:?}: {said}");
    assert!(
        said.starts_with("kanwu: ") && said.contains(want) && said.lines().count() == 1,
        "{want}: {said}"
    );
}

fn write(folder: &Path, name: &str, content: impl AsRef<[u8]>) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, content).unwrap();
}

fn commit(folder: &Path) {
    assert!(git(folder, &["add", "-A"]).status.success());
    assert!(git(folder, &["commit", "-q", "-m", "稿", "--no-verify"]).status.success());
}

/// Settings of users that would change what git prints.
fn hostile(folder: &Path) {
    for (key, value) in [
        ("diff.noprefix", "false"),
        ("diff.mnemonicPrefix", "true"),
        ("diff.relative", "true"),
        ("diff.context", "9"),
        ("diff.interHunkContext", "99"),
        ("diff.renames", "false"),
        ("diff.external", "false"),
        ("diff.submodule", "log"),
        ("color.ui", "always"),
        ("core.quotePath", "true"),
        ("diff.words.textconv", "cat"),
    ] {
        assert!(git(folder, &["config", key, value]).status.success());
    }
}

#[test]
fn only_changed_lines_are_reported() {
    let Some(repository) = repository() else { return };
    let folder = repository.path();
    hostile(folder);
    let old = format!("{FAULT}\n\n第二段。\n\n{OTHER}\n\n第四段。\n\n{FAULT}\n");
    write(folder, "书 稿/a \"b\".md", &old);
    write(folder, "旧名.md", &old);
    write(folder, "crlf.md", old.replace('\n', "\r\n"));
    write(folder, "未动.md", &old);
    commit(folder);
    let new = old.replace("第二段。", OTHER);
    assert_eq!(found(folder, &["--since", "HEAD"]), Vec::<String>::new());
    write(folder, "书 稿/a \"b\".md", &new);
    write(folder, "crlf.md", new.replace('\n', "\r\n"));
    assert!(git(folder, &["mv", "旧名.md", "新名.md"]).status.success());
    write(folder, "新名.md", &new);
    write(folder, "新.md", FAULT);
    write(folder, ".gitignore", "不收/\n");
    write(folder, "不收/稿.md", FAULT);
    let want = ["crlf.md:3 PUN001", "书 稿/a \"b\".md:3 PUN001", "新.md:1 NUM013", "新名.md:3 PUN001"];
    assert_eq!(found(folder, &["--since", "HEAD"]), want);
    // From a folder below, and of one file alone; what git leaves out is new.
    assert_eq!(found(&folder.join("书 稿"), &["--since", "HEAD"]), ["a \"b\".md:3 PUN001"]);
    assert_eq!(
        found(folder, &["--since", "HEAD", "新.md", "不收/稿.md"]),
        ["不收/稿.md:1 NUM013", "新.md:1 NUM013"]
    );
    // Committed or not is all the same.
    commit(folder);
    assert_eq!(found(folder, &["--since", "HEAD~1"]), want);
    assert_eq!(found(folder, &["--since", "HEAD"]), Vec::<String>::new());
}

#[test]
fn what_is_deleted_touches_its_neighbours() {
    let Some(repository) = repository() else { return };
    let folder = repository.path();
    write(folder, "a.md", format!("{FAULT}\n{FAULT}\n删去的。\n{FAULT}\n{FAULT}\n"));
    commit(folder);
    write(folder, "a.md", format!("{FAULT}\n{FAULT}\n{FAULT}\n{FAULT}\n"));
    assert_eq!(found(folder, &["--since", "HEAD"]), ["a.md:2 NUM013", "a.md:3 NUM013"]);
}

#[test]
fn other_encodings() {
    let Some(repository) = repository() else { return };
    let folder = repository.path();
    let gb18030 = |text: &str| encoding_rs::GB18030.encode(text).0.into_owned();
    let utf16 = |text: &str| {
        [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect::<Vec<u8>>()
    };
    let old = format!("{FAULT}\n\n第二段。\n");
    // A lone CR ends a line for an editor, and none for git.
    let mac = format!("第一段。\r{FAULT}\r第三段。\n{FAULT}\n第五段。\n");
    write(folder, "gb.txt", gb18030(&old));
    write(folder, "u16.txt", utf16(&old));
    write(folder, "mac.txt", &mac);
    commit(folder);
    let new = old.replace("第二段。", OTHER);
    write(folder, "gb.txt", gb18030(&new));
    write(folder, "u16.txt", utf16(&new));
    write(folder, "mac.txt", mac.replace("第三段", "第 三段"));
    let found = found(folder, &["--since", "HEAD"]);
    assert_eq!(
        found.iter().filter(|f| !f.contains("TYP")).collect::<Vec<_>>(),
        ["gb.txt:3 PUN001", "mac.txt:2 NUM013", "u16.txt:1 NUM013", "u16.txt:3 PUN001"]
    );
}

/// A book of contents and body, where the body has a title that the contents have not.
fn book(folder: &Path) {
    write(folder, "kanwu.toml", "[manuscript]\nfiles = [\"00-目录.md\", \"10-农业.md\", \"20-工业.md\"]\n");
    write(
        folder,
        "00-目录.md",
        "# 青石镇年鉴\n\n## 目　录\n\n## 农　业\n\n<b>种植业</b> .....\t1\n\n## 工　业\n\n<b>建材业</b> .....\t9\n",
    );
    write(folder, "10-农业.md", "# 农　业\n\n## 种植业\n\n　　【概况】 全镇种植水稻。\n");
    write(folder, "20-工业.md", format!("# 工　业\n\n## 建材工业\n\n　　【概况】 {FAULT}\n"));
}

#[test]
fn a_finding_of_the_book_is_reported_where_any_of_its_places_has_changed() {
    let Some(repository) = repository() else { return };
    let folder = repository.path();
    book(folder);
    let all = found(folder, &[]);
    let title = "00-目录.md:11 TOC001";
    assert!(all.contains(&title.to_owned()), "{all:?}");
    commit(folder);
    assert_eq!(found(folder, &["--since", "HEAD"]), Vec::<String>::new());
    // Only the body changes; the finding stands in the contents.
    write(folder, "20-工业.md", format!("# 工　业\n\n## 建材 工业\n\n　　【概况】 {FAULT}\n"));
    let found = found(folder, &["--since", "HEAD"]);
    assert!(found.contains(&title.to_owned()), "{found:?}");
    assert!(!found.iter().any(|f| f.contains("NUM013")), "{found:?}");
    let output = kanwu(folder, &["check", "--since", "HEAD"]);
    assert!(text(&output.stdout).contains("只列涉及 HEAD 以来改动各行的。"));
    let output = kanwu(folder, &["check", "--since", "HEAD", "--lang", "en"]);
    assert!(text(&output.stdout).contains("Listed is only what touches lines changed since HEAD."));
    let output = kanwu(folder, &["check", "--since", "HEAD", "--output-format", "json"]);
    assert_eq!(findings(&output)["only"], serde_json::json!({"since": "HEAD"}));
}

#[test]
fn a_file_of_the_book_is_read_with_the_rest_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    book(folder);
    write(folder, "外稿.md", OTHER);
    let title = "00-目录.md:11 TOC001";
    assert!(found(folder, &["20-工业.md"]).contains(&title.to_owned()));
    assert_eq!(found(folder, &["10-农业.md"]), Vec::<String>::new());
    assert_eq!(found(folder, &["10-农业.md", "外稿.md"]), ["外稿.md:1 PUN001"]);
    let output = kanwu(folder, &["check", "10-农业.md"]);
    assert!(
        text(&output.stdout).contains("全书一起读，只列涉及 10-农业.md 的。"),
        "{}",
        text(&output.stdout)
    );
    let output = kanwu(folder, &["check", "10-农业.md", "--output-format", "json"]);
    assert_eq!(findings(&output)["only"], serde_json::json!({"files": ["10-农业.md"]}));
    // Of a part of the findings there is no rate.
    let page = text(&kanwu(folder, &["check", "10-农业.md", "--output-format", "html"]).stdout);
    assert!(
        page.contains("\"only\":\"全书一起读，只列涉及 10-农业.md 的。\"") && page.contains("\"rate\":[]")
    );
    // All of it is the book, and nothing is left out.
    let output = kanwu(folder, &["check", ".", "--output-format", "json"]);
    assert_eq!(findings(&output)["only"], serde_json::Value::Null);
    // So are the contents, of which the body is in other files.
    let output = kanwu(folder, &["contents", "00-目录.md"]);
    let told = text(&output.stdout);
    assert!(told.contains("种植业") && told.contains("相符"), "{told}");
    // A fix writes what was named alone.
    let others = std::fs::read(folder.join("00-目录.md")).unwrap();
    let output = kanwu(folder, &["check", "10-农业.md", "--fix", "-q"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(std::fs::read_to_string(folder.join("20-工业.md")).unwrap().contains(FAULT));
    assert_eq!(kanwu(folder, &["check", "20-工业.md", "--fix", "-q"]).status.code(), Some(1));
    assert!(std::fs::read_to_string(folder.join("20-工业.md")).unwrap().contains("10%～15%"));
    assert_eq!(std::fs::read(folder.join("00-目录.md")).unwrap(), others);
}

#[test]
fn staged_files_are_reported_on_and_the_whole_book_is_read() {
    let Some(repository) = repository() else { return };
    let folder = repository.path();
    book(folder);
    commit(folder);
    // Nothing is staged: nothing is said.
    let silent = kanwu(folder, &["check", "--staged"]);
    assert_eq!((silent.status.code(), silent.stdout.len() + silent.stderr.len()), (Some(0), 0));
    write(folder, "10-农业.md", format!("# 农　业\n\n## 种植业\n\n　　【概况】 {OTHER}\n"));
    write(folder, "README.md", OTHER);
    git(folder, &["add", "README.md", "10-农业.md"]);
    write(folder, "20-工业.md", format!("# 工　业\n\n## 建材工业\n\n　　【概况】 {FAULT}{FAULT}\n"));
    assert_eq!(found(folder, &["--staged"]), ["10-农业.md:5 PUN001", "README.md:1 PUN001"]);
    let before = std::fs::read(folder.join("20-工业.md")).unwrap();
    assert_eq!(kanwu(folder, &["check", "--staged", "--fix", "-q"]).status.code(), Some(0));
    assert_eq!(std::fs::read(folder.join("20-工业.md")).unwrap(), before);
    assert!(std::fs::read_to_string(folder.join("10-农业.md")).unwrap().contains('，'));
    // What one staged file does to the rest of the book is seen: the contents are not staged.
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-q", "-m", "稿"]);
    write(folder, "20-工业.md", "# 工　业\n\n## 建材 工业\n");
    git(folder, &["add", "-A"]);
    assert!(found(folder, &["--staged"]).contains(&"00-目录.md:11 TOC001".to_owned()));
}

#[test]
fn a_config_below_the_root_is_found() {
    let Some(repository) = repository() else { return };
    let folder = repository.path();
    book(&folder.join("年鉴"));
    write(folder, "README.md", "说明。\n");
    git(folder, &["add", "-A"]);
    assert!(found(folder, &["--staged"]).contains(&"年鉴/00-目录.md:11 TOC001".to_owned()));
}

#[test]
fn what_can_not_be_told_is_said_in_one_line() {
    let Some(repository) = repository() else { return };
    let folder = repository.path();
    write(folder, "a.md", FAULT);
    one_line(folder, &["check", "--since", "HEAD"], "git 里没有“HEAD”这个版本");
    commit(folder);
    for revision in ["没有", "-p", "--output=x.md", "HEAD..HEAD", "", "HEAD:a.md"] {
        let since = format!("--since={revision}");
        one_line(folder, &["check", &since], &format!("git 里没有“{revision}”这个版本"));
        one_line(folder, &["check", &since, "--lang", "en"], &format!("git knows no revision “{revision}”"));
    }
    assert!(!folder.join("x.md").exists());
    one_line(folder, &["check", "--since", "HEAD", "--fix"], "不能一起用");
    one_line(folder, &["check", "--since", "HEAD", "--staged"], "不能一起用");
    one_line(folder, &["check", "--since", "HEAD", "-"], "标准输入（-）没有 git 版本");
    let input = kanwu_with_input(folder, &["check", "--since", "HEAD", "-", "--lang", "en"], b"");
    assert!(text(&input.stderr).contains("standard input (-) has no revisions"));
    // No repository, and a file outside of it or in one within it; the others are checked all the same.
    let outside = tempfile::tempdir().unwrap();
    write(outside.path(), "稿.md", FAULT);
    one_line(outside.path(), &["check", "--since", "HEAD"], "这里不是 git 仓库");
    one_line(outside.path(), &["check", "--since", "HEAD", "--lang", "en"], "this is no git repository");
    let foreign = outside.path().join("稿.md");
    let foreign = foreign.to_str().unwrap();
    let short = ["check", "--since", "HEAD", "-q", "--output-format", "short"];
    one_line(folder, &[&short[..], &[foreign]].concat(), "不在 git 仓库");
    one_line(folder, &[&short[..], &[foreign, "--lang", "en"]].concat(), "not in the git repository");
    write(folder, "别库/b.md", FAULT);
    assert!(git(&folder.join("别库"), &["init", "-q"]).status.success());
    one_line(folder, &short, "在另一个 git 仓库");
    write(folder, "a.md", OTHER);
    let output = kanwu(folder, &short);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stdout).contains("a.md:1:9: 错误[PUN001"), "{}", text(&output.stdout));
}

#[test]
fn without_git_one_line_says_so() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), "a.md", FAULT);
    for (lang, want) in [("zh", "没有装 git"), ("en", "git is not installed")] {
        for option in [&["--since", "HEAD"][..], &["--staged"]] {
            let output =
                crate::common::command(folder.path(), &[&["check", "--lang", lang], option].concat())
                    .env("PATH", folder.path())
                    .output()
                    .unwrap();
            let said = text(&output.stderr);
            assert_eq!(output.status.code(), Some(2));
            assert!(said.contains(want) && said.lines().count() == 1, "{said}");
        }
    }
}
