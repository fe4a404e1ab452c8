//! Pages of the contents against form feeds, as programs that turn books into text write them.

use std::fmt::Write;
use std::path::Path;

use crate::common::{findings, kanwu, root};
use serde_json::Value;

/// The clean yearbook with a form feed where its comments begin a page, and nothing that tells a number.
fn fed() -> String {
    let text = std::fs::read_to_string(root().join("samples/clean/青石镇年鉴2023.md")).unwrap();
    let mut out = String::new();
    for line in text.lines() {
        match line.starts_with("<!-- page:") {
            true => out.push('\u{c}'),
            false => writeln!(out, "{line}").unwrap(),
        }
    }
    out
}

/// 0-based lines of the contents with their pages.
fn paged(text: &str) -> Vec<(usize, u32)> {
    let page = |line: &str| line.rsplit_once(" .....\t")?.1.parse().ok();
    text.lines().enumerate().filter_map(|(n, line)| Some((n, page(line)?))).collect()
}

fn with_page(text: &str, line: usize, page: u32) -> String {
    let lines = text.lines().enumerate().map(|(n, old)| match old.rsplit_once('\t') {
        Some((title, _)) if n == line => format!("{title}\t{page}"),
        _ => old.to_owned(),
    });
    lines.map(|line| line + "\n").collect()
}

/// Code and line (1-based) of what is found of the contents, with the lines of related places.
fn found(folder: &Path, names: &[String]) -> Vec<(String, String, Vec<u64>)> {
    let mut args = vec!["check", "--select", "TOC", "--output-format", "json", "--isolated"];
    args.extend(names.iter().map(String::as_str));
    let json = findings(&kanwu(folder, &args));
    let line = |d: &Value| d["range"]["start"]["line"].as_u64().unwrap();
    let all = json["diagnostics"].as_array().unwrap().iter().map(|d| {
        let related = d["related"].as_array().map_or(&[][..], Vec::as_slice);
        let lines = std::iter::once(line(d)).chain(related.iter().map(line)).collect();
        (d["path"].as_str().unwrap().to_owned(), d["name"].as_str().unwrap().to_owned(), lines)
    });
    all.collect()
}

#[test]
fn pages_that_agree_with_the_form_feeds_are_silent() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("clean.md"), fed()).unwrap();
    assert_eq!(found(folder.path(), &["clean.md".to_owned()]), []);
}

#[test]
fn every_wrong_page_is_found_by_form_feeds_and_none_invented() {
    let text = fed();
    let paged = paged(&text);
    let folder = tempfile::tempdir().unwrap();
    let mut planted = Vec::new();
    for (line, page) in &paged {
        for wrong in [page - 1, page + 1, page + 4] {
            let name = format!("{line}-{wrong}.md");
            std::fs::write(folder.path().join(&name), with_page(&text, *line, wrong)).unwrap();
            planted.push((name, *line as u64 + 1));
        }
    }
    assert!(planted.len() > 60, "only {} pages are wrong", planted.len());
    let names: Vec<String> = planted.iter().map(|p| p.0.clone()).collect();
    let all = found(folder.path(), &names);
    for (name, line) in &planted {
        let of_file = all.iter().filter(|f| f.0 == *name);
        let (wrong, other): (Vec<_>, Vec<_>) = of_file.partition(|f| f.1 == "contents-page-wrong");
        assert!(wrong.len() == 1 && wrong[0].2[0] == *line, "{name}, line {line}: {wrong:?}");
        // A page too high makes the next one fall, and one too low falls itself: the same fault.
        let falls = |f: &&&(String, String, Vec<u64>)| f.1 == "contents-page-falls" && f.2.contains(line);
        let invented: Vec<_> = other.iter().filter(|f| !falls(f)).collect();
        assert!(invented.is_empty(), "{name}, line {line}: {invented:?}");
    }
}

#[test]
fn many_wrong_pages_at_once_are_each_found() {
    let mut text = fed();
    let wrong: Vec<(usize, u32)> = paged(&text).into_iter().step_by(4).collect();
    for (line, page) in &wrong {
        text = with_page(&text, *line, page + 2);
    }
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("many.md"), &text).unwrap();
    let all = found(folder.path(), &["many.md".to_owned()]);
    let lines: Vec<u64> = all.iter().filter(|f| f.1 == "contents-page-wrong").map(|f| f.2[0]).collect();
    let planted: Vec<u64> = wrong.iter().map(|(line, _)| *line as u64 + 1).collect();
    assert_eq!(lines, planted);
}
