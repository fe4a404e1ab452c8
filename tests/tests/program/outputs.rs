//! Each output is read by something that others wrote. Programs that may be missing are skipped aloud:
//! `npm install --no-save --no-package-lock` in `tests/validators` brings two of them.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use calamine::{Data, Reader};
use serde_json::Value;

use crate::common::{findings, kanwu, root, sample, text};

/// The sample in every form, in one run.
struct Written {
    folder: tempfile::TempDir,
    json: Value,
}

const FORMATS: [&str; 10] =
    ["sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "markdown", "csv", "xlsx", "short"];

impl Written {
    fn new(more: &[&str]) -> Written {
        let folder = tempfile::tempdir().unwrap();
        let name = "书 稿&2023.md";
        std::fs::copy(sample(), folder.path().join(name)).unwrap();
        std::fs::write(folder.path().join("坏.md"), [0, 1, 2, 0, 0xff]).unwrap();
        let files: Vec<String> =
            FORMATS.iter().flat_map(|f| ["--output".to_owned(), format!("{f}=出 {f}")]).collect();
        let mut args = vec!["check", name, "坏.md", "--isolated", "--output-format", "json"];
        args.extend(files.iter().map(String::as_str));
        args.extend(more);
        let output = kanwu(folder.path(), &args);
        assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
        Written { json: findings(&output), folder }
    }

    fn path(&self, format: &str) -> PathBuf {
        self.folder.path().join(format!("出 {format}"))
    }

    fn text(&self, format: &str) -> String {
        std::fs::read_to_string(self.path(format)).unwrap()
    }

    fn diagnostics(&self) -> &[Value] {
        self.json["diagnostics"].as_array().unwrap()
    }

    /// Findings that are no traces of conversion.
    fn faults(&self) -> impl Iterator<Item = &Value> {
        self.diagnostics().iter().filter(|d| d["class"] != "conversion")
    }
}

/// What a program of another maker says to a file; `None`, told aloud, where it is not installed.
fn ask(program: &Path, args: &[&str], folder: &Path) -> Option<Output> {
    match Command::new(program).args(args).current_dir(folder).output() {
        Ok(output) => Some(output),
        Err(e) => {
            // Not by a macro, whose words the test runner would keep to itself.
            let _ = writeln!(std::io::stderr(), "SKIPPED: {} is not installed ({e})", program.display());
            None
        }
    }
}

fn validators() -> PathBuf {
    root().join("tests/validators/node_modules/.bin")
}

#[test]
fn sarif_holds_to_its_schema() {
    let written = Written::new(&[]);
    let log: Value = serde_json::from_str(&written.text("sarif")).unwrap();
    let mut schemas = boon::Schemas::new();
    let mut compiler = boon::Compiler::new();
    compiler.enable_format_assertions();
    let schema = root().join("tests/schemas/sarif-2.1.0.json");
    let index = compiler.compile(schema.to_str().unwrap(), &mut schemas).unwrap();
    if let Err(e) = schemas.validate(&log, index) {
        panic!("{e:#}");
    }
    let run = &log["runs"][0];
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), written.diagnostics().len());
    let bytes = std::fs::read(sample()).unwrap();
    let whole = String::from_utf8(bytes.clone()).unwrap();
    let lines: Vec<Vec<u16>> = whole.split('\n').map(|l| l.encode_utf16().collect()).collect();
    for (result, d) in results.iter().zip(written.diagnostics()) {
        let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        assert_eq!(rule["name"], d["name"]);
        assert_eq!(result["partialFingerprints"]["kanwuFinding/v1"], d["id"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "%E4%B9%A6%20%E7%A8%BF%262023.md");
        // Columns in UTF-16 and bytes of the file tell the same place as the JSON.
        let region = &place["region"];
        let number = |name: &str| region[name].as_u64().unwrap() as usize;
        let (from, length) = (number("byteOffset"), number("byteLength"));
        assert_eq!(std::str::from_utf8(&bytes[from..from + length]).unwrap(), d["excerpt"]);
        if number("startLine") == number("endLine") {
            let line = &lines[number("startLine") - 1];
            let units = &line[number("startColumn") - 1..number("endColumn") - 1];
            assert_eq!(String::from_utf16(units).unwrap(), d["excerpt"]);
        }
        let level = match (d["class"].as_str().unwrap(), d["severity"].as_str().unwrap()) {
            ("conversion", _) => "note",
            (_, severity) => severity,
        };
        assert_eq!(result["level"], level);
        let appliable = d["fix"].is_object() && d["fix"]["applicability"] != "display";
        assert_eq!(result["fixes"].is_array(), appliable, "{d}");
    }
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
}

