//! Answers to findings, from the command to the report.

use std::path::Path;

use crate::common::{findings, kanwu, registry, text};
use kanwu_decision::{Decisions, State};
use kanwu_plugin::Waiver;
use serde_json::Value;

/// One finding each of a rule that may be silenced and of one that may not.
const TEXT: &str = "# 农业\n\n全年产量增长10～15%。\n\n2022年2月30日，清河区开工，投资12,5亿元,占8%。\n";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("稿.md"), TEXT).unwrap();
    folder
}

fn check(folder: &Path) -> (Option<i32>, Value) {
    let output = kanwu(folder, &["check", "稿.md", "--output-format", "json"]);
    (output.status.code(), findings(&output))
}

fn names(json: &Value) -> Vec<&str> {
    json["diagnostics"].as_array().unwrap().iter().filter_map(|d| d["name"].as_str()).collect()
}

fn id(json: &Value, name: &str) -> String {
    let all = json["diagnostics"].as_array().unwrap();
    all.iter().find(|d| d["name"] == name).unwrap()["id"].as_str().unwrap().to_owned()
}

fn decisions(folder: &Path) -> Decisions {
    let text = std::fs::read_to_string(folder.join("kanwu.decisions.toml")).unwrap();
    Decisions::from_toml(&text).unwrap()
}

const RANGE: &str = "range-left-percent-missing";
const DATE: &str = "impossible-date";

#[test]
fn kept_findings_are_silent_and_held_ones_count() {
    let folder = folder();
    let (code, before) = check(folder.path());
    assert_eq!(code, Some(1));
    assert!(names(&before).contains(&RANGE) && names(&before).contains(&DATE));
    let args = ["keep", &id(&before, RANGE), "--reason", "原件如此", "--person", "王编辑"];
    let output = kanwu(folder.path(), &args);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let hold = ["decide", "稿.md:5:1", "--rule", DATE, "--state", "待核"];
    assert_eq!(kanwu(folder.path(), &hold).status.code(), Some(0));
    let (code, after) = check(folder.path());
    assert_eq!(code, Some(1));
    assert!(!names(&after).contains(&RANGE));
    let held = after["diagnostics"].as_array().unwrap().iter().find(|d| d["name"] == DATE).unwrap();
    assert_eq!(held["decision"]["state"], "待核");
    let kept = kanwu(folder.path(), &["check", "稿.md", "--output-format", "short", "--show", "kept"]);
    let said = text(&kept.stdout);
    assert!(said.contains("[不改：原件如此（王编辑，") && said.contains("不改 1，待核 1"), "{said}");
    // Lines move, the file gets another name, text is put before: the answers hold on.
    let moved = format!("# 序\n\n新写的一段。\n\n{TEXT}");
    std::fs::remove_file(folder.path().join("稿.md")).unwrap();
    std::fs::write(folder.path().join("二校稿.md"), moved).unwrap();
    let output = kanwu(folder.path(), &["check", "二校稿.md", "--output-format", "json"]);
    assert!(!names(&findings(&output)).contains(&RANGE));
}

#[test]
fn what_is_to_be_changed_is_told_until_it_is() {
    let folder = folder();
    let args = ["decide", "稿.md:3", "--state", "change", "--person", "王编辑", "--date", "2026-11-25"];
    assert_eq!(kanwu(folder.path(), &args).status.code(), Some(0));
    assert_eq!(decisions(folder.path()).iter().next().unwrap().1.decided.date, "2026-11-25");
    let said = text(&kanwu(folder.path(), &["check", "稿.md", "--output-format", "short"]).stdout);
    assert!(said.contains("[漏改，原文未动（王编辑，2026-11-25）]") && said.contains("漏改 1"), "{said}");
    std::fs::write(folder.path().join("稿.md"), TEXT.replace("10～15%", "10%～15%")).unwrap();
    let said = text(&kanwu(folder.path(), &["check", "稿.md", "--output-format", "short"]).stdout);
    assert!(!said.contains("漏改"), "{said}");
    let output = kanwu(folder.path(), &["decide", "--prune"]);
    assert!(text(&output.stdout).contains("处理1处"), "{}", text(&output.stdout));
    assert!(decisions(folder.path()).is_empty());
}

