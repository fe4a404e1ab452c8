//! The help and the manual page, in either language.

use crate::common::{kanwu, root, text};

const COMMANDS: [&str; 22] = [
    "check",
    "explain",
    "rules",
    "names",
    "outline",
    "quantities",
    "contents",
    "rate",
    "spec",
    "decide",
    "keep",
    "baseline",
    "config",
    "init",
    "annotate",
    "queries",
    "accept",
    "returns",
    "press",
    "hook",
    "man",
    "completions",
];

fn said(args: &[&str]) -> String {
    let output = kanwu(&root(), args);
    assert_eq!(output.status.code(), Some(0), "{args:?}: {}", text(&output.stderr));
    text(&output.stdout)
}

/// The help of every command, by each way to ask for it.
fn every_help(lang: &str) -> Vec<String> {
    let mut all = Vec::new();
    for flag in ["-h", "--help"] {
        all.push(said(&["--lang", lang, flag]));
        all.extend(COMMANDS.iter().map(|command| said(&[command, "--lang", lang, flag])));
        all.push(said(&["hook", "install", "--lang", lang, flag]));
    }
    all.push(said(&["--lang", lang, "help"]));
    all.push(said(&["--lang", lang, "help", "check"]));
    all
}

#[test]
fn chinese_help_has_no_english_words_of_its_own() {
    for help in every_help("zh") {
        assert!(help.contains("用法：kanwu") && help.contains("显示用法"), "{help}");
        for english in [
            "Usage",
            "Options:",
            "Arguments:",
            "Commands:",
            "OPTIONS",
            "default:",
            "ossible values",
            "Print ",
            "选项:",
            "命令:",
            "参数:",
            "[PATHS]",
            "<FILE>",
            "<RULE>",
        ] {
            assert!(!help.contains(english), "{english}: {help}");
        }
        assert!(!help.contains(" / "), "{help}");
    }
    assert_eq!(said(&["check", "--help"]), said(&["check", "--lang", "zh", "--help"]));
    // Where the lines are cut depends on how clap was built.
    let short: String = said(&["check", "-h"]).split_whitespace().collect();
    assert!(short.contains("[默认：full][可选：full、short、json"));
}

#[test]
fn english_help_is_english() {
    for help in every_help("en") {
        assert!(help.contains("Usage: kanwu") && help.contains("Print help"), "{help}");
        for chinese in ["用法", "选项", "检查", "输出语言", " / "] {
            assert!(!help.contains(chinese), "{chinese}: {help}");
        }
    }
}

#[test]
fn completions_speak_one_language() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let zh = said(&["completions", shell]);
        let en = said(&["completions", shell, "--lang", "en"]);
        assert!(!zh.contains(" / ") && !en.contains(" / "), "{shell}");
        // The script for bash has no place for words.
        assert!(shell == "bash" || (zh.contains("检查书稿") && en.contains("Check manuscripts")), "{shell}");
        assert!(!en.contains("检查书稿"), "{shell}");
    }
}

#[test]
fn a_command_without_its_subcommand_is_told_them() {
    let output = kanwu(&root(), &["hook"]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("命令：\n") && said.contains("uninstall") && said.contains("拆除"), "{said}");
    for (lang, want) in [("zh", "还要写一个命令：install、uninstall。"), ("en", "one of install, uninstall.")]
    {
        let output = kanwu(&root(), &["hook", "--lang", lang]);
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(want) && said.lines().count() == 1, "{said}");
    }
}

#[test]
fn the_manual_page_names_every_command() {
    for lang in ["zh", "en"] {
        let page = said(&["man", "--lang", lang]);
        assert!(page.lines().any(|line| line.starts_with(".TH kanwu 1")), "{page}");
        for command in COMMANDS {
            assert!(page.contains(&format!("\n\\fBkanwu {command}\\fR\n")), "{command}: {page}");
        }
    }
}