#[test]
fn gitlab_has_the_types_of_code_climate() {
    let written = Written::new(&[]);
    let report: Value = serde_json::from_str(&written.text("gitlab")).unwrap();
    let issues = report.as_array().unwrap();
    assert_eq!(issues.len(), written.diagnostics().len() + 1);
    let mut prints: Vec<&str> = issues.iter().map(|i| i["fingerprint"].as_str().unwrap()).collect();
    prints.sort_unstable();
    prints.dedup();
    assert_eq!(prints.len(), issues.len());
    // The types know no JSON: the report is checked as a constant of that type.
    let check = root().join("tests/validators").join(format!("gitlab-{}.ts", std::process::id()));
    let module = format!(
        "import type {{ Issue }} from 'codeclimate-types'\nexport const report: Issue[] = {report}\n"
    );
    std::fs::write(&check, module).unwrap();
    let args = ["--noEmit", "--strict", "--module", "nodenext", "--moduleResolution", "nodenext"];
    let args: Vec<&str> = args.into_iter().chain([check.to_str().unwrap()]).collect();
    let asked = ask(&validators().join("tsc"), &args, check.parent().unwrap());
    std::fs::remove_file(&check).unwrap();
    if let Some(output) = asked {
        assert!(output.status.success(), "{}", text(&output.stdout));
    }
}

#[test]
fn rdjson_is_what_reviewdog_reads() {
    let written = Written::new(&[]);
    let report: Value = serde_json::from_str(&written.text("rdjson")).unwrap();
    let whole = std::fs::read_to_string(sample()).unwrap();
    let lines: Vec<&str> = whole.split('\n').collect();
    let all = report["diagnostics"].as_array().unwrap();
    assert_eq!(all.len(), written.diagnostics().len());
    // Columns count bytes.
    let cut = |range: &Value| {
        let number = |end: &str, name: &str| range[end][name].as_u64().unwrap() as usize;
        let (from, to) = (number("start", "line"), number("end", "line"));
        (from == to)
            .then(|| lines[from - 1][number("start", "column") - 1..number("end", "column") - 1].to_owned())
    };
    let mut suggested = 0;
    for (told, d) in all.iter().zip(written.diagnostics()) {
        if let Some(text) = cut(&told["location"]["range"]) {
            assert_eq!(text, d["excerpt"]);
        }
        let Some(suggestions) = told["suggestions"].as_array() else { continue };
        assert_eq!(suggestions.len(), 1);
        suggested += 1;
        let edits = d["fix"]["edits"].as_array().unwrap();
        if let [edit] = edits.as_slice() {
            assert_eq!(suggestions[0]["text"], edit["content"]);
        }
    }
    assert!(suggested > 20);
    let path = written.path("rdjson");
    let args = ["--strict", path.to_str().unwrap()];
    if let Some(output) = ask(&validators().join("rdformat-validator"), &args, &root()) {
        assert!(output.status.success(), "{}{}", text(&output.stdout), text(&output.stderr));
    }
}

#[test]
fn junit_holds_to_its_schema() {
    let written = Written::new(&[]);
    let xml = written.text("junit");
    let parsed = roxmltree::Document::parse(&xml).unwrap();
    let count = |name: &str| parsed.descendants().filter(|n| n.has_tag_name(name)).count();
    assert_eq!(count("failure"), written.faults().count());
    assert_eq!(count("skipped"), written.diagnostics().len() - written.faults().count());
    assert_eq!(count("error"), 1);
    let suites = parsed.descendants().filter(|n| n.has_tag_name("testsuite"));
    let failures: usize =
        suites.map(|suite| suite.attribute("failures").unwrap().parse::<usize>().unwrap()).sum();
    assert_eq!(failures, count("failure"));
    let (schema, path) = (root().join("tests/schemas/junit-10.xsd"), written.path("junit"));
    let args = ["--noout", "--schema", schema.to_str().unwrap(), path.to_str().unwrap()];
    if let Some(output) = ask(Path::new("xmllint"), &args, &root()) {
        assert!(output.status.success(), "{}", text(&output.stderr));
    }
    // What does not fail the run is no failure.
    let lenient = Written::new(&["--fail-on", "error"]).text("junit");
    let parsed = roxmltree::Document::parse(&lenient).unwrap();
    let failures = parsed.descendants().filter(|n| n.has_tag_name("failure"));
    assert_eq!(failures.count(), written.faults().filter(|d| d["severity"] == "error").count());
}