#[test]
fn rules_that_are_never_silent_want_reason_and_name() {
    let folder = folder();
    let (_, json) = check(folder.path());
    let date = id(&json, DATE);
    for args in [
        vec!["keep", &date],
        vec!["keep", &date, "--reason", "原件如此"],
        vec!["keep", &date, "--person", "王编辑"],
        vec!["keep", "--rule", DATE, "--reason", "原件如此", "--person", "王编辑"],
    ] {
        let output = kanwu(folder.path(), &args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(text(&output.stderr).contains("必报"), "{}", text(&output.stderr));
    }
    // Nor does a file written by hand silence it.
    let bare =
        format!("version = 1\n[[decision]]\nid = \"{date}\"\nstate = \"不改\"\nreason = \"原件如此\"\n");
    std::fs::write(folder.path().join("kanwu.decisions.toml"), bare).unwrap();
    let (code, json) = check(folder.path());
    assert_eq!(code, Some(2));
    assert!(names(&json).contains(&DATE));
    assert!(json["errors"][0]["message"].as_str().unwrap().contains(&date));
    let args = ["keep", &date, "--reason", "原件如此", "--person", "王编辑"];
    assert_eq!(kanwu(folder.path(), &args).status.code(), Some(0));
    let (_, json) = check(folder.path());
    assert!(!names(&json).contains(&DATE));
    assert_eq!(json["waived"][0]["decision"]["reason"], "原件如此");
    let said = text(&kanwu(folder.path(), &["check", "稿.md"]).stdout);
    assert!(said.contains("必报而豁免的1处") && said.contains("原件如此（王编辑，"), "{said}");
}

#[test]
fn a_filter_answers_what_is_open_only() {
    let folder = folder();
    let (_, json) = check(folder.path());
    let range = id(&json, RANGE);
    assert_eq!(kanwu(folder.path(), &["decide", &range, "--state", "待核"]).status.code(), Some(0));
    let output = kanwu(folder.path(), &["keep", "--rule", "NUM,PUN", "--path", "稿.md", "--reason", "旧稿"]);
    // The impossible date is left, and said.
    assert_eq!(output.status.code(), Some(2));
    let kept = decisions(folder.path());
    assert_eq!(kept.get(range.parse().unwrap()).unwrap().decided.state, State::Hold);
    assert!(kept.iter().any(|(_, d)| d.rule == "half-width-mark" && d.decided.state == State::Keep));
    assert!(kept.iter().all(|(_, d)| d.rule != DATE));
}

#[test]
fn an_exported_file_is_taken_over() {
    let folder = folder();
    let (_, json) = check(folder.path());
    let (range, date) = (id(&json, RANGE), id(&json, DATE));
    let export = format!(
        r#"{{"version":1,"decisions":[
          {{"id":"{range}","state":"不改","rule":"{RANGE}","excerpt":"10～15%","reason":"","person":"","date":"2026-11-25","stage":"二校"}},
          {{"id":"{date}","state":"不改","rule":"{DATE}","excerpt":"","reason":"","person":"","date":null,"stage":null}}]}}"#
    );
    std::fs::write(folder.path().join("处理.json"), export).unwrap();
    let output = kanwu(folder.path(), &["decide", "--from", "处理.json", "--person", "王编辑"]);
    assert_eq!(output.status.code(), Some(2), "the date needs a reason");
    assert_eq!(decisions(folder.path()).len(), 1);
    let again = ["decide", "--from", "处理.json", "--person", "王编辑", "--reason", "原件如此"];
    assert_eq!(kanwu(folder.path(), &again).status.code(), Some(0));
    let (_, json) = check(folder.path());
    assert!(!names(&json).contains(&RANGE) && !names(&json).contains(&DATE));
}

