//! `kanwu.toml`, and what it comes to.

use std::path::Path;

use crate::common::{findings, kanwu, root, text};
use serde_json::Value;

const TEXT: &str =
    "# 农业\n\n全年产量增长10～15%。\n\n新建水厂（待补）座,占8%。\n\n# 附录\n\n产量增长10～15%。\n";

fn folder(config: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("稿.md"), TEXT).unwrap();
    std::fs::write(folder.path().join("kanwu.toml"), config).unwrap();
    folder
}

/// Exit code, and name, severity and line of each finding.
fn check(config: &str) -> (Option<i32>, Vec<(String, String, u64)>) {
    let folder = folder(config);
    let output = kanwu(folder.path(), &["check", "稿.md", "--output-format", "json"]);
    let all = findings(&output)["diagnostics"].as_array().unwrap().clone();
    let string = |v: &Value| v.as_str().unwrap().to_owned();
    let row = |d: &Value| {
        (string(&d["name"]), string(&d["severity"]), d["range"]["start"]["line"].as_u64().unwrap())
    };
    (output.status.code(), all.iter().map(row).collect())
}

fn severity(config: &str, name: &str) -> Vec<String> {
    check(config).1.into_iter().filter(|(n, ..)| n == name).map(|(_, s, _)| s).collect()
}

const RANGE: &str = "range-left-percent-missing";

/// A config that can't be used ends in one line with the place, code 2, and a drawing below.
fn refused(config: &str, at: &str, want: &str) {
    for lang in ["zh", "en"] {
        let folder = folder(config);
        let output = kanwu(folder.path(), &["check", "稿.md", "--lang", lang]);
        assert_eq!(output.status.code(), Some(2), "{config}");
        let said = text(&output.stderr);
        let first = said.lines().next().unwrap();
        assert!(first.contains(&format!("kanwu.toml:{at}")), "{said}");
        assert!(first.contains(want), "{said}");
        assert_eq!(text(&output.stdout), "");
        let english = first.split(&format!("kanwu.toml:{at}")).nth(1).unwrap().starts_with(": ");
        assert_eq!(english, lang == "en", "{said}");
    }
}

#[test]
fn faults_have_their_place() {
    refused("[lint]\nselct = []\n", "2:1", "“select”");
    refused("[lint]\nselect = [\"NUM\", \"range-left-percent-mising\"]\n", "2:18", RANGE);
    refused("[lint.severity]\nNUM013 = \"fatal\"\n", "2:10", "warning");
    refused("[lint.severity]\nhalf-widht-mark = \"info\"\n", "2:1", "half-width-mark");
    refused("stage = \"四校\"\n", "1:9", "三校");
    refused("[rules.han-digit-blanks]\nform = \"closed\"\n", "1:8", "han-digit-blank");
    refused("[rules.han-digit-blank]\nforms = \"closed\"\n", "2:1", "form");
    refused("[rules.TYP105]\nform = \"open\"\n", "2:8", "“closed”");
    refused("[rules.half-width-mark]\nform = 1\n", "2:1", "half-width-mark");
    refused("[[override]]\nignore = [\"NUM\"]\n", "1:1", "categories");
    refused("[[override]]\npaths = [\"a\"]\nignore = [\"NAM\"]\n", "3:11", "“NAM”");
    refused("[[override]]\npaths = [\"a[\"]\n", "2:10", "“a[”");
    refused("[spec]\ncategory-count = \"七\"\n", "2:18", "七");
}

#[test]
fn other_faults_are_one_line() {
    for (config, zh) in [
        ("[lint]\npreview = \"是\"\n", "这里应是真假值（true或false），写的是文字“是”。"),
        ("[lint\n", "TOML写法有误"),
        ("[lint]\nignore = []\nignore = []\n", "这个键写了两次。"),
    ] {
        let folder = folder(config);
        let output = kanwu(folder.path(), &["check", "稿.md"]);
        assert_eq!(output.status.code(), Some(2));
        let said = text(&output.stderr);
        assert!(said.lines().next().unwrap().contains(zh), "{said}");
    }
    let folder = folder("");
    for args in [["rules", "--config", "没有.toml"], ["config", "--config", "没有.toml"]] {
        let output = kanwu(folder.path(), &args);
        assert_eq!(output.status.code(), Some(2));
        let said = text(&output.stderr);
        assert!(said.contains("没有.toml：") && said.lines().count() == 1, "{said}");
    }
}

#[test]
fn stages_set_defaults_and_the_config_overrules_them() {
    assert_eq!(severity("", "placeholder-left"), ["error"]);
    assert!(severity("stage = \"初审\"\n", "placeholder-left").is_empty());
    assert_eq!(severity("stage = \"终审\"\n", "placeholder-left"), ["warning"]);
    assert_eq!(severity("stage = \"付印\"\n", "placeholder-left"), ["error"]);
    let own = "stage = \"初审\"\n[lint.severity]\nplaceholder-left = \"warning\"\n";
    assert_eq!(severity(own, "placeholder-left"), ["warning"]);
    // What fails: early, only errors.
    let mild = "[lint]\nselect = [\"NUM\"]\n[lint.severity]\nNUM = \"warning\"\n";
    assert_eq!(check(mild).0, Some(1));
    assert_eq!(check(&format!("stage = \"初审\"\n{mild}")).0, Some(0));
    let strict = mild.replace("[lint]\n", "[lint]\nfail-on = \"warning\"\n");
    assert_eq!(check(&format!("stage = \"初审\"\n{strict}")).0, Some(1));
}

