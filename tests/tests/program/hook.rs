//! `kanwu hook` in a real git repository, and a manuscript dropped on the program.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output};

use crate::common::{kanwu, text};

pub fn git(folder: &Path, args: &[&str]) -> Output {
    Command::new("git").current_dir(folder).args(args).output().expect("git runs")
}

/// An empty repository; `None`, told aloud, where git is not installed.
pub fn repository() -> Option<tempfile::TempDir> {
    if let Err(e) = Command::new("git").arg("--version").output() {
        // Not by a macro, whose words the test runner would keep to itself.
        let _ = writeln!(std::io::stderr(), "SKIPPED: git is not installed ({e})");
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    for args in [
        &["init", "-q"][..],
        &["config", "user.email", "editor@example.invalid"],
        &["config", "user.name", "编辑"],
    ] {
        assert!(git(folder.path(), args).status.success());
    }
    Some(folder)
}

#[test]
fn a_commit_with_a_fault_is_stopped_until_it_is_mended() {
    let Some(repository) = repository() else { return };
    let folder = repository.path();
    let book = folder.join("书 稿.md");
    let commit = || {
        git(folder, &["add", "-A"]);
        git(folder, &["commit", "-q", "-m", "稿"])
    };
    assert_eq!(kanwu(folder, &["hook", "install"]).status.code(), Some(0));
    // Again is no fault: the hook is ours.
    assert_eq!(kanwu(folder, &["hook", "install"]).status.code(), Some(0));
    let passed_by = std::fs::read_to_string(folder.join(".git/info/exclude")).unwrap();
    assert_eq!(passed_by.matches(".kanwu-*").count(), 1);
    std::fs::write(&book, "全年增长10～15%。\n").unwrap();
    let stopped = commit();
    assert!(!stopped.status.success());
    let said = text(&stopped.stdout) + &text(&stopped.stderr);
    assert!(said.contains("书 稿.md:1:5: 错误[NUM013 range-left-percent-missing]"), "{said}");
    assert_eq!(kanwu(folder, &["check", "书 稿.md", "--fix", "-q"]).status.code(), Some(0));
    assert!(commit().status.success());
    // A file that is not staged does not matter, nor does one that is no manuscript.
    std::fs::write(&book, "全年增长10～15%。\n").unwrap();
    std::fs::write(folder.join("记.json"), "{}").unwrap();
    git(folder, &["add", "记.json"]);
    assert!(git(folder, &["commit", "-q", "-m", "记"]).status.success());
    assert_eq!(kanwu(folder, &["hook", "uninstall"]).status.code(), Some(0));
    assert!(commit().status.success());
    assert_eq!(kanwu(folder, &["hook", "uninstall"]).status.code(), Some(2));
}

#[test]
fn what_is_staged_and_then_changed_is_told() {
    let Some(repository) = repository() else { return };
    let book = repository.path().join("a.md");
    std::fs::write(&book, "全年增长10～15%。\n").unwrap();
    git(repository.path(), &["add", "a.md"]);
    std::fs::write(&book, "全年增长10%～15%。\n").unwrap();
    let output = kanwu(repository.path(), &["check", "--staged", "-q"]);
    assert!(text(&output.stderr).contains("还有未暂存的改动"), "{}", text(&output.stderr));
}

#[test]
fn a_foreign_hook_is_left_alone() {
    let Some(repository) = repository() else { return };
    let hook = repository.path().join(".git/hooks/pre-commit");
    let foreign = "#!/bin/sh\nexit 0\n";
    std::fs::create_dir_all(hook.parent().unwrap()).unwrap();
    std::fs::write(&hook, foreign).unwrap();
    let refused = kanwu(repository.path(), &["hook", "install"]);
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(text(&refused.stderr).lines().count(), 1);
    assert_eq!(std::fs::read_to_string(&hook).unwrap(), foreign);
    assert_eq!(kanwu(repository.path(), &["hook", "uninstall"]).status.code(), Some(2));
    assert_eq!(kanwu(repository.path(), &["hook", "install", "--force"]).status.code(), Some(0));
    assert_ne!(std::fs::read_to_string(&hook).unwrap(), foreign);
    // It comes back.
    assert_eq!(kanwu(repository.path(), &["hook", "uninstall"]).status.code(), Some(0));
    assert_eq!(std::fs::read_to_string(&hook).unwrap(), foreign);
}

#[test]
fn outside_of_a_repository_one_line_says_so() {
    let folder = tempfile::tempdir().unwrap();
    for args in [&["hook", "install"][..], &["hook", "uninstall"], &["check", "--staged"]] {
        let output = kanwu(folder.path(), args);
        assert_eq!(output.status.code(), Some(2));
        assert_eq!(text(&output.stderr).trim_end(), "kanwu: 这里不是 git 仓库；先 `git init`。");
    }
}

#[test]
fn a_manuscript_without_a_command_becomes_a_page_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("稿 件/清河 年鉴.md");
    std::fs::create_dir_all(book.parent().unwrap()).unwrap();
    std::fs::write(&book, "全年增长10～15%。\n").unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let output = kanwu(elsewhere.path(), &[book.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("NUM013"));
    assert!(text(&output.stderr).contains("清河 年鉴.校对.html"));
    let page = std::fs::read_to_string(book.with_file_name("清河 年鉴.校对.html")).unwrap();
    assert!(page.contains("range-left-percent-missing"));
    // A word that is neither a command nor a file stays a mistake.
    let mistaken = kanwu(elsewhere.path(), &["没有.md"]);
    assert_eq!(mistaken.status.code(), Some(2));
}
