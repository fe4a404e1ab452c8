//! What other programs and terminals take from a run: positions in the file's own bytes, patches, escaped control
//! characters, masked numbers of people, the index of git; and files that only seem to be what is read.

use std::process::Command;

use encoding_rs::{BIG5, GB18030};
use serde_json::Value;

use crate::common::{TEXT_FORMS, findings, kanwu, text};
use crate::hook::{git, repository};

/// What gives text of the file's bytes back.
type Decoder = fn(&[u8]) -> String;

#[test]
fn byte_offsets_are_those_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let told = "# 概况\r\n\r\n全区𠀀甲,乙。\r\n产量增长10～15%。";
    let utf16 = |unit: fn(u16) -> [u8; 2]| -> Vec<u8> { told.encode_utf16().flat_map(unit).collect() };
    let encoded: [(&str, Vec<u8>, Decoder); 4] = [
        ("bom.md", [b"\xEF\xBB\xBF", told.as_bytes()].concat(), |b| text(b)),
        ("gbk.md", GB18030.encode(told).0.into_owned(), |b| GB18030.decode(b).0.into_owned()),
        ("le.md", [b"\xFF\xFE".to_vec(), utf16(u16::to_le_bytes)].concat(), |b| {
            encoding_rs::UTF_16LE.decode_without_bom_handling(b).0.into_owned()
        }),
        ("be.md", [b"\xFE\xFF".to_vec(), utf16(u16::to_be_bytes)].concat(), |b| {
            encoding_rs::UTF_16BE.decode_without_bom_handling(b).0.into_owned()
        }),
    ];
    for (name, bytes, decoded) in encoded {
        std::fs::write(folder.path().join(name), &bytes).unwrap();
        let json = findings(&kanwu(folder.path(), &["check", name, "--isolated", "--output-format", "json"]));
        let all = json["diagnostics"].as_array().unwrap();
        assert!(all.len() >= 2, "{name}: {json}");
        for d in all {
            let at = |end: &str| {
                assert_eq!(d["range"][end]["origin"], Value::Null);
                usize::try_from(d["range"][end]["byteOffset"].as_u64().unwrap()).unwrap()
            };
            let place = bytes.get(at("start")..at("end")).unwrap();
            assert_eq!(decoded(place), d["excerpt"].as_str().unwrap(), "{name}");
        }
    }
}

#[test]
fn git_and_patch_take_the_diff() {
    let Some(repository) = repository() else { return };
    let folder = repository.path();
    let before = "\u{feff}# 概况\r\n\r\n全区甲,乙。\r\n全区。\r\n\r\n\r\n\r\n\r\n产量增长10～15%。";
    for name in ["稿.md", "清 河\"稿.md"] {
        std::fs::write(folder.join(name), before).unwrap();
        git(folder, &["add", "-A"]);
        let diff = kanwu(folder, &["check", name, "--isolated", "--diff"]).stdout;
        std::fs::write(folder.join("修改.patch"), &diff).unwrap();
        let taken = git(folder, &["apply", "修改.patch"]);
        assert!(taken.status.success(), "{}{}", text(&taken.stderr), text(&diff));
        let applied = std::fs::read_to_string(folder.join(name)).unwrap();
        std::fs::write(folder.join(name), before).unwrap();
        assert_eq!(kanwu(folder, &["check", name, "--isolated", "--fix", "-q"]).status.code(), Some(0));
        assert_eq!(applied, std::fs::read_to_string(folder.join(name)).unwrap());
        assert!(applied.starts_with('\u{feff}') && applied.contains("甲，乙。\r\n"));
        std::fs::remove_file(folder.join(name)).unwrap();
    }
}