#[test]
fn overrides_hold_for_their_files_and_categories() {
    let lines = |config: &str| -> Vec<u64> {
        check(config).1.into_iter().filter(|(n, ..)| n == RANGE).map(|(_, _, line)| line).collect()
    };
    assert_eq!(lines(""), [3, 9]);
    assert_eq!(lines("[[override]]\ncategories = [\"附　录\"]\nignore = [\"NUM013\"]\n"), [3]);
    assert_eq!(lines("[[override]]\npaths = [\"*.md\"]\nignore = [\"NUM\"]\n"), [0u64; 0]);
    assert_eq!(lines("[[override]]\npaths = [\"书/**\"]\nignore = [\"NUM\"]\n"), [3, 9]);
    let config =
        "[[override]]\ncategories = [\"附录\"]\nseverity = { range-left-percent-missing = \"warning\" }\n";
    assert_eq!(severity(config, RANGE), ["error", "warning"]);
    // A rule that is only informative is listed where an override raises it.
    let raised = "[lint.severity]\nNUM013 = \"info\"\n[[override]]\ncategories = [\"附录\"]\nseverity = { NUM013 = \"error\" }\n";
    assert_eq!(lines(raised), [9]);
}

fn rows(folder: &Path, args: &[&str]) -> Vec<(String, String, String)> {
    let output = kanwu(folder, args);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let all: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    let field = |row: &Value, name: &str| row[name].as_str().unwrap().to_owned();
    all.iter().map(|row| (field(row, "key"), field(row, "value"), field(row, "from"))).collect()
}

#[test]
fn each_value_is_shown_with_where_it_is_from() {
    let folder = folder(
        "stage = \"二校\"\n\n[lint]\nignore = [\"PUN\"]\n[rules.TYP105]\nform = \"closed\"\n[[override]]\npaths = [\"书/*\"]\nignore = [\"NUM\"]\n",
    );
    std::fs::write(
        folder.path().join("稿.md"),
        format!("# 编辑说明\n\n一、本年鉴记述时限为2022年1月1日至12月31日。\n\n{TEXT}"),
    )
    .unwrap();
    let all = rows(folder.path(), &["config", "稿.md", "--output-format", "json"]);
    let row = |key: &str| {
        let (_, value, from) = all.iter().find(|(k, ..)| k == key).unwrap();
        let name = |s: &str| s.rsplit(['/', '\\']).next().unwrap().to_owned();
        (value.clone(), name(from))
    };
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(row("stage"), pair("二校", "kanwu.toml:1"));
    assert_eq!(row("lint.ignore"), pair("PUN", "kanwu.toml:4"));
    assert_eq!(row("lint.fail-on"), pair("warning", "阶段“二校”"));
    assert_eq!(row("rules.han-digit-blank.form"), pair("closed", "kanwu.toml:6"));
    assert_eq!(row("lint.preview"), pair("false", "默认"));
    assert_eq!(row("spec.record-period"), pair("2022-01-01 — 2022-12-31", "稿.md:3"));
    assert!(all.iter().all(|(key, ..)| !key.starts_with("override")), "it holds elsewhere");
    let table = text(&kanwu(folder.path(), &["config", "--lang", "en"]).stdout);
    assert!(table.contains("override[书/*].NUM") && table.contains("default"), "{table}");
}

#[test]
fn a_config_is_written_from_the_manuscript_and_never_over_another() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::copy(root().join("samples/清河年鉴2023.md"), folder.path().join("稿.md")).unwrap();
    let check = || kanwu(folder.path(), &["check", "稿.md", "--output-format", "jsonl"]).stdout;
    let before = check();
    let output = kanwu(folder.path(), &["init", "稿.md"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let path = folder.path().join("kanwu.toml");
    let config = std::fs::read_to_string(&path).unwrap();
    assert!(
        config.contains("files = [\"稿.md\"]")
            && config.contains("# record-period = [2022-01-01, 2022-12-31]")
    );
    assert!(before == check(), "nothing differs until something is written into it");
    // What it suggests is what a config may say.
    let said: String = config
        .lines()
        .map(|line| match line.strip_prefix("# ") {
            Some(rest)
                if rest.contains(" = ")
                    && rest.is_char_boundary(1)
                    && rest.as_bytes()[0].is_ascii_lowercase() =>
            {
                format!("{rest}\n")
            }
            _ => format!("{line}\n"),
        })
        .collect();
    let said = said.replace("# [[override]]\n", "[[override]]\n");
    std::fs::write(&path, &said).unwrap();
    let output = kanwu(folder.path(), &["config", "稿.md"]);
    assert_eq!(output.status.code(), Some(0), "{}\n{said}", text(&output.stderr));
    let again = kanwu(folder.path(), &["init", "稿.md"]);
    assert_eq!(again.status.code(), Some(2));
    assert!(text(&again.stderr).contains("kanwu.toml"));
    assert_eq!(std::fs::read_to_string(&path).unwrap(), said);
}

#[test]
fn the_sample_config_holds() {
    let output = kanwu(&root(), &["config", "--config", "samples/kanwu.toml"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
}
