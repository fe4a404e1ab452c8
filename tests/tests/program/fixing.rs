//! `--fix`: a fixed point, and nothing changed but what was found.

use std::path::Path;

use crate::common::{findings, kanwu, root, sample, text};
use proptest::prelude::*;

fn copy_of_sample(folder: &Path) -> String {
    let text = std::fs::read_to_string(sample()).unwrap();
    std::fs::write(folder.join("稿.md"), &text).unwrap();
    text
}

#[test]
fn the_second_run_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let before = copy_of_sample(folder.path());
    let found =
        findings(&kanwu(folder.path(), &["check", "稿.md", "--output-format", "json", "--show", "info"]));
    kanwu(folder.path(), &["check", "稿.md", "--fix"]);
    let once = std::fs::read_to_string(folder.path().join("稿.md")).unwrap();
    assert_ne!(before, once);
    kanwu(folder.path(), &["check", "稿.md", "--fix"]);
    let twice = std::fs::read_to_string(folder.path().join("稿.md")).unwrap();
    assert_eq!(once, twice);
    let list = found["diagnostics"].as_array().unwrap();
    let line = |at: &serde_json::Value| at["line"].as_u64().unwrap();
    let lines: Vec<u64> = list
        .iter()
        .flat_map(|d| {
            let spans = d["fix"]["edits"].as_array().into_iter().flatten().map(|e| &e["range"]);
            spans.chain([&d["range"]]).flat_map(|r| line(&r["start"])..=line(&r["end"])).collect::<Vec<_>>()
        })
        .collect();
    for (n, (a, b)) in before.lines().zip(once.lines()).enumerate() {
        assert!(a == b || lines.contains(&(n as u64 + 1)), "line {} changed without a finding", n + 1);
    }
}

#[test]
fn a_diff_writes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let before = copy_of_sample(folder.path());
    let output = kanwu(folder.path(), &["check", "稿.md", "--fix", "--diff"]);
    assert!(text(&output.stdout).contains("+++ b/稿.md"));
    assert_eq!(before, std::fs::read_to_string(folder.path().join("稿.md")).unwrap());
}

#[test]
fn gb18030_and_crlf_keep_every_other_byte() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("稿.txt");
    // 全年,增长 in GB18030, with CR LF.
    let bytes = b"\xc8\xab\xc4\xea,\xd4\xf6\xb3\xa4\r\n\xc8\xab\xc4\xea\r\n";
    std::fs::write(&path, bytes).unwrap();
    kanwu(folder.path(), &["check", "稿.txt", "--fix"]);
    assert_eq!(
        std::fs::read(&path).unwrap(),
        b"\xc8\xab\xc4\xea\xa3\xac\xd4\xf6\xb3\xa4\r\n\xc8\xab\xc4\xea\r\n"
    );
}

#[test]
fn the_clean_sample_is_silent() {
    let output =
        kanwu(&root(), &["check", "samples/clean", "--output-format", "short", "--quiet", "--isolated"]);
    assert_eq!(text(&output.stdout), "");
    assert_eq!(output.status.code(), Some(0));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn fixing_twice_is_fixing_once(cuts in proptest::collection::vec((0usize..20_000, 0usize..30), 1..12)) {
        let mut text = std::fs::read_to_string(sample()).unwrap();
        for (at, len) in cuts {
            let boundary = |n: usize| (0..=n.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
            let (from, to) = (boundary(at), boundary(at + len));
            text.replace_range(from..to, "");
        }
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("稿.md");
        std::fs::write(&path, &text).unwrap();
        kanwu(folder.path(), &["check", "稿.md", "--fix", "--quiet"]);
        let once = std::fs::read(&path).unwrap();
        kanwu(folder.path(), &["check", "稿.md", "--fix", "--quiet"]);
        prop_assert_eq!(once, std::fs::read(&path).unwrap());
    }
}