#[test]
fn no_control_character_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    let name = "稿\u{1b}[31m\u{202e}.md";
    let body = "实现\u{1b}[31m产值\u{1b}]0;TITLE\u{7},增长\u{9b}31m。（\u{1b}[2J甲\n\n(\u{1b}]8;;http://evil\u{7}甲)乙,\u{202e}丙\n";
    std::fs::write(folder.path().join(name), body).unwrap();
    std::fs::write(folder.path().join("坏\u{1b}[0m.md"), b"\0\0\0\0").unwrap();
    let acts = |c: &char| c.is_control() && !matches!(c, '\n' | '\t') || *c == '\u{202e}';
    for format in ["full", "short", "github", "markdown", "json", "csv"] {
        let args = ["check", ".", "--isolated", "--output-format", format];
        for more in [&[][..], &["--lang", "en"], &["--width", "1"]] {
            let output = kanwu(folder.path(), &[&args[..], more].concat());
            for (said, printed) in [("out", output.stdout), ("err", output.stderr)] {
                let mut printed = String::from_utf8(printed).unwrap();
                if format == "csv" {
                    printed = printed.replace("\r\n", "\n");
                }
                // JSON may hold marks of direction: whoever reads it prints them.
                let found = printed.chars().find(|c| acts(c) && (format != "json" || c.is_control()));
                assert_eq!(found, None, "{format} {said}: {printed:?}");
            }
        }
    }
    let coloured = Command::new(env!("CARGO_BIN_EXE_kanwu-under-test"))
        .current_dir(folder.path())
        .args(["check", ".", "--isolated", "--color", "always"])
        .output()
        .unwrap();
    let printed = text(&coloured.stdout);
    assert!(printed.contains("\u{1b}[0m") && !printed.contains("\u{1b}]") && !printed.contains("\u{1b}[2J"));
}

#[test]
fn no_report_prints_a_number_of_a_person() {
    let folder = tempfile::tempdir().unwrap();
    let spellings = [
        "手机+8613912345678。",
        "手机139-1234-5678。",
        "手机139 1234 5678。",
        "手机１３９１２３４５６７８。",
        "手机13912345678。",
        "手机（+86）139 1234 5678。",
        "卡号6222 0212 0201 2345 678。",
        "卡号6222021202012345678。",
        "身份证110105 19491231 002X。",
        "身份证11010519491231002X。",
        "身份证１１０１０５１９４９１２３１００２Ｘ。",
    ];
    std::fs::write(folder.path().join("稿.md"), spellings.join("\n\n") + "\n").unwrap();
    let numbers = ["13912345678", "6222021202012345678", "11010519491231002"];
    for format in TEXT_FORMS {
        for more in [&[][..], &["--show", "info"], &["--width", "20"]] {
            let args = ["check", "稿.md", "--isolated", "--output-format", format];
            let printed = text(&kanwu(folder.path(), &[&args[..], more].concat()).stdout);
            let half: String = printed
                .chars()
                .map(|c| match c {
                    '０'..='９' => char::from_u32(c as u32 - 0xfee0).unwrap(),
                    c => c,
                })
                .filter(|c| !matches!(c, ' ' | '-' | '\u{3000}' | '+' | '（' | '）'))
                .collect();
            for number in numbers {
                assert!(!half.contains(number), "{format} prints {number}: {printed}");
            }
        }
    }
    // A fix that a mask would hide is told, and not offered to programs.
    let json = findings(&kanwu(folder.path(), &["check", "稿.md", "--isolated", "--output-format", "json"]));
    for d in json["diagnostics"].as_array().unwrap() {
        assert!(!d["fix"].to_string().contains('*'), "{d}");
    }
}

#[test]
fn what_is_staged_is_checked() {
    let Some(repository) = repository() else { return };
    let folder = repository.path();
    let (right, wrong) = ("全年增长10%～15%。\n", "全年增长10～15%。\n");
    let name = "书 稿.md";
    let check = || kanwu(folder, &["check", "--isolated", "--staged", "-q", "--output-format", "short"]);
    for (staged, here, code) in [(right, Some(wrong), 0), (wrong, Some(right), 1), (wrong, None, 1)] {
        std::fs::write(folder.join(name), staged).unwrap();
        git(folder, &["add", "-A"]);
        match here {
            Some(here) => std::fs::write(folder.join(name), here).unwrap(),
            None => std::fs::remove_file(folder.join(name)).unwrap(),
        }
        let output = check();
        assert_eq!(output.status.code(), Some(code), "{}{}", text(&output.stdout), text(&output.stderr));
        assert!(text(&output.stderr).contains("检查的是暂存区里的内容"), "{}", text(&output.stderr));
    }
    // A fix goes into the file in the folder.
    std::fs::write(folder.join(name), wrong).unwrap();
    let fixed = kanwu(folder, &["check", "--isolated", "--staged", "--fix", "-q"]);
    assert_eq!(fixed.status.code(), Some(0), "{}", text(&fixed.stderr));
    assert_eq!(std::fs::read_to_string(folder.join(name)).unwrap(), right);
}

