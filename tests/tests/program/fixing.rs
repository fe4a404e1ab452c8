//! `--fix`: a fixed point, and nothing changed but what was found.

use std::path::Path;

use std::ops::Range;

use crate::common::{findings, kanwu, registry, root, sample, text};
use kanwu_book::parse;
use kanwu_engine::{Diagnostic, Mode, Selection, choose, run};
use kanwu_intake::read_bytes;
use kanwu_plugin::{Applicability, Settings, Severity};
use kanwu_text::{Edit, Format, Manuscript, Source, SourceId, SourceSpan, apply};
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
fn a_run_of_wrong_marks_is_fixed_in_one_go() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("稿.md");
    std::fs::write(&path, format!("全区召开会议{}研究工作。\n", ",".repeat(80))).unwrap();
    kanwu(folder.path(), &["check", "稿.md", "--fix"]);
    let once = std::fs::read_to_string(&path).unwrap();
    kanwu(folder.path(), &["check", "稿.md", "--fix"]);
    assert_eq!(once, std::fs::read_to_string(&path).unwrap());
}

#[test]
fn no_blank_is_put_in_at_a_line_break() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("稿.md");
    let text = "数字用法执行《出版物上数字用法》（GB/T\n15835—2011），计量单位执行《量和单位》（GB\n 3100—1993）。\n";
    std::fs::write(&path, text).unwrap();
    let output = kanwu(folder.path(), &["check", "稿.md", "--unsafe-fixes", "--quiet"]);
    assert_eq!(crate::common::text(&output.stderr), "");
    assert_eq!(text, std::fs::read_to_string(&path).unwrap());
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

/// One of the samples after random edits: stretches cut out, doubled, moved, and faulty words put in.
fn edited() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "，，",
        ",",
        "10～15%",
        "“",
        "》",
        "２０２２年",
        "2022年2月30日",
        "约5万左右",
        " ",
        "\n",
        "km2",
        "０。５",
        "…",
        "—",
    ]);
    let edit = (any::<prop::sample::Index>(), 0usize..30, 0u8..4, words);
    let book = prop::sample::select(vec!["samples/清河年鉴2023.md", "samples/clean/青石镇年鉴2023.md"]);
    (book, proptest::collection::vec(edit, 1..12)).prop_map(|(book, edits)| {
        let mut text = std::fs::read_to_string(root().join(book)).unwrap();
        for (at, len, how, word) in edits {
            let boundary =
                |n: usize| (0..=n.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
            let at = at.index(text.len());
            let range = boundary(at)..boundary(at + len);
            match how {
                0 => text.replace_range(range, ""),
                1 => text = [&text[..range.end], &text[range.clone()], &text[range.end..]].concat(),
                2 => {
                    let moved = text[range.clone()].to_owned();
                    text.replace_range(range, "");
                    let to = (0..=text.len() / 2).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
                    text.insert_str(to, &moved);
                }
                _ => text.insert_str(range.start, word),
            }
        }
        text
    })
}

/// The findings of a text that have a fix which may be applied.
fn fixable(text: &str) -> Vec<Diagnostic> {
    let manuscript = Manuscript::single(Source::new("稿.md", Format::Markdown, text));
    let book = parse(&manuscript);
    let settings = Settings { spec: book.spec.clone(), ..Settings::default() };
    let mut found = run(registry(), &Selection::default(), &settings, &book, Mode::Serial);
    found.retain(|d| d.fix.as_ref().is_some_and(|f| f.grade >= Applicability::Unsafe && !f.edits.is_empty()));
    found
}