#[test]
fn checkstyle_is_xml_with_every_finding() {
    let written = Written::new(&[]);
    let xml = written.text("checkstyle");
    let parsed = roxmltree::Document::parse(&xml).unwrap();
    let errors: Vec<_> = parsed.descendants().filter(|n| n.has_tag_name("error")).collect();
    assert_eq!(errors.len(), written.diagnostics().len() + 1);
    let mut all = written.diagnostics().iter();
    for error in errors.iter().filter(|e| e.attribute("source") != Some("kanwu.unreadable-file")) {
        let d = all.next().unwrap();
        assert_eq!(error.attribute("message").unwrap(), d["message"]);
        assert_eq!(error.attribute("column").unwrap(), d["range"]["start"]["column"].to_string());
    }
}

#[test]
fn github_has_one_command_a_line() {
    let written = Written::new(&[]);
    let text = written.text("github");
    let lines: Vec<&str> = text.lines().collect();
    let kinds =
        written.diagnostics().iter().filter(|d| d["class"] == "conversion").map(|d| d["code"].as_str());
    let kinds: std::collections::BTreeSet<_> = kinds.collect();
    assert_eq!(lines.len(), 1 + written.faults().count() + kinds.len());
    for line in lines {
        let (command, data) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
        let (kind, properties) = command.split_once(' ').unwrap();
        assert!(["error", "warning", "notice"].contains(&kind), "{line}");
        assert!(properties.split(',').all(|p| p.split('=').count() == 2), "{line}");
        assert!(!data.is_empty());
    }
}

#[test]
fn the_form_is_read_by_spreadsheets() {
    let written = Written::new(&[]);
    let text = written.text("csv");
    let (mark, rest) = text.split_at('\u{feff}'.len_utf8());
    assert_eq!(mark, "\u{feff}");
    let mut table = csv::Reader::from_reader(rest.as_bytes());
    assert_eq!(
        table.headers().unwrap().iter().collect::<Vec<_>>(),
        [
            "序号",
            "文件",
            "页",
            "行",
            "类目/条目",
            "原文",
            "应为",
            "差错类型",
            "计错数",
            "依据",
            "处理意见",
            "处理人"
        ]
    );
    let records: Vec<csv::StringRecord> = table.records().map(Result::unwrap).collect();
    let faults: Vec<&Value> = written.faults().collect();
    for (i, (record, d)) in records.iter().zip(&faults).enumerate() {
        assert_eq!(record[0], (i + 1).to_string());
        assert_eq!(record[3], d["range"]["start"]["line"].to_string());
        assert_eq!(&record[9], d["clause"].as_str().unwrap());
        assert!(record[7].contains(d["code"].as_str().unwrap()));
        assert!(record.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@'])), "{record:?}");
    }
    // Each kind of trace of conversion is one row. What was not looked at stands below, without a number.
    let numbered = records.iter().filter(|record| record[0].parse::<usize>().is_ok()).count();
    assert!(numbered > faults.len() && numbered < written.diagnostics().len());
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(written.path("xlsx")).unwrap();
    assert_eq!(book.sheet_names(), ["校对质疑表", "说明"]);
    let sheet = book.worksheet_range("校对质疑表").unwrap();
    assert_eq!(sheet.rows().count(), numbered + 1);
    for (row, record) in sheet.rows().skip(1).zip(&records) {
        for (i, (cell, text)) in row.iter().zip(record).enumerate() {
            let shown = match cell {
                Data::Float(n) => n.to_string(),
                other => other.to_string(),
            };
            // The CSV marks the place with brackets, the workbook with colour.
            let plain = text.replace("⟦⟧", "∧").replace(['⟦', '⟧'], "");
            if i == 5 {
                assert_eq!(shown, plain.trim_start_matches('\''));
            } else {
                assert_eq!(shown, text.trim_start_matches('\''));
            }
        }
    }
    let notes = book.worksheet_range("说明").unwrap();
    assert!(notes.rows().any(|r| r[0].to_string().starts_with("未检查：")));
    assert!(notes.rows().any(|r| r[0].to_string().starts_with("坏.md：")));
}

#[test]
fn several_files_have_a_column_for_them() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["=甲.md", "乙.md"] {
        std::fs::write(folder.path().join(name), "全年增长10～15%。\n").unwrap();
    }
    let output = kanwu(folder.path(), &["check", ".", "--isolated", "--output-format", "csv"]);
    assert_eq!(output.status.code(), Some(1));
    let text = text(&output.stdout);
    assert!(text.contains("序号,文件,页,行,"), "{text}");
    assert!(text.contains("\r\n1,'=甲.md,") || text.contains(",./=甲.md,"), "{text}");
}

#[test]
fn files_are_whole_or_not_there_and_what_fails_is_said() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.md"), "全年增长10～15%。\n").unwrap();
    let outputs = ["--output", "json=没有/x.json", "--output", "short=有.txt", "-q"];
    let output = kanwu(folder.path(), &[&["check", "a.md", "--isolated"][..], &outputs].concat());
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.contains("没有/x.json"), "{said}");
    assert!(folder.path().join("有.txt").is_file());
    for wrong in ["srif=x", "sarif", "sarif="] {
        let output = kanwu(folder.path(), &["check", "a.md", "--output", wrong]);
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).contains(wrong), "{}", text(&output.stderr));
    }
}

