//! Comments in the text that silence findings, and what they do wrong.

use crate::common::{findings, kanwu, registry, text};
use kanwu_engine::check_examples;

const RANGE: &str = "range-left-percent-missing";
const FAULT: &str = "产量增长10～15%。\n";

/// Names and lines of what is found.
fn found(manuscript: &str, config: &str) -> Vec<(String, u64)> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("稿.md"), manuscript).unwrap();
    std::fs::write(folder.path().join("kanwu.toml"), config).unwrap();
    let output = kanwu(folder.path(), &["check", "稿.md", "--output-format", "json"]);
    let all = findings(&output)["diagnostics"].as_array().unwrap().clone();
    all.iter()
        .map(|d| (d["name"].as_str().unwrap().to_owned(), d["range"]["start"]["line"].as_u64().unwrap()))
        .collect()
}

fn lines(manuscript: &str, rule: &str) -> Vec<u64> {
    found(manuscript, "").into_iter().filter(|(name, _)| name == rule).map(|(_, line)| line).collect()
}

#[test]
fn cards_of_the_family_hold() {
    let registry = registry();
    let cards: Vec<&str> = registry
        .iter()
        .map(|(_, r)| r.card.name.as_str())
        .filter(|n| n.starts_with("suppression-"))
        .collect();
    assert_eq!(cards.len(), 4);
    let failures: Vec<_> = cards.into_iter().flat_map(|name| check_examples(registry, name)).collect();
    assert!(failures.is_empty(), "{failures:#?}");
}

#[test]
fn a_comment_holds_for_the_next_block() {
    let comment = format!("<!-- kanwu-ignore {RANGE}: 原件如此 -->\n");
    assert_eq!(lines(&format!("{FAULT}\n{comment}\n{FAULT}\n{FAULT}"), RANGE), [1, 7]);
    // In the middle of a paragraph it holds for that.
    let within = FAULT.replace("10", "<!-- kanwu-ignore NUM013: 原件 -->10");
    assert_eq!(lines(&format!("{within}\n{FAULT}"), RANGE), [3]);
    // A paragraph that goes on after a page break is one block; a table is one.
    let broken =
        format!("{comment}清河区全年粮食产量增长较快，\n\n<!-- page: 2 -->\n\n产量增长10～15%。\n\n{FAULT}");
    assert_eq!(lines(&broken, RANGE), [8]);
    let table = format!(
        "{comment}表1 产量\n\n| 品种 | 增长 |\n|---|---|\n| 稻 | 10～15% |\n| 麦 | 20～25% |\n\n{FAULT}"
    );
    assert_eq!(lines(&table, RANGE), [9]);
}

#[test]
fn a_comment_holds_for_a_stretch_or_a_file() {
    let stretch = format!(
        "{FAULT}\n<!-- kanwu-ignore-start {RANGE}，PUN: 原件如此 -->\n{FAULT}\n{FAULT}\n<!-- kanwu-ignore-end {RANGE} -->\n{FAULT}"
    );
    assert_eq!(lines(&stretch, RANGE), [1, 9]);
    assert_eq!(lines(&stretch, "suppression-unpaired"), [3]);
    let file = format!("{FAULT}\n{FAULT}\n<!-- kanwu-ignore-file NUM013: 原件如此 -->\n");
    assert_eq!(found(&file, ""), []);
}

#[test]
fn a_wrong_name_is_an_error_with_the_nearest() {
    let folder = tempfile::tempdir().unwrap();
    let manuscript = format!("<!-- kanwu-ignore range-left-percent-mising: 原件 -->\n{FAULT}");
    std::fs::write(folder.path().join("稿.md"), manuscript).unwrap();
    let said = text(&kanwu(folder.path(), &["check", "稿.md", "--output-format", "short"]).stdout);
    assert!(said.contains("稿.md:1:19: 错误[CFG001") && said.contains(RANGE), "{said}");
    let full = text(&kanwu(folder.path(), &["check", "稿.md", "--lang", "en"]).stdout);
    assert!(full.contains("Did you mean “range-left-percent-missing”?"), "{full}");
}

#[test]
fn reasons_can_be_made_compulsory() {
    let bare = format!("<!-- kanwu-ignore {RANGE} -->\n{FAULT}");
    assert_eq!(found(&bare, ""), []);
    let strict = "[suppression]\nrequire-reason = true\n";
    assert_eq!(found(&bare, strict), [("suppression-reason-missing".to_owned(), 1), (RANGE.to_owned(), 2)]);
}

#[test]
fn what_is_never_silent_wants_its_own_name_and_a_reason_and_is_listed() {
    let date = "2022年2月30日，清河区开工建设水厂。\n";
    for comment in ["NUM: 原件如此", "all: 原件如此", "impossible-date"] {
        let manuscript = format!("<!-- kanwu-ignore {comment} -->\n{date}");
        assert_eq!(lines(&manuscript, "impossible-date"), [2], "{comment}");
    }
    let folder = tempfile::tempdir().unwrap();
    let manuscript = format!("<!-- kanwu-ignore impossible-date: 原件如此 -->\n{date}");
    std::fs::write(folder.path().join("稿.md"), manuscript).unwrap();
    let output = kanwu(folder.path(), &["check", "稿.md"]);
    assert_eq!(output.status.code(), Some(0));
    let said = text(&output.stdout);
    assert!(said.contains("必报而豁免的1处") && said.contains("原件如此（原文注记）"), "{said}");
}

#[test]
fn what_is_no_longer_of_use_is_told_unless_its_rule_did_not_run() {
    let manuscript = format!("<!-- kanwu-ignore {RANGE}: 原件如此 -->\n产量增长10%～15%。\n");
    assert_eq!(found(&manuscript, ""), [("suppression-unused".to_owned(), 1)]);
    assert_eq!(found(&manuscript, "[lint]\nignore = [\"NUM\"]\n"), []);
}