/// What a program makes of the fixes in a JSON report: in their order, each whole, without one that touches an edit
/// before it.
fn taken(report: &serde_json::Value, grade: &[&str]) -> Vec<Edit<SourceSpan>> {
    let mut all: Vec<Edit<SourceSpan>> = Vec::new();
    let fixes = report["diagnostics"].as_array().unwrap().iter().map(|d| &d["fix"]);
    for fix in fixes.filter(|fix| fix["applicability"].as_str().is_some_and(|g| grade.contains(&g))) {
        let offset =
            |edit: &serde_json::Value, end: &str| edit["range"][end]["offset"].as_u64().unwrap() as usize;
        let edits: Vec<Edit<SourceSpan>> = fix["edits"]
            .as_array()
            .unwrap()
            .iter()
            .map(|e| {
                Edit::new(
                    SourceSpan::of(offset(e, "start")..offset(e, "end")),
                    e["content"].as_str().unwrap(),
                )
            })
            .collect();
        // Where one of them is empty, to stand next to each other is to touch.
        let apart = |a: SourceSpan, b: SourceSpan| match a.is_empty() || b.is_empty() {
            true => a.end < b.start || b.end < a.start,
            false => a.end <= b.start || b.end <= a.start,
        };
        if edits.iter().all(|e| all.iter().all(|known| apart(known.at, e.at))) {
            all.extend(edits);
        }
    }
    all.sort_by_key(|edit| (edit.at.start, edit.at.end));
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn the_edits_of_a_report_are_what_one_pass_writes(text in edited()) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("稿.md");
        std::fs::write(&path, &text).unwrap();
        let report = findings(&kanwu(folder.path(), &["check", "--isolated", "--output-format", "json", "稿.md"]));
        // As the program reads it: what an unclosed comment hides is no text.
        let source = read_bytes(text.as_bytes(), "稿.md", Format::Markdown).unwrap();
        let manuscript = Manuscript::single(source);
        let book = parse(&manuscript);
        let settings = Settings { spec: book.spec.clone(), ..Settings::default() };
        let selection = Selection { least: Some(Severity::Warning), ..Selection::default() };
        let found = run(registry(), &selection, &settings, &book, Mode::Serial);
        for (grade, names) in
            [(Applicability::Safe, &["safe"][..]), (Applicability::Unsafe, &["safe", "unsafe"][..])]
        {
            let mut pass = choose(&found, SourceId(0), grade).concat();
            pass.sort_by_key(|edit| (edit.at.start, edit.at.end));
            prop_assert_eq!(taken(&report, names), pass);
        }
        // What a program has written so is one pass on the way.
        kanwu(folder.path(), &["check", "--isolated", "--fix", "-q", "稿.md"]);
        let fixed = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, apply(&text, &taken(&report, &["safe"])).unwrap()).unwrap();
        kanwu(folder.path(), &["check", "--isolated", "--fix", "-q", "稿.md"]);
        prop_assert_eq!(std::fs::read_to_string(&path).unwrap(), fixed);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn fixing_twice_is_fixing_once(text in edited()) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("稿.md");
        std::fs::write(&path, &text).unwrap();
        for fix in ["--fix", "--unsafe-fixes"] {
            kanwu(folder.path(), &["check", "稿.md", fix, "--quiet"]);
            let once = std::fs::read(&path).unwrap();
            kanwu(folder.path(), &["check", "稿.md", fix, "--quiet"]);
            prop_assert_eq!(once, std::fs::read(&path).unwrap(), "{}", fix);
        }
    }

    #[test]
    fn a_finding_is_gone_after_its_fix(text in edited(), pick in any::<prop::sample::Index>()) {
        let before = fixable(&text);
        prop_assume!(!before.is_empty());
        let d = &before[pick.index(before.len())];
        // The place and what the fix touches, before and after.
        let edits = &d.fix.as_ref().unwrap().edits;
        let mut fixed = text.clone();
        let mut range = d.at.span.range();
        for edit in edits.iter().rev() {
            fixed.replace_range(edit.at.span.range(), &edit.content);
        }
        for edit in edits {
            range = range.start.min(edit.at.span.range().start)..range.end.max(edit.at.span.range().end);
        }
        let grown = fixed.len() as i64 - text.len() as i64;
        let after_range = range.start..(range.end as i64 + grown) as usize;
        let count = |all: &[Diagnostic], range: &Range<usize>| {
            let here = |o: &Range<usize>| o.start < range.end.max(range.start + 1) && range.start < o.end.max(o.start + 1);
            all.iter().filter(|o| o.rule == d.rule && here(&o.at.span.range())).count()
        };
        let (was, is) = (count(&before, &range), count(&fixable(&fixed), &after_range));
        let name = &registry().get(d.rule).unwrap().card.name;
        prop_assert!(is < was, "{name} at “{}” still stands in “{}”", &text[range], &fixed[after_range]);
    }
}