#[test]
fn written_files_are_named_unless_all_is_quiet() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.md"), "全年增长10～15%。\n").unwrap();
    let run = |more: &[&str]| {
        let args = [&["check", "a.md", "--isolated", "--output", "html=报告.html"][..], more].concat();
        text(&kanwu(folder.path(), &args).stderr)
    };
    assert_eq!(run(&[]), "kanwu: 已写：报告.html\n");
    assert_eq!(run(&["--lang", "en"]), "kanwu: written: 报告.html\n");
    assert_eq!(run(&["-q"]), "");
}

#[test]
fn paths_are_told_from_the_folder_of_the_run() {
    let folder = tempfile::tempdir().unwrap();
    let within = folder.path().join("附录");
    std::fs::create_dir(&within).unwrap();
    std::fs::write(folder.path().join("a.md"), "全年增长10～15%。\n").unwrap();
    std::fs::write(folder.path().join("kanwu.toml"), "[manuscript]\nfiles = [\"a.md\"]\n").unwrap();
    let below = kanwu(&within, &["check", "-q", "--output-format", "short"]);
    assert!(text(&below.stdout).starts_with("../a.md:1:"), "{}", text(&below.stdout));
    let here = kanwu(folder.path(), &["check", "-q", "--output-format", "short"]);
    assert!(text(&here.stdout).starts_with("a.md:1:"), "{}", text(&here.stdout));
    let known = kanwu(folder.path(), &["baseline"]);
    assert!(text(&known.stdout).starts_with("kanwu.baseline："), "{}", text(&known.stdout));
}

#[test]
fn counts_limits_and_exit_codes() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.md"), "全年增长10～15%，又增长2～3%。\n\n再增长6～7%。\n").unwrap();
    let run = |args: &[&str]| kanwu(folder.path(), &[&["check", "a.md", "--isolated"][..], args].concat());
    let counted = run(&["--statistics", "-q"]);
    assert!(text(&counted.stdout).lines().any(|l| l.trim_start().starts_with("3     3  错误  NUM013")));
    let counted = run(&["--statistics", "--output-format", "json"]);
    let counted: Value = serde_json::from_slice(&counted.stdout).unwrap();
    assert_eq!(counted[0]["found"], 3);
    let refused = run(&["--statistics", "--output-format", "sarif"]);
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(text(&refused.stderr).lines().count(), 1);
    let few = run(&["--max-findings", "1", "--output-format", "short", "-q"]);
    assert_eq!(few.status.code(), Some(1));
    assert_eq!(text(&few.stdout).lines().count(), 2);
    // Traces of conversion are told by kind, which is no finding; where they count, they are told.
    std::fs::write(folder.path().join("b.md"), "全年增长10%，比上年\n\n多2个百分点。\n").unwrap();
    let quiet = |more: &[&str]| {
        let args = [&["check", "b.md", "--isolated", "-q", "--output-format", "short"][..], more].concat();
        text(&kanwu(folder.path(), &args).stdout)
    };
    assert_eq!(quiet(&[]), "");
    assert!(quiet(&["--strict-conversion"]).contains("STR101") && quiet(&["--unfold"]).contains("STR101"));
    let timed = run(&["--timings", "--output-format", "json", "--lang", "en"]);
    assert_eq!(text(&timed.stderr).lines().count(), 4);
    findings(&timed);
    let by_rule = run(&["--timings=rules", "--output-format", "json", "--lang", "en"]);
    assert_eq!(by_rule.stdout, timed.stdout);
    // Code and name stand behind the number of calls; the slowest comes first.
    let told = text(&by_rule.stderr);
    let rows: Vec<Vec<&str>> = told.lines().skip(5).map(|l| l.split_whitespace().skip(1).collect()).collect();
    assert!(rows.iter().any(|row| row[3] == "NUM013"), "{told}");
    assert!(rows.iter().all(|row| row[1] == "ms" && row[2].parse::<u64>().is_ok_and(|calls| calls > 0)));
    let took: Vec<f64> = rows.iter().map(|row| row[0].parse().unwrap()).collect();
    assert!(took.is_sorted_by(|a, b| a >= b), "{told}");
    assert_eq!(run(&["--exit-zero"]).status.code(), Some(0));
    let colour = run(&["--color", "always", "--output", "full=x.txt"]);
    assert!(text(&colour.stdout).contains('\u{1b}'));
    assert!(!std::fs::read_to_string(folder.path().join("x.txt")).unwrap().contains('\u{1b}'));
}