#[test]
fn encodings_that_are_not_read_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let traditional = "全區實現生產總值100億元，比上年增長5%。\n";
    std::fs::write(folder.path().join("繁.txt"), BIG5.encode(traditional).0).unwrap();
    let unmarked: Vec<u8> = traditional.encode_utf16().flat_map(u16::to_le_bytes).collect();
    std::fs::write(folder.path().join("无.txt"), unmarked).unwrap();
    for (name, said) in [("繁.txt", "Big5"), ("无.txt", "UTF-16")] {
        let output = kanwu(folder.path(), &["check", name, "--isolated"]);
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).contains(said), "{}", text(&output.stderr));
    }
}

#[test]
fn a_config_in_gbk_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let config = "# 望花区\r\n[lint]\r\nignore = [\"PUN001\"]\r\n";
    std::fs::write(folder.path().join("kanwu.toml"), GB18030.encode(config).0).unwrap();
    std::fs::write(folder.path().join("稿.md"), "全区甲,乙。\n").unwrap();
    let output = kanwu(folder.path(), &["check", "稿.md", "-q"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    std::fs::write(folder.path().join("kanwu.toml"), b"\x80\xFF[lint]").unwrap();
    let output = kanwu(folder.path(), &["check", "稿.md", "-q"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("无法识别编码"), "{}", text(&output.stderr));
}

#[test]
fn a_document_with_macros_keeps_its_kind() {
    let folder = tempfile::tempdir().unwrap();
    let document = crate::common::root().join("tests/fixtures/docx/pandoc.docx");
    std::fs::copy(document, folder.path().join("稿.docm")).unwrap();
    let refused = kanwu(folder.path(), &["annotate", "稿.docm", "--isolated", "-o", "改.docx"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains(".docm"), "{}", text(&refused.stderr));
    assert!(kanwu(folder.path(), &["annotate", "稿.docm", "--isolated"]).status.success());
    assert!(folder.path().join("稿.审校.docm").exists());
}

#[test]
fn other_files_get_advice_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let container = |stream: &str| -> Vec<u8> {
        let name = stream.encode_utf16().flat_map(u16::to_le_bytes);
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
            .iter()
            .copied()
            .chain([0; 600])
            .chain(name)
            .chain([0; 600])
            .collect()
    };
    for (name, bytes, said) in [
        ("模板.dotm", b"PK".to_vec(), "模板"),
        ("版.idml", b"PK".to_vec(), "排版"),
        ("样.ofd", b"PK".to_vec(), "OCR"),
        ("样.pdf", b"%PDF".to_vec(), "PDF"),
        ("密.docx", container("EncryptedPackage"), "密码"),
        ("权.docx", container("DRMEncryptedTransform"), "权限管理"),
        ("旧.docx", container("WordDocument"), "Word 97"),
        ("印.docx", b"%PDF-1.7".to_vec(), "PDF"),
        ("锁.docx", b"b\x14#e\x00E-SafeNet\x00LOCK".to_vec(), "加密软件"),
        ("锁.txt", b"%TSD-Header-###%\x00\x01\x02".to_vec(), "加密软件"),
    ] {
        std::fs::write(folder.path().join(name), bytes).unwrap();
        let output = kanwu(folder.path(), &["check", name, "--isolated"]);
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(text(&output.stderr).contains(said), "{name}: {}", text(&output.stderr));
    }
}
