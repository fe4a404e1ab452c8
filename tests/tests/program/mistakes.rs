//! Every way to go wrong ends in one clear line in the reader's language, and exit code 2.

use std::path::Path;
use std::process::Output;

use crate::common::{kanwu, text};

const GOOD: &str = "全年完成投资12亿元,增长8%。\n";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("稿.md"), GOOD).unwrap();
    folder
}

fn lock(path: &Path) {
    let mut permissions = std::fs::metadata(path).unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(path, permissions).unwrap();
}

/// One line on standard error with `want` in it.
fn one_line(output: &Output, want: &str) {
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(
        said.starts_with("kanwu: ") && said.contains(want) && said.lines().count() == 1,
        "{want}: {said}"
    );
}

/// The same where not one character was read: that is said first.
fn nothing_read(output: &Output, want: &str) {
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    let lines: Vec<&str> = said.lines().collect();
    assert!(
        matches!(lines[..], [first, why] if first.contains("未检查任何书稿") && why.contains(want)),
        "{want}: {said}"
    );
}

#[test]
fn mistakes_on_the_command_line() {
    let folder = folder();
    let cases: [(&[&str], &str, &str); 18] = [
        (&["chck", "稿.md"], "没有“chck”这个命令；是不是“check”？", "did you mean “check”?"),
        (&["check", "--fixx"], "没有“--fixx”这个选项", "there is no option “--fixx”"),
        (
            &["check", "--output-format", "xml"],
            "不能是“xml”，可以是：full、short、json",
            "can't be “xml”; it may be: full",
        ),
        (&["check", "--output-format", "htm"], "是不是“html”？", "xlsx; did you mean “html”?"),
        (&["check", "--output", "htm=x"], "没有“htm”这种形式；是不是“html”？", "did you mean “html”?"),
        (&["check", "--output", "!=x"], "可以是：full、short", "it may be: full, short"),
        (&["check", "--output", "x"], "应写作 形式=文件", "write FORMAT=FILE"),
        (&["check", "--staged", "稿.md"], "“--staged”和“书稿”不能", "“--staged” and “PATHS”"),
        (&["check", "--selct", "x"], "是不是“--select”？", "did you mean “--select”?"),
        (&["hook", "instal"], "是不是“install”？", "did you mean “install”?"),
        (
            &["check", "--select", "half-width-marks"],
            "是不是“half-width-mark”？",
            "did you mean “half-width-mark”?",
        ),
        (
            &["decide", "--rule", "half-width-marks", "--state", "改"],
            "是不是“half-width-mark”？",
            "did you mean “half-width-mark”?",
        ),
        (&["check", "--fail-on", "fatal"], "可以是：error、warning、info", "it may be: error, warning, info"),
        (&["check", "--ambiguous-width", "3"], "不能是“3”", "can't be “3”"),
        (&["check", "--select"], "要写值", "wants a value"),
        (&["explain"], "还要写", "still wanted"),
        (&["decide", "--prune", "--from", "a.json"], "不能一起用", "exclude each other"),
        (&["explain", "half-width-marks"], "是不是“half-width-mark”？", "did you mean “half-width-mark”?"),
    ];
    for (args, zh, en) in cases {
        one_line(&kanwu(folder.path(), args), zh);
        one_line(&kanwu(folder.path(), &[args, &["--lang", "en"]].concat()), en);
        one_line(&kanwu(folder.path(), &[&["--lang=en"], args].concat()), en);
    }
}

#[test]
fn files_that_can_not_be_read() {
    let folder = folder();
    std::fs::write(folder.path().join("坏.md"), b"\x00\x01\x02\xff\xfe\x00PNG").unwrap();
    for command in
        ["check", "outline", "spec", "quantities", "contents", "config", "rate", "baseline", "init"]
    {
        for file in ["坏.md", "没有.md"] {
            let output = kanwu(folder.path(), &[command, file]);
            match command {
                "check" => nothing_read(&output, file),
                _ => one_line(&output, file),
            }
        }
    }
    one_line(
        &kanwu(folder.path(), &["check", "稿.md", "坏.md", "-q", "--output-format", "short"]),
        "坏.md：像是二进制文件",
    );
    let english = ["check", "稿.md", "坏.md", "-q", "--lang", "en", "--output-format", "short"];
    one_line(&kanwu(folder.path(), &english), "坏.md: this looks like a binary file");
    let empty = tempfile::tempdir().unwrap();
    one_line(&kanwu(empty.path(), &["check"]), "这里没有书稿");
    one_line(&kanwu(empty.path(), &["init"]), "这里没有书稿");
}

#[test]
fn files_that_can_not_be_written() {
    let folder = folder();
    let path = folder.path().join("稿.md");
    lock(&path);
    let fix = ["check", "稿.md", "--fix", "-q", "--output-format", "short"];
    one_line(&kanwu(folder.path(), &fix), "稿.md：文件是只读的");
    one_line(&kanwu(folder.path(), &[&fix[..], &["--lang", "en"]].concat()), "稿.md: the file is read-only");
    assert_eq!(std::fs::read_to_string(&path).unwrap(), GOOD);
    for (file, args) in [
        ("kanwu.decisions.toml", &["keep", "稿.md:1", "--rule", "half-width-mark"][..]),
        ("kanwu.baseline", &["baseline"]),
    ] {
        let start = if file.ends_with("toml") { "version = 1\n" } else { "" };
        std::fs::write(folder.path().join(file), start).unwrap();
        lock(&folder.path().join(file));
        one_line(&kanwu(folder.path(), args), file);
        assert_eq!(std::fs::read_to_string(folder.path().join(file)).unwrap(), start);
    }
}