#[test]
fn only_what_is_new_fails_after_a_baseline() {
    let folder = folder();
    let output = kanwu(folder.path(), &["baseline"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let (code, json) = check(folder.path());
    assert_eq!(code, Some(0));
    // What is never silent is still to be seen, as known.
    assert_eq!(names(&json), [DATE]);
    assert_eq!(json["diagnostics"][0]["known"], true);
    std::fs::write(folder.path().join("稿.md"), format!("{TEXT}\n新增2～3%。\n")).unwrap();
    let (code, json) = check(folder.path());
    assert_eq!(code, Some(1));
    assert_eq!(names(&json), [DATE, RANGE]);
    // With nothing read beside the manuscript all of it stands.
    let all = kanwu(folder.path(), &["check", "稿.md", "--isolated", "--output-format", "json"]);
    assert!(names(&findings(&all)).len() > 2);
}

#[test]
fn kept_findings_are_not_fixed() {
    let folder = folder();
    let (_, json) = check(folder.path());
    assert_eq!(kanwu(folder.path(), &["keep", &id(&json, RANGE)]).status.code(), Some(0));
    kanwu(folder.path(), &["check", "稿.md", "--fix", "--quiet"]);
    let fixed = std::fs::read_to_string(folder.path().join("稿.md")).unwrap();
    assert!(fixed.contains("10～15%") && fixed.contains("亿元，占8%"), "{fixed}");
}

#[test]
fn faults_of_the_files_are_told_with_their_place() {
    let folder = folder();
    let file = folder.path().join("kanwu.decisions.toml");
    std::fs::write(&file, "version = 1\n[[decision]]\nid = \"1\"\nstate = \"不改\"\n").unwrap();
    let output = kanwu(folder.path(), &["check", "稿.md", "--output-format", "short", "--quiet"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stdout).contains(RANGE), "the rest is checked");
    let said = text(&output.stderr);
    assert!(said.contains("kanwu.decisions.toml:3:6：“1”不是发现的编号"), "{said}");
    let said = text(&kanwu(folder.path(), &["keep", "稿.md:3", "--lang", "en"]).stderr);
    assert!(said.contains("kanwu.decisions.toml:3:6: “1” is no id"), "{said}");
    std::fs::remove_file(&file).unwrap();
    std::fs::write(folder.path().join("kanwu.baseline"), "# 旧\nxyz\n").unwrap();
    let said = text(&kanwu(folder.path(), &["check", "稿.md"]).stderr);
    assert!(said.contains("kanwu.baseline:2:1："), "{said}");
}

#[test]
fn a_place_without_a_finding_and_other_mistakes_are_told() {
    let folder = folder();
    for (args, want) in [
        (vec!["decide", "稿.md:1", "--state", "改"], "没有这样的发现"),
        (vec!["decide", "0123456789abcdef", "--state", "改"], "没有这样的发现"),
        (vec!["decide", "稿", "--state", "改"], "既不是编号"),
        (vec!["decide", "稿.md:3"], "--state"),
        (vec!["keep"], "哪几处"),
        (vec!["keep", "--rule", "half-width-marks"], "half-width-mark"),
        (vec!["keep", "稿.md:3", "--date", "昨天"], "2026-11-25"),
        (vec!["keep", "没有.md:3"], "没有.md"),
        (vec!["keep", "稿.md:5"], "请写编号"),
        (vec!["decide", "--from", "没有.json"], "没有.json"),
    ] {
        let output = kanwu(folder.path(), &args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        let said = text(&output.stderr);
        assert!(said.contains(want) && said.lines().count() == 1, "{args:?}: {said}");
    }
}

/// Rows of the rule table that are never silent, wherever a card checks them alone.
const NEVER_SILENT: [&str; 13] = [
    "NUM-023", "NUM-024", "NUM-029", "STR-022", "STR-024", "TOC-001", "TOC-002", "TOC-003", "TOC-004",
    "TOC-005", "TYP-011", "TYP-012", "WRD-013",
];

#[test]
fn cards_of_rows_that_are_never_silent_say_so() {
    let mut seen = 0;
    for (_, rule) in registry().iter() {
        if rule.card.rows.iter().any(|row| NEVER_SILENT.contains(&row.as_str())) {
            seen += 1;
            assert_eq!(rule.card.waiver, Waiver::Single, "{}", rule.card.name);
        }
    }
    assert!(seen >= 12);
}
