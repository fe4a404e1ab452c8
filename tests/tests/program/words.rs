//! `words.toml`: words that an office has settled.

use serde_json::Value;

use crate::common::{findings, kanwu, text};

const BOOK: &str = "\
# 清河年鉴2023

# 农业

**【概况】** 2022年，青石乡种茶2000亩。渲泄渠清淤2千米，渲泄洪水。

# 外事

**【交往】** 青石乡亲回访，区友好城市代表团来访。
";

fn folder(words: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("书.md"), BOOK).unwrap();
    std::fs::write(folder.path().join("words.toml"), words).unwrap();
    folder
}

/// Codes with the words that they are on, and the answers.
fn told(folder: &tempfile::TempDir, more: &[&str]) -> Vec<(String, String, String)> {
    let mut args = vec!["check", "书.md", "--output-format", "json"];
    args.extend(more);
    let found = findings(&kanwu(folder.path(), &args));
    let word = |d: &Value| d["excerpt"].as_str().unwrap_or_default().to_owned();
    found["diagnostics"].as_array().map_or(Vec::new(), |all| {
        all.iter()
            .map(|d| {
                let answer = d["decision"]["state"].as_str().unwrap_or_default().to_owned();
                (d["code"].as_str().unwrap().to_owned(), word(d), answer)
            })
            .collect()
    })
}

#[test]
fn wrong_and_watched_words_are_told_where_they_hold() {
    let folder = folder(
        "watch = [{ word = '友好城市' }]\n[[wrong]]\nwrong = '青石乡'\nright = '青石镇'\ncategories = ['农业']\n",
    );
    let house = |all: Vec<(String, String, String)>| {
        all.into_iter().filter(|(code, ..)| code.starts_with("WRD17")).map(|(code, word, _)| (code, word))
    };
    let found: Vec<_> = house(told(&folder, &[])).collect();
    let told_of = |code: &str, word: &str| (code.to_owned(), word.to_owned());
    assert_eq!(found, [told_of("WRD170", "青石乡"), told_of("WRD171", "友好城市")]);
    assert_eq!(house(told(&folder, &["--isolated"])).count(), 0, "nothing beside the manuscript is read");
    // The name of a place is changed only where an editor asks for it.
    let fixed = kanwu(folder.path(), &["check", "书.md", "--fix", "--unsafe-fixes", "--select", "WRD170"]);
    assert_ne!(fixed.status.code(), Some(2), "{}", text(&fixed.stderr));
    let now = std::fs::read_to_string(folder.path().join("书.md")).unwrap();
    assert!(now.contains("青石镇种茶2000亩") && now.contains("青石乡亲回访"), "{now}");
}

#[test]
fn what_is_allowed_is_answered_and_not_lost() {
    let answers = |words: &str| -> Vec<String> {
        let all = told(&folder(words), &["--select", "WRD009", "--show", "kept"]);
        all.into_iter().map(|(.., answer)| answer).collect()
    };
    assert_eq!(answers(""), ["", ""]);
    assert_eq!(answers("allow = ['渲泄渠']\n"), ["不改", ""]);
}

#[test]
fn words_are_added_and_taken_over_from_lists() {
    let folder = folder("# 2024年核定\nallow = ['清河腔']\n");
    let run = |args: &[&str]| kanwu(folder.path(), args);
    let good = |args: &[&str]| {
        let output = run(args);
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        text(&output.stdout)
    };
    good(&["words", "add", "wrong", "青石乡=青石镇"]);
    let (gbk, _, _) = encoding_rs::GBK.encode("温知秋\r\n\r\n林海潮\r\n");
    std::fs::write(folder.path().join("人名.txt"), gbk).unwrap();
    good(&["words", "import", "people", "人名.txt"]);
    std::fs::write(folder.path().join("误写.csv"), "误,正,说明\n发改委员会,发展和改革局,2019年改\n").unwrap();
    let told = good(&["words", "import", "wrong", "误写.csv"]);
    assert!(told.contains("允许1，误写2") && told.contains("人名2"), "{told}");
    let file = std::fs::read_to_string(folder.path().join("words.toml")).unwrap();
    assert!(file.starts_with("# 2024年核定\n") && file.contains("note = \"2019年改\""), "{file}");

    // What contradicts the list is refused, and the list stays.
    let refused = run(&["words", "add", "allow", "青石乡"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("既列为误写又列为允许"), "{}", text(&refused.stderr));
    assert_eq!(std::fs::read_to_string(folder.path().join("words.toml")).unwrap(), file);
}

#[test]
fn a_list_that_can_not_be_read_is_told_with_its_place() {
    let folder = folder("allow = ['清河腔']\n允许 = ['甲']\n");
    let output = kanwu(folder.path(), &["check", "书.md"]);
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert!(said.contains("words.toml:2:"), "{said}");
}
